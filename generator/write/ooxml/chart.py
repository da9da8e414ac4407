"""Numbers of a figure -> a native stacked column chart: its part and the workbook behind it. Shared by both writers.

The part points to the workbook by the relationship id `WORKBOOK`, which whoever saves it has to make.
Element order follows ECMA-376-1, 21.2 (dml-chart.xsd). Written here and not by python-pptx's ChartXmlWriter: that one
knows no second kind of chart in a plot (the sums above the columns), gives negative axis ids, which Office's own
validator refuses, and neither titles of axes nor colours of a theme.
"""

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from generator.model.drawing import ChartData, Series
from generator.model.look import Brand
from generator.write.ooxml.theme import SCHEME_BY_COLOR
from generator.write.ooxml.workbook import column_letter, workbook

WORKBOOK = "rId1"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CATEGORY_AXIS, _VALUE_AXIS = "1001", "1002"
_MOST_GRIDLINES = 6
# the theme's colour of text, and how much of it is left in lines: so they are quiet on light and dark grounds
_TEXT, _GRID = "tx1", 15


class Chart(Struct, frozen=True):
    """The chart part's XML and the workbook's bytes."""

    xml: bytes
    workbook: bytes


def column_chart(data: ChartData, brand: Brand, *, size_pt: float, total: str, language: str) -> Chart:
    """Return the chart of `data`, its text in `size_pt`; `total` names the sums that stand above stacked columns.

    The sums are a series of their own, without line or mark: labels inside thin parts of a column would collide.
    """
    sums = tuple(sum(each.values[number] for each in data.series) for number in range(len(data.categories)))
    stacked = len(data.series) > 1
    shown = (*data.series, Series(total, sums)) if stacked else data.series
    root = etree.Element(f"{{{_C}}}chartSpace", nsmap={"c": _C, "a": _A, "r": _R})
    _add(root, "date1904", "0")
    _add(root, "roundedCorners", "0")
    chart = _add(root, "chart")
    _add(chart, "autoTitleDeleted", "1")
    plot = _add(chart, "plotArea")
    _add(plot, "layout")
    _columns(plot, data, brand)
    if stacked:
        _totals(plot, data.categories, shown[-1], len(data.series))
    _category_axis(plot)
    _value_axis(plot, max(sums, default=0), data.unit, language)
    if stacked:
        _legend(chart, len(data.series))
    _add(chart, "plotVisOnly", "1")
    _add(chart, "dispBlanksAs", "gap")
    _bare(root)
    _text(root, size_pt, language)
    external = _add(root, "externalData")
    external.set(f"{{{_R}}}id", WORKBOOK)
    _add(external, "autoUpdate", "0")
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Chart(bytes(xml), workbook(data.categories, [(each.name, each.values) for each in shown]))


def _bare(root: etree._Element) -> None:
    """Say that the chart has neither ground nor frame: where nothing is said, both are drawn in white and grey."""
    look = _add(root, "spPr")
    etree.SubElement(look, f"{{{_A}}}noFill")
    etree.SubElement(etree.SubElement(look, f"{{{_A}}}ln"), f"{{{_A}}}noFill")


def _columns(plot: etree._Element, data: ChartData, brand: Brand) -> None:
    bars = _add(plot, "barChart")
    _add(bars, "barDir", "col")
    alone = len(data.series) == 1
    _add(bars, "grouping", "clustered" if alone else "stacked")  # labels above columns are for clustered ones only
    _add(bars, "varyColors", "0")
    colors = (*brand.shades, *brand.palette)
    for number, series in enumerate(data.series):
        element = _series(bars, number, series)
        look = _add(element, "spPr")
        _fill(look, colors[number % len(colors)], brand)
        _line(look, "bg1")  # a hairline of the background keeps neighbours apart in grey
        _add(element, "invertIfNegative", "0")
        if alone:
            _labels(element, "outEnd", _zeros(series))
        _data(element, number, series, data.categories)
    _add(bars, "gapWidth", "50")
    _add(bars, "overlap", "100")
    _add(bars, "axId", _CATEGORY_AXIS)
    _add(bars, "axId", _VALUE_AXIS)


