"""A period and a width -> a linear scale of days, and ticks that never crowd. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.dates import short_date
from generator.draw.picture import TextStyle
from generator.model.dates import PartialDate

_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_LABEL_GAP = 10.0  # points between tick labels, at least: closer ones read as one line
_TICK_GAP = 6  # points between ticks, at least


class Panel(Struct, frozen=True):
    """A part of the time axis with its own scale, from `start` to the end of the day `end`; edges in points.

    Its columns are whole periods, which may go on after `cut`, the day of the last event that it can have.
    """

    left: float
    right: float
    start: date
    end: date
    caption: str = ""  # its period, if there is another panel
    enlarged: bool = False
    per: str = ""  # the period that a column in it stands for, if it may have columns
    cut: date | None = None

    @property
    def last(self) -> date:
        """The day of the last event that it can have."""
        return self.cut or self.end

    def x(self, day: date, elapsed: float = 0.0) -> float:
        """Return where `day` begins, or where that share of it (0-1) has elapsed; outside the panel, its edge."""
        days = (self.end - self.start).days + 1
        share = ((day - self.start).days + elapsed) / days
        return self.left + min(max(share, 0.0), 1.0) * self.width

    @property
    def width(self) -> float:
        return self.right - self.left

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.last


class Tick(Struct, frozen=True):
    """A tick at `x`; `left` is where its label begins, if it has one."""

    x: float
    left: float
    label: str


def ticks(
    panel: Panel, style: TextStyle, language: str, left: float, right: float, least_days: float = 0.0
) -> Sequence[Tick]:
    """Return the finest ticks whose labels, centred as far as `left` allows, stay apart.

    A label that would go beyond `right`, where something else stands, is left out. Ticks are at least `least_days`
    apart, where there is room for two such.
    """
    for least, fewest in ((least_days, 2), (0.0, 1)) if least_days else ((0.0, 1),):
        for days, dates in _rulers():
            if least <= days and (panel.end - panel.start).days / days <= panel.width / _TICK_GAP:
                candidates = [_tick(panel, day, style, language, left) for day in dates(panel.start, panel.end)]
                labelled = [tick for tick in candidates if tick.left + style.width(tick.label) <= right]
                if len(labelled) >= fewest and _stay_apart(labelled, style):
                    marked = (tick for tick in candidates if tick.x <= right)
                    return [tick if tick in labelled else replace(tick, label="") for tick in marked]
    return [Tick(panel.left, max(panel.left, left), short_date(panel.start, language))]


def _tick(panel: Panel, day: PartialDate, style: TextStyle, language: str, left: float) -> Tick:
    label, x = short_date(day, language), panel.x(day.first)
    return Tick(x, max(x - style.width(label) / 2, left), label)


def _rulers() -> Iterator[tuple[float, Callable[[date, date], Iterator[PartialDate]]]]:
    """Yield the days between ticks, roughly, and the dates of ticks in a period, from fine to coarse."""
    yield from ((step, partial(_days, step)) for step in _DAY_STEPS)
    yield from ((step * 30.4, partial(_months, step)) for step in _MONTH_STEPS)
    yield from ((step * 365.2, partial(_years, step)) for step in _YEAR_STEPS)


def _days(step: int, start: date, end: date) -> Iterator[PartialDate]:
    for past in range(0, (end - start).days + 1, step):
        yield PartialDate.of(start + timedelta(past))


def _months(step: int, start: date, end: date) -> Iterator[PartialDate]:
    first = start.year * 12 + start.month - (1 if start.day == 1 else 0)
    for number in range(-(-first // step) * step, end.year * 12 + end.month, step):
        yield PartialDate(number // 12, number % 12 + 1)


def _years(step: int, start: date, end: date) -> Iterator[PartialDate]:
    first = start.year if (start.month, start.day) == (1, 1) else start.year + 1
    for year in range(-(-first // step) * step, end.year + 1, step):
        yield PartialDate(year)


def _stay_apart(ticks: Sequence[Tick], style: TextStyle) -> bool:
    return all(one.left + style.width(one.label) + _LABEL_GAP <= two.left for one, two in pairwise(ticks))
