"""A planned slide -> its part's XML and the relationships that it needs."""

from collections.abc import Iterator, Sequence

from generator.write.ooxml.characters import escape_attribute, escape_text
from generator.write.powerpoint.fit.fit import level_of
from generator.write.powerpoint.fit.text import Line
from generator.write.powerpoint.plan.page import Charted, Filled, Pictured, PlannedSlide, Shape, Tabled
from generator.write.powerpoint.template.region import Level, Region
from generator.write.powerpoint.xml.elements import emu, framed, held, named, part_xml, placeholder
from generator.write.powerpoint.xml.paragraph import Links, paragraph_xml

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any GUID: PowerPoint goes by the type


def slide_xml(slide: PlannedSlide, number: int, language: str, links: Links) -> bytes:
    """Return the slide part; `number` is cached where the layout prints it. Targets: figures, URLs, sections."""
    language = escape_attribute(language)
    shapes = [_shape(shape, index, language, links) for index, shape in enumerate(slide.shapes, 2)]
    footers = [
        _footer(footer, index, number, language) for index, footer in enumerate(slide.footers, 2 + len(slide.shapes))
    ]
    return part_xml("sld", "".join(shapes + footers), ' show="0"' if slide.hidden else "")


def _shape(shape: Shape, index: int, language: str, links: Links) -> str:
    match shape:
        case Filled():
            return _text(shape, index, language, links)
        case Pictured():
            return _picture(shape, index, links)
        case Charted():
            return _chart(shape, index, links)
        case Tabled():
            return _table(shape, index, language, links)


def _text(shape: Filled, index: int, language: str, links: Links) -> str:
    lines = [each for item in shape.items for each in item]
    paragraphs = "".join(
        paragraph_xml(each, _level(each, shape.region), start, language, links)
        for each, start in zip(lines, _starts(lines), strict=True)
    )
    smaller = f'<a:normAutofit fontScale="{round(shape.scale * 100000)}"/>'
    body = f"<a:bodyPr>{smaller}</a:bodyPr>" if shape.scale < 1 else "<a:bodyPr/>"
    return placeholder(shape.region, index, f"{body}<a:lstStyle/>{paragraphs}")


def _level(each: Line, region: Region) -> Level:
    """Return how the layout sets `each`, with room for the number of a list's entry."""
    return level_of(each, region) if each.marker == "number" else region.level(each.level)


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield for each line the number at which its list starts, so that all entries of a list say the same."""
    start: dict[int, int] = {}
    for each in lines:
        if each.marker == "number":
            start.setdefault(each.level, each.number)
        else:
            start = {level: first for level, first in start.items() if level < each.level}
        yield start.get(each.level, 0)


def _footer(footer: Filled, index: int, number: int, language: str) -> str:
    if footer.region.kind == "sldNum":
        opened, text, closed = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum">', str(number), "</a:fld>"
    else:
        opened, text, closed = "<a:r>", escape_text(footer.items[0][0].text), "</a:r>"
    run = f'{opened}<a:rPr lang="{language}"/><a:t>{text}</a:t>{closed}'
    return placeholder(footer.region, index, f"<a:bodyPr/><a:lstStyle/><a:p>{run}</a:p>")


def _picture(shape: Pictured, index: int, links: Links) -> str:
    figure, region = shape.drawing.figure, shape.region
    pixels, vector = links.to("image", f"{figure}.png"), links.to("image", f"{figure}.svg")
    locks = '<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
    names = named("nvPicPr", index, region.name, locks, held(region), shape.drawing.alt)
    return (
        f"<p:pic>{names}"
        f'<p:blipFill><a:blip r:embed="{pixels}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr><a:xfrm>{framed(shape.box)}</a:xfrm></p:spPr></p:pic>"
    )


def _chart(shape: Charted, index: int, links: Links) -> str:
    size = (shape.region.width_pt, shape.region.height_pt)
    chart = f'<c:chart xmlns:c="{_CHART}" r:id="{links.to("chart", shape.drawing.figure)}"/>'
    return _graphic(shape.region, size, index, shape.drawing.alt, _CHART, chart)


def _table(shape: Tabled, index: int, language: str, links: Links) -> str:
    size = (sum(shape.widths_pt), sum(shape.heights_pt))
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in shape.widths_pt)
    rows = "".join(
        # the table style makes the header bold
        _row(cells, height, Level(1, "", bold=number == 0), language, links)
        for number, (cells, height) in enumerate(zip(shape.rows, shape.heights_pt, strict=True))
    )
    table = (
        '<a:tbl><a:tblPr firstRow="1" bandRow="1">'
        f"<a:tableStyleId>{escape_text(shape.style)}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )
    return _graphic(shape.region, size, index, shape.description, _TABLE, table)


def _row(cells: Sequence[Line], height_pt: float, level: Level, language: str, links: Links) -> str:
    made = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph_xml(each, level, 0, language, links)}</a:txBody>"
        '<a:tcPr anchor="ctr"/></a:tc>'
        for each in cells
    )
    return f'<a:tr h="{emu(height_pt)}">{made}</a:tr>'


def _graphic(region: Region, size: tuple[float, float], index: int, description: str, uri: str, graphic: str) -> str:
    locks = '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
    names = named("nvGraphicFramePr", index, region.name, locks, held(region), description)
    return (
        f"<p:graphicFrame>{names}"
        f"<p:xfrm>{framed((region.left_pt, region.top_pt, *size))}</p:xfrm>"
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></p:graphicFrame>'
    )
