"""Panels side by side and the lanes that run through them -> their part of a timeline, with its time axis. Pure."""

from collections.abc import Sequence
from datetime import date

from generator.draw.dates import long_date
from generator.draw.layout.lane import LaneEvents, lay_out_lane
from generator.draw.layout.panels import Frame, title_height
from generator.draw.picture import ASCENT, Box, Layer, Shape, Stroke, TextLine, combine, rectangle
from generator.draw.scale.axis import Panel, ticks
from generator.draw.style import HAIRLINE_PT, LINE_PT, TEXT_PT

PANEL_GAP = 8.0
_LANE_GAP = 3.0
_OVERHANG = 15.0


def lay_out_band(lanes: Sequence[LaneEvents], top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the band as drawn below `top`, and its height."""
    band_top, top = top, top + (LINE_PT + 2.0 if frame.as_of else 1.0)
    layers, spans = [], []
    for lane_events in lanes:
        layer, height = lay_out_lane(lane_events, top, frame)
        spans.append((top, top + height))
        layers.append(layer)
        top += height + _LANE_GAP
    base = top - _LANE_GAP
    bottom = base + 2 + LINE_PT + (LINE_PT + 2.5 if frame.panels[0].caption else 2)
    as_of = [_as_of(frame.as_of, band_top, base, spans, frame)] if frame.as_of else []
    return combine([_ground(spans, frame), _axis(base, frame), *as_of, *layers]), bottom - band_top


def _ground(spans: Sequence[tuple[float, float]], frame: Frame) -> Layer:
    """Return the paper behind an enlarged panel, and the lines between lanes."""
    style = frame.style
    paper = []
    for panel in frame.panels:
        if panel.enlarged:
            box = Box(panel.left - PANEL_GAP / 2, spans[0][0] - 1, frame.dimensions.width, spans[-1][1])
            paper.append(Shape(rectangle(box), style.paper, "paper"))
    right = frame.panels[-1].right
    lines = [
        Stroke((0.0, bottom + _LANE_GAP / 2), (right, bottom + _LANE_GAP / 2), style.grid, HAIRLINE_PT, "grid")
        for _, bottom in spans[:-1]
    ]
    return Layer(tuple(paper), tuple(lines))


def _axis(base: float, frame: Frame) -> Layer:
    """Return base lines, ticks and, if there are two panels, the period of each."""
    style, width = frame.style, frame.dimensions.width
    strokes, texts = [], []
    baseline = base + 3 + ASCENT * TEXT_PT
    for number, panel in enumerate(frame.panels):
        strokes.append(Stroke((panel.left, base), (panel.right, base), style.axis, 0.7, "axis"))
        for tick in ticks(panel, style.tick, frame.edition.language, *_tick_bounds(number, frame.panels)):
            strokes.append(Stroke((tick.x, base), (tick.x, base + 2.2), style.axis, 0.5, "axis"))
            texts.append(TextLine(tick.label, tick.left, baseline, style.tick))
        if panel.caption:
            left = (panel.left + panel.right - style.caption.width(panel.caption)) / 2
            left = min(max(left, 0.0), width - style.caption.width(panel.caption))
            texts.append(TextLine(panel.caption, left, baseline + LINE_PT + 2, style.caption))
    return Layer(strokes=tuple(strokes), texts=tuple(texts))


def _tick_bounds(number: int, panels: Sequence[Panel]) -> tuple[float, float]:
    """Return left and right bounds for the labels of a panel's ticks."""
    # the first label of a second panel may extend to the left, where the panel before it leaves room
    left = panels[number].left - _OVERHANG if number else 0.0
    last = number == len(panels) - 1
    return left, panels[number].right + (2 if last else PANEL_GAP - 4 - _OVERHANG)


def _as_of(as_of: date, top: float, base: float, spans: Sequence[tuple[float, float]], frame: Frame) -> Layer:
    """Return the as-of line and its date; the line is interrupted by titles above their lanes."""
    style, width = frame.style.as_of, frame.dimensions.width
    x = frame.panels[-1].x(as_of, 0.5)
    text = frame.edition.labels["as_of"].format(date=long_date(as_of, frame.edition.language))
    left = min(x - style.width(text) / 2, width - style.width(text))
    above = title_height(frame)
    parts = [(start + above, end) for start, end in spans] if above else [(top + LINE_PT + 0.5, base)]
    lines = tuple(Stroke((x, start), (x, end), style.color, 0.9, "as-of", dashed=True) for start, end in parts)
    return Layer(strokes=lines, texts=(TextLine(text, left, top + 0.5 + ASCENT * TEXT_PT, style),))
