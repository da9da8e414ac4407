"""A sentence and a room partly taken -> its lines where they touch nothing. Pure."""

from collections.abc import Iterator, Sequence

from generator.draw.labels.placement import free_place
from generator.draw.picture import ASCENT, Box, Type, Words
from generator.draw.style import STRIP, TEXT
from generator.fonts.face import face
from generator.fonts.lines import Run, measure

_MOST_LINES = 4
_ASIDE, _ABOVE = 4.0, 1.0  # free room around the lines


def said_within(text: str, room: Box, taken: Sequence[Box], type_: Type) -> tuple[Words, ...]:
    """Return `text` where it touches nothing in `room`, near its middle; nothing if it can't."""
    for number in range(1, _MOST_LINES + 1):
        lines = _balanced(text, number, type_)
        across, down = max(map(type_.width, lines), default=0.0), STRIP * len(lines)
        for box in _middle_first(room, down + 2 * _ABOVE):
            if place := free_place(across + 2 * _ASIDE, down + 2 * _ABOVE, box, taken):
                return tuple(_lines(lines, place.left + _ASIDE, place.top + _ABOVE, type_))
    return ()


def height_within(text: str, width: float, type_: Type) -> float:
    """Return the height that `said_within` needs in a free room of that width."""
    return STRIP * len(wrapped(text, width - 2 * _ASIDE, type_)) + 2 * _ABOVE


def _balanced(text: str, number: int, type_: Type) -> tuple[str, ...]:
    """Return `text` in about that many lines of like length."""
    width = type_.width(text) / number
    lines = wrapped(text, width + 1, type_)
    while len(lines) > number:
        width += TEXT / 2
        lines = wrapped(text, width + 1, type_)
    return lines


def _middle_first(room: Box, height: float) -> Iterator[Box]:
    """Yield parts of `room` to search from their top: the middle, then all of it."""
    top = room.middle - height / 2
    if top > room.top:
        yield Box(room.left, top, room.right, top + height + 0.1)
    yield room


def _lines(lines: Sequence[str], left: float, top: float, type_: Type) -> Iterator[Words]:
    for index, line in enumerate(lines):
        yield Words(line, left, top + index * STRIP + ASCENT * TEXT, type_)


def wrapped(text: str, width: float, type_: Type) -> tuple[str, ...]:
    run = Run(text, face(type_.family, type_.bold, type_.italic), type_.size)
    return tuple("".join(part.text for part in line.runs) for line in measure([run]).lines(max(width, 1.0)))


def shortened(text: str, width: float, type_: Type) -> str:
    """Return `text`, or as much of its beginning as `width` holds with an ellipsis."""
    if type_.width(text) <= width:
        return text
    kept = next((end for end in range(len(text) - 1, 0, -1) if type_.width(f"{text[:end].rstrip()}…") <= width), 0)
    return f"{text[:kept].rstrip()}…"
