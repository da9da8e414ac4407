"""One lane and its events -> its part of the timeline, below a given height. Pure."""

from collections.abc import Sequence
from datetime import date

from generator.draw.axis import Panel
from generator.draw.counts import Bin, Kind, binned, finest, kinds
from generator.draw.marks import line_of, mark_row, marks_picture
from generator.draw.picture import ASCENT, DESCENT, Box, Picture, Stroke, Words, joined
from generator.draw.silence import Silence, silences
from generator.draw.stacks import Stand, boxes, columns, in_a_row, legend, said_within, totals, wrapped
from generator.draw.style import HAIRLINE, STRIP, TEXT, TITLE, WIDTH, Style
from generator.model.dataset import Event
from generator.model.edition import Edition
from generator.model.figure import Lane, Row
from generator.model.selection import Selection, matches

_TITLE_WIDTH = 62.0
_TITLE_LINE = 9.0
_COLUMNS = 44.0
_LEVELS, _ROW_LEVELS = 3, 2
_ROW_GAP = 5.0  # between a lane's title and its rows' titles


def in_lane(event: Event, lane: Lane) -> bool:
    return matches(lane.select, event)


def chosen(lane: Lane, events: Sequence[Event], start: date, end: date) -> tuple[Event, ...]:
    """Return the lane's events that begin between two days, in order of date."""
    found = [event for event in events if in_lane(event, lane) and start <= event.date.first <= end]
    return tuple(sorted(found, key=lambda event: (event.date, event.id)))


def labelled(lane: Lane) -> bool:
    return lane.draw == "marks" and lane.label != "none"


def margin(lane: Lane, style: Style) -> float:
    """Return the width that the lane's titles need, left of the first panel."""
    own = max(style.title.width(line) for line in _title_lines(lane, style))
    rows = max((style.row_title(row.color).width(row.title) for row in lane.rows), default=0.0)
    return own + (_ROW_GAP + rows if rows else 0.0)


def laid(
    lane: Lane,
    events: Sequence[Event],
    panels: Sequence[Panel],
    top: float,
    margin_: float,
    limit: float,
    edition: Edition,
    style: Style,
) -> tuple[Picture, float]:
    """Return the lane as drawn below `top`, and its height; `limit` is where the as-of line stands."""
    split = [tuple(event for event in events if panel.holds(event.date.first)) for panel in panels]
    silent = [
        silences(lane, [event for event in edition.events if in_lane(event, lane)], panel.start, _last(panel, edition),
                 edition.labels, edition.language)
        for panel in panels
    ]  # fmt: skip
    if lane.draw == "columns":
        return _column_lane(lane, split, silent, panels, top, limit, edition, style)
    return _mark_lane(lane, split, silent, panels, top, margin_, limit, edition, style)


def _last(panel: Panel, edition: Edition) -> date:
    return min(panel.end, edition.as_of)


def _mark_lane(
    lane: Lane,
    split: Sequence[Sequence[Event]],
    silent: Sequence[Sequence[Silence]],
    panels: Sequence[Panel],
    top: float,
    margin_: float,
    limit: float,
    edition: Edition,
    style: Style,
) -> tuple[Picture, float]:
    levels = _ROW_LEVELS if lane.rows else _LEVELS
    rows = [
        mark_row(row, lane.label, [_of_row(events, row, lane) for events in split], panels, limit, levels, style)
        for row in _rows(lane, split, edition)
    ]
    height = max(sum(row.height for row in rows), len(_title_lines(lane, style)) * _TITLE_LINE, STRIP + 4)
    parts, strokes, words = [], [], []
    row_top = top + (height - sum(row.height for row in rows)) / 2
    for row in rows:
        parts.append(marks_picture(row, row_top, style))
        line = line_of(row, row_top)
        strokes += [
            Stroke((panel.left, line), (panel.right, line), style.grid, HAIRLINE, "grid")
            for panel, events in zip(panels, split, strict=True)
            if events
        ]
        if row.row.title:
            type_ = style.row_title(row.row.color)
            words.append(Words(row.row.title, margin_ - 4 - type_.width(row.row.title), line + 0.33 * TEXT, type_))
        row_top += row.height
    frame = Picture(0.0, 0.0, strokes=tuple(strokes), words=tuple(words))
    taken = [box for part in parts for box in boxes(part)]
    taken += [Box(stroke.start[0], stroke.start[1] - 0.5, stroke.end[0], stroke.end[1] + 0.5) for stroke in strokes]
    room = [Box(panel.left, top, min(panel.right, limit), top + height) for panel in panels]
    notes = _notes(silent, panels, room, taken, style)
    more = sum(row.unlabelled for row in rows)
    middle = line_of(rows[0], top) if len(rows) > 1 else top + height / 2
    title = _titles(lane, middle, edition.labels["more"].format(number=more) if more else "", style)
    return joined(WIDTH, 0.0, [frame, *parts, notes, title]), height


def _rows(lane: Lane, split: Sequence[Sequence[Event]], edition: Edition) -> list[Row]:
    """Return the lane's rows, one more for events that belong to none, or the lane itself as its only row."""
    if not lane.rows:
        return [Row("", Selection(), lane.mark, lane.color)]
    rest = any(not any(matches(row.select, event) for row in lane.rows) for events in split for event in events)
    other = [Row(edition.labels["other"], Selection(), lane.mark, lane.color)] if rest else []
    return [*lane.rows, *other]


