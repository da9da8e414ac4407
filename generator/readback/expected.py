"""A figure and its edition -> what every file that shows it must say: words, numbers, columns and marks.

A finished pack is certified against this. It is counted from the events again, and never taken from a drawing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.draw.alt_text import describe_columns, describe_ranking, describe_timeline
from generator.draw.columns import columns_data, panel_of, tabulate
from generator.draw.data_table import DataTable, tabulate_figure
from generator.draw.dimensions import DIMENSIONS
from generator.draw.layout.column_lane import count_columns
from generator.draw.layout.heading import draw_heading
from generator.draw.layout.lane import LaneEvents, split_by_panel
from generator.draw.layout.mark_lane import group_by_row, split_lines
from generator.draw.layout.moments import find_place
from generator.draw.layout.panels import Content, Frame
from generator.draw.layout.stacks import ZERO, ColumnBand, segment_shape
from generator.draw.marks.density import is_crowded
from generator.draw.marks.groups import mark_of
from generator.draw.marks.looks import look_of
from generator.draw.picture import Box
from generator.draw.ranking import rank
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Segment, stack_segments
from generator.draw.scale.periods import short_name
from generator.draw.style import Style, style_of
from generator.draw.timeline import chart_lane, fit_frames, gather_events
from generator.model.dataset import Event
from generator.model.drawing import ChartData
from generator.model.edition import Edition
from generator.model.figure import Columns, Ranking, Timeline
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
    fills: tuple[str, ...] = ()  # of its segments, after "hatched" if they are; empty: not compared

    @property
    def name(self) -> str:
        """The name of its period; only needed where something is wrong."""
        return short_name(self.start, self.per, self.language)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class ExpectedBand(Struct, frozen=True):
    """Columns on one base line and one scale. Totals are up to `height` above.

    `names` are those of the segments, `fills` those of columns that are not highlighted.
    """

    columns: tuple[ExpectedColumn, ...]
    names: tuple[str, ...] = ("",)
    fills: tuple[str, ...] = ("",)
    height: float = float("inf")
    left: float = 0.0
    right: float = float("inf")


class ExpectedRow(Struct, frozen=True):
    """The marks of a row by panel: each event at its place, or where they would hide each other, in a density."""

    color: str
    panels: tuple[tuple[Panel, tuple[Event, ...]], ...]
    looks: tuple[tuple[str, str], ...] = ()  # of marks that are not filled: the event, and one of LOOKS

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


class ExpectedBar(Struct, frozen=True):
    """A bar of a ranking, from the top, with the name left of it and the number right of it."""

    name: str
    text: str
    total: int
    fill: str


class Expected(Struct, frozen=True):
    """`bands` and `rows` are in order from the top; `tables` are its twin in words."""

    alt: str
    description: str
    data: ChartData | None
    style: Style
    bands: tuple[ExpectedBand, ...]
    rows: tuple[ExpectedRow, ...] = ()
    tables: tuple[DataTable, ...] = ()
    bars: tuple[ExpectedBar, ...] = ()
    remarks: tuple[str, ...] = ()  # and titles and sums of phases
    heading: tuple[str, ...] = ()  # of a ranking


_ZERO_GAP = 4.5  # that a zero needs beside it
_TOTAL_GAP = 2.0  # that a total needs beside it, not to touch the next column or its total
_AS_OF_GAP = 4.0  # that a total needs from the as-of line, wherever above its column it goes


def expect_columns(figure: Columns, edition: Edition, brand: Brand) -> Expected:
    """Return what a columns figure must say."""
    table, style = tabulate(figure, edition), style_of(brand, figure.shape)
    alt, description = describe_columns(figure, table.bins, table.segments, table.start, table.end, edition)
    data = columns_data(table, figure, edition)
    panel = panel_of(table, DIMENSIONS[figure.shape].width)
    columns = _columns(table.bins, table.segments, panel, figure.per, edition, style, zero=ZERO)
    names, fills = _names(table.segments, style)
    band = ExpectedBand(tuple(columns), names, fills, right=panel.right)
    is_drawn = max(bin_.total for bin_ in table.bins) and any(sum_ > 0 for bin_ in table.bins for sum_ in bin_.sums)
    tables = tabulate_figure(figure, edition)
    remarks = (*(text for _, text in data.remarks), *_heading(figure, edition, style))
    bands, said = ((band,), remarks) if is_drawn else ((), ())
    return Expected(alt, description, data, style, bands, tables=tables, remarks=said)


def expect_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Expected:
    """Return what a timeline must say."""
    events, style = gather_events(figure, edition), style_of(brand, figure.shape, banded=figure.is_banded)
    period, lanes = events.period, events.lanes
    alt, description = describe_timeline(figure, lanes, period.start, period.end, edition)
    data = chart_lane(lanes[0], figure, period, edition) if figure.charted else None
    if not any(lane_events.shown for lane_events in lanes):
        return Expected(alt, description, data, style, ())
    drawn = [(lane, frame) for frame in fit_frames(events, figure, edition, style) for lane in lanes]
    bands = tuple(band for lane, frame in drawn if lane.lane.draw == "columns" for band in _bands(lane, frame))
    rows = tuple(row for lane, frame in drawn if lane.lane.draw == "marks" for row in _rows(lane, frame))
    tables = tabulate_figure(figure, edition)
    return Expected(alt, description, data, style, bands, rows, tables, remarks=tuple(_words(drawn[0][1])))


def expect_ranking(figure: Ranking, edition: Edition, brand: Brand) -> Expected:
    """Return what a ranking must say."""
    ranked, style = rank(figure, edition), style_of(brand)
    alt, description = describe_ranking(ranked.ranks, ranked.start, ranked.end, edition)
    (segment,) = stack_segments((), None, edition.labels, figure.highlight)
    bars = tuple(
        ExpectedBar(each.name, each.text, each.total, _fill(segment, style, each.highlighted)) for each in ranked.ranks
    )
    tables = tabulate_figure(figure, edition)
    shown = bars if any(bar.total for bar in bars) else ()
    heading = _heading(figure, edition, style)
    return Expected(alt, description, None, style, (), tables=tables, bars=shown, heading=heading)


def _heading(figure: Columns | Ranking, edition: Edition, style: Style) -> tuple[str, ...]:
    """Return what a figure in a small place says of what it counts."""
    return tuple(line.text for line in draw_heading(figure, DIMENSIONS[figure.shape], edition, style).texts)


def _words(frame: Frame) -> Iterator[str]:
    """Yield what is said of phases and moments."""
    for phase in frame.phases:
        yield from filter(None, (phase.title, phase.sums))
    yield from (words for when, words in frame.moments if find_place(when, frame) is not None)


def _bands(lane_events: LaneEvents, frame: Frame) -> Iterator[ExpectedBand]:
    """Yield the columns of a lane, none if there are none."""
    counts = count_columns(Content(lane_events.lane, split_by_panel(lane_events, frame)[0], (), ()), frame)
    if not any(number > 0 for bins in counts.bins for bin_ in bins for number in bin_.sums):
        return
    columns: list[ExpectedColumn] = []
    for panel, per, bins in zip(frame.panels, counts.pers, counts.bins, strict=True):
        columns += _columns(bins, counts.segments, panel, per, frame.edition, frame.style, frame.limit, ZERO)
    sides = frame.panels[0].left, frame.panels[-1].right
    yield ExpectedBand(tuple(columns), *_names(counts.segments, frame.style), frame.dimensions.lane_height, *sides)


def _names(segments: Sequence[Segment], style: Style) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of segments, and how they are filled."""
    return tuple(segment.name for segment in segments), tuple(_fill(segment, style, False) for segment in segments)


