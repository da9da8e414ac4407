"""Phases of a timeline -> grounds behind its lanes, and titles and sums above them. Pure."""

from msgspec import Struct

from generator.draw.labels.sentence import wrap
from generator.draw.layout.panels import TITLE_LINE, Frame, LaidPhase
from generator.draw.picture import ASCENT, Box, Layer, Shape, TextLine, TextStyle, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.style import LINE_PT, TEXT_PT, TITLE_PT, Style

_PAD = 4.0  # between the edge of a phase and its texts
_GAP = 6.0  # between the texts of two phases side by side
_BELOW = 3.0  # between texts and lanes
_LEAST_WIDTH = 62.0  # of sums, in a phase that is narrower


class _Block(Struct, frozen=True):
    """Title and sums of a phase, from the top: each line with its style, its height and its baseline from the top."""

    lines: tuple[tuple[str, TextStyle, float], ...]
    width: float
    height: float


def lay_out_phases(top: float, frame: Frame) -> tuple[Layer, float]:
    """Return titles and sums as drawn below `top`, and their height, 0 without phases."""
    levels: list[list[Box]] = []
    placed: list[tuple[int, float, _Block, bool]] = []  # level, left edge, texts, whether they end at the right
    for phase in frame.phases:
        panel, left, right = _widest_part(phase, frame)
        if right <= left:
            continue
        block = _block(phase, right - left - 2 * _PAD, panel, frame.style)
        fits = block.width <= right - left - _PAD
        at = left + _PAD if fits else min(max(right - _PAD - block.width, 0.0), panel.right - block.width)
        box = Box(at - _GAP / 2, 0.0, at + block.width + _GAP / 2, 1.0)
        level = next((n for n, taken in enumerate(levels) if not any(map(box.overlaps, taken))), len(levels))
        levels[level:] = levels[level:] or [[]]
        levels[level].append(box)
        placed.append((level, at, block, not fits))
    heights = [max(block.height for at, _, block, _ in placed if at == level) for level in range(len(levels))]
    texts = []
    for level, left, block, ends_right in placed:
        block_top = top + sum(heights[:level])
        for text, style, baseline in block.lines:
            indent = block.width - style.width(text) if ends_right else 0.0
            texts.append(TextLine(text, left + indent, block_top + baseline, style))
    return Layer(texts=tuple(texts)), sum(heights) + _BELOW if heights else 0.0


def color_phases(top: float, bottom: float, frame: Frame) -> tuple[Shape, ...]:
    """Return the grounds of the phases: every other one on paper, one with what is highlighted in a tint of it."""
    shapes = []
    for number, phase in enumerate(frame.phases):
        fill = frame.style.accent_paper if phase.highlighted else frame.style.paper if number % 2 else ""
        for panel in frame.panels if fill else ():
            left, right = _sides(phase, panel)
            if right > left:
                shapes.append(Shape(rectangle(Box(left, top, right, bottom)), fill, "phase"))
    return tuple(shapes)


def _block(phase: LaidPhase, room: float, panel: Panel, style: Style) -> _Block:
    """Return the texts of a phase, wrapped to `room` where that is wide enough for them."""
    title = style.phase_accent if phase.highlighted else style.title
    width = min(max(room, min(_LEAST_WIDTH, panel.width)), panel.width)
    lines: list[tuple[str, TextStyle, float]] = []
    height = 0.0
    for text, own, line, size in (
        (phase.title, title, TITLE_LINE, TITLE_PT),
        (phase.sums, style.label, LINE_PT, TEXT_PT),
    ):
        for part in wrap(text, width, own) if text else ():
            lines.append((part, own, height + (line - size) / 2 + ASCENT * size))
            height += line
    return _Block(tuple(lines), max(own.width(part) for part, own, _ in lines), height)


def _widest_part(phase: LaidPhase, frame: Frame) -> tuple[Panel, float, float]:
    """Return the panel that shows most of a phase, with the phase's sides in it."""
    parts = [(panel, *_sides(phase, panel)) for panel in frame.panels]
    return max(parts, key=lambda part: part[2] - part[1])


def _sides(phase: LaidPhase, panel: Panel) -> tuple[float, float]:
    """Return where a phase begins and ends in `panel`; the last one goes on to the end of the axis."""
    if phase.end < panel.start or panel.last < phase.start:
        return 0.0, 0.0
    right = panel.right if phase.is_last else panel.x(phase.end, 1.0)
    return panel.x(phase.start), right