def _totals(plot: etree._Element, categories: Sequence[str], sums: Series, number: int) -> None:
    lines = _add(plot, "lineChart")
    _add(lines, "grouping", "standard")
    _add(lines, "varyColors", "0")
    element = _series(lines, number, sums)
    look = etree.SubElement(_add(element, "spPr"), f"{{{_A}}}ln")
    etree.SubElement(look, f"{{{_A}}}noFill")
    _add(_add(element, "marker"), "symbol", "none")
    _labels(element, "t", _zeros(sums))
    _data(element, number, sums, categories)
    _add(element, "smooth", "0")
    _add(lines, "marker", "1")
    _add(lines, "axId", _CATEGORY_AXIS)
    _add(lines, "axId", _VALUE_AXIS)


def _series(parent: etree._Element, number: int, series: Series) -> etree._Element:
    element = _add(parent, "ser")
    _add(element, "idx", str(number))
    _add(element, "order", str(number))
    reference = _add(_add(element, "tx"), "strRef")
    _add(reference, "f").text = f"Sheet1!${column_letter(number + 1)}$1"
    _points(_add(reference, "strCache"), [series.name])
    return element


def _data(element: etree._Element, number: int, series: Series, categories: Sequence[str]) -> None:
    last = len(categories) + 1
    names = _add(_add(element, "cat"), "strRef")
    _add(names, "f").text = f"Sheet1!$A$2:$A${last}"
    _points(_add(names, "strCache"), categories)
    values = _add(_add(element, "val"), "numRef")
    letter = column_letter(number + 1)
    _add(values, "f").text = f"Sheet1!${letter}$2:${letter}${last}"
    cache = _add(values, "numCache")
    _add(cache, "formatCode").text = "General"
    _points(cache, [str(value) for value in series.values])


def _points(cache: etree._Element, texts: Sequence[str]) -> None:
    _add(cache, "ptCount", str(len(texts)))
    for number, text in enumerate(texts):
        point = _add(cache, "pt")
        point.set("idx", str(number))
        _add(point, "v").text = text


def _zeros(series: Series) -> list[int]:
    return [place for place, value in enumerate(series.values) if value == 0]


def _labels(element: etree._Element, position: str, silent: Sequence[int]) -> None:
    """Label each value of a series, but for those at the `silent` places."""
    labels = _add(element, "dLbls")
    for place in silent:
        one = _add(labels, "dLbl")
        _add(one, "idx", str(place))
        _add(one, "delete", "1")
    _add(labels, "dLblPos", position)
    for name, value in (
        ("LegendKey", 0),
        ("Val", 1),
        ("CatName", 0),
        ("SerName", 0),
        ("Percent", 0),
        ("BubbleSize", 0),
    ):
        _add(labels, f"show{name}", str(value))


def _category_axis(plot: etree._Element) -> None:
    axis = _axis(plot, "catAx", _CATEGORY_AXIS, "b")
    _add(axis, "numFmt").attrib.update({"formatCode": "General", "sourceLinked": "0"})
    _add(axis, "majorTickMark", "none")
    _add(axis, "minorTickMark", "none")
    _add(axis, "tickLblPos", "low")
    _line(_add(axis, "spPr"), _TEXT, _GRID)
    _add(axis, "crossAx", _VALUE_AXIS)
    _add(axis, "crosses", "autoZero")
    _add(axis, "auto", "0")
    _add(axis, "lblAlgn", "ctr")
    _add(axis, "lblOffset", "100")
    _add(axis, "noMultiLvlLbl", "1")


def _value_axis(plot: etree._Element, largest: int, unit: str, language: str) -> None:
    axis = _axis(plot, "valAx", _VALUE_AXIS, "l")
    _line(_add(_add(axis, "majorGridlines"), "spPr"), _TEXT, _GRID)
    if unit:
        _title(axis, unit, language)
    _add(axis, "numFmt").attrib.update({"formatCode": "General", "sourceLinked": "0"})
    _add(axis, "majorTickMark", "none")
    _add(axis, "minorTickMark", "none")
    _add(axis, "tickLblPos", "nextTo")
    line = etree.SubElement(_add(axis, "spPr"), f"{{{_A}}}ln")
    etree.SubElement(line, f"{{{_A}}}noFill")
    _add(axis, "crossAx", _CATEGORY_AXIS)
    _add(axis, "crosses", "autoZero")
    _add(axis, "crossBetween", "between")
    _add(axis, "majorUnit", str(_step(largest)))


