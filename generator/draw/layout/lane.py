"""A lane and its events -> its part of the timeline, below a given height. Pure."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.dimensions import Dimensions
from generator.draw.labels.silence import Gap, find_gaps, find_silences
from generator.draw.layout.column_lane import lay_out_columns
from generator.draw.layout.mark_lane import lay_out_marks
from generator.draw.layout.panels import TITLE_WIDTH, Content, Frame, title_lines
from generator.draw.marks.looks import explain_looks
from generator.draw.marks.shapes import REACH_PT
from generator.draw.picture import Layer
from generator.draw.scale.axis import Panel
from generator.draw.style import Style
from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.figure import Lane
from generator.model.selection import select_records

_ROW_GAP = 5.0  # between a lane's title and its rows' titles
_PANEL_GAP = 6.0  # between titles and the first panel
_MIN_MARGIN = REACH_PT + 0.2  # of a mark on the first day
_MANY_EVENTS = 24  # with more, a lane of several rows reserves room for the number of events without a label


ByPanel = tuple[tuple[Event, ...], ...]


class LaneEvents(Struct, frozen=True):
    """A lane, all its events in order of date, those that the figure shows, and the gaps between all."""

    lane: Lane
    events: tuple[Event, ...]
    shown: tuple[Event, ...]
    gaps: tuple[Gap, ...]


def lay_out_lane(lane_events: LaneEvents, top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the lane as drawn below `top`, and its height."""
    lane, edition = lane_events.lane, frame.edition
    content = Content(
        lane,
        *split_by_panel(lane_events, frame),
        tuple(
            find_silences(
                lane, lane_events.gaps, panel.start, min(panel.last, edition.as_of), edition.labels, edition.language
            )
            for panel in frame.panels
        ),
    )
    is_silent = not any(content.events)  # its sentence needs no room for columns
    draws_columns = lane.draw == "columns" and not is_silent
    return lay_out_columns(content, top, frame) if draws_columns else lay_out_marks(content, top, frame)


def split_by_panel(lane_events: LaneEvents, frame: Frame) -> tuple[ByPanel, ByPanel]:
    """Return the events that each panel shows, and those that began before it and continue in it."""
    return (
        tuple(tuple(event for event in lane_events.shown if panel.holds(event.date.first)) for panel in frame.panels),
        tuple(tuple(event for event in lane_events.events if _continues(event, panel)) for panel in frame.panels),
    )


def _continues(event: Event, panel: Panel) -> bool:
    return event.end_date is not None and event.date.first < panel.start <= event.end_date.last


def select_events(lane: Lane, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of the lane in order of date."""
    return tuple(sorted(select_records(lane.select, events), key=lambda event: (event.date, event.id)))


def lane_events_of(lane: Lane, events: tuple[Event, ...], start: date, end: date) -> LaneEvents:
    """Return the lane with its `events`, in a figure that shows those which begin from `start` to `end`."""
    shown = tuple([event for event in events if start <= event.date.first <= end])
    return LaneEvents(lane, events, shown, find_gaps(events) if lane.none else ())


def has_labels(lane: Lane) -> bool:
    return lane.draw == "marks" and lane.label != "none"


def margin_width(lane_events: LaneEvents, labels: Labels, dimensions: Dimensions, style: Style) -> float:
    """Return the width that the lane's titles need, left of the first panel."""
    lane = lane_events.lane
    rows = max((style.row_title(row.color).width(row.title) + _ROW_GAP for row in lane.rows), default=0.0)
    if dimensions.titles == "above":
        return max(rows, _MIN_MARGIN)
    width = max(style.title.width(line) for line in title_lines(lane, style))
    notes = [style.note.width(note) for note in explain_looks(lane, lane_events.shown, labels)]
    width = max(width, min(max(notes, default=0.0), TITLE_WIDTH))
    if lane.rows and len(lane_events.shown) > _MANY_EVENTS:
        width = max(width, style.note.width(labels["more"].format(number=9999)))
    return width + rows + _PANEL_GAP
