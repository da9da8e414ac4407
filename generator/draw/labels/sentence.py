"""A sentence and a partly occupied room -> its lines where they touch nothing. Pure."""

from collections.abc import Iterator, Sequence

from generator.draw.labels.placement import find_free_box
from generator.draw.picture import ASCENT, Box, TextLine, TextStyle
from generator.draw.style import LINE_PT, TEXT_PT
from generator.fonts.face import face
from generator.fonts.lines import Run, measure

_MAX_LINES = 4
_SIDE_MARGIN, _TOP_MARGIN = 4.0, 1.0  # free space around the lines


def place_sentence(text: str, room: Box, occupied: Sequence[Box], style: TextStyle) -> tuple[TextLine, ...]:
    """Return the lines of `text` near the middle of `room`, if possible; none without free space."""
    for number in range(1, _MAX_LINES + 1):
        lines = _balance(text, number, room.width, style)
        width = max(map(style.width, lines), default=0.0) + 2 * _SIDE_MARGIN
        height = LINE_PT * len(lines) + 2 * _TOP_MARGIN
        for part in _middle_first(room, height):
            if box := find_free_box(width, height, part, occupied):
                left, baseline = box.left + _SIDE_MARGIN, box.top + _TOP_MARGIN + ASCENT * TEXT_PT
                return tuple(TextLine(line, left, baseline + at * LINE_PT, style) for at, line in enumerate(lines))
    return ()


def sentence_height(text: str, width: float, style: TextStyle) -> float:
    """Return the height that `place_sentence` needs in an empty room of that width."""
    return LINE_PT * len(wrap(text, width - 2 * _SIDE_MARGIN, style)) + 2 * _TOP_MARGIN


def _balance(text: str, number: int, most: float, style: TextStyle) -> tuple[str, ...]:
    """Return `text` in about so many lines of similar length; in more, if these would be wider than `most`."""
    width = style.width(text) / number
    lines = wrap(text, width + 1, style)
    while len(lines) > number and width < most + TEXT_PT:
        width += TEXT_PT / 2
        lines = wrap(text, width + 1, style)
    return lines


def _middle_first(room: Box, height: float) -> Iterator[Box]:
    """Yield the parts of `room` to search from their top: the middle, then all of it."""
    top = room.middle - height / 2
    if top > room.top:
        yield Box(room.left, top, room.right, top + height + 0.1)
    yield room


def wrap(text: str, width: float, style: TextStyle) -> tuple[str, ...]:
    run = Run(text, face(style.family, style.bold, style.italic), style.size_pt)
    return tuple("".join(part.text for part in line.runs) for line in measure([run]).lines(max(width, 1.0)))
