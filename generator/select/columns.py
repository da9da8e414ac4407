"""Editions -> figures that would have more columns than a reader could tell apart, as problems. Pure."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.errors import Problem
from generator.model.edition import Edition
from generator.model.figure import PERIODS, Columns, Figure, Timeline
from generator.model.selection import select_records

LIMIT_COLUMNS = 4_000  # of one figure: ten years of days; on paper, each would be a tenth of a millimetre wide
_DAYS = (1, 7, 30.436875, 91.310625, 365.2425, 3652.425, 36524.25)  # in each of PERIODS, roughly


def find_overfull(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield a problem for each figure with more than LIMIT_COLUMNS periods, at what says when it starts."""
    for edition in editions:
        for figure in edition.figures:
            for per in _pers(figure):
                if (count := _count(figure, edition, per)) > LIMIT_COLUMNS:
                    what = f"figure `{figure.id}` would have {count:,} columns; the limit is {LIMIT_COLUMNS:,}"
                    coarser = next(per for per in PERIODS if _count(figure, edition, per) <= LIMIT_COLUMNS)
                    variant = edition.audience.variants.get(figure.id)
                    place = variant.place if variant and variant.narrower else figure.place
                    yield Problem(place, what, f"use `per: {coarser}`, or a later `from`")


def _pers(figure: Figure) -> Iterator[str]:
    """Yield the periods that the author chose; others are as long as there is room."""
    if isinstance(figure, Columns):
        yield figure.per
    elif isinstance(figure, Timeline):
        yield from dict.fromkeys(lane.per for lane in figure.lanes if lane.per and lane.draw == "columns")


def _count(figure: Figure, edition: Edition, per: str) -> int:
    """Return how many periods there are from the figure's start, or its first event, to its end."""
    end = figure.end.last if figure.end else edition.as_of
    selected = chain.from_iterable(select_records(select, edition.events) for select in figure.selections)
    dates = (event.date.first for event in selected)
    start = figure.start.first if figure.start else min(dates, default=end)
    return int((end - start).days / _DAYS[PERIODS.index(per)]) + 1
