"""One lane and its events -> its part of the timeline, below a given height. Pure."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.labels.silence import Gap, gaps_of, silences
from generator.draw.layout.column_lane import column_lane
from generator.draw.layout.mark_lane import mark_lane
from generator.draw.layout.panels import Content, Frame, title_lines
from generator.draw.picture import Picture
from generator.draw.scale.axis import Panel
from generator.draw.shape import Format
from generator.draw.style import Style
from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.figure import Lane
from generator.model.selection import selected

_ROW_GAP = 5.0  # between a lane's title and its rows' titles
_GAP = 6.0  # between titles and the first panel
_LEAST_MARGIN = 2.0
_MANY = 24  # events of a lane with rows, beyond which room is kept for how many have no label


class LaneEvents(Struct, frozen=True):
    """A lane with all its events in order of date, those of them that the figure shows, and the gaps between all."""

    lane: Lane
    every: tuple[Event, ...]
    shown: tuple[Event, ...]
    gaps: tuple[Gap, ...]


def laid(events: LaneEvents, top: float, frame: Frame) -> tuple[Picture, float]:
    """Return the lane as drawn below `top`, and its height."""
    lane, edition = events.lane, frame.edition
    content = Content(
        lane,
        tuple(tuple(event for event in events.shown if panel.holds(event.date.first)) for panel in frame.panels),
        tuple(tuple(event for event in events.every if _goes_on(event, panel)) for panel in frame.panels),
        tuple(
            silences(lane, events.gaps, panel.start, min(panel.end, edition.as_of), edition.labels, edition.language)
            for panel in frame.panels
        ),
    )
    return column_lane(content, top, frame) if lane.draw == "columns" else mark_lane(content, top, frame)


def _goes_on(event: Event, panel: Panel) -> bool:
    return event.end_date is not None and event.date.first < panel.start <= event.end_date.last


def of_lane(lane: Lane, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events that the lane selects, in order of date."""
    return tuple(sorted(selected(lane.select, events), key=lambda event: (event.date, event.id)))


def lane_events(lane: Lane, events: tuple[Event, ...], start: date, end: date) -> LaneEvents:
    """Return the lane with its `events`, of a figure that shows what begins from `start` to `end`."""
    shown = tuple([event for event in events if start <= event.date.first <= end])
    return LaneEvents(lane, events, shown, gaps_of(events) if lane.none else ())


def labelled(lane: Lane) -> bool:
    return lane.draw == "marks" and lane.label != "none"


def margin_of(events: LaneEvents, labels: Labels, format_: Format, style: Style) -> float:
    """Return the width that the lane's titles need, left of the first panel."""
    lane = events.lane
    rows = max((style.row_title(row.color).width(row.title) + _ROW_GAP for row in lane.rows), default=0.0)
    if format_.titles == "above":
        return max(rows, _LEAST_MARGIN)
    own = max(style.title.width(line) for line in title_lines(lane, style))
    if lane.rows and len(events.shown) > _MANY:
        own = max(own, style.note.width(labels["more"].format(number=9999)))
    return own + rows + _GAP
