"""Planned footnotes -> the footnotes part, with the separators that Word asks for and relationships of its own."""

from collections.abc import Iterable, Iterator

from generator.write.ooxml.markup import NOTHING, Xml
from generator.write.word.parts.writer_xml import XmlWriter
from generator.write.word.plan.inlines import FOOTNOTE_REFERENCE
from generator.write.word.planned import Footnote
from generator.write.word.template.package import OFFICE
from generator.write.word.template.settings import list_separators
from generator.write.word.template.template import Template, get_or_add_part
from generator.write.word.xml.elements import Element, attribute, element, find_all, parse_measure
from generator.write.word.xml.markup import run, tag, value

_STYLE = "footnote text"
_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}


def find_footnotes(template: Template) -> tuple[str, Element]:
    """Return the name and root of the footnotes part, which is added if the template has none."""
    root = get_or_add_part(template.package, template.main_part, "footnotes", "w:footnotes")
    return template.package.related_parts(f"{OFFICE}/footnotes", template.main_part)[0], root


def first_free_id(root: Element) -> int:
    """Return the first id that no footnote or separator of the template has."""
    ids = (parse_measure(attribute(footnote, "w:id")) for footnote in find_all(root, "w:footnote"))
    return int(max(ids, default=0)) + 1


def write_footnotes(template: Template, root: Element, footnotes: Iterable[Footnote], writer: XmlWriter) -> None:
    """Add `footnotes` to the footnotes part `root`, for which `writer` writes."""
    separators = {attribute(footnote, "w:type"): attribute(footnote, "w:id")
                  for footnote in find_all(root, "w:footnote")}  # fmt: skip
    for index, (kind, id_) in enumerate(_SEPARATORS.items()):
        if kind not in separators:
            separators[kind] = id_
            root.insert(index, _separator(kind, id_))
    list_separators(template.settings, [separators[kind] for kind in _SEPARATORS])
    template.package.write(writer.part, root, len(root), _render_footnotes(footnotes, writer))


def _separator(kind: str, id_: str) -> Element:
    run = element("w:r", None, element(f"w:{kind}"))
    return element("w:footnote", {"w:type": kind, "w:id": id_}, element("w:p", None, run))


def _render_footnotes(footnotes: Iterable[Footnote], writer: XmlWriter) -> Iterator[Xml]:
    style = writer.find_style("paragraph", _STYLE)
    styled = value("w:pStyle", style.id) if style else NOTHING
    number = writer.render_run(FOOTNOTE_REFERENCE, tag("w:footnoteRef"))
    space = run(NOTHING, " ")
    for footnote in footnotes:
        pieces, right_to_left = writer.direct(footnote.pieces)
        direction = writer.render_direction(right_to_left)
        properties = tag("w:pPr", None, styled, direction) if styled or direction else NOTHING
        paragraph = tag("w:p", None, properties, number, space, writer.render_pieces(pieces))
        yield tag("w:footnote", {"w:id": footnote.number + writer.first_footnote - 1}, paragraph)
