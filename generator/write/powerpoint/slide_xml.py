"""A planned slide -> its part's XML and the relationships that it needs. No run says what its layout already says."""

import unicodedata
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

from generator.write.powerpoint.elements import A, P, R, add_a, add_p, emu, framed, held, named, serialized, shape_tree
from generator.write.powerpoint.fit import level_of
from generator.write.powerpoint.page import Charted, Filled, Pictured, PlannedSlide, Shape, Tabled
from generator.write.powerpoint.region import Level, Region
from generator.write.powerpoint.text import SECTION, Flow, Line, Span

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any GUID: PowerPoint goes by the type


class Links(Struct):
    """What a part points to, numbered rId1, rId2 … as first asked for: (kind, target) -> id."""

    ids: dict[tuple[str, str], str] = {}

    def to(self, kind: str, target: str) -> str:
        return self.ids.setdefault((kind, target), f"rId{len(self.ids) + 1}")


def slide_xml(slide: PlannedSlide, number: int, language: str, links: Links) -> bytes:
    """Return the slide part; `number` is cached where the layout prints it. Targets: figures, URLs, sections."""
    root = etree.Element(f"{{{P}}}sld", nsmap={"a": A, "r": R, "p": P})
    if slide.hidden:
        root.set("show", "0")
    tree = shape_tree(add_p(root, "cSld"))
    for index, shape in enumerate(slide.shapes, 2):
        _shape(tree, shape, index, language, links)
    for index, footer in enumerate(slide.footers, 2 + len(slide.shapes)):
        _footer(tree, footer, index, number, language)
    add_a(add_p(root, "clrMapOvr"), "masterClrMapping")
    return serialized(root)


def notes_xml(lines: Sequence[Line], body: int, number: int, language: str, links: Links) -> bytes:
    """Return the notes part: the slide's picture and `lines`; `body` is the placeholder's index on the notes master."""
    root = etree.Element(f"{{{P}}}notes", nsmap={"a": A, "r": R, "p": P})
    tree = shape_tree(add_p(root, "cSld"))
    image = add_p(tree, "sp")
    named(image, "nvSpPr", 2, f"Slide {number}", "cNvSpPr", noGrp="1", noRot="1", noChangeAspect="1")
    add_p(image.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), "ph", type="sldImg")
    add_p(image, "spPr")
    text = add_p(tree, "sp")
    named(text, "nvSpPr", 3, "Notes", "cNvSpPr", noGrp="1")
    add_p(text.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), "ph", type="body", idx=str(body))
    add_p(text, "spPr")
    holder = add_p(text, "txBody")
    add_a(holder, "bodyPr")
    add_a(holder, "lstStyle")
    plain = Level(1, "")
    for each in lines or (Line(()),):
        _paragraph(holder, each, plain, 0, language, links)
    add_a(add_p(root, "clrMapOvr"), "masterClrMapping")
    return serialized(root)


def _shape(tree: etree._Element, shape: Shape, index: int, language: str, links: Links) -> None:
    match shape:
        case Filled(region, items, scale):
            _text(tree, region, items, scale, index, language, links)
        case Pictured():
            _picture(tree, shape, index, links)
        case Charted():
            _chart(tree, shape, index, links)
        case Tabled():
            _table(tree, shape, index, language, links)


def _text(
    tree: etree._Element, region: Region, items: Flow, scale: float, index: int, language: str, links: Links
) -> None:
    holder = _placeholder(tree, region, index)
    body = add_a(holder, "bodyPr")
    if scale < 1:
        add_a(body, "normAutofit", fontScale=str(round(scale * 100000)))
    add_a(holder, "lstStyle")
    lines = [each for item in items for each in item]
    for each, start in zip(lines, _starts(lines), strict=True):
        paragraph = _paragraph(holder, each, level_of(each, region), start, language, links)
        if each.marker == "none" and region.level(each.level).bullet:
            _unbulleted(paragraph)


def _footer(tree: etree._Element, footer: Filled, index: int, number: int, language: str) -> None:
    holder = _placeholder(tree, footer.region, index)
    add_a(holder, "bodyPr")
    add_a(holder, "lstStyle")
    paragraph = add_a(holder, "p")
    if footer.region.kind == "sldNum":
        run = add_a(paragraph, "fld", id=_NUMBER_FIELD, type="slidenum")
        text = str(number)
    else:
        run = add_a(paragraph, "r")
        text = footer.items[0][0].text
    add_a(run, "rPr", lang=language)
    add_a(run, "t").text = text


