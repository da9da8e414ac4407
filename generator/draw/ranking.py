"""A ranking figure and its edition -> the drawing: horizontal bars, the longest on top, with names and numbers."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.alt_text import describe_ranking
from generator.draw.dimensions import DIMENSIONS
from generator.draw.labels.sentence import wrap
from generator.draw.layout.empty import empty_picture
from generator.draw.layout.heading import draw_heading
from generator.draw.layout.stacks import segment_shape
from generator.draw.picture import ASCENT, DESCENT, Box, Picture, Shape, TextLine
from generator.draw.planned import PlannedDrawing
from generator.draw.scale.counts import Ranked, rank_events, stack_segments
from generator.draw.style import LINE_PT, TEXT_PT, Style, style_of
from generator.model.edition import Edition
from generator.model.figure import Ranking
from generator.model.look import Brand
from generator.model.selection import select_records

_ROW_PT, _BAR_PT = 14.0, 9.0
NUMBER_GAP = 3.0  # between a bar and its number
_NAME_GAP = 4.0  # between a name and its bar
_MOST_NAME = 0.45  # of the width that names may take
LEAST_BAR = 0.8  # points, so that few among many stay visible


class RankedEvents(Struct, frozen=True):
    """What the figure ranks, and its period."""

    ranks: tuple[Ranked, ...]
    start: date
    end: date


def plan_ranking(figure: Ranking, edition: Edition, brand: Brand) -> PlannedDrawing:
    """Return all of the drawing but its pixels."""
    ranked = rank(figure, edition)
    alt, description = describe_ranking(ranked.ranks, ranked.start, ranked.end, edition)
    picture = _plan(ranked, figure, edition, style_of(brand))
    return PlannedDrawing(figure.id, figure.title.value, brand.figure_colors().ground, picture, alt, description)


def rank(figure: Ranking, edition: Edition) -> RankedEvents:
    """Return what the events that begin in the figure's period add up to by value of its column, the most first."""
    events = select_records(figure.select, edition.events)
    start = figure.start.first if figure.start else min((event.date.first for event in events), default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    shown = [event for event in events if start <= event.date.first <= end]
    return RankedEvents(rank_events(shown, figure, edition.labels, edition.language), min(start, end), end)


def unit_of(ranks: Sequence[Ranked], left: float, width: float, style: Style) -> float:
    """Return the length of one, so that the longest bar leaves room for its number."""
    most = max((each.total for each in ranks), default=0)
    widest = max((style.total.width(each.text) for each in ranks), default=0.0)
    return (width - left - NUMBER_GAP - widest) / max(most, 1)


def _plan(ranked: RankedEvents, figure: Ranking, edition: Edition, style: Style) -> Picture:
    width = DIMENSIONS[figure.shape].width
    if not any(each.total for each in ranked.ranks):
        return empty_picture(ranked.start, ranked.end, width, edition, style)
    names = [wrap(each.name, width * _MOST_NAME, style.label) for each in ranked.ranks]
    left = max(style.label.width(line) for name in names for line in name) + _NAME_GAP
    unit, (segment,) = (
        unit_of(ranked.ranks, left, width, style),
        stack_segments((), None, edition.labels, figure.highlight),
    )
    shapes: list[Shape] = []
    texts = [*draw_heading(figure, DIMENSIONS[figure.shape], edition, style).texts]
    top = _ROW_PT if texts else 0.0
    for each, name in zip(ranked.ranks, names, strict=True):
        height = _ROW_PT + (len(name) - 1) * LINE_PT
        middle, top = top + height / 2, top + height
        baseline, right = middle + (ASCENT - DESCENT) / 2 * TEXT_PT, left
        if each.total > 0:
            right = left + max(each.total * unit, LEAST_BAR)
            box = Box(left, middle - _BAR_PT / 2, right, middle + _BAR_PT / 2)
            ids = tuple(event.id for event in each.events)
            shapes.append(segment_shape(box, segment, style, "rank", ids, each.highlighted))
        first = baseline - (len(name) - 1) * LINE_PT / 2
        for number, line in enumerate(name):
            at = left - _NAME_GAP - style.label.width(line)
            texts.append(TextLine(line, at, first + number * LINE_PT, style.label))
        texts.append(TextLine(each.text, right + NUMBER_GAP, baseline, style.total))
    return Picture(shapes=tuple(shapes), texts=tuple(texts), width=width, height=top)
