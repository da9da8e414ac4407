"""A columns figure and its edition -> the drawing, and the same numbers for an editable chart."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.alt_text import describe_columns
from generator.draw.dates import short_date
from generator.draw.dimensions import DIMENSIONS
from generator.draw.layout.empty import empty_picture
from generator.draw.layout.heading import draw_heading
from generator.draw.layout.remarks import find_bin, lay_out_remarks, list_remarks
from generator.draw.layout.segment_names import name_segments
from generator.draw.layout.stacks import ColumnBand, legend_rows, place_legend, place_totals, place_zeros, stack_columns
from generator.draw.picture import ASCENT, Box, Layer, Picture, Shape, Stroke, TextLine, combine
from generator.draw.planned import PlannedDrawing, render_planned
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Segment, bin_events, stack_segments
from generator.draw.scale.periods import short_name
from generator.draw.style import LINE_PT, TEXT_PT, Style, style_of
from generator.model.drawing import ChartData, Drawing, Series
from generator.model.edition import Edition
from generator.model.figure import Columns, Remark
from generator.model.look import Brand
from generator.model.selection import select_records

_TOP = 1.5
_LABEL_GAP = 4.0


class Table(Struct, frozen=True):
    """What the columns show: a bin for every period in order, empty ones too, with sums in order of the segments."""

    bins: tuple[Bin, ...]
    segments: tuple[Segment, ...]
    start: date
    end: date

    @property
    def is_partial(self) -> bool:
        """Whether the last period is still running."""
        return self.bins[-1].end > self.end


def draw_columns(figure: Columns, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture, text and numbers; if there are no events, a single line says so."""
    return render_planned(plan_columns(figure, edition, brand))


def plan_columns(figure: Columns, edition: Edition, brand: Brand) -> PlannedDrawing:
    """Return all of the drawing but its pixels."""
    table = tabulate(figure, edition)
    picture = plan(table, figure, edition, style_of(brand, figure.shape))
    alt, description = describe_columns(figure, table.bins, table.segments, table.start, table.end, edition)
    data = columns_data(table, figure, edition)
    return PlannedDrawing(figure.id, figure.title.value, brand.figure_colors().ground, picture, alt, description, data)


