"""A lane of marks -> its rows, one below the other, with their titles and what is said where it is silent. Pure."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.draw.labels.sentence import height_within, shortened, wrapped
from generator.draw.layout.mark_row import MarkRow, line_of, mark_row, marks_picture
from generator.draw.layout.panels import TITLE_LINE, Content, Frame, notes, title, title_height, title_lines
from generator.draw.layout.stacks import boxes
from generator.draw.marks.groups import DOUBT
from generator.draw.picture import Box, Picture, Stroke, Words, joined
from generator.draw.style import HAIRLINE, STRIP, TEXT
from generator.language.numbers import number_said
from generator.model.dataset import Event
from generator.model.figure import Lane, Row
from generator.model.selection import Selection, criterion

_TITLE_GAP = 4.0  # between a row's title and the first panel
_TO_MIDDLE = 0.33  # from the baseline to the middle of a letter, in its size


def mark_lane(content: Content, top: float, frame: Frame) -> tuple[Picture, float]:
    """Return the lane as drawn below `top`, and its height."""
    lane, style, above = content.lane, frame.style, title_height(frame)
    rows = _measured(content, frame)
    needed = sum(row.height for row in rows)
    beside = 0.0 if above else len(title_lines(lane, style)) * TITLE_LINE
    notes_on = _notes(rows, frame)
    height = max(needed, beside + len(notes_on) * STRIP if beside else 0.0, _silence(content, frame))
    first, top = top, top + above
    tops = list(accumulate((row.height for row in rows[:-1]), initial=top + (height - needed) / 2))
    drawn = [marks_picture(row, at, style) for row, at in zip(rows, tops, strict=True)]
    lines = joined(0.0, 0.0, [_line(row, line_of(row, at), content, frame) for row, at in zip(rows, tops, strict=True)])
    taken = [box for part in drawn for box in boxes(part)] + [_around(stroke) for stroke in lines.strokes]
    taken += [_around(stroke) for part in drawn for stroke in part.strokes]
    rooms = [Box(panel.left, top, min(panel.right, frame.limit), top + height) for panel in frame.panels]
    middle = line_of(rows[0], tops[0]) if len(rows) > 1 else top + height / 2
    name = title(lane, first, middle, notes_on, frame)
    return joined(0.0, 0.0, [lines, *drawn, notes(content, rooms, taken, frame), name]), height + above


def _silence(content: Content, frame: Frame) -> float:
    """Return the height that the sentences of wholly silent panels need."""
    least = STRIP + 4
    for panel, events, silences in zip(frame.panels, content.events, content.silences, strict=True):
        if not events and silences:
            width = min(panel.right, frame.limit) - panel.left
            least = max(least, height_within(silences[0].text, width, frame.style.note))
    return least


def _notes(rows: Sequence[MarkRow], frame: Frame) -> list[str]:
    """Return how many events have no label, and how many the fullest column of a density stands for."""
    labels, language = frame.edition.labels, frame.edition.language
    more, (fullest, per) = sum(row.unlabelled for row in rows), max(row.fullest for row in rows)
    said = [labels["more"].format(number=number_said(more, language))] if more else []
    if fullest:
        said.append(labels["up_to"].format(number=number_said(fullest, language), per=labels[f"per_{per}"]))
        said[-1] += DOUBT if any(row.doubtful for row in rows) else ""
    if frame.format.titles == "above":
        return said
    widest = max((frame.style.row_title(row.row.color).width(row.row.title) for row in rows), default=0.0)
    room = frame.margin - _TITLE_GAP - (widest + _TITLE_GAP if widest else 0.0)
    return [line for text in said for line in wrapped(text, room, frame.style.note)]


def _measured(content: Content, frame: Frame) -> list[MarkRow]:
    """Return the lane's rows, one more for events that belong to none; or the lane itself, also where it is silent."""
    lane = content.lane
    if not any((*content.events, *content.continued)):
        lane = replace(lane, rows=())
    members, continued = _by_row(lane, content.events), _by_row(lane, content.continued)
    rows: list[tuple[Row, Row | None]] = [(row, row) for row in lane.rows]
    if any((*members[None], *continued[None])) or not rows:
        title = frame.edition.labels["other"] if rows else ""
        rows.append((Row(title, Selection(), lane.mark, lane.color), None))
    return [mark_row(row, lane.label, members[own], continued[own], frame) for row, own in rows]


def _by_row(lane: Lane, panels: Sequence[Sequence[Event]]) -> Mapping[Row | None, Sequence[list[Event]]]:
    """Return the events of each panel by the first row that selects them, so that each is drawn once."""
    divided: dict[Row | None, list[list[Event]]] = {row: [[] for _ in panels] for row in (*lane.rows, None)}
    criteria = [(row, criterion(row.select)) for row in lane.rows]
    for number, events in enumerate(panels):
        for event in events:
            row = next((row for row, meets in criteria if meets(event)), None)
            divided[row][number].append(event)
    return divided


def _line(row: MarkRow, at: float, content: Content, frame: Frame) -> Picture:
    """Return the row's title and its line; a panel without any event needs one only to lead from title to marks."""
    strokes = [
        Stroke((panel.left, at), (panel.right, at), frame.style.grid, HAIRLINE, "grid")
        for panel, events in zip(frame.panels, content.events, strict=True)
        if row.marked and (events or (len(content.lane.rows) > 1 and any(content.events)))
    ]
    type_ = frame.style.row_title(row.row.color)
    text = shortened(row.row.title, frame.margin - _TITLE_GAP, type_)
    left = frame.margin - _TITLE_GAP - type_.width(text)
    words = (Words(text, left, at + _TO_MIDDLE * TEXT, type_),) if row.row.title else ()
    return Picture(0.0, 0.0, strokes=tuple(strokes), words=words)


def _around(stroke: Stroke) -> Box:
    (x1, y1), (x2, y2) = stroke.start, stroke.end
    return Box(min(x1, x2), min(y1, y2) - 2, max(x1, x2), max(y1, y2) + 2)
