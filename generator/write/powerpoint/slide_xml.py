"""A planned slide -> its part's XML and the relationships that it needs. No run says what its layout already says."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.write.powerpoint.fit import level_of
from generator.write.powerpoint.page import Charted, Filled, Pictured, PlannedSlide, Shape, Tabled
from generator.write.powerpoint.region import Level, Region
from generator.write.powerpoint.text import SECTION, Flow, Line, Span

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_EMU = 12700
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any GUID: PowerPoint goes by the type


@dataclass
class Links:
    """What a part points to, numbered rId1, rId2 … as first asked for: (kind, target) -> id."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def to(self, kind: str, target: str) -> str:
        return self.ids.setdefault((kind, target), f"rId{len(self.ids) + 1}")


def slide_xml(slide: PlannedSlide, number: int, language: str, links: Links) -> bytes:
    """Return the slide part; `number` is cached where the layout prints it. Targets: figures, URLs, sections."""
    root = etree.Element(f"{{{P}}}sld", nsmap={"a": A, "r": R, "p": P})
    if slide.hidden:
        root.set("show", "0")
    tree = _tree(_p(root, "cSld"))
    for index, shape in enumerate(slide.shapes, 2):
        _shape(tree, shape, index, language, links)
    for index, footer in enumerate(slide.footers, 2 + len(slide.shapes)):
        _footer(tree, footer, index, number, language)
    _a(_p(root, "clrMapOvr"), "masterClrMapping")
    return _bytes(root)


def notes_xml(lines: Sequence[Line], body: int, number: int, language: str, links: Links) -> bytes:
    """Return the notes part: the slide's picture and `lines`; `body` is the placeholder's index on the notes master."""
    root = etree.Element(f"{{{P}}}notes", nsmap={"a": A, "r": R, "p": P})
    tree = _tree(_p(root, "cSld"))
    image = _p(tree, "sp")
    _named(image, "nvSpPr", 2, f"Slide {number}", "cNvSpPr", noGrp="1", noRot="1", noChangeAspect="1")
    _p(image.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), "ph", type="sldImg")
    _p(image, "spPr")
    text = _p(tree, "sp")
    _named(text, "nvSpPr", 3, "Notes", "cNvSpPr", noGrp="1")
    _p(text.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), "ph", type="body", idx=str(body))
    _p(text, "spPr")
    holder = _p(text, "txBody")
    _a(holder, "bodyPr")
    _a(holder, "lstStyle")
    plain = Level(1, "")
    for each in lines or (Line(()),):
        _paragraph(holder, each, plain, 0, language, links)
    _a(_p(root, "clrMapOvr"), "masterClrMapping")
    return _bytes(root)


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
    body = _a(holder, "bodyPr")
    if scale < 1:
        _a(body, "normAutofit", fontScale=str(round(scale * 100000)))
    _a(holder, "lstStyle")
    lines = [each for item in items for each in item]
    for each, start in zip(lines, _starts(lines), strict=True):
        paragraph = _paragraph(holder, each, level_of(each, region), start, language, links)
        if each.marker == "none" and region.level(each.level).bullet:
            _unbulleted(paragraph)


def _footer(tree: etree._Element, footer: Filled, index: int, number: int, language: str) -> None:
    holder = _placeholder(tree, footer.region, index)
    _a(holder, "bodyPr")
    _a(holder, "lstStyle")
    paragraph = _a(holder, "p")
    if footer.region.kind == "sldNum":
        run = _a(paragraph, "fld", id=_NUMBER_FIELD, type="slidenum")
        text = str(number)
    else:
        run = _a(paragraph, "r")
        text = footer.items[0][0].text
    _a(run, "rPr", lang=language)
    _a(run, "t").text = text


