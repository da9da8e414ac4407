"""Numbers of a figure -> a native stacked column chart: its part and the workbook behind it. Shared by both writers.

The chart carries its labels itself: sums and zeros are written above the columns, so that it has no value axis; names
of series stand beside a column, unless only a legend has room; a remark is the name of a series of one point. All of
them are in the workbook. The part refers to it by the relationship id `WORKBOOK_ID`, which the caller has to add.
python-pptx's ChartXmlWriter is not used: it cannot put a second kind of chart into a plot (the sums above the columns)
or use theme colours, and gives negative axis ids, which Office's own validator refuses.
"""

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from generator.fonts.face import face
from generator.model.dataset import DOUBT
from generator.model.drawing import ChartData, Series
from generator.model.look import Brand
from generator.write.ooxml.chart_names import ChartLayout, Offset, lay_out
from generator.write.ooxml.chart_xml import (
    A,
    C,
    R,
    add,
    add_data,
    add_fill,
    add_line,
    add_series,
    add_text_properties,
    hide_leader_lines,
    hide_line,
    name_text_color,
    show,
)
from generator.write.ooxml.workbook import write_workbook

WORKBOOK_ID = "rId1"
_CATEGORY_AXIS, _VALUE_AXIS = "1001", "1002"
_GROUPED = 1000  # from which on digits are grouped, by Office as the reader's region does
_UNITS = 8  # of the value axis
_LINE_OPACITY = 15  # per cent of the text colour, so that lines are quiet on light and dark backgrounds
_SPECIAL_EDGE_EMU = 22225  # of highlighted columns, which stand out without colour too
_REMARK, _ACCENT = "accent1", "accent2"


class Chart(Struct, frozen=True):
    """The chart part's XML and the workbook's bytes."""

    xml: bytes
    workbook: bytes


def column_chart(
    data: ChartData,
    brand: Brand,
    *,
    width_pt: float,
    height_pt: float,
    size_pt: float,
    total: str,
    language: str,
    typeface: str = "",
) -> Chart:
    """Return the chart of `data` for a frame of that size, with text of `size_pt`.

    `typeface` is that of the text around it, where a template does not set that in its theme's font for text.
    `total` labels the sums above stacked columns. They are a series of their own, without line or marker: labels inside
    thin parts of a column would collide.
    """
    sums = tuple(sum(values) for values in zip(*(series.values for series in data.series), strict=True))
    is_stacked, text = len(data.series) > 1, name_text_color("dark1", brand)
    family = {"": brand.body_font, "+mj-lt": brand.heading_font}.get(typeface, typeface)
    plain, bold = face(family), face(family, bold=True)
    layout = lay_out(data, width_pt, height_pt, size_pt, plain, bold)
    root = etree.Element(f"{{{C}}}chartSpace", nsmap={"c": C, "a": A, "r": R})
    add(root, "date1904", "0")
    add(root, "roundedCorners", "0")
    chart = add(root, "chart")
    add(chart, "autoTitleDeleted", "1")
    plot = add(chart, "plotArea")
    add(plot, "layout")
    _add_columns(plot, data, brand, layout)
    columns: list[tuple[str, Sequence[int | None]]] = [(series.name, series.values) for series in data.series]
    points = _Points(data, brand, size_pt, language, typeface)
    if is_stacked:
        columns.append((total, sums))
    columns += (
        (text, [sums[category] if at == category else None for at in range(len(sums))])
        for category, text in data.remarks
    )
    _add_points(plot, columns, points, layout)
    _add_category_axis(plot, points, text)
    _add_value_axis(plot, max(sums, default=0))
    if layout.names is None:
        _add_legend(chart, len(data.series), len(columns))
    add(chart, "plotVisOnly", "1")
    add(chart, "dispBlanksAs", "gap")
    _set_background(root, brand)
    add_text_properties(root, size_pt, text, language, typeface=typeface)
    external = add(root, "externalData")
    external.set(f"{{{R}}}id", WORKBOOK_ID)
    add(external, "autoUpdate", "0")
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Chart(bytes(xml), write_workbook(data.categories, columns))


