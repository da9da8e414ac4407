"""Planned notes -> the footnotes part, with the separators that Word asks for and links of its own."""

from collections.abc import Iterable, Iterator

from generator.write.word.parts.writer_xml import NOTE_MARK, Inscriber
from generator.write.word.planned import PlannedNote
from generator.write.word.template.package import OFFICE
from generator.write.word.template.settings import name_separators
from generator.write.word.template.template import Template, part_of
from generator.write.word.xml.elements import Element, attribute, element, find_all, measured
from generator.write.word.xml.markup import NOTHING, Markup, run, tag, value

_STYLE = "footnote text"
_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}


def footnotes_of(template: Template) -> tuple[str, Element]:
    """Return the name and root of the footnotes part, made where the template has none."""
    root = part_of(template.package, template.document, "footnotes", "w:footnotes")
    return template.package.names(f"{OFFICE}/footnotes", template.document)[0], root


def first_free(root: Element) -> int:
    """Return the first id for our notes; those that the template's notes and separators hold stay theirs."""
    return int(max((measured(attribute(note, "w:id")) for note in find_all(root, "w:footnote")), default=0)) + 1


def write_notes(template: Template, root: Element, notes: Iterable[PlannedNote], inscriber: Inscriber) -> None:
    """Add `notes` to the footnotes part `root`, whose name `inscriber` writes for."""
    separators = {attribute(note, "w:type"): attribute(note, "w:id") for note in find_all(root, "w:footnote")}
    for place, (kind, id_) in enumerate(_SEPARATORS.items()):
        if kind not in separators:
            separators[kind] = id_
            root.insert(place, _separator(kind, id_))
    name_separators(template.settings, [separators[kind] for kind in _SEPARATORS])
    template.package.write(inscriber.part, root, len(root), _inscribed(notes, inscriber))


def _separator(kind: str, id_: str) -> Element:
    run = element("w:r", None, element(f"w:{kind}"))
    return element("w:footnote", {"w:type": kind, "w:id": id_}, element("w:p", None, run))


def _inscribed(notes: Iterable[PlannedNote], inscriber: Inscriber) -> Iterator[Markup]:
    style = inscriber.style("paragraph", _STYLE)
    properties = tag("w:pPr", None, value("w:pStyle", style.id)) if style else NOTHING
    mark = inscriber.run(NOTE_MARK, tag("w:footnoteRef"))
    space = run(NOTHING, " ")
    for note in notes:
        paragraph = tag("w:p", None, properties, mark, space, inscriber.runs(note.pieces))
        yield tag("w:footnote", {"w:id": note.number + inscriber.first_note - 1}, paragraph)
