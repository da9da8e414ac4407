"""A paragraph -> its XML, and what it links to. No run states what its layout already states."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from generator.fonts.scripts import has_east_asian
from generator.language.direction import is_written_right_to_left, paragraph_runs_right_to_left
from generator.write.ooxml.markup import Xml, element, text
from generator.write.ooxml.text_language import language_tags
from generator.write.powerpoint.fit.text import SECTION_LINK, Span, TextParagraph
from generator.write.powerpoint.plan.page import CellLook
from generator.write.powerpoint.template.region import Level
from generator.write.powerpoint.xml.elements import emu, scheme_color, solid_fill


class Links(Struct):
    """What a part links to, numbered rId1, rId2 … as first asked for: (kind, target) -> id."""

    ids: dict[tuple[str, str], str] = {}

    def to(self, kind: str, target: str) -> str:
        return self.ids.setdefault((kind, target), f"rId{len(self.ids) + 1}")


def paragraph_xml(
    paragraph: TextParagraph,
    level: Level,
    start: int,
    language: str,
    links: Links,
    look: CellLook | None = None,
    typeface: str = "",
    *,
    in_layout: bool = False,
) -> Xml:
    """Return `paragraph` where its layout sets it as `level`; an entry of a numbered list counts from `start`.

    In a cell of its own `look`, that says how runs are set and where lines begin. A cell inherits no font from a
    placeholder: it states a `typeface` where the text around the table is not in the theme's font for text. A layout is
    mirrored where the language is written from right to left, so that text `in_layout` says only where it runs the
    other way.
    """
    spans = ((_run_properties(span, level, language, links, look, typeface), span.text) for span in paragraph.spans)
    runs = [
        run
        # neighbours that look alike become one run, which is easier to edit
        for properties, group in groupby(spans, key=lambda pair: pair[0])
        for run in _runs(properties, "".join(text for _, text in group), language)
    ]
    size = round(look.text.size_pt * 100) if look else None
    end = [] if paragraph.spans else [element("a:endParaRPr", **language_tags(language), sz=size)]
    properties = _paragraph_properties(
        paragraph, level, start, _direction(paragraph, language, in_layout), look.align if look else ""
    )
    return element("a:p", *properties, *runs, *end)


def _paragraph_properties(
    paragraph: TextParagraph, level: Level, start: int, direction: Mapping[str, str | int], align: str
) -> Iterator[Xml]:
    """Yield the a:pPr, if there is something to state."""
    attributes: dict[str, str | int] = {}
    spacing: list[Xml] = []
    bullet: list[Xml] = []
    if level.overrides_spacing:
        spacing = [element("a:spcBef", element("a:spcPts", val=round(level.before_pt * 100)))]
    if paragraph.level > 1:
        attributes["lvl"] = paragraph.level - 1
    attributes |= direction
    if align:
        attributes["algn"] = align
    if paragraph.marker in ("number", "sign") and level.left_pt:
        attributes |= {"marL": emu(level.left_pt), "indent": emu(level.indent_pt)}
    if paragraph.marker == "sign" and paragraph.sign:
        bullet = [element("a:buClr", scheme_color(paragraph.color)), element("a:buFontTx")]
        bullet.append(element("a:buChar", char=paragraph.sign))
    elif paragraph.marker == "number":
        numbering = element("a:buAutoNum", type="arabicPeriod", startAt=start if start > 1 else None)
        bullet = [element("a:buFontTx"), numbering]
    elif paragraph.marker == "none" and level.bullet:
        # take back the bullet and the hanging indent that the layout gives to this level
        attributes |= {"marL": emu(level.without_bullet(paragraph.level).left_pt), "indent": 0}
        bullet = [element("a:buNone")]
    if attributes or spacing or bullet:
        yield element("a:pPr", *spacing, *bullet, **attributes)


def _direction(paragraph: TextParagraph, language: str, in_layout: bool) -> Mapping[str, str | int]:
    """Return what a paragraph states of the direction in which it runs, and of the side at which it begins."""
    in_right_to_left = is_written_right_to_left(language)
    if not paragraph_runs_right_to_left(paragraph.text, in_right_to_left):
        return {"algn": "l", "rtl": 0} if in_layout and in_right_to_left else {}
    return {"rtl": 1} if in_layout and in_right_to_left else {"algn": "r", "rtl": 1}


def _runs(properties: Xml, words: str, language: str) -> Iterator[Xml]:
    """Yield the runs of `words`, with breaks between their lines."""
    for number, line in enumerate(words.split("\n")):
        if number:
            yield element("a:br", element("a:rPr", **language_tags(language)))
        if line:
            yield element("a:r", properties, element("a:t", text(line)))


def _run_properties(span: Span, level: Level, language: str, links: Links, cell: CellLook | None, typeface: str) -> Xml:
    look = cell.styles.get(span.style, cell.text) if cell else None
    latin = "+mj-lt" if look and look.heading else typeface
    size_pt = look.size_pt if look else level.size_pt if level.overrides_size else None
    color = look.color if look else span.color
    return element(
        "a:rPr",
        *([solid_fill(color)] if color and not span.url else []),
        *([element("a:latin", typeface=latin)] if latin else []),
        *([_link(span.url, links)] if span.url else []),
        **language_tags(language),
        sz=round(size_pt * 100) if size_pt else None,
        b=1 if span.bold and not level.bold else None,
        i=0 if level.italic and has_east_asian(span.text) else 1 if span.italic and not level.italic else None,
        baseline=30000 if span.raised else None,
    )


def _link(url: str, links: Links) -> Xml:
    """Return a link to an address, or to a slide of the same deck."""
    if url.startswith(SECTION_LINK):
        # [MS-OE376] 2.1.1291: without the action, the target opens as a file
        identifier = links.to("slide", url.removeprefix(SECTION_LINK))
        return element("a:hlinkClick", **{"r:id": identifier, "action": "ppaction://hlinksldjump"})
    return element("a:hlinkClick", **{"r:id": links.to("hyperlink", url)})
