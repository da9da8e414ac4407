"""Panels side by side and the lanes that run through them -> their part of a timeline, with its time axis. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.draw.dates import long_date
from generator.draw.layout.lane import LaneEvents, lay_out_lane
from generator.draw.layout.moments import draw_moments, interrupt, lay_out_moments
from generator.draw.layout.panels import Frame
from generator.draw.layout.phases import color_phases, lay_out_phases
from generator.draw.picture import ASCENT, Box, Layer, Shape, Stroke, TextLine, combine, rectangle
from generator.draw.scale.axis import Panel, ticks
from generator.draw.style import HAIRLINE_PT, LINE_PT, TEXT_PT
from generator.fonts.spread import spread

PANEL_GAP = 8.0
_CAPTION_GAP = 8.0  # between the periods of two panels
_UNTIL_GAP = 6.0  # between the last tick's label and the text at the end of the axis


def lay_out_band(lanes: Sequence[LaneEvents], top: float, frame: Frame) -> tuple[Layer, float]:
    """Return the band as drawn below `top`, and its height."""
    band_top = top
    phases, header = lay_out_phases(top, frame)
    words, line = lay_out_moments(top + header, frame)
    top += header + line
    as_of_top, top = top, top + (LINE_PT + 2.0 if frame.as_of else 1.0)
    top_of_lanes = top
    layers: list[Layer] = []
    spans: list[tuple[float, float]] = []
    for lane_events in lanes:
        layer, height = lay_out_lane(lane_events, top, frame)
        spans.append((top, top + height))
        layers.append(layer)
        top += height + frame.lane_gap
    base = top - frame.lane_gap
    bottom = base + 2 + LINE_PT + (LINE_PT + 2.5 if frame.panels[0].caption else 2)
    as_of = [_as_of(frame.as_of, as_of_top, (top_of_lanes, base), layers, frame)] if frame.as_of else []
    axis = _axis(base, frame)
    occupied = [box for layer in layers for box in (*layer.boxes, *(stroke.box for stroke in _upright(layer)))]
    moments = draw_moments(band_top + header, base, [*occupied, *words.boxes], frame)
    ground = Layer(paper=color_phases(band_top, base, frame)) if frame.phases else Layer()
    return combine([ground, _ground(spans, frame), axis, moments, phases, words, *as_of, *layers]), bottom - band_top


def _upright(layer: Layer) -> Iterator[Stroke]:
    """Yield leaders, along which no other line may run."""
    return (stroke for stroke in layer.strokes if stroke.role == "leader")


def _ground(spans: Sequence[tuple[float, float]], frame: Frame) -> Layer:
    """Return the paper behind an enlarged panel, and the lines between lanes."""
    style = frame.style
    paper = []
    for panel in frame.panels:
        if panel.enlarged and not frame.phases:
            box = Box(panel.left - PANEL_GAP / 2, spans[0][0] - 1, frame.dimensions.width, spans[-1][1])
            paper.append(Shape(rectangle(box), style.paper, "paper"))
    right = frame.panels[-1].right
    lines = [
        Stroke(
            (0.0, bottom + frame.lane_gap / 2), (right, bottom + frame.lane_gap / 2), style.grid, HAIRLINE_PT, "grid"
        )
        for _, bottom in spans[:-1]
    ]
    return Layer(tuple(paper), tuple(lines))


def _axis(base: float, frame: Frame) -> Layer:
    """Return base lines, ticks and, if there are two panels, the period of each."""
    style = frame.style
    strokes: list[Stroke] = []
    texts: list[TextLine] = []
    baseline = base + 3 + ASCENT * TEXT_PT
    for number, panel in enumerate(frame.panels):
        strokes.append(Stroke((panel.left, base), (panel.right, base), style.axis, 0.7, "axis"))
        until = _until(panel, baseline, frame) if panel is frame.panels[-1] else ()
        right = min([text.left - _UNTIL_GAP for text in until], default=panel.right)
        least = frame.dimensions.least_tick_days
        for tick in ticks(panel, style.tick, frame.edition.language, panel.left if number else 1.0, right, least):
            strokes.append(Stroke((tick.x, base), (tick.x, base + 2.2), style.axis, 0.5, "axis"))
            texts += [TextLine(tick.label, tick.left, baseline, style.tick)] if tick.label else []
        if all(text.left >= line.box.right for text in until for line in texts):
            texts += until
    return Layer(strokes=tuple(strokes), texts=(*texts, *_captions(baseline + LINE_PT + 2, frame)))


def _captions(baseline: float, frame: Frame) -> Iterator[TextLine]:
    """Yield the period of each panel, under its middle as far as those beside it leave room."""
    style, captioned = frame.style.caption, [panel for panel in frame.panels if panel.caption]
    items = [((panel.left + panel.right) / 2, style.width(panel.caption) + _CAPTION_GAP, 1.0) for panel in captioned]
    centres = spread(items, -_CAPTION_GAP / 2, frame.dimensions.width + _CAPTION_GAP / 2)
    for panel, centre in zip(captioned, centres, strict=True):
        yield TextLine(panel.caption, centre - style.width(panel.caption) / 2, baseline, style)


def _until(panel: Panel, baseline: float, frame: Frame) -> tuple[TextLine, ...]:
    """Return the text at the end of the axis, if there is one."""
    style = frame.style.tick
    left = panel.right - style.width(frame.until)
    return (TextLine(frame.until, left, baseline, style),) if frame.until else ()


def _as_of(as_of: date, top: float, extent: tuple[float, float], lanes: Sequence[Layer], frame: Frame) -> Layer:
    """Return the as-of line through the lanes, interrupted by what they say and by columns, and its date."""
    style, width = frame.style.as_of, frame.dimensions.width
    x = frame.panels[-1].x(as_of, 0.5)
    text = frame.edition.labels["as_of"].format(date=long_date(as_of, frame.edition.language))
    left = min(x - style.width(text) / 2, width - style.width(text))
    columns = [shape.box for layer in lanes for shape in layer.shapes if shape.role == "column"]
    parts = interrupt(x, *extent, [*columns, *(line.box for layer in lanes for line in layer.texts)])
    lines = tuple(Stroke((x, start), (x, end), style.color, 0.9, "as-of", dashed=True) for start, end in parts)
    return Layer(strokes=lines, texts=(TextLine(text, left, top + 0.5 + ASCENT * TEXT_PT, style),))
