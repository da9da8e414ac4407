"""A lane of marks -> its rows, one below the other, with their titles and what is said where it is silent. Pure."""

from itertools import accumulate

from generator.draw.frame import TITLE_LINE, Content, Frame, notes, title, title_lines
from generator.draw.marks import MarkRow, line_of, mark_row, marks_picture
from generator.draw.picture import Box, Picture, Stroke, Words, joined
from generator.draw.stacks import boxes
from generator.draw.style import HAIRLINE, STRIP, TEXT, WIDTH
from generator.model.dataset import Event
from generator.model.figure import Lane, Row
from generator.model.selection import Selection, matches

_LEVELS, _ROW_LEVELS = 3, 2  # of labels: in a lane without rows, and in one of several rows
_TITLE_GAP = 4.0  # between a row's title and the first panel
_TO_MIDDLE = 0.33  # from the baseline to the middle of a letter, in its size


def mark_lane(content: Content, top: float, frame: Frame) -> tuple[Picture, float]:
    """Return the lane as drawn below `top`, and its height."""
    lane, style = content.lane, frame.style
    rows = [_measured(row, content, frame) for row in _rows(content, frame)]
    needed = sum(row.height for row in rows)
    height = max(needed, len(title_lines(lane, style)) * TITLE_LINE, STRIP + 4)
    tops = list(accumulate((row.height for row in rows[:-1]), initial=top + (height - needed) / 2))
    drawn = [marks_picture(row, at, style) for row, at in zip(rows, tops, strict=True)]
    lines = joined(
        WIDTH, 0.0, [_line(row, line_of(row, at), content, frame) for row, at in zip(rows, tops, strict=True)]
    )
    taken = [box for part in drawn for box in boxes(part)] + [_around(stroke) for stroke in lines.strokes]
    rooms = [Box(panel.left, top, min(panel.right, frame.limit), top + height) for panel in frame.panels]
    more = sum(row.unlabelled for row in rows)
    middle = line_of(rows[0], tops[0]) if len(rows) > 1 else top + height / 2
    name = title(lane, middle, frame.edition.labels["more"].format(number=more) if more else "", style)
    return joined(WIDTH, 0.0, [lines, *drawn, notes(content, rooms, taken, frame), name]), height


def _rows(content: Content, frame: Frame) -> list[Row]:
    """Return the lane's rows, one more for events that belong to none, or the lane itself as its only row."""
    lane = content.lane
    if not lane.rows:
        return [Row("", Selection(), lane.mark, lane.color)]
    every = [event for events in content.events for event in events]
    if all(_row_of(event, lane) for event in every):
        return list(lane.rows)
    return [*lane.rows, Row(frame.edition.labels["other"], Selection(), lane.mark, lane.color)]


def _row_of(event: Event, lane: Lane) -> Row | None:
    """Return the first row that selects the event, so that it is drawn once."""
    return next((row for row in lane.rows if matches(row.select, event)), None)


def _measured(row: Row, content: Content, frame: Frame) -> MarkRow:
    lane = content.lane
    own = row if row in lane.rows else None  # the added row has what belongs to none
    members = [[event for event in events if _row_of(event, lane) == own] for events in content.events]
    levels = _ROW_LEVELS if lane.rows else _LEVELS
    return mark_row(row, lane.label, members, frame.panels, frame.limit, levels, frame.style)


def _line(row: MarkRow, at: float, content: Content, frame: Frame) -> Picture:
    """Return the row's title and its line; a panel without any event needs one only to lead from title to marks."""
    strokes = [
        Stroke((panel.left, at), (panel.right, at), frame.style.grid, HAIRLINE, "grid")
        for panel, events in zip(frame.panels, content.events, strict=True)
        if events or len(content.lane.rows) > 1
    ]
    type_ = frame.style.row_title(row.row.color)
    left = frame.margin - _TITLE_GAP - type_.width(row.row.title)
    words = (Words(row.row.title, left, at + _TO_MIDDLE * TEXT, type_),) if row.row.title else ()
    return Picture(0.0, 0.0, strokes=tuple(strokes), words=words)


def _around(stroke: Stroke) -> Box:
    return Box(stroke.start[0], stroke.start[1] - 2, stroke.end[0], stroke.end[1] + 2)
