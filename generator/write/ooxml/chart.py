"""Numbers of a figure -> a native stacked column chart: its part and the workbook behind it. Shared by both writers.

The part refers to the workbook by the relationship id `WORKBOOK_ID`, which the caller has to add.
Element order follows ECMA-376-1, 21.2 (dml-chart.xsd). python-pptx's ChartXmlWriter is not used: it cannot put a second
kind of chart into a plot (the sums above the columns), name axes or use theme colours, and gives negative axis ids,
which Office's own validator refuses.
"""

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from generator.color.theme_color import find_theme_color
from generator.model.dataset import DOUBT
from generator.model.drawing import ChartData, Series
from generator.model.look import Brand
from generator.write.ooxml.theme import SLOT_BY_COLOR
from generator.write.ooxml.workbook import column_letter, write_workbook

WORKBOOK_ID = "rId1"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CATEGORY_AXIS, _VALUE_AXIS = "1001", "1002"
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}  # theme slots as a slide or page maps them
_MAX_GRIDLINES = 6
_TEXT = "tx1"
_LINE_OPACITY = 15  # per cent of the text colour, so that lines are quiet on light and dark backgrounds


class Chart(Struct, frozen=True):
    """The chart part's XML and the workbook's bytes."""

    xml: bytes
    workbook: bytes


def column_chart(data: ChartData, brand: Brand, *, size_pt: float, total: str, language: str) -> Chart:
    """Return the chart of `data`, with text of `size_pt`; `total` labels the sums above stacked columns.

    The sums are a series of their own, without line or marker: labels inside thin parts of a column would collide.
    """
    sums = tuple(sum(values) for values in zip(*(series.values for series in data.series), strict=True))
    is_stacked = len(data.series) > 1
    all_series = (*data.series, Series(total, sums)) if is_stacked else data.series
    root = etree.Element(f"{{{_C}}}chartSpace", nsmap={"c": _C, "a": _A, "r": _R})
    _add(root, "date1904", "0")
    _add(root, "roundedCorners", "0")
    chart = _add(root, "chart")
    _add(chart, "autoTitleDeleted", "1")
    plot = _add(chart, "plotArea")
    _add(plot, "layout")
    _add_columns(plot, data, brand)
    if is_stacked:
        _add_totals(plot, data, all_series[-1])
    _add_category_axis(plot)
    _add_value_axis(plot, max(sums, default=0), data.unit, language)
    if is_stacked:
        _add_legend(chart, len(data.series))
    _add(chart, "plotVisOnly", "1")
    _add(chart, "dispBlanksAs", "gap")
    _remove_background(root)
    _add_text_properties(root, size_pt, language)
    external = _add(root, "externalData")
    external.set(f"{{{_R}}}id", WORKBOOK_ID)
    _add(external, "autoUpdate", "0")
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Chart(bytes(xml), write_workbook(data.categories, [(series.name, series.values) for series in all_series]))


def _remove_background(root: etree._Element) -> None:
    """Give the chart neither fill nor border: by default they are white and grey."""
    shape = _add(root, "spPr")
    etree.SubElement(shape, f"{{{_A}}}noFill")
    etree.SubElement(etree.SubElement(shape, f"{{{_A}}}ln"), f"{{{_A}}}noFill")


def _add_columns(plot: etree._Element, data: ChartData, brand: Brand) -> None:
    bars = _add(plot, "barChart")
    _add(bars, "barDir", "col")
    is_single = len(data.series) == 1
    _add(bars, "grouping", "clustered" if is_single else "stacked")  # only clustered columns have labels above them
    _add(bars, "varyColors", "0")
    colors = (*brand.shades, *brand.palette)
    for number, series in enumerate(data.series):
        element = _add_series(bars, number, series)
        shape = _add(element, "spPr")
        _add_fill(shape, colors[number % len(colors)], brand)
        _add_line(shape, _TEXT)  # an outline sets even a pale segment off from the background (WCAG 2.2, 1.4.11)
        _add(element, "invertIfNegative", "0")
        _hide_empty_columns(element, series)
        if is_single:
            _add_labels(element, "outEnd", data)
        _add_data(element, number, series, data.categories)
    _add(bars, "gapWidth", "50")
    _add(bars, "overlap", "100")
    _add(bars, "axId", _CATEGORY_AXIS)
    _add(bars, "axId", _VALUE_AXIS)


