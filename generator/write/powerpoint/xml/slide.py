"""A planned slide -> the XML of its part, and what it links to."""

from collections.abc import Iterator, Sequence

from generator.language.direction import is_written_right_to_left, runs_right_to_left
from generator.write.ooxml.markup import NOTHING, Xml, element, text
from generator.write.ooxml.text_language import language_tags
from generator.write.powerpoint.fit.fit import level_of
from generator.write.powerpoint.fit.text import TextParagraph, paragraphs_of
from generator.write.powerpoint.plan.page import (
    CellLook,
    ChartShape,
    PictureShape,
    PlannedSlide,
    Shape,
    TableShape,
    TextShape,
)
from generator.write.powerpoint.template.region import Level, Region
from generator.write.powerpoint.xml.elements import (
    emu,
    non_visual,
    part_xml,
    placeholder,
    solid_fill,
    text_shape,
    transform,
)
from generator.write.powerpoint.xml.paragraph import Links, paragraph_xml

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any GUID will do: PowerPoint goes by the type


def slide_xml(slide: PlannedSlide, number: int, language: str, links: Links) -> bytes:
    """Return the slide part; `number` is the text of the slide number. Link targets: figures, URLs, sections."""
    shapes = [_shape(shape, index, language, links) for index, shape in enumerate(slide.shapes, 2)]
    footers = [
        _footer(footer, index, number, language) for index, footer in enumerate(slide.footers, 2 + len(slide.shapes))
    ]
    return part_xml("p:sld", *shapes, *footers, show="0" if slide.hidden else None)


def _shape(shape: Shape, index: int, language: str, links: Links) -> Xml:
    match shape:
        case TextShape():
            return _text(shape, index, language, links)
        case PictureShape():
            return _picture(shape, index, links)
        case ChartShape():
            return _chart(shape, index, links)
        case TableShape():
            return _table(shape, index, language, links)


def _text(shape: TextShape, index: int, language: str, links: Links) -> Xml:
    paragraphs = paragraphs_of(shape.items)
    region, scale = shape.region, element("a:normAutofit", fontScale=round(shape.scale * 100000))
    in_columns = region.placed and region.columns > 1
    return text_shape(
        _names_of_text(region, index),
        element(
            "a:bodyPr",
            *([scale] if shape.scale < 1 else []),
            numCol=region.columns if in_columns else None,
            spcCol=emu(region.column_gap_pt) if in_columns else None,
        ),
        *(
            paragraph_xml(paragraph, _level(paragraph, region), start, language, links, in_layout=True)
            for paragraph, start in zip(paragraphs, _list_starts(paragraphs), strict=True)
        ),
        box=region.box if region.placed else None,
    )


def _names_of_text(region: Region, index: int) -> Xml:
    locks = element("p:cNvSpPr", element("a:spLocks", noGrp=1))
    return non_visual("p:nvSpPr", index, region.name, locks, placeholder(region))


def _level(paragraph: TextParagraph, region: Region) -> Level:
    """Return how the layout sets `paragraph`, with room for a number or sign before it."""
    return level_of(paragraph, region) if paragraph.marker in ("number", "sign") else region.level(paragraph.level)


def _list_starts(paragraphs: Sequence[TextParagraph]) -> Iterator[int]:
    """Yield for each paragraph the number at which its list starts: all entries of a list have to state the same."""
    starts: dict[int, int] = {}  # by level
    for paragraph in paragraphs:
        if paragraph.marker == "number":
            starts.setdefault(paragraph.level, paragraph.number)
        else:
            starts = {level: start for level, start in starts.items() if level < paragraph.level}
        yield starts.get(paragraph.level, 0)


def _footer(footer: TextShape, index: int, number: int, language: str) -> Xml:
    level = footer.region.level(1)
    size = round(level.size_pt * 100) if level.overrides_size else None
    if footer.region.kind == "sldNum":
        look, value = element("a:rPr", **language_tags(language)), element("a:t", text(str(number)))
        runs = [element("a:fld", look, value, id=_NUMBER_FIELD, type="slidenum")]
    else:
        runs = [
            element(
                "a:r",
                element("a:rPr", **language_tags(language), sz=size, b=1 if span.bold else None),
                element("a:t", text(span.text)),
            )
            for span in footer.items[0][0].spans
        ]
    properties = [element("a:pPr", rtl=1)] if is_written_right_to_left(language) else []
    box = footer.region.box if footer.region.placed else None
    return text_shape(
        _names_of_text(footer.region, index), element("a:bodyPr"), element("a:p", *properties, *runs), box=box
    )


