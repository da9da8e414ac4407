"""Panels side by side and the lanes that run through them -> their part of a timeline, over its time axis. Pure."""

from collections.abc import Sequence
from datetime import date

from generator.draw.layout.lane import LaneEvents, laid
from generator.draw.layout.panels import Frame, title_height
from generator.draw.picture import ASCENT, Box, Picture, Shape, Stroke, Words, joined, rectangle
from generator.draw.scale.axis import Panel, ticks
from generator.draw.style import HAIRLINE, STRIP, TEXT
from generator.model.dates import PartialDate, said

BETWEEN_PANELS = 8.0
_BETWEEN_LANES = 3.0
_OVERHANG = 15.0
_DAY = "d MMMM y"


def band(lanes: Sequence[LaneEvents], top: float, frame: Frame) -> tuple[Picture, float]:
    """Return the band as drawn below `top`, and its height."""
    first, top = top, top + (STRIP + 2.0 if frame.as_of else 1.0)
    parts, places = [], []
    for events in lanes:
        part, height = laid(events, top, frame)
        places.append((top, top + height))
        parts.append(part)
        top += height + _BETWEEN_LANES
    base = top - _BETWEEN_LANES
    bottom = base + 2 + STRIP + (STRIP + 2.5 if frame.panels[0].caption else 2)
    ground, axis = _ground(places, frame), _axis(base, frame)
    line = [_as_of(frame.as_of, first, base, places, frame)] if frame.as_of else []
    return joined(0.0, 0.0, [ground, axis, *line, *parts]), bottom - first


def _ground(places: Sequence[tuple[float, float]], frame: Frame) -> Picture:
    """Return the paper behind an enlarged panel, and the lines between lanes."""
    style = frame.style
    paper = []
    for panel in frame.panels:
        if panel.enlarged:
            box = Box(panel.left - BETWEEN_PANELS / 2, places[0][0] - 1, frame.format.width, places[-1][1])
            paper.append(Shape(rectangle(box), style.paper, "paper"))
    right = frame.panels[-1].right
    lines = [
        Stroke((0.0, bottom + _BETWEEN_LANES / 2), (right, bottom + _BETWEEN_LANES / 2), style.grid, HAIRLINE, "grid")
        for _, bottom in places[:-1]
    ]
    return Picture(0.0, 0.0, tuple(paper), tuple(lines))


def _axis(base: float, frame: Frame) -> Picture:
    """Return base lines, ticks and, where there are two panels, what period each shows."""
    style, width = frame.style, frame.format.width
    strokes, words = [], []
    baseline = base + 3 + ASCENT * TEXT
    for number, panel in enumerate(frame.panels):
        strokes.append(Stroke((panel.left, base), (panel.right, base), style.axis, 0.7, "axis"))
        for tick in ticks(panel, style.tick, frame.edition.language, *_ends(number, frame.panels)):
            strokes.append(Stroke((tick.x, base), (tick.x, base + 2.2), style.axis, 0.5, "axis"))
            words.append(Words(tick.text, tick.left, baseline, style.tick))
        if panel.caption:
            left = (panel.left + panel.right - style.caption.width(panel.caption)) / 2
            left = min(max(left, 0.0), width - style.caption.width(panel.caption))
            words.append(Words(panel.caption, left, baseline + STRIP + 2, style.caption))
    return Picture(0.0, 0.0, strokes=tuple(strokes), words=tuple(words))


def _ends(number: int, panels: Sequence[Panel]) -> tuple[float, float]:
    """Return from where to where the labels of a panel's ticks may reach."""
    # the first label of a second panel may hang over its left edge, into room that the panel before it leaves
    left = panels[number].left - _OVERHANG if number else 0.0
    last = number == len(panels) - 1
    return left, panels[number].right + (2 if last else BETWEEN_PANELS - 4 - _OVERHANG)


def _as_of(as_of: date, top: float, base: float, places: Sequence[tuple[float, float]], frame: Frame) -> Picture:
    """Return the as-of line; where lanes have their titles above them, it leaves these out."""
    style, width = frame.style, frame.format.width
    x = frame.panels[-1].x(as_of, 0.5)
    text = frame.edition.labels["as_of"].format(date=said(PartialDate.of(as_of), _DAY, frame.edition.language))
    left = min(x - style.as_of.width(text) / 2, width - style.as_of.width(text))
    above = title_height(frame)
    parts = [(first + above, last) for first, last in places] if above else [(top + STRIP + 0.5, base)]
    lines = (Stroke((x, first), (x, last), style.as_of.color, 0.9, "as-of", dashed=True) for first, last in parts)
    return Picture(0.0, 0.0, strokes=tuple(lines), words=(Words(text, left, top + 0.5 + ASCENT * TEXT, style.as_of),))