class _Points(Struct, frozen=True):
    """What the labels of points above the columns, and of the categories below, need."""

    data: ChartData
    brand: Brand
    size_pt: float
    language: str
    typeface: str


def _set_background(root: etree._Element, brand: Brand) -> None:
    """Give the chart neither fill nor border: by default they are white and grey. On a picture, it has its ground."""
    shape = add(root, "spPr")
    if brand.slab:
        add_fill(shape, brand.figure_colors().ground, brand)
    else:
        etree.SubElement(shape, f"{{{A}}}noFill")
    hide_line(shape)


def _add_columns(plot: etree._Element, data: ChartData, brand: Brand, layout: ChartLayout) -> None:
    bars = add(plot, "barChart")
    add(bars, "barDir", "col")
    is_single = len(data.series) == 1
    add(bars, "grouping", "clustered" if is_single else "stacked")  # only clustered columns have labels above them
    add(bars, "varyColors", "0")
    colors, text = brand.figure_colors(), name_text_color("dark1", brand)
    for number, series in enumerate(data.series):
        element = add_series(bars, number, series.name)
        shape = add(element, "spPr")
        add_fill(shape, colors.fills[series.shade % len(colors.fills)], brand)
        add_line(shape, text)  # an outline sets even a pale segment off from the background (WCAG 2.2, 1.4.11)
        add(element, "invertIfNegative", "0")
        _add_special_columns(element, series, data, colors.highlights[series.accent % len(colors.highlights)], brand)
        if is_single:
            _add_labels(element, "outEnd", data)
        elif layout.names:
            _add_name(element, layout.names[number])
        add_data(element, number, series.values, data.categories)
    add(bars, "gapWidth", "50")
    add(bars, "overlap", "100")
    add(bars, "axId", _CATEGORY_AXIS)
    add(bars, "axId", _VALUE_AXIS)


def _add_special_columns(element: etree._Element, series: Series, data: ChartData, accent: str, brand: Brand) -> None:
    """Draw nothing for a zero, whose outline would look like a thin column; give highlighted ones the accent colour."""
    for index, value in enumerate(series.values):
        if value and index not in data.highlighted:
            continue
        point = add(element, "dPt")
        add(point, "idx", str(index))
        add(point, "invertIfNegative", "0")
        shape = add(point, "spPr")
        if value:
            add_fill(shape, accent, brand)
            add_line(shape, name_text_color("dark1", brand), width_emu=_SPECIAL_EDGE_EMU)
        else:
            hide_line(shape)


def _add_name(element: etree._Element, name: tuple[int, Offset]) -> None:
    """Show the name of the series as the label of one point, moved beside its column."""
    labels = add(element, "dLbls")
    label = add(labels, "dLbl")
    add(label, "idx", str(name[0]))
    _move(label, name[1])
    show(label, "ctr", "SerName")
    show(labels, "", "")
    hide_leader_lines(labels)


def _move(label: etree._Element, offset: Offset) -> None:
    place = add(add(label, "layout"), "manualLayout")
    add(place, "x", f"{offset[0]:.4f}")
    add(place, "y", f"{offset[1]:.4f}")


def _add_points(
    plot: etree._Element, columns: Sequence[tuple[str, Sequence[int | None]]], points: _Points, layout: ChartLayout
) -> None:
    """Add the series that are only labels: the sums of stacked columns, and remarks."""
    data = points.data
    series = [*enumerate(columns)][len(data.series) :]
    if not series:
        return
    lines = add(plot, "lineChart")
    add(lines, "grouping", "standard")
    add(lines, "varyColors", "0")
    for number, (name, values) in series:
        element = add_series(lines, number, name)
        hide_line(add(element, "spPr"))
        add(add(element, "marker"), "symbol", "none")
        remark = number - (len(columns) - len(data.remarks))
        if remark < 0:
            _add_labels(element, "t", data)
        else:
            _add_remark(element, remark, points, layout)
        add_data(element, number, values, data.categories)
        add(element, "smooth", "0")
    add(lines, "marker", "1")
    add(lines, "axId", _CATEGORY_AXIS)
    add(lines, "axId", _VALUE_AXIS)


