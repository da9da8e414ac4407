"""A timeline figure and its edition -> the drawing: lanes over one time axis, a dense recent period enlarged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.draw import lane as lanes
from generator.draw.axis import Panel, ticks
from generator.draw.empty import nothing
from generator.draw.frame import Frame
from generator.draw.picture import ASCENT, Box, Picture, Shape, Stroke, Words, joined, rectangle
from generator.draw.style import HAIRLINE, STRIP, TEXT, WIDTH, Style, style_of
from generator.draw.words import timeline_words
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.drawing import Drawing
from generator.model.edition import Edition
from generator.model.figure import Timeline
from generator.model.look import Brand

_BETWEEN_PANELS = 8.0
_BETWEEN_LANES = 3.0
_MARGIN_GAP = 6.0
_OVERHANG = 15.0
_FOCUS = (0.4, 0.6)  # share of the width that the enlarged panel may take
_DAY = "d MMMM y"


def draw_timeline(figure: Timeline, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture and words; without any event, one line says so."""
    from generator.draw.render import rendered

    style, period = style_of(brand), _period(figure, edition)
    chosen = [lanes.chosen(lane, edition.events, period.start, period.last) for lane in figure.lanes]
    picture = plan(figure, edition, style)
    alt, description = timeline_words(figure, chosen, period.start, period.last, edition)
    png, svg = rendered(picture, figure.title.value)
    return Drawing(figure.id, png, svg, picture.width, picture.height, alt, description)


@dataclass(frozen=True)
class _Period:
    start: date
    last: date  # that is told of
    end: date  # of the axis
    as_of: date | None  # None where the figure ends before it
    focus: date | None


def plan(figure: Timeline, edition: Edition, style: Style) -> Picture:
    """Return where everything stands."""
    period = _period(figure, edition)
    chosen = [lanes.chosen(lane, edition.events, period.start, period.last) for lane in figure.lanes]
    if not any(chosen):
        return nothing(period.start, period.last, edition, style)
    margin = max(lanes.margin(lane, style) for lane in figure.lanes) + _MARGIN_GAP
    labelled = [events for lane, events in zip(figure.lanes, chosen, strict=True) if lanes.labelled(lane)]
    panels = _panels(period, labelled, margin)
    limit = panels[-1].x(period.as_of, 0.5) - 1.5 if period.as_of else panels[-1].right
    frame = Frame(panels, margin, limit, edition, style)
    top = STRIP + 2.0 if period.as_of else 1.0
    parts, places = [], []
    for lane, events in zip(figure.lanes, chosen, strict=True):
        part, height = lanes.laid(lane, events, top, frame)
        places.append((top, top + height))
        parts.append(part)
        top += height + _BETWEEN_LANES
    base = top - _BETWEEN_LANES
    height = base + 2 + STRIP + (STRIP + 2.5 if len(panels) > 1 else 2)
    ground = _ground(panels, places, style)
    axis = _axis(panels, base, edition, style)
    as_of = _as_of(panels[-1], period.as_of, base, edition, style)
    return joined(WIDTH, height, [ground, axis, as_of, *parts])


