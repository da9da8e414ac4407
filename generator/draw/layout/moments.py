"""Remarks on moments of a timeline -> a line through all lanes, with the words above them. Pure."""

from collections.abc import Iterator, Sequence

from generator.draw.layout.panels import Frame
from generator.draw.picture import ASCENT, Box, Layer, Stroke, TextLine
from generator.draw.scale.axis import Panel
from generator.draw.style import LINE_PT, TEXT_PT
from generator.model.dates import PartialDate

_GAP = 3.0  # between remarks side by side, and between one and its line
_CLEAR = 1.5  # kept free of the line, above and below what it would cross


def lay_out_moments(top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the words of the remarks as drawn below `top`, and their height, 0 without remarks."""
    rows: list[list[Box]] = []
    texts: list[TextLine] = []
    for when, words in frame.moments:
        x = find_place(when, frame)
        if x is None:
            continue
        style = frame.style.tick
        width = style.width(words)
        left = min(x + _GAP, frame.dimensions.width - width)
        box = Box(left - _GAP, 0.0, left + width + _GAP, 1.0)
        row = next((n for n, taken in enumerate(rows) if not any(map(box.overlaps, taken))), len(rows))
        rows[row:] = rows[row:] or [[]]
        rows[row].append(box)
        texts.append(TextLine(words, max(left, 0.0), top + row * LINE_PT + ASCENT * TEXT_PT, style))
    return Layer(texts=tuple(texts)), len(rows) * LINE_PT + (1.0 if rows else 0.0)


def draw_moments(top: float, bottom: float, occupied: Sequence[Box], frame: Frame) -> Layer:
    """Return the lines of the remarks from `top` to `bottom`, interrupted by what is `occupied`."""
    strokes = []
    for when, _ in frame.moments:
        x = find_place(when, frame)
        if x is None:
            continue
        for start, end in interrupt(x, top, bottom, occupied):
            strokes.append(Stroke((x, start), (x, end), frame.style.axis, 0.7, "remark", dashed=True))
    return Layer(strokes=tuple(strokes))


def find_place(when: PartialDate, frame: Frame) -> float | None:
    """Return where a date is on the axis, the middle of it if it is a month or year; None outside all panels."""
    panel = next((panel for panel in frame.panels if _holds(panel, when)), None)
    return (panel.x(when.first) + panel.x(when.last, 1.0)) / 2 if panel else None


def _holds(panel: Panel, when: PartialDate) -> bool:
    return panel.start <= when.last and when.first <= panel.last


def interrupt(x: float, top: float, bottom: float, occupied: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """Yield the parts of a vertical line that touch nothing."""
    start = top
    for box in sorted((box for box in occupied if box.left - _CLEAR < x < box.right + _CLEAR), key=lambda box: box.top):
        if box.top - _CLEAR > start:
            yield start, min(box.top - _CLEAR, bottom)
        start = max(start, box.bottom + _CLEAR)
    if start < bottom:
        yield start, bottom