def _of_row(events: Sequence[Event], row: Row, lane: Lane) -> list[Event]:
    """Return the events of a row: those that it is the first to select; the added row has the rest."""
    found = []
    for event in events:
        first = next((each for each in lane.rows if matches(each.select, event)), None)
        if first is row or (first is None and row not in lane.rows):
            found.append(event)
    return found


def _notes(
    silent: Sequence[Sequence[Silence]],
    panels: Sequence[Panel],
    rooms: Sequence[Box],
    taken: Sequence[Box],
    style: Style,
) -> Picture:
    """Return the sentences about silences, each inside its stretch of the panel."""
    words: list[Words] = []
    for panel, room, silences_ in zip(panels, rooms, silent, strict=True):
        for silence in silences_:
            part = Box(panel.x(silence.start), room.top, min(panel.x(silence.end, 1.0), room.right), room.bottom)
            inside = [*taken, *(each.box for each in words)]
            words += said_within(silence.text, part, inside, style.note)
    return Picture(0.0, 0.0, words=tuple(words))


def _column_lane(
    lane: Lane,
    split: Sequence[Sequence[Event]],
    silent: Sequence[Sequence[Silence]],
    panels: Sequence[Panel],
    top: float,
    limit: float,
    edition: Edition,
    style: Style,
) -> tuple[Picture, float]:
    of = kinds([event for events in split for event in events], lane.stack, edition.labels)
    per = [finest(panel.start, panel.end, panel.width) for panel in panels]
    bins = [
        binned(events, panel.start, panel.end, each, lane.value, lane.stack, of)
        for events, panel, each in zip(split, panels, per, strict=True)
    ]
    highest = max(bin_.total for each in bins for bin_ in each)
    plain = _stood(bins, panels, of, highest, top, top + _COLUMNS, limit, style)
    taken = [*boxes(plain), _as_of_line(limit)]
    rooms = [Box(panel.left + 2, top, panel.right, top + _COLUMNS - 2) for panel in panels]
    key = legend(of, rooms, taken, style)
    height = _COLUMNS
    if key is None:
        key = in_a_row(of, panels[0].left + 4, top, style)
        height += STRIP
        plain = _stood(bins, panels, of, highest, top + STRIP, top + height, limit, style)
        rooms = [Box(room.left, room.top + STRIP, room.right, room.bottom + STRIP) for room in rooms]
        taken = [*boxes(plain), _as_of_line(limit)]
    taken += boxes(key)
    notes = _notes(silent, panels, rooms, taken, style)
    taken += boxes(notes)
    pers = _pers(per, rooms, taken, edition, style) if highest else Picture(0.0, 0.0)
    left_over = edition.labels[f"per_{per[0]}"] if highest and not pers.words else ""
    title = _titles(lane, top + height / 2, left_over, style)
    return joined(WIDTH, 0.0, [plain, key, notes, pers, title]), height


def _stood(
    bins: Sequence[tuple[Bin, ...]],
    panels: Sequence[Panel],
    of: Sequence[Kind],
    highest: int,
    top: float,
    base: float,
    limit: float,
    style: Style,
) -> Picture:
    parts = []
    for each, panel in zip(bins, panels, strict=True):
        stand = Stand(panel, each, top, base)
        shapes = columns(stand, of, highest, style)
        parts.append(
            Picture(0.0, 0.0, shapes=shapes, words=totals(stand, shapes, [_as_of_line(limit)], stand.room, style))
        )
    return joined(WIDTH, 0.0, parts)


def _as_of_line(limit: float) -> Box:
    """Return what the as-of line takes, with the room that `limit` leaves before it."""
    return Box(limit + 0.6, 0.0, limit + 2.4, 1e6)


def _pers(per: Sequence[str], rooms: Sequence[Box], taken: Sequence[Box], edition: Edition, style: Style) -> Picture:
    """Return "per quarter" in each panel, where there is free space."""
    words: list[Words] = []
    for each, room in zip(per, rooms, strict=True):
        words += said_within(
            edition.labels[f"per_{each}"],
            Box(room.left, room.top, room.right, room.top + 1.0 + STRIP * 2),
            taken,
            style.note,
        )
    return Picture(0.0, 0.0, words=tuple(words))


def _titles(lane: Lane, middle: float, note: str, style: Style) -> Picture:
    """Return the lane's title around `middle`, and a note below it."""
    lines = _title_lines(lane, style)
    height = len(lines) * _TITLE_LINE + (STRIP if note else 0.0)
    top = middle - height / 2 + (_TITLE_LINE - (ASCENT + DESCENT) * TITLE) / 2
    words = [
        Words(line, 0.0, top + index * _TITLE_LINE + ASCENT * TITLE, style.title) for index, line in enumerate(lines)
    ]
    if note:
        words.append(Words(note, 0.0, top + len(lines) * _TITLE_LINE + ASCENT * TEXT, style.note))
    return Picture(0.0, 0.0, words=tuple(words))


def _title_lines(lane: Lane, style: Style) -> tuple[str, ...]:
    return wrapped(lane.title, _TITLE_WIDTH, style.title) or ("",)