def _hide_empty_columns(element: etree._Element, series: Series) -> None:
    """Draw nothing for a zero, whose outline would look like a thin column."""
    for index, value in enumerate(series.values):
        if value == 0:
            point = _add(element, "dPt")
            _add(point, "idx", str(index))
            _add(point, "invertIfNegative", "0")
            line = etree.SubElement(_add(point, "spPr"), f"{{{_A}}}ln")
            etree.SubElement(line, f"{{{_A}}}noFill")


def _add_totals(plot: etree._Element, data: ChartData, sums: Series) -> None:
    number = len(data.series)
    lines = _add(plot, "lineChart")
    _add(lines, "grouping", "standard")
    _add(lines, "varyColors", "0")
    element = _add_series(lines, number, sums)
    line = etree.SubElement(_add(element, "spPr"), f"{{{_A}}}ln")
    etree.SubElement(line, f"{{{_A}}}noFill")
    _add(_add(element, "marker"), "symbol", "none")
    _add_labels(element, "t", data)
    _add_data(element, number, sums, data.categories)
    _add(element, "smooth", "0")
    _add(lines, "marker", "1")
    _add(lines, "axId", _CATEGORY_AXIS)
    _add(lines, "axId", _VALUE_AXIS)


def _add_series(parent: etree._Element, number: int, series: Series) -> etree._Element:
    element = _add(parent, "ser")
    _add(element, "idx", str(number))
    _add(element, "order", str(number))
    reference = _add(_add(element, "tx"), "strRef")
    _add(reference, "f").text = f"Sheet1!${column_letter(number + 1)}$1"
    _add_points(_add(reference, "strCache"), [series.name])
    return element


def _add_data(element: etree._Element, number: int, series: Series, categories: Sequence[str]) -> None:
    last = len(categories) + 1
    names = _add(_add(element, "cat"), "strRef")
    _add(names, "f").text = f"Sheet1!$A$2:$A${last}"
    _add_points(_add(names, "strCache"), categories)
    values = _add(_add(element, "val"), "numRef")
    letter = column_letter(number + 1)
    _add(values, "f").text = f"Sheet1!${letter}$2:${letter}${last}"
    cache = _add(values, "numCache")
    _add(cache, "formatCode").text = "General"
    _add_points(cache, [str(value) for value in series.values])


def _add_points(cache: etree._Element, texts: Sequence[str]) -> None:
    _add(cache, "ptCount", str(len(texts)))
    for number, text in enumerate(texts):
        point = _add(cache, "pt")
        point.set("idx", str(number))
        _add(point, "v").text = text


def _add_labels(element: etree._Element, position: str, data: ChartData) -> None:
    """Label each value, zeros as well; the format of a doubtful one adds its mark, and the number stays editable."""
    labels = _add(element, "dLbls")
    for index in data.doubtful:
        label = _add(labels, "dLbl")
        _add(label, "idx", str(index))
        _add(label, "numFmt").attrib.update({"formatCode": f'0"{DOUBT}"', "sourceLinked": "0"})
        _show_value(label, position)
    _show_value(labels, position)


def _show_value(label: etree._Element, position: str) -> None:
    _add(label, "dLblPos", position)
    for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        _add(label, f"show{name}", "1" if name == "Val" else "0")


def _add_category_axis(plot: etree._Element) -> None:
    axis = _add_axis(plot, "catAx", _CATEGORY_AXIS, "b")
    _add(axis, "numFmt").attrib.update({"formatCode": "General", "sourceLinked": "0"})
    _add(axis, "majorTickMark", "none")
    _add(axis, "minorTickMark", "none")
    _add(axis, "tickLblPos", "low")
    _add_line(_add(axis, "spPr"), _TEXT, _LINE_OPACITY)
    _add(axis, "crossAx", _VALUE_AXIS)
    _add(axis, "crosses", "autoZero")
    _add(axis, "auto", "0")
    _add(axis, "lblAlgn", "ctr")
    _add(axis, "lblOffset", "100")
    _add(axis, "noMultiLvlLbl", "1")