def _picture(shape: PictureShape, index: int, links: Links) -> Xml:
    figure, region = shape.drawing.figure, shape.region
    png, svg = links.to("image", f"{figure}.png"), links.to("image", f"{figure}.svg")
    locks = element("p:cNvPicPr", element("a:picLocks", noGrp=1, noChangeAspect=1))
    vector = element("asvg:svgBlip", **{"xmlns:asvg": _SVG, "r:embed": svg})
    extensions = element("a:extLst", element("a:ext", vector, uri=_SVG_EXTENSION))
    return element(
        "p:pic",
        non_visual("p:nvPicPr", index, region.name, locks, placeholder(region), alt=shape.drawing.alt),
        element(
            "p:blipFill",
            element("a:blip", extensions, **{"r:embed": png}),
            element("a:stretch", element("a:fillRect")),
        ),
        element("p:spPr", transform("a:xfrm", shape.box)),
    )


def _chart(shape: ChartShape, index: int, links: Links) -> Xml:
    size_pt = (shape.region.width_pt, shape.region.height_pt)
    chart = element("c:chart", **{"xmlns:c": _CHART, "r:id": links.to("chart", shape.drawing.figure)})
    return _graphic_frame(shape.region, size_pt, index, shape.drawing.alt, _CHART, chart)


def _table(shape: TableShape, index: int, language: str, links: Links) -> Xml:
    size_pt = (sum(shape.widths_pt), sum(shape.heights_pt))
    table = element(
        "a:tbl",
        element(
            "a:tblPr",
            element("a:tableStyleId", text(shape.style)),
            rtl=1 if runs_right_to_left(" ".join(cell.text for row in shape.rows for cell in row)) else None,
            firstRow=1,
            firstCol=1 if shape.row_headers else None,
            bandRow=None if shape.looks else 1,
        ),
        element("a:tblGrid", *(element("a:gridCol", w=emu(width_pt)) for width_pt in shape.widths_pt)),
        *(_row(shape, number, language, links) for number in range(len(shape.rows))),
    )
    return _graphic_frame(shape.region, size_pt, index, shape.description, _TABLE, table)


def _row(shape: TableShape, number: int, language: str, links: Links) -> Xml:
    cells, typeface = shape.rows[number], shape.region.level(1).typeface
    if shape.looks:
        row = [_own_cell(*pair, language, links, typeface) for pair in zip(cells, shape.looks[number], strict=True)]
    else:
        # the table style makes headers bold
        headers = len(cells) if number == 0 else 1 if shape.row_headers else 0
        levels = (Level(1, "", bold=index < headers) for index in range(len(cells)))
        row = [_cell(cell, level, language, links, typeface) for cell, level in zip(cells, levels, strict=True)]
    return element("a:tr", *row, h=emu(shape.heights_pt[number]))


def _cell(paragraph: TextParagraph, level: Level, language: str, links: Links, typeface: str) -> Xml:
    content = paragraph_xml(paragraph, level, 0, language, links, typeface=typeface)
    return element("a:tc", _cell_text(content), element("a:tcPr", anchor="ctr"))


def _own_cell(paragraph: TextParagraph, look: CellLook, language: str, links: Links, typeface: str) -> Xml:
    """Return a cell that does not look as the style of its table says; one of no rows goes on from that above."""
    content = paragraph_xml(paragraph, Level(1, ""), 0, language, links, look, typeface)
    side, above = map(emu, look.margins_pt)
    lines = (("a:lnT", look.rule, look.rule_pt), ("a:lnB", look.rule_below, look.rule_below_pt))
    rules = [element(name, solid_fill(color), w=emu(width_pt)) for name, color, width_pt in lines if color]
    fill = solid_fill(look.fill) if look.fill else NOTHING
    margins: dict[str, str | int | None] = {"marL": side, "marR": side, "marT": above, "marB": above}
    return element(
        "a:tc",
        _cell_text(content),
        element("a:tcPr", *rules, fill, **margins, anchor=look.anchor),
        rowSpan=look.rows if look.rows > 1 else None,
        vMerge=1 if look.rows == 0 else None,
    )


def _cell_text(content: Xml) -> Xml:
    return element("a:txBody", element("a:bodyPr"), element("a:lstStyle"), content)


def _graphic_frame(region: Region, size_pt: tuple[float, float], index: int, alt: str, uri: str, graphic: Xml) -> Xml:
    locks = element("p:cNvGraphicFramePr", element("a:graphicFrameLocks", noGrp=1))
    return element(
        "p:graphicFrame",
        non_visual("p:nvGraphicFramePr", index, region.name, locks, placeholder(region), alt=alt),
        transform("p:xfrm", (*region.box[:2], *size_pt)),
        element("a:graphic", element("a:graphicData", graphic, uri=uri)),
    )
