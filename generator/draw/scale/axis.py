"""A period and a width -> a linear scale of days, and ticks that never crowd."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from generator.draw.picture import Type
from generator.model.dates import PartialDate, said

_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_BETWEEN = 4.0  # points between two tick labels, at least


class Panel(Struct, frozen=True):
    """A part of the time axis with its own scale: from `start` to the end of the day `end`, in points."""

    left: float
    right: float
    start: date
    end: date
    caption: str = ""  # which period it shows, where another panel shows another
    enlarged: bool = False

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


class Tick(Struct, frozen=True):
    """A tick at `x`, and where its text begins."""

    x: float
    left: float
    text: str


def ticks(panel: Panel, type_: Type, language: str, left: float, right: float) -> tuple[Tick, ...]:
    """Return the finest ticks whose labels, centred where `left` and `right` allow it, stay apart."""
    for about, days, pattern in _rulers():
        if (panel.end - panel.start).days / about > panel.width / 6:
            continue
        found = [_tick(panel, day, pattern, type_, language, left) for day in days(panel.start, panel.end)]
        found = [tick for tick in found if tick.left + type_.width(tick.text) <= right]
        if found and _apart(found, type_):
            return tuple(found)
    return (Tick(panel.left, max(panel.left, left), said(PartialDate.of(panel.start), "d MMM y", language)),)


def _tick(panel: Panel, day: PartialDate, pattern: str, type_: Type, language: str, left: float) -> Tick:
    text = said(day, pattern, language)
    x = panel.x(day.first)
    return Tick(x, max(x - type_.width(text) / 2, left), text)


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
    return all(one.left + type_.width(one.text) + _BETWEEN <= two.left for one, two in pairwise(found))