def _add_value_axis(plot: etree._Element, largest: int, unit: str, language: str) -> None:
    axis = _add_axis(plot, "valAx", _VALUE_AXIS, "l")
    _add_line(_add(_add(axis, "majorGridlines"), "spPr"), _TEXT, _LINE_OPACITY)
    if unit:
        _add_title(axis, unit, language)
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


def _add_axis(plot: etree._Element, kind: str, number: str, position: str) -> etree._Element:
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
    """Return the distance between gridlines: a round whole number, since charts show counts."""
    step = 1
    while largest / step > _MAX_GRIDLINES:
        # 1, 2, 5, 10, 20, 50 …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _add_title(axis: etree._Element, text: str, language: str) -> None:
    title = _add(axis, "title")
    rich = _add(_add(title, "tx"), "rich")
    etree.SubElement(rich, f"{{{_A}}}bodyPr", rot="-5400000", vert="horz")
    paragraph = etree.SubElement(rich, f"{{{_A}}}p")
    etree.SubElement(etree.SubElement(paragraph, f"{{{_A}}}pPr"), f"{{{_A}}}defRPr", b="0")
    run = etree.SubElement(paragraph, f"{{{_A}}}r")
    etree.SubElement(run, f"{{{_A}}}rPr", lang=language, b="0")
    etree.SubElement(run, f"{{{_A}}}t").text = text
    _add(title, "overlay", "0")


def _add_legend(chart: etree._Element, totals: int) -> None:
    legend = _add(chart, "legend")
    _add(legend, "legendPos", "t")
    entry = _add(legend, "legendEntry")
    _add(entry, "idx", str(totals))
    _add(entry, "delete", "1")
    _add(legend, "overlay", "0")


def _add_text_properties(root: etree._Element, size_pt: float, language: str) -> None:
    text = _add(root, "txPr")
    etree.SubElement(text, f"{{{_A}}}bodyPr")
    etree.SubElement(text, f"{{{_A}}}lstStyle")
    paragraph = etree.SubElement(text, f"{{{_A}}}p")
    properties = etree.SubElement(paragraph, f"{{{_A}}}pPr")
    default = etree.SubElement(properties, f"{{{_A}}}defRPr", sz=str(round(size_pt * 100)))
    etree.SubElement(etree.SubElement(default, f"{{{_A}}}solidFill"), f"{{{_A}}}schemeClr", val=_TEXT)
    etree.SubElement(paragraph, f"{{{_A}}}endParaRPr", lang=language)


def _add_fill(parent: etree._Element, color: str, brand: Brand) -> None:
    """Fill with the theme's colour if the theme makes it, so that a new theme recolours the chart."""
    fill = etree.SubElement(parent, f"{{{_A}}}solidFill")
    found = find_theme_color(color, brand.colors)
    if found is None:
        etree.SubElement(fill, f"{{{_A}}}srgbClr", val=color.upper())
        return
    slot = SLOT_BY_COLOR[found.name]
    scheme = etree.SubElement(fill, f"{{{_A}}}schemeClr", val=_MAPPED.get(slot, slot))
    for name, percent, unchanged in zip(("lumMod", "lumOff"), found.modulation, (100, 0), strict=True):
        if percent != unchanged:
            etree.SubElement(scheme, f"{{{_A}}}{name}", val=str(percent * 1000))


def _add_line(parent: etree._Element, color: str, opacity: int = 100) -> None:
    line = etree.SubElement(parent, f"{{{_A}}}ln", w="9525")
    scheme = etree.SubElement(etree.SubElement(line, f"{{{_A}}}solidFill"), f"{{{_A}}}schemeClr", val=color)
    if opacity < 100:
        etree.SubElement(scheme, f"{{{_A}}}alpha", val=str(opacity * 1000))


def _add(parent: etree._Element, name: str, value: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_C}}}{name}")
    if value:
        element.set("val", value)
    return element