def _add_remark(element: etree._Element, number: int, points: _Points, layout: ChartLayout) -> None:
    category = points.data.remarks[number][0]
    labels = add(element, "dLbls")
    label = add(labels, "dLbl")
    add(label, "idx", str(category))
    _move(label, layout.remarks[number])
    color = name_text_color(_ACCENT if category in points.data.highlighted else _REMARK, points.brand)
    size_pt, language, typeface = points.size_pt, points.language, points.typeface
    add_text_properties(label, size_pt, color, language, bold=True, typeface=typeface, wrap="none")
    show(label, "ctr", "SerName")
    show(labels, "", "")
    hide_leader_lines(labels)


def _add_labels(element: etree._Element, position: str, data: ChartData) -> None:
    """Label each value, zeros as well; the format of a doubtful one adds its mark, and the number stays editable."""
    labels = add(element, "dLbls")
    sums = map(sum, zip(*(series.values for series in data.series), strict=True))
    number = "#,##0" if max(map(abs, sums), default=0) >= _GROUPED else "0"
    for index in data.doubtful:
        label = add(labels, "dLbl")
        add(label, "idx", str(index))
        add(label, "numFmt").attrib.update({"formatCode": f'{number}"{DOUBT}"', "sourceLinked": "0"})
        show(label, position, "Val")
    if number != "0":
        add(labels, "numFmt").attrib.update({"formatCode": number, "sourceLinked": "0"})
    show(labels, position, "Val")


def _add_category_axis(plot: etree._Element, points: _Points, color: str) -> None:
    axis = _add_axis(plot, "catAx", _CATEGORY_AXIS, "b")
    add(axis, "numFmt").attrib.update({"formatCode": "General", "sourceLinked": "0"})
    add(axis, "majorTickMark", "none")
    add(axis, "minorTickMark", "none")
    add(axis, "tickLblPos", "low")
    add_line(add(axis, "spPr"), color, _LINE_OPACITY)
    # names stay level; those without room are left out
    add_text_properties(axis, points.size_pt, color, points.language, typeface=points.typeface, rot="0")
    add(axis, "crossAx", _VALUE_AXIS)
    add(axis, "crosses", "autoZero")
    add(axis, "auto", "0")
    add(axis, "lblAlgn", "ctr")
    add(axis, "lblOffset", "100")
    add(axis, "noMultiLvlLbl", "1")


def _add_value_axis(plot: etree._Element, largest: int) -> None:
    """Add the axis that is not shown: the numbers are written above the columns.

    Office ends it at the next multiple of its unit: a small one leaves little more than the room for a number.
    """
    axis = _add_axis(plot, "valAx", _VALUE_AXIS, "l")
    add(axis, "numFmt").attrib.update({"formatCode": "General", "sourceLinked": "0"})
    add(axis, "majorTickMark", "none")
    add(axis, "minorTickMark", "none")
    add(axis, "tickLblPos", "nextTo")
    add(axis, "crossAx", _CATEGORY_AXIS)
    add(axis, "crosses", "autoZero")
    add(axis, "crossBetween", "between")
    add(axis, "majorUnit", str(max(-(-largest // _UNITS), 1)))


def _add_axis(plot: etree._Element, kind: str, number: str, position: str) -> etree._Element:
    axis = add(plot, kind)
    add(axis, "axId", number)
    scaling = add(axis, "scaling")
    add(scaling, "orientation", "minMax")
    if kind == "valAx":
        add(scaling, "min", "0")
    add(axis, "delete", "1" if kind == "valAx" else "0")
    add(axis, "axPos", position)
    return axis


def _add_legend(chart: etree._Element, first: int, end: int) -> None:
    """Add a legend above the plot, without the series that are only labels."""
    legend = add(chart, "legend")
    add(legend, "legendPos", "t")
    for number in range(first, end):
        entry = add(legend, "legendEntry")
        add(entry, "idx", str(number))
        add(entry, "delete", "1")
    add(legend, "overlay", "0")