def _axis(plot: etree._Element, kind: str, number: str, position: str) -> etree._Element:
    axis = _add(plot, kind)
    _add(axis, "axId", number)
    scaling = _add(axis, "scaling")
    _add(scaling, "orientation", "minMax")
    if kind == "valAx":
        _add(scaling, "min", "0")
    _add(axis, "delete", "0")
    _add(axis, "axPos", position)
    return axis


def _step(largest: int) -> int:
    """Return the distance of gridlines: a round whole number, since things are counted."""
    step = 1
    while largest / step > _MOST_GRIDLINES:
        # 1, 2, 5, 10, 20, 50 …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _title(axis: etree._Element, text: str, language: str) -> None:
    title = _add(axis, "title")
    rich = _add(_add(title, "tx"), "rich")
    etree.SubElement(rich, f"{{{_A}}}bodyPr", rot="-5400000", vert="horz")
    paragraph = etree.SubElement(rich, f"{{{_A}}}p")
    etree.SubElement(etree.SubElement(paragraph, f"{{{_A}}}pPr"), f"{{{_A}}}defRPr", b="0")
    run = etree.SubElement(paragraph, f"{{{_A}}}r")
    etree.SubElement(run, f"{{{_A}}}rPr", lang=language, b="0")
    etree.SubElement(run, f"{{{_A}}}t").text = text
    _add(title, "overlay", "0")


def _legend(chart: etree._Element, totals: int) -> None:
    legend = _add(chart, "legend")
    _add(legend, "legendPos", "t")
    entry = _add(legend, "legendEntry")
    _add(entry, "idx", str(totals))
    _add(entry, "delete", "1")
    _add(legend, "overlay", "0")


def _text(root: etree._Element, size_pt: float, language: str) -> None:
    text = _add(root, "txPr")
    etree.SubElement(text, f"{{{_A}}}bodyPr")
    etree.SubElement(text, f"{{{_A}}}lstStyle")
    paragraph = etree.SubElement(text, f"{{{_A}}}p")
    properties = etree.SubElement(paragraph, f"{{{_A}}}pPr")
    default = etree.SubElement(properties, f"{{{_A}}}defRPr", sz=str(round(size_pt * 100)))
    etree.SubElement(etree.SubElement(default, f"{{{_A}}}solidFill"), f"{{{_A}}}schemeClr", val=_TEXT)
    etree.SubElement(paragraph, f"{{{_A}}}endParaRPr", lang=language)


def _fill(parent: etree._Element, color: str, brand: Brand) -> None:
    """Fill with the theme's colour where the brand has it under a name, so that a new theme recolours the chart."""
    fill = etree.SubElement(parent, f"{{{_A}}}solidFill")
    for name, value in brand.colors.items():
        if value.casefold() == color.casefold():
            etree.SubElement(fill, f"{{{_A}}}schemeClr", val=_mapped(SCHEME_BY_COLOR[name]))
            return
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=color.upper())


def _mapped(slot: str) -> str:
    """Return the name by which a slide or page knows a theme slot: by its colour map, not the slot itself."""
    return {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}.get(slot, slot)


def _line(parent: etree._Element, color: str, percent: int = 100) -> None:
    line = etree.SubElement(parent, f"{{{_A}}}ln", w="9525")
    scheme = etree.SubElement(etree.SubElement(line, f"{{{_A}}}solidFill"), f"{{{_A}}}schemeClr", val=color)
    if percent < 100:
        etree.SubElement(scheme, f"{{{_A}}}alpha", val=str(percent * 1000))


def _add(parent: etree._Element, name: str, value: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_C}}}{name}")
    if value:
        element.set("val", value)
    return element