def _placeholder(tree: etree._Element, region: Region, index: int) -> etree._Element:
    shape = add_p(tree, "sp")
    named(shape, "nvSpPr", index, region.name, "cNvSpPr", noGrp="1")
    held(shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), region)
    add_p(shape, "spPr")
    return add_p(shape, "txBody")


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield for each line the number at which its list starts, so that all entries of a list say the same."""
    start: dict[int, int] = {}
    for each in lines:
        if each.marker == "number":
            start.setdefault(each.level, each.number)
        else:
            start = {level: first for level, first in start.items() if level < each.level}
        yield start.get(each.level, 0)


def _paragraph(
    holder: etree._Element, each: Line, level: Level, start: int, language: str, links: Links
) -> etree._Element:
    paragraph = add_a(holder, "p")
    properties = add_a(paragraph, "pPr")
    if each.level > 1:
        properties.set("lvl", str(each.level - 1))
    if _right_to_left(each.text):
        properties.attrib.update({"algn": "r", "rtl": "1"})
    if each.marker == "number":
        if level.left_pt:
            properties.attrib.update({"marL": emu(level.left_pt), "indent": emu(level.indent_pt)})
        add_a(properties, "buFontTx")
        add_a(properties, "buAutoNum", type="arabicPeriod", **({"startAt": str(start)} if start > 1 else {}))
    if not properties.attrib and not len(properties):
        paragraph.remove(properties)
    for span in each.spans:
        _run(paragraph, span, level, language, links)
    if not each.spans:
        add_a(paragraph, "endParaRPr", lang=language)
    return paragraph


def _unbulleted(paragraph: etree._Element) -> None:
    """Take back the bullet and the hanging indent that the layout gives to the paragraph's level."""
    properties = paragraph.find(f"{{{A}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{A}}}pPr")
        paragraph.insert(0, properties)
    properties.attrib.update({"marL": "0", "indent": "0"})
    add_a(properties, "buNone")


def _run(paragraph: etree._Element, span: Span, level: Level, language: str, links: Links) -> None:
    for number, text in enumerate(span.text.split("\n")):
        if number:
            add_a(add_a(paragraph, "br"), "rPr", lang=language)
        if not text:
            continue
        run = add_a(paragraph, "r")
        properties = add_a(run, "rPr", lang=language)
        if span.bold and not level.bold:
            properties.set("b", "1")
        if span.italic and not level.italic:
            properties.set("i", "1")
        if span.raised:
            properties.set("baseline", "30000")
        if span.url:
            _link(properties, span.url, links)
        add_a(run, "t").text = text


def _link(properties: etree._Element, url: str, links: Links) -> None:
    """Link a run to an address, or to a slide of the same deck."""
    link = add_a(properties, "hlinkClick")
    if url.startswith(SECTION):
        link.set(f"{{{R}}}id", links.to("slide", url.removeprefix(SECTION)))
        link.set("action", "ppaction://hlinksldjump")  # [MS-OE376] 2.1.1291: else the target opens as a file
    else:
        link.set(f"{{{R}}}id", links.to("hyperlink", url))


def _picture(tree: etree._Element, shape: Pictured, index: int, links: Links) -> None:
    picture = add_p(tree, "pic")
    own = named(picture, "nvPicPr", index, shape.region.name, "cNvPicPr", noGrp="1", noChangeAspect="1")
    own.set("descr", shape.drawing.alt)
    held(picture.find(f"{{{P}}}nvPicPr/{{{P}}}nvPr"), shape.region)
    fill = add_p(picture, "blipFill")
    blip = add_a(fill, "blip")
    blip.set(f"{{{R}}}embed", links.to("image", f"{shape.drawing.figure}.png"))
    extension = add_a(add_a(blip, "extLst"), "ext", uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
    vector = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    vector.set(f"{{{R}}}embed", links.to("image", f"{shape.drawing.figure}.svg"))
    add_a(add_a(fill, "stretch"), "fillRect")
    look = add_p(picture, "spPr")
    framed(add_a(look, "xfrm"), shape.box)


def _chart(tree: etree._Element, shape: Charted, index: int, links: Links) -> None:
    region = shape.region
    data = _graphic(tree, region, (region.width_pt, region.height_pt), index, shape.drawing.alt, _CHART)
    chart = etree.SubElement(data, f"{{{_CHART}}}chart", nsmap={"c": _CHART})
    chart.set(f"{{{R}}}id", links.to("chart", shape.drawing.figure))


def _table(tree: etree._Element, shape: Tabled, index: int, language: str, links: Links) -> None:
    size = (sum(shape.widths_pt), sum(shape.heights_pt))
    data = _graphic(tree, shape.region, size, index, shape.description, _TABLE)
    table = add_a(data, "tbl")
    properties = add_a(table, "tblPr", firstRow="1", bandRow="1")
    add_a(properties, "tableStyleId").text = shape.style
    grid = add_a(table, "tblGrid")
    for width in shape.widths_pt:
        add_a(grid, "gridCol", w=emu(width))
    for number, (cells, height) in enumerate(zip(shape.rows, shape.heights_pt, strict=True)):
        row = add_a(table, "tr", h=emu(height))
        # the table style makes the header bold
        level = Level(1, "", bold=number == 0)
        for each in cells:
            cell = add_a(row, "tc")
            text = add_a(cell, "txBody")
            add_a(text, "bodyPr")
            add_a(text, "lstStyle")
            _paragraph(text, each, level, 0, language, links)
            add_a(cell, "tcPr", anchor="ctr")


def _graphic(
    tree: etree._Element, region: Region, size: tuple[float, float], index: int, description: str, uri: str
) -> etree._Element:
    frame = add_p(tree, "graphicFrame")
    own = named(frame, "nvGraphicFramePr", index, region.name, "cNvGraphicFramePr", noGrp="1")
    own.set("descr", description)
    held(frame.find(f"{{{P}}}nvGraphicFramePr/{{{P}}}nvPr"), region)
    framed(add_p(frame, "xfrm"), (region.left_pt, region.top_pt, *size))
    return add_a(add_a(frame, "graphic"), "graphicData", uri=uri)


def _right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, P2 and P3)."""
    found = (unicodedata.bidirectional(character) for character in text)
    return next((kind in ("R", "AL") for kind in found if kind in ("L", "R", "AL")), False)
