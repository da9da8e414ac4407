"""A figure and its edition -> what every file that shows it must say: words, numbers, columns and marks.

A finished pack is certified against this. It is counted from the events again, and never taken from a drawing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.draw.alt_text import describe_columns, describe_timeline
from generator.draw.columns import chart_data, panel_of, tabulate
from generator.draw.data_table import DataTable, tabulate_figure
from generator.draw.dimensions import DIMENSIONS
from generator.draw.layout.column_lane import count_columns
from generator.draw.layout.lane import LaneEvents
from generator.draw.layout.mark_lane import group_by_row
from generator.draw.layout.panels import Content, Frame
from generator.draw.layout.stacks import ColumnBand
from generator.draw.marks.density import is_crowded
from generator.draw.marks.groups import mark_of
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin
from generator.draw.scale.periods import short_name
from generator.draw.style import Style, style_of
from generator.draw.timeline import chart_lane, gather_events, plan_frames
from generator.model.dataset import DOUBT, Event
from generator.model.drawing import ChartData
from generator.model.edition import Edition
from generator.model.figure import Columns, Timeline
from generator.model.look import Brand


class ExpectedColumn(Struct, frozen=True):
    """A column from `left` to `right` with its `sums` bottom to top; `total` is the text above it, if any."""

    start: date  # of its period
    left: float
    right: float
    sums: tuple[int, ...]
    total: str = ""
    has_room: bool = False  # whether the total must be there: the picture leaves out what would touch something
    per: str = "day"
    language: str = "en"

    @property
    def name(self) -> str:
        """The name of its period; only needed where something is wrong."""
        return short_name(self.start, self.per, self.language)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class ExpectedBand(Struct, frozen=True):
    """Columns on one base line and one scale; `names` are those of the segments. Totals are up to `height` above."""

    columns: tuple[ExpectedColumn, ...]
    names: tuple[str, ...] = ("",)
    height: float = float("inf")
    left: float = 0.0
    right: float = float("inf")


class ExpectedRow(Struct, frozen=True):
    """The marks of a row by panel: each event at its place, or where they would hide each other, in a density."""

    color: str
    panels: tuple[tuple[Panel, tuple[Event, ...]], ...]

    @property
    def is_crowded(self) -> bool:
        """Whether it may be without a mark."""
        return all(is_crowded(events, panel) for panel, events in self.panels)

    @property
    def marks(self) -> Iterator[tuple[float, Event, Panel | None]]:
        """The marks from the left, and for those that need not be drawn, the panel with the density in their place."""
        for panel, events in self.panels:
            crowded = panel if is_crowded(events, panel) else None
            yield from sorted(((mark_of(event, panel).x, event, crowded) for event in events), key=lambda mark: mark[0])


class Expected(Struct, frozen=True):
    """`bands` and `rows` are in order from the top; `tables` are its twin in words."""

    alt: str
    description: str
    data: ChartData | None
    style: Style
    bands: tuple[ExpectedBand, ...]
    rows: tuple[ExpectedRow, ...] = ()
    tables: tuple[DataTable, ...] = ()


_ZERO_GAP = 4.5  # that a zero needs beside it
_TOTAL_GAP = 2.0  # that a total needs beside it, not to touch the next column or its total
_AS_OF_GAP = 4.0  # that a total needs from the as-of line, wherever above its column it goes


def expect_columns(figure: Columns, edition: Edition, brand: Brand) -> Expected:
    """Return what a columns figure must say."""
    table, style = tabulate(figure, edition), style_of(brand)
    alt, description = describe_columns(figure, table.bins, table.segments, table.start, table.end, edition)
    data = chart_data(table, figure.per, figure.unit or figure.title.value, edition)
    panel = panel_of(table, DIMENSIONS[figure.shape].width)
    columns = _columns(table.bins, panel, figure.per, edition, style, zero="0")
    band = ExpectedBand(tuple(columns), tuple(segment.name for segment in table.segments), right=panel.right)
    is_drawn = max(bin_.total for bin_ in table.bins) and any(sum_ > 0 for bin_ in table.bins for sum_ in bin_.sums)
    tables = tabulate_figure(figure, edition)
    return Expected(alt, description, data, style, (band,) if is_drawn else (), tables=tables)


def expect_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Expected:
    """Return what a timeline must say."""
    events, style = gather_events(figure, edition), style_of(brand)
    period, lanes = events.period, events.lanes
    alt, description = describe_timeline(figure, lanes, period.start, period.end, edition)
    data = chart_lane(lanes[0], period, edition) if figure.native and figure.charted else None
    if not any(lane_events.shown for lane_events in lanes):
        return Expected(alt, description, data, style, ())
    drawn = [(lane, frame) for frame in plan_frames(events, figure, edition, style) for lane in lanes]
    bands = tuple(band for lane, frame in drawn if lane.lane.draw == "columns" for band in _bands(lane, frame))
    rows = tuple(row for lane, frame in drawn if lane.lane.draw == "marks" for row in _rows(lane, frame))
    return Expected(alt, description, data, style, bands, rows, tabulate_figure(figure, edition))


def _bands(lane_events: LaneEvents, frame: Frame) -> Iterator[ExpectedBand]:
    """Yield the columns of a lane, none if there are none."""
    counts = count_columns(Content(lane_events.lane, _by_panel(lane_events, frame), (), ()), frame)
    if not any(number > 0 for bins in counts.bins for bin_ in bins for number in bin_.sums):
        return
    columns: list[ExpectedColumn] = []
    for panel, per, bins in zip(frame.panels, counts.pers, counts.bins, strict=True):
        columns += _columns(bins, panel, per, frame.edition, frame.style, frame.limit)
    names = tuple(segment.name for segment in counts.segments)
    sides = frame.panels[0].left, frame.panels[-1].right
    yield ExpectedBand(tuple(columns), names, frame.dimensions.lane_height, *sides)


def _columns(
    bins: Sequence[Bin],
    panel: Panel,
    per: str,
    edition: Edition,
    style: Style,
    as_of: float | None = None,
    zero: str = "",
) -> Iterator[ExpectedColumn]:
    """Yield the columns of a panel; `zero` is the text of a period without events, `as_of` the place of a line."""
    band, pitch = ColumnBand(panel, tuple(bins), 0.0, 0.0), panel.width / len(bins)
    for number, bin_ in enumerate(bins):
        left, right = band.sides(bin_)
        text = f"{bin_.total}{DOUBT if bin_.doubtful else ''}" if bin_.events else zero
        width = style.total.width(text)
        has_room = pitch >= width + (_TOTAL_GAP if bin_.events else _ZERO_GAP)
        if as_of is not None:  # the first and last period may be cut off, and the line may be in the way
            near = abs((left + right) / 2 - as_of) < width / 2 + _AS_OF_GAP
            has_room = has_room and not near and 0 < number < len(bins) - 1
        yield ExpectedColumn(bin_.start, left, right, bin_.sums, text, has_room, per, edition.language)


def _rows(lane_events: LaneEvents, frame: Frame) -> Iterator[ExpectedRow]:
    """Yield the rows of a lane that have events, the one for events outside them all at the end."""
    lane = lane_events.lane
    for row, by_panel in group_by_row(lane, _by_panel(lane_events, frame)).items():
        panels = tuple((panel, tuple(events)) for panel, events in zip(frame.panels, by_panel, strict=True) if events)
        if panels:
            yield ExpectedRow(frame.style.mark_color(row.color if row else lane.color), panels)


def _by_panel(lane_events: LaneEvents, frame: Frame) -> tuple[tuple[Event, ...], ...]:
    shown = lane_events.shown
    return tuple(tuple(event for event in shown if panel.holds(event.date.first)) for panel in frame.panels)
