"""A lane of counted events -> stacked columns per panel, their legend, period and silences. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise

from msgspec import Struct

from generator.draw.labels.sentence import place_sentence
from generator.draw.labels.silence import Silence
from generator.draw.layout.panels import Content, Frame, place_silences, place_title, title_height
from generator.draw.layout.segment_names import name_segments
from generator.draw.layout.stacks import (
    HALF_COLUMN,
    ColumnBand,
    legend_rows,
    place_legend,
    place_totals,
    place_zeros,
    stack_columns,
)
from generator.draw.picture import Box, Layer, TextLine, combine
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Segment, bin_events, stack_segments
from generator.draw.scale.periods import LONGEST, periods_that_fit, whole_periods
from generator.draw.style import LINE_PT, TEXT_PT
from generator.model.dataset import Event
from generator.model.figure import Lane

_CHARACTER_PT = 0.56 * TEXT_PT  # width of a digit or mark of doubt in most fonts, or a little less
_TOTAL_GAP = 1.5  # between totals side by side
_INSET = 2.0  # of a legend from the panel's edge and the base line


class ColumnCounts(Struct, frozen=True):
    """Per panel: the period that a column stands for ("month"), and the bins."""

    pers: tuple[str, ...]
    bins: tuple[tuple[Bin, ...], ...]
    segments: tuple[Segment, ...]

    @property
    def highest(self) -> int:
        return max(bin_.total for bins in self.bins for bin_ in bins)


def lay_out_columns(content: Content, top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the lane as drawn below `top`, and its height: more if the legend finds no free space."""
    counts = count_columns(content, frame)
    per = [frame.edition.labels[f"per_{counts.pers[0]}"]] if counts.highest else []
    is_above = frame.dimensions.titles == "above"  # with the period after it
    lane_top, top = top, top + title_height(content.lane, per, frame)
    base = top + frame.dimensions.lane_height
    columns = _columns(content, counts, top, base, frame)
    legend = _name_segments(counts, columns, top, base, frame)
    if legend is None:
        occupied = [*columns.boxes, frame.as_of_line]
        legend = place_legend(counts.segments, _rooms(top, base, frame), occupied, frame.style)
    if legend is None:
        legend, rows = legend_rows(counts.segments, *_beside_as_of(frame), top, frame.style)
        top, base = top + LINE_PT * rows, base + LINE_PT * rows
        columns = _columns(content, counts, top, base, frame)
    rooms = _rooms(top, base, frame)
    occupied = [*columns.boxes, *legend.boxes, frame.as_of_line]
    silences = place_silences(content, rooms, occupied, frame)
    in_room = frame.style.totals and not is_above  # without totals, few words stand among columns
    pers = _place_pers(counts, rooms, [*occupied, *silences.boxes], frame) if in_room else Layer()
    title = place_title(content.lane, lane_top, base, (top + base) / 2, [] if pers.texts else per, frame)
    return combine([columns, legend, silences, pers, title]), base - lane_top


def _name_segments(counts: ColumnCounts, columns: Layer, top: float, base: float, frame: Frame) -> Layer | None:
    """Return the names of the segments beside columns, None if one finds no room in any panel."""
    named = [segment for segment in counts.segments if segment.name]
    if len(named) < len(counts.segments):
        return Layer() if not named else None
    shapes = iter(columns.shapes)
    bands = []
    for bins, panel in zip(counts.bins, frame.panels, strict=True):
        number = sum(1 for bin_ in bins for sum_ in bin_.sums if sum_ > 0)
        bands.append((ColumnBand(panel, bins, top, base), [*islice(shapes, number)]))
    room = Box(frame.panels[0].left, top, frame.panels[-1].right, base)
    occupied = [*(text.box for text in columns.texts), frame.as_of_line]
    return name_segments(bands, counts.segments, occupied, room, frame.style)


def _beside_as_of(frame: Frame) -> tuple[float, float]:
    """Return left and right of the room for a row of keys: the wider side of the as-of line."""
    left, right, line = frame.panels[0].left + _INSET, frame.panels[-1].right, frame.as_of_line
    return (left, line.left) if line.left - left >= right - line.right else (line.right + _INSET, right)