def _placeholder(tree: etree._Element, region: Region, index: int) -> etree._Element:
    shape = _p(tree, "sp")
    _named(shape, "nvSpPr", index, region.name, "cNvSpPr", noGrp="1")
    _held(shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr"), region)
    _p(shape, "spPr")
    return _p(shape, "txBody")


def _named(parent: etree._Element, kind: str, index: int, name: str, locks: str, **lock: str) -> etree._Element:
    """Add what names a shape; returns its p:cNvPr."""
    names = _p(parent, kind)
    own = _p(names, "cNvPr", id=str(index), name=name)
    lock_name = {"cNvPicPr": "picLocks", "cNvGraphicFramePr": "graphicFrameLocks"}.get(locks, "spLocks")
    _a(_p(names, locks), lock_name, **lock)
    _p(names, "nvPr")
    return own


def _held(parent: etree._Element, region: Region) -> None:
    holder = _p(parent, "ph")
    if region.kind != "obj":
        holder.set("type", region.kind)
    if region.index:
        holder.set("idx", str(region.index))


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
    paragraph = _a(holder, "p")
    properties = _a(paragraph, "pPr")
    if each.level > 1:
        properties.set("lvl", str(each.level - 1))
    if _right_to_left(each.text):
        properties.attrib.update({"algn": "r", "rtl": "1"})
    if each.marker == "number":
        if level.left_pt:
            properties.attrib.update({"marL": _emu(level.left_pt), "indent": _emu(level.indent_pt)})
        _a(properties, "buFontTx")
        _a(properties, "buAutoNum", type="arabicPeriod", **({"startAt": str(start)} if start > 1 else {}))
    if not properties.attrib and not len(properties):
        paragraph.remove(properties)
    for span in each.spans:
        _run(paragraph, span, level, language, links)
    if not each.spans:
        _a(paragraph, "endParaRPr", lang=language)
    return paragraph


def _unbulleted(paragraph: etree._Element) -> None:
    """Take back the bullet and the hanging indent that the layout gives to the paragraph's level."""
    properties = paragraph.find(f"{{{A}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{A}}}pPr")
        paragraph.insert(0, properties)
    properties.attrib.update({"marL": "0", "indent": "0"})
    _a(properties, "buNone")


def _run(paragraph: etree._Element, span: Span, level: Level, language: str, links: Links) -> None:
    for number, text in enumerate(span.text.split("\n")):
        if number:
            _a(_a(paragraph, "br"), "rPr", lang=language)
        if not text:
            continue
        run = _a(paragraph, "r")
        properties = _a(run, "rPr", lang=language)
        if span.bold and not level.bold:
            properties.set("b", "1")
        if span.italic and not level.italic:
            properties.set("i", "1")
        if span.raised:
            properties.set("baseline", "30000")
        if span.url:
            _link(properties, span.url, links)
        _a(run, "t").text = text


def _link(properties: etree._Element, url: str, links: Links) -> None:
    """Link a run to an address, or to a slide of the same deck."""
    link = _a(properties, "hlinkClick")
    if url.startswith(SECTION):
        link.set(f"{{{R}}}id", links.to("slide", url.removeprefix(SECTION)))
        link.set("action", "ppaction://hlinksldjump")  # [MS-OE376] 2.1.1291: else the target opens as a file
    else:
        link.set(f"{{{R}}}id", links.to("hyperlink", url))


def _picture(tree: etree._Element, shape: Pictured, index: int, links: Links) -> None:
    picture = _p(tree, "pic")
    own = _named(picture, "nvPicPr", index, shape.region.name, "cNvPicPr", noGrp="1", noChangeAspect="1")
    own.set("descr", shape.drawing.alt)
    _held(picture.find(f"{{{P}}}nvPicPr/{{{P}}}nvPr"), shape.region)
    fill = _p(picture, "blipFill")
    blip = _a(fill, "blip")
    blip.set(f"{{{R}}}embed", links.to("image", f"{shape.drawing.figure}.png"))
    extension = _a(_a(blip, "extLst"), "ext", uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
    vector = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    vector.set(f"{{{R}}}embed", links.to("image", f"{shape.drawing.figure}.svg"))
    _a(_a(fill, "stretch"), "fillRect")
    look = _p(picture, "spPr")
    _frame(_a(look, "xfrm"), shape.box)


def _chart(tree: etree._Element, shape: Charted, index: int, links: Links) -> None:
    region = shape.region
    data = _graphic(tree, region, (region.width_pt, region.height_pt), index, shape.drawing.alt, _CHART)
    chart = etree.SubElement(data, f"{{{_CHART}}}chart", nsmap={"c": _CHART})
    chart.set(f"{{{R}}}id", links.to("chart", shape.drawing.figure))


def _table(tree: etree._Element, shape: Tabled, index: int, language: str, links: Links) -> None:
    size = (sum(shape.widths_pt), sum(shape.heights_pt))
    data = _graphic(tree, shape.region, size, index, shape.description, _TABLE)
    table = _a(data, "tbl")
    properties = _a(table, "tblPr", firstRow="1", bandRow="1")
    _a(properties, "tableStyleId").text = shape.style
    grid = _a(table, "tblGrid")
    for width in shape.widths_pt:
        _a(grid, "gridCol", w=_emu(width))
    for number, (cells, height) in enumerate(zip(shape.rows, shape.heights_pt, strict=True)):
        row = _a(table, "tr", h=_emu(height))
        # the table style makes the header bold
        level = Level(1, "", bold=number == 0)
        for each in cells:
            cell = _a(row, "tc")
            text = _a(cell, "txBody")
            _a(text, "bodyPr")
            _a(text, "lstStyle")
            _paragraph(text, each, level, 0, language, links)
            _a(cell, "tcPr", anchor="ctr")


def _graphic(
    tree: etree._Element, region: Region, size: tuple[float, float], index: int, description: str, uri: str
) -> etree._Element:
    frame = _p(tree, "graphicFrame")
    own = _named(frame, "nvGraphicFramePr", index, region.name, "cNvGraphicFramePr", noGrp="1")
    own.set("descr", description)
    _held(frame.find(f"{{{P}}}nvGraphicFramePr/{{{P}}}nvPr"), region)
    _frame(_p(frame, "xfrm"), (region.left_pt, region.top_pt, *size))
    return _a(_a(frame, "graphic"), "graphicData", uri=uri)


def _emu(points: float) -> str:
    return str(round(points * _EMU))


def _frame(frame: etree._Element, box: tuple[float, float, float, float]) -> None:
    left, top, width, height = map(_emu, box)
    _a(frame, "off", x=left, y=top)
    _a(frame, "ext", cx=width, cy=height)


def _right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, P2 and P3)."""
    found = (unicodedata.bidirectional(character) for character in text)
    return next((kind in ("R", "AL") for kind in found if kind in ("L", "R", "AL")), False)


def _tree(parent: etree._Element) -> etree._Element:
    tree = _p(parent, "spTree")
    names = _p(tree, "nvGrpSpPr")
    _p(names, "cNvPr", id="1", name="")
    _p(names, "cNvGrpSpPr")
    _p(names, "nvPr")
    _p(tree, "grpSpPr")
    return tree


def _a(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{A}}}{name}", attributes)


def _p(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{P}}}{name}", attributes)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
