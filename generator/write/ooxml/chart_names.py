"""Numbers of a figure and the size of its chart -> where names of series and remarks stand in it. Pure.

Office sets the plot of a chart by itself, so heights are estimates; a label can be moved by hand.
"""

from collections.abc import Mapping

from msgspec import Struct

from generator.fonts.beside import Rectangle, place_names, place_remark
from generator.fonts.face import Face
from generator.model.dataset import DOUBT
from generator.model.drawing import ChartData

_GAP_WIDTH = 0.5  # between columns, as a share of a column
_LINE = 1.2  # height of a line, in sizes of its text
_AXIS_LINES = 1.6  # below the columns, for the categories
_HEADROOM = 1.12  # of the value axis above the highest column, on average: Office ends it at a round number


Offset = tuple[float, float]  # of a label from where it would stand, as shares of the chart's width and height


class ChartLayout(Struct, frozen=True):
    """Where the texts of a chart stand: the names of series, by series, each at a category; None for a legend.

    A name would stand in the middle of its part of a column, a remark in the middle of the column's top.
    """

    names: tuple[tuple[int, Offset], ...] | None
    remarks: tuple[Offset, ...]


class _Plot(Struct, frozen=True):
    """The columns of a chart as rectangles: their parts, by the number of the series, and the totals above them."""

    columns: tuple[Mapping[str, Rectangle], ...]
    totals: tuple[Rectangle, ...]
    frame: Rectangle
    line: float


def lay_out(data: ChartData, width_pt: float, height_pt: float, size_pt: float, plain: Face, bold: Face) -> ChartLayout:
    """Return the layout of a chart of that size, with text of `size_pt` in a plain and, for remarks, a bold face."""
    plot = _estimate_plot(data, width_pt, height_pt, size_pt, plain)
    widths = {str(at): plain.width_pt(series.name, size_pt) for at, series in enumerate(data.series)}
    is_stacked = len(data.series) > 1
    places = place_names(plot.columns, widths if is_stacked else {}, plot.line, plot.totals, plot.frame)
    taken = [*plot.totals, *(part for column in plot.columns for part in column.values())]
    names = []
    for name, place in sorted((places or {}).items(), key=lambda item: int(item[0])):
        box = place.left, place.middle - plot.line / 2, place.left + widths[name], place.middle + plot.line / 2
        taken.append(box)
        names.append((place.column, _offset(box, _middle(plot.columns[place.column][name]), width_pt, height_pt)))
    remarks = []
    for category, text in data.remarks:
        left, top, right, bottom = plot.totals[category]
        width, height = bold.width_pt(text, size_pt), plot.line
        above = left, top - height, left + width, top  # where nothing is free, it stands above the total
        box = place_remark((left, top, right, plot.frame[3]), width, height, taken, plot.frame) or above
        taken.append(box)
        remarks.append(_offset(box, ((left + right) / 2, bottom), width_pt, height_pt))
    return ChartLayout(None if places is None else tuple(names), tuple(remarks))


def _estimate_plot(data: ChartData, width_pt: float, height_pt: float, size_pt: float, plain: Face) -> _Plot:
    """Return the columns as Office will draw them, more or less."""
    pitch, line = width_pt / len(data.categories), size_pt * _LINE
    base = height_pt - (_AXIS_LINES + max(name.count("\n") for name in data.categories)) * line
    half = pitch / (1 + _GAP_WIDTH) / 2
    sums = [sum(values) for values in zip(*(series.values for series in data.series), strict=True)]
    unit = (base - line) / _HEADROOM / max(*sums, 1)
    columns, totals = [], []
    for number, total in enumerate(sums):
        middle, top = (number + 0.5) * pitch, base
        parts: dict[str, Rectangle] = {}
        for at, series in enumerate(data.series):
            if series.values[number] > 0:
                bottom, top = top, top - series.values[number] * unit
                parts[str(at)] = middle - half, top, middle + half, bottom
        reach = max(half, plain.width_pt(f"{total}{DOUBT}", size_pt) / 2)
        columns.append(parts)
        totals.append((middle - reach, top - line, middle + reach, top))
    return _Plot(tuple(columns), tuple(totals), (0.0, 0.0, width_pt, base), line)


def _middle(box: Rectangle) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _offset(box: Rectangle, usual: tuple[float, float], width_pt: float, height_pt: float) -> Offset:
    across, down = _middle(box)
    return (across - usual[0]) / width_pt, (down - usual[1]) / height_pt