def count_columns(content: Content, frame: Frame) -> ColumnCounts:
    lane = content.lane
    all_events = [event for events in content.events for event in events]
    segments = stack_segments(all_events, lane.stack, frame.edition.labels, frame.highlight)
    language = frame.edition.language
    pers = tuple(lane.per or panel.per for panel in frame.panels)
    bins = tuple(
        bin_events(events, panel.start, panel.end, per, lane.value, lane.stack, segments, frame.highlight, language)
        for events, panel, per in zip(content.events, frame.panels, pers, strict=True)
    )
    return ColumnCounts(pers, bins, segments)


def choose_period(lane: Lane, events: Sequence[Event], panel: Panel) -> str:
    """Return the shortest period in which every column of the lane has room for its total in `panel`."""
    fitting = periods_that_fit(panel.start, panel.end, panel.width)
    return next(per for per in fitting if per == LONGEST or _totals_fit(lane, events, panel, per))


def _totals_fit(lane: Lane, events: Sequence[Event], panel: Panel, per: str) -> bool:
    """Tell whether no total would touch a neighbour or its total, however high these are."""
    bins = bin_events(events, *whole_periods(panel.start, panel.last, per), per, lane.value)
    pitch = panel.width / len(bins)
    totals = [(at * pitch, len(bin_.text) * _CHARACTER_PT / 2) for at, bin_ in enumerate(bins) if bin_.events]
    return all(
        two_at - one_at > max(one + two, max(one, two) + pitch * HALF_COLUMN) + _TOTAL_GAP
        for (one_at, one), (two_at, two) in pairwise(totals)
    )


def _columns(content: Content, counts: ColumnCounts, top: float, base: float, frame: Frame) -> Layer:
    """Return the columns of all panels, on one scale, their totals, and zeros where nothing else says that."""
    layers = []
    for bins, panel, silences in zip(counts.bins, frame.panels, content.silences, strict=True):
        band = ColumnBand(panel, bins, top, base)
        shapes = stack_columns(band, counts.segments, counts.highest, frame.style)
        totals = place_totals(band, shapes, [frame.as_of_line], frame.style)
        occupied = [*Layer(shapes=shapes, texts=totals).boxes, frame.as_of_line]
        zeros = place_zeros(_list_empty(content.lane, bins, silences, frame), band, occupied, frame.style)
        layers.append(Layer(shapes=shapes, texts=(*totals, *zeros)))
    return combine(layers)


def _list_empty(lane: Lane, bins: Sequence[Bin], silences: Sequence[Silence], frame: Frame) -> list[Bin]:
    """Return the periods without events for which neither a sentence nor the sum of a phase says so.

    Only of a lane that has words for nothing: of others it is not known that their record is complete.
    """
    if not (lane.none or lane.sum):
        return []
    said = [(silence.start, silence.end) for silence in silences]
    for phase in frame.phases if lane.sum else ():
        inside = [bin_ for bin_ in bins if bin_.events and bin_.start <= phase.end and phase.start <= bin_.end]
        said += [] if inside else [(phase.start, phase.end)]
    record = lane.record_start.first if lane.record_start else date.min
    end = min(lane.record_end.last if lane.record_end else date.max, frame.edition.as_of)
    return [
        bin_
        for bin_ in bins
        if not bin_.events
        and record <= bin_.start <= end
        and not any(first <= bin_.end and bin_.start <= last for first, last in said)
    ]


def _rooms(top: float, base: float, frame: Frame) -> list[Box]:
    return [Box(panel.left + _INSET, top, panel.right, base - _INSET) for panel in frame.panels]


def _place_pers(counts: ColumnCounts, rooms: Sequence[Box], occupied: Sequence[Box], frame: Frame) -> Layer:
    """Return "per quarter" near the top of each panel, if there is free space."""
    texts: list[TextLine] = []
    for per, room in zip(counts.pers, rooms, strict=True) if counts.highest else ():
        upper = Box(room.left, room.top, room.right, room.top + 2 * LINE_PT + 1)
        texts += place_sentence(frame.edition.labels[f"per_{per}"], upper, occupied, frame.style.note)
    return Layer(texts=tuple(texts))
