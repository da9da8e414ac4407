"""A period and a width -> a linear scale of days, and ticks that never crowd."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from generator.draw.picture import Type
from generator.model.dates import PartialDate, said

_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_BETWEEN = 5.0  # points between two tick labels, at least


@dataclass(frozen=True)
class Panel:
    """A part of the time axis with its own scale: from `start` to the end of the day `end`, in points."""

    left: float
    right: float
    start: date
    end: date

    def x(self, day: date, part: float = 0.0) -> float:
        """Return where `day` begins, or what `part` of it (0-1) is over; outside the panel, its edge."""
        days = (self.end - self.start).days + 1
        share = ((day - self.start).days + part) / days
        return self.left + min(max(share, 0.0), 1.0) * self.width

    @property
    def width(self) -> float:
        return self.right - self.left

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Tick:
    x: float
    text: str


def ticks(panel: Panel, type_: Type, language: str) -> tuple[Tick, ...]:
    """Return the finest ticks whose labels, centred on them, stay apart; the panel's right edge stays free."""
    for about, days, pattern in _rulers():
        if (panel.end - panel.start).days / about > panel.width / 6:
            continue
        found = [Tick(panel.x(day.first), said(day, pattern, language)) for day in days(panel.start, panel.end)]
        found = [tick for tick in found if tick.x < panel.right - type_.width(tick.text) / 2]
        if found and _apart(found, type_):
            return tuple(found)
    return (Tick(panel.left, said(PartialDate.of(panel.start), "d MMM y", language)),)


_Days = Callable[[date, date], Iterator[PartialDate]]


def _rulers() -> Iterator[tuple[float, _Days, str]]:
    """Yield from fine to coarse: days between ticks, roughly; the ticks of a period; the pattern of their labels."""
    for step in _DAYS:
        yield step, lambda start, end, step=step: _days(start, end, step), "d MMM y"  # type: ignore[misc]
    for step in _MONTHS:
        yield step * 30.4, lambda start, end, step=step: _months(start, end, step), "MMM y"  # type: ignore[misc]
    for step in _YEARS:
        yield step * 365.2, lambda start, end, step=step: _years(start, end, step), "y"  # type: ignore[misc]


def _days(start: date, end: date, step: int) -> Iterator[PartialDate]:
    for past in range(0, (end - start).days + 1, step):
        yield PartialDate.of(start + timedelta(past))


def _months(start: date, end: date, step: int) -> Iterator[PartialDate]:
    first = start.year * 12 + start.month - (1 if start.day == 1 else 0)
    for number in range(-(-first // step) * step, end.year * 12 + end.month, step):
        yield PartialDate(number // 12, number % 12 + 1)


def _years(start: date, end: date, step: int) -> Iterator[PartialDate]:
    first = start.year if (start.month, start.day) == (1, 1) else start.year + 1
    for year in range(-(-first // step) * step, end.year + 1, step):
        yield PartialDate(year)


def _apart(found: list[Tick], type_: Type) -> bool:
    halves = [type_.width(tick.text) / 2 for tick in found]
    return all(
        two.x - one.x >= halves[index] + halves[index + 1] + _BETWEEN
        for index, (one, two) in enumerate(pairwise(found))
    )