def _fill(segment: Segment, style: Style, highlighted: bool) -> str:
    shape = segment_shape(Box(0, 0, 1, 1), segment, style, highlighted=highlighted)
    return f"{'hatched ' if shape.hatched else ''}#{shape.fill.lower()}"


def _columns(
    bins: Sequence[Bin],
    segments: Sequence[Segment],
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
        text = bin_.text if bin_.events else zero
        width = style.total.width(text)
        has_room = style.totals and pitch >= width + (_TOTAL_GAP if bin_.events else _ZERO_GAP)
        has_room = has_room and (bool(bin_.events) or as_of is None)  # in a lane, a sentence may say so
        if as_of is not None:  # the line may be in the way
            near = abs((left + right) / 2 - as_of) < width / 2 + _AS_OF_GAP
            has_room = has_room and not near and 0 < number < len(bins) - 1
        fills = tuple(_fill(segment, style, bin_.highlighted) for segment in segments)
        yield ExpectedColumn(bin_.start, left, right, bin_.sums, text, has_room, per, edition.language, fills)


def _rows(lane_events: LaneEvents, frame: Frame) -> Iterator[ExpectedRow]:
    """Yield the rows of a lane that have events, the one for events outside them all at the end."""
    lane = lane_events.lane
    members, continued = (group_by_row(lane, events) for events in split_by_panel(lane_events, frame))
    for row, by_panel in members.items():
        for line, _ in split_lines(by_panel, continued[row]):
            panels = tuple((panel, tuple(events)) for panel, events in zip(frame.panels, line, strict=True) if events)
            if panels:
                color = frame.style.mark_color(row.color if row else lane.color)
                events = (event for _, inside in panels for event in inside)
                found = ((event.id, look_of(event, lane.outcome)) for event in events)
                yield ExpectedRow(color, panels, tuple((id_, look.draw) for id_, look in found if look))