def _period(figure: Timeline, edition: Edition) -> _Period:
    """Return the days from which and to which the figure runs; the axis ends a little after the as-of date."""
    dates = [event.date.first for event in edition.events if any(lanes.in_lane(event, each) for each in figure.lanes)]
    start = figure.start.first if figure.start else min(dates, default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    focus = figure.focus.first if figure.focus and start < figure.focus.first <= end else None
    start = min(start, end)
    shown = _shown(focus or start, end) if figure.end is None else end
    return _Period(start, end, shown, edition.as_of if start <= edition.as_of <= shown else None, focus)


def _shown(start: date, end: date) -> date:
    """Return where the axis ends, so that the as-of line stands inside; with the month, where it runs over many."""
    after = end + timedelta(max((end - start).days // 40, 1))
    return max(after, PartialDate(end.year, end.month).last) if (end - start).days > 300 else after


def _panels(period: _Period, chosen: Sequence[Sequence[Event]], margin: float) -> tuple[Panel, ...]:
    """Return one panel, or two of which the second is as wide as its share of the labels asks for."""
    if period.focus is None:
        return (Panel(margin, WIDTH - 2, period.start, period.end),)
    every = [event.date.first for events in chosen for event in events]
    recent = sum(day >= period.focus for day in every) / max(len(every), 1)
    share = min(max(recent, _FOCUS[0]), _FOCUS[1])
    width = WIDTH - 2 - margin - _BETWEEN_PANELS
    middle = margin + width * (1 - share)
    return (
        Panel(margin, middle, period.start, period.focus - timedelta(1)),
        Panel(middle + _BETWEEN_PANELS, WIDTH - 2, period.focus, period.end),
    )


def _ground(panels: Sequence[Panel], places: Sequence[tuple[float, float]], style: Style) -> Picture:
    """Return the paper behind the enlarged panel, and the lines between lanes."""
    right = panels[-1].right
    paper = []
    if len(panels) > 1:
        box = Box(panels[1].left - _BETWEEN_PANELS / 2, places[0][0] - 1, WIDTH, places[-1][1])
        paper.append(Shape(rectangle(box), style.paper, "paper"))
    lines = [
        Stroke((0.0, bottom + _BETWEEN_LANES / 2), (right, bottom + _BETWEEN_LANES / 2), style.grid, HAIRLINE, "grid")
        for _, bottom in places[:-1]
    ]
    return Picture(WIDTH, 0.0, tuple(paper), tuple(lines))


def _axis(panels: Sequence[Panel], base: float, edition: Edition, style: Style) -> Picture:
    """Return base lines, ticks and, where there are two panels, what period each shows."""
    strokes, words = [], []
    baseline = base + 3 + ASCENT * TEXT
    for number, panel in enumerate(panels):
        strokes.append(Stroke((panel.left, base), (panel.right, base), style.axis, 0.7, "axis"))
        # the first label of a second panel may hang over its left edge, into room that the panel before it leaves
        left = panel.left - _OVERHANG if number else 0.0
        right = panel.right + 2 if panel is panels[-1] else panel.right - _OVERHANG + _BETWEEN_PANELS - 4
        for tick in ticks(panel, style.tick, edition.language, left, right):
            strokes.append(Stroke((tick.x, base), (tick.x, base + 2.2), style.axis, 0.5, "axis"))
            words.append(Words(tick.text, tick.left, baseline, style.tick))
        if len(panels) > 1:
            text = _caption(panel, number, edition)
            left = (panel.left + panel.right - style.caption.width(text)) / 2
            left = min(max(left, 0.0), WIDTH - style.caption.width(text))
            words.append(Words(text, left, baseline + STRIP + 2, style.caption))
    return Picture(WIDTH, 0.0, strokes=tuple(strokes), words=tuple(words))


def _caption(panel: Panel, number: int, edition: Edition) -> str:
    start, end = _rounded(panel.start, min(panel.end, edition.as_of))
    said_start, said_end = (said(when, _DAY, edition.language) for when in (start, end))
    text = said_start if start == end else edition.labels["to"].format(start=said_start, end=said_end)
    return edition.labels["enlarged"].format(period=text) if number else text


def _rounded(first: date, last: date) -> tuple[PartialDate, PartialDate]:
    """Return a period's ends as years where it has whole ones, each else as a month where it begins or ends one."""
    years = PartialDate(first.year), PartialDate(last.year)
    if (years[0].first, years[1].last) == (first, last):
        return years
    months = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    start = months[0] if months[0].first == first else PartialDate.of(first)
    return start, months[1] if months[1].last == last else PartialDate.of(last)


def _as_of(panel: Panel, as_of: date | None, base: float, edition: Edition, style: Style) -> Picture:
    if as_of is None:
        return Picture(WIDTH, 0.0)
    x = panel.x(as_of, 0.5)
    text = edition.labels["as_of"].format(date=said(PartialDate.of(as_of), _DAY, edition.language))
    left = min(x - style.as_of.width(text) / 2, WIDTH - style.as_of.width(text))
    line = Stroke((x, STRIP + 0.5), (x, base), style.as_of.color, 0.9, "as-of", dashed=True)
    return Picture(WIDTH, 0.0, strokes=(line,), words=(Words(text, left, 0.5 + ASCENT * TEXT, style.as_of),))
