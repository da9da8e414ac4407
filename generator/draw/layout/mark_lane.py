"""A lane of marks -> its rows, one below the other, with their titles and the sentences about silences. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.draw.labels.sentence import sentence_height, wrap
from generator.draw.layout.mark_row import MarkRow, draw_row, measure_row
from generator.draw.layout.panels import (
    TITLE_LINE,
    Content,
    Frame,
    place_silences,
    place_title,
    title_height,
    title_lines,
)
from generator.draw.layout.span_lines import list_lines
from generator.draw.marks.looks import explain_looks
from generator.draw.picture import Box, Layer, Stroke, TextLine, combine
from generator.draw.style import HAIRLINE_PT, LINE_PT, TEXT_PT
from generator.language.numbers import format_number
from generator.model.dataset import DOUBT, Event
from generator.model.figure import Lane, Row
from generator.model.selection import Selection, matcher

_TITLE_GAP = 4.0  # between a row's title and the first panel
_MIDDLE = 0.33  # height of a letter's middle above the baseline, as a share of the size
_STROKE_MARGIN = 2.0  # kept free above and below a line


def lay_out_marks(content: Content, top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the lane as drawn below `top`, and its height."""
    lane, style = content.lane, frame.style
    rows = _measure_rows(content, frame)
    rows_height = sum(row.height for row in rows)
    notes = _notes(rows, lane, frame)
    above = title_height(lane, notes, frame)
    beside = 0.0 if above else len(title_lines(lane, style)) * TITLE_LINE + len(notes) * LINE_PT
    height = max(rows_height, beside, _silence_height(content, frame))
    lane_top, top = top, top + above
    tops = list(accumulate((row.height for row in rows[:-1]), initial=top + (height - rows_height) / 2))
    drawn = [draw_row(row, row_top, style) for row, row_top in zip(rows, tops, strict=True)]
    lines = combine(_line(row, row.mark_line(row_top), content, frame) for row, row_top in zip(rows, tops, strict=True))
    occupied = [box for layer in drawn for box in layer.boxes]
    occupied += [_around(stroke) for layer in (lines, *drawn) for stroke in layer.strokes]
    rooms = [Box(panel.left, top, min(panel.right, frame.limit), top + height) for panel in frame.panels]
    middle = rows[0].mark_line(tops[0]) if len(rows) > 1 else top + height / 2
    title = place_title(lane, lane_top, top + height, middle, notes, frame)
    return combine([lines, *drawn, place_silences(content, rooms, occupied, frame), title]), height + above


def _silence_height(content: Content, frame: Frame) -> float:
    """Return the height that the sentences of wholly silent panels need."""
    height = LINE_PT + 4
    for panel, events, silences in zip(frame.panels, content.events, content.silences, strict=True):
        if not events and silences:
            width = min(panel.right, frame.limit) - panel.left
            height = max(height, sentence_height(silences[0].text, width, frame.style.note))
    return height


def _notes(rows: Sequence[MarkRow], lane: Lane, frame: Frame) -> list[str]:
    """Return how many events have no label, and how many the fullest column of a density stands for."""
    labels, language = frame.edition.labels, frame.edition.language
    more, (fullest, per) = sum(row.unlabelled for row in rows), max(row.fullest for row in rows)
    notes = [labels["more"].format(number=format_number(more, language))] if more else []
    if any(row.overlaps for row in rows):
        notes.append(labels["spans_overlap"])
    if fullest:
        doubt = DOUBT if any(row.has_hidden_doubt for row in rows) else ""
        number = format_number(fullest, language)
        notes.append(labels["up_to"].format(number=number, per=labels[f"per_{per}"]) + doubt)
    marked = [mark.event for row in rows for part in row.parts for mark in part.marks]
    notes += explain_looks(lane, marked, labels)
    if frame.dimensions.titles == "above":
        return notes
    widest = max((frame.style.row_title(row.row.color).width(line) for row in rows for line in row.title), default=0.0)
    width = frame.margin - _TITLE_GAP - (widest + _TITLE_GAP if widest else 0.0)
    return [line for note in notes for line in wrap(note, width, frame.style.note)]


def _measure_rows(content: Content, frame: Frame) -> list[MarkRow]:
    """Return the lane's rows, and one for events outside them all; a lane without rows or events is one row."""
    lane = content.lane
    if not any((*content.events, *content.continued)):
        lane = replace(lane, rows=())
    members, continued = group_by_row(lane, content.events), group_by_row(lane, content.continued)
    rows: list[tuple[Row, Row | None]] = [(row, row) for row in lane.rows]
    if any((*members[None], *continued[None])) or not rows:
        title = frame.edition.labels["other"] if rows else ""
        rows.append((Row(title, Selection(), lane.mark, lane.color), None))
    measured = []
    for row, key in rows:
        for number, line in enumerate(split_lines(members[key], continued[key])):
            titled = replace(row, title="") if number else row
            marks = measure_row(titled, row.label or lane.label, *line, frame)
            measured.append(replace(marks, outcome=lane.outcome, title=_row_title(titled, lane, frame)))
    return measured


Panels = Sequence[Sequence[Event]]


def split_lines(members: Panels, continued: Panels) -> Iterator[tuple[Panels, Panels]]:
    """Yield the events of each line of a row, by panel, and those that began before."""
    for ids in list_lines((*members, *continued)):
        began, earlier = (
            [[event for event in events if event.id in ids] for events in each] for each in (members, continued)
        )
        yield began, earlier


def group_by_row(lane: Lane, panels: Sequence[Sequence[Event]]) -> Mapping[Row | None, Sequence[list[Event]]]:
    """Return the events of each panel by the first row that selects them, so that each is drawn once."""
    by_row: dict[Row | None, list[list[Event]]] = {row: [[] for _ in panels] for row in (*lane.rows, None)}
    matchers = [(row, matcher(row.select)) for row in lane.rows]
    for number, events in enumerate(panels):
        for event in events:
            row = next((row for row, meets in matchers if meets(event)), None)
            by_row[row][number].append(event)
    return by_row


def _line(row: MarkRow, at: float, content: Content, frame: Frame) -> Layer:
    """Return the row's title and its line; an empty panel needs one only to lead from the title to marks."""
    strokes = [
        Stroke((panel.left, at), (panel.right, at), frame.style.grid, HAIRLINE_PT, "grid")
        for panel, events in zip(frame.panels, content.events, strict=True)
        if row.has_marks and (events or (len(content.lane.rows) > 1 and any(content.events)))
    ]
    style = frame.style.row_title(row.row.color)
    right, first = frame.margin - _TITLE_GAP, at + _MIDDLE * TEXT_PT - (len(row.title) - 1) * LINE_PT / 2
    texts = tuple(
        TextLine(line, right - style.width(line), first + number * LINE_PT, style)
        for number, line in enumerate(row.title)
    )
    return Layer(strokes=tuple(strokes), texts=texts)


def _row_title(row: Row, lane: Lane, frame: Frame) -> tuple[str, ...]:
    """Return the lines of the row's title, none of which reaches the lane's title beside it."""
    style, width = frame.style, frame.margin - _TITLE_GAP
    if frame.dimensions.titles == "beside":
        width -= max(map(style.title.width, title_lines(lane, style))) + _TITLE_GAP
    return wrap(row.title, width, style.row_title(row.color)) if row.title else ()


def _around(stroke: Stroke) -> Box:
    box = stroke.box
    return replace(box, top=box.top - _STROKE_MARGIN, bottom=box.bottom + _STROKE_MARGIN)
