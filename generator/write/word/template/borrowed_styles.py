"""A template's styles -> the same with those of the shipped template that it lacks, in its own colours and fonts.

Styles of the shipped template name theme colours and theme fonts, and build on Normal, so that in a template of another
office they look as that office does. Lists are not borrowed: their bullets and numbers are the template's own.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from zipfile import ZipFile

from generator import shipped
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import Element, attribute, find, find_all, parse_xml, qn, val_of

_TITLE = "Title"
_OF_WORD = (_TITLE, "Subtitle", "Bibliography", "TOC Heading")  # which a briefing needs; others have stand-ins
_NAMED = ("w:basedOn", "w:next", "w:link")  # of other styles, by id


def borrow_styles(root: Element) -> frozenset[str]:
    """Add to styles.xml what it lacks of the shipped template's own styles; return the names of all that are ours.

    In a template that was made from the shipped one, these are all; in another, those that it borrows or that its
    office has named as ours.
    """
    present = Styles.of_part(root)
    own = {_name(style) for style in find_all(root, "w:style") if present.are_ours or _is_custom(style)}
    ids = {attribute(style, "w:styleId") for style in find_all(root, "w:style")}
    missing = [style for style in _shipped_styles() if (_kind(style), _name(style)) not in present]
    new_ids = {}
    for style in missing:
        id_ = attribute(style, "w:styleId")
        new_ids[id_] = id_ if id_ not in ids else f"{id_}Briefing"
    for style in missing:
        root.append(_adapt(style, new_ids, present))
    ours = own if present.are_ours else own & {*map(_name, _shipped_styles())}
    return frozenset({*ours, *map(_name, missing)})


def take_off_numbers(root: Element) -> None:
    """Take the numbers off all headings."""
    for style in find_all(root, "w:style"):
        if _name(style).casefold().startswith("heading"):
            for number in find_all(style, "w:pPr/w:numPr"):
                number.getparent().remove(number)


@cache
def _shipped_styles() -> tuple[Element, ...]:
    """Return the shipped styles that can be borrowed, each after what it is based on."""
    with ZipFile(shipped.templates() / "look" / "word.docx") as package:
        root = parse_xml(package.read("word/styles.xml"))
    return tuple(filter(_is_ours, find_all(root, "w:style")))


def _is_ours(style: Element) -> bool:
    return (_is_custom(style) or _name(style) in _OF_WORD) and (
        find(style, "w:pPr/w:numPr") is None or _name(style).endswith(_TITLE)
    )


def _adapt(style: Element, new_ids: Mapping[str, str], present: Styles) -> Element:
    """Return a style as the template can have it: references lead to its own styles, and titles have no number."""
    adapted = deepcopy(style)
    adapted.set(qn("w:styleId"), new_ids[attribute(style, "w:styleId")])
    for reference in [*_references(adapted)]:
        id_ = _find_id(attribute(reference, "w:val"), _kind(style), new_ids, present)
        if id_:
            reference.set(qn("w:val"), id_)
        else:
            adapted.remove(reference)
    for number in find_all(adapted, "w:pPr/w:numPr"):
        number.getparent().remove(number)
    return adapted


def _references(style: Element) -> Iterator[Element]:
    for name in _NAMED:
        yield from find_all(style, name)


def _find_id(id_: str, kind: str, new_ids: Mapping[str, str], present: Styles) -> str:
    """Return the id by which the template knows a shipped style; that of its default where it does not."""
    if id_ in new_ids:
        return new_ids[id_]
    known = present.by_name.get((kind, id_.casefold())) or present.defaults.get(kind)
    return known.id if known else ""


def _is_custom(style: Element) -> bool:
    return attribute(style, "w:customStyle") == "1"


def _kind(style: Element) -> str:
    return attribute(style, "w:type")


def _name(style: Element) -> str:
    return val_of(style, "w:name")