def tabulate(figure: Columns, edition: Edition) -> Table:
    """Return the sums of the events that begin in the figure's period."""
    events = select_records(figure.select, edition.events)
    start = figure.start.first if figure.start else min((event.date.first for event in events), default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    start = min(start, end)
    events = [event for event in events if start <= event.date.first <= end]
    segments = stack_segments(events, figure.stack, edition.labels, figure.highlight)
    what = (figure.per, figure.value, figure.stack, segments, figure.highlight, edition.language)
    bins = bin_events(events, start, end, *what)
    return Table(bins, segments, start, end)


def panel_of(table: Table, width: float) -> Panel:
    """Return the axis under all columns, `width` points wide."""
    return Panel(0.0, width, table.bins[0].start, table.bins[-1].end)


def columns_data(table: Table, figure: Columns, edition: Edition) -> ChartData:
    """Return the numbers of a columns figure for an editable chart."""
    return chart_data(table, figure.per, figure.unit or figure.title.value, figure.remarks, edition)


def chart_data(table: Table, per: str, unit: str, remarks: Sequence[Remark], edition: Edition) -> ChartData:
    """Return the numbers of the columns; the category of a last period still running says so."""
    data = join_data([(table, per)], unit, remarks, edition)
    if not table.is_partial:
        return data
    until = edition.labels["until"].format(date=short_date(table.end, edition.language, year=False))
    last = f"{short_name(table.bins[-1].start, per, edition.language)}\n{until}"  # as in the picture: in two lines
    return replace(data, categories=(*data.categories[:-1], last))


def join_data(parts: Sequence[tuple[Table, str]], unit: str, remarks: Sequence[Remark], edition: Edition) -> ChartData:
    """Return the numbers of tables with the same segments, each with what its columns stand for, one after another."""
    bins = [bin_ for table, _ in parts for bin_ in table.bins]
    series = [
        Series(segment.name or unit, tuple(bin_.sums[index] for bin_ in bins), segment.shade, segment.accent)
        for index, segment in enumerate(parts[0][0].segments)
    ]
    nonzero = tuple(one for one in series if any(one.values))
    categories = tuple(name for table, per in parts for name in _name_periods(table, per, edition))
    doubtful = tuple(index for index, bin_ in enumerate(bins) if bin_.doubtful)
    highlighted = tuple(index for index, bin_ in enumerate(bins) if bin_.highlighted)
    remarked = ((find_bin(remark.at, bins), remark.text.value) for remark in remarks)
    said = tuple((index, text) for index, text in remarked if index is not None)
    return ChartData(categories, nonzero or tuple(series[:1]), unit, doubtful, highlighted, said)


def _name_periods(table: Table, per: str, edition: Edition) -> list[str]:
    names = [short_name(bin_.start, per, edition.language) for bin_ in table.bins]
    if table.is_partial:
        end = short_date(table.end, edition.language, year=False)
        names[-1] = edition.labels["partial"].format(period=names[-1], date=end)
    return names


def plan(table: Table, figure: Columns, edition: Edition, style: Style) -> Picture:
    """Return the picture of a table."""
    dimensions = DIMENSIONS[figure.shape]
    if not max(bin_.total for bin_ in table.bins):
        return empty_picture(table.start, table.end, dimensions.width, edition, style)
    base = dimensions.height - (2 if table.is_partial else 1) * LINE_PT - 4
    panel = panel_of(table, dimensions.width)
    heading = draw_heading(figure, dimensions, edition, style)
    top = _TOP + (LINE_PT if heading.texts else 0.0)
    band = ColumnBand(panel, table.bins, top, base)
    columns, remarks = _lay_out(table, figure.remarks, band, style), Layer()
    if columns is None:  # a remark has no room among the columns: all stand above
        listed = [(remark, bin_, Box(0, 0, 0, 0)) for remark, bin_ in _remarked(table, figure.remarks)]
        remarks, height = list_remarks(listed, top, panel.right, edition.language, style)
        columns = _lay_out(table, (), replace(band, top=top + height + _LABEL_GAP), style) or Layer()
    line = Stroke((0.0, base), (panel.right, base), style.axis, 0.7, "axis")
    axis = Layer(strokes=(line,), texts=_categories(table, figure, panel, base, edition, style))
    return Picture.of([axis, columns, remarks, heading], dimensions.width, dimensions.height)


def _lay_out(table: Table, remarks: Sequence[Remark], band: ColumnBand, style: Style) -> Layer | None:
    """Return columns, totals, names or a legend, and remarks; None if a remark has no room."""
    shapes, totals = _columns(table, band, style)
    room = Box(0.0, band.top, band.panel.right, band.base)
    names = name_segments([(band, shapes)], table.segments, [text.box for text in totals], room, style)
    if names is None:
        occupied = Layer(shapes=shapes, texts=totals).boxes
        names = place_legend(table.segments, [replace(room, bottom=band.base - 2)], occupied, style)
    if names is None:
        names, rows = legend_rows(table.segments, 4.0, band.panel.right, band.top, style)
        band = replace(band, top=band.top + LINE_PT * rows + 4)
        shapes, totals = _columns(table, band, style)
    columns = combine([Layer(shapes=shapes, texts=totals), names])
    placed = [(remark, bin_, _whole_column(bin_, band, columns)) for remark, bin_ in _remarked(table, remarks)]
    said = lay_out_remarks(placed, columns.boxes, room, style)
    return combine([columns, said]) if said else None


def _remarked(table: Table, remarks: Sequence[Remark]) -> Iterator[tuple[Remark, Bin]]:
    """Yield the remarks on what the figure shows, each with its period."""
    for remark in remarks:
        number = find_bin(remark.at, table.bins)
        if number is not None:
            yield remark, table.bins[number]


def _whole_column(bin_: Bin, band: ColumnBand, columns: Layer) -> Box:
    """Return the box of a column with its total."""
    left, right = band.sides(bin_)
    tops = (box.top for box in columns.boxes if box.left < right and left < box.right)
    return Box(left, min(tops, default=band.base), right, band.base)


def _columns(table: Table, band: ColumnBand, style: Style) -> tuple[tuple[Shape, ...], tuple[TextLine, ...]]:
    """Return the segments, and the totals and zeros."""
    shapes = stack_columns(band, table.segments, max(bin_.total for bin_ in table.bins), style)
    totals = place_totals(band, shapes, [], style)
    return shapes, totals + place_zeros([bin_ for bin_ in table.bins if not bin_.events], band, [], style)


def _categories(
    table: Table, figure: Columns, panel: Panel, base: float, edition: Edition, style: Style
) -> tuple[TextLine, ...]:
    """Return the periods under their columns: all, or if they would crowd, every second, third …"""
    names = [short_name(bin_.start, figure.per, edition.language) for bin_ in table.bins]
    widest = max(map(style.tick.width, names))
    every = next(step for step in range(1, len(names) + 1) if _has_room(step, widest, panel, names))
    baseline = base + 3 + ASCENT * TEXT_PT
    texts = [
        _under(name, bin_, panel, baseline, style)
        for index, (bin_, name) in enumerate(zip(table.bins, names, strict=True))
        if (len(names) - 1 - index) % every == 0
    ]
    if table.is_partial:
        until = edition.labels["until"].format(date=short_date(table.end, edition.language, year=False))
        texts.append(_under(until, table.bins[-1], panel, baseline + LINE_PT, style))
    return tuple(texts)


def _has_room(step: int, widest: float, panel: Panel, names: Sequence[str]) -> bool:
    # the outermost labels are moved inside the frame, by up to half their width
    moved = widest / 2 if step > 1 else 0
    return step >= len(names) or panel.width / len(names) * step >= widest + _LABEL_GAP + moved


def _under(text: str, bin_: Bin, panel: Panel, baseline: float, style: Style) -> TextLine:
    width = style.tick.width(text)
    left = (panel.x(bin_.start) + panel.x(bin_.end, 1.0) - width) / 2
    return TextLine(text, max(min(left, panel.right - width), 0.0), baseline, style.tick)
