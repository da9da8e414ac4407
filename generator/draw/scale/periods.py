"""The periods that a column can stand for: their days, and their names in a language."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.draw.dates import long_date, short_date
from generator.model.dates import PartialDate, babel_locale

_DAYS = {"day": 1, "week": 7}
_MONTHS = {
    "month": 1, "quarter": 3, "year": 12, "5_years": 60, "decade": 120, "50_years": 600, "century": 1200,
}  # fmt: skip
_MONTH_DAYS = 30.44
LONGEST = "century"
_MIN_WIDTH = 3.0  # points that a column and its gap need
_MIN_DAY_WIDTH = 9.0  # points, for days and weeks: narrower columns say less than one a month


def finest_period(start: date, end: date, width: float) -> str:
    """Return the shortest period whose columns fit into `width` points."""
    return next(periods_that_fit(start, end, width))


def periods_that_fit(start: date, end: date, width: float) -> Iterator[str]:
    """Yield the periods whose columns fit into `width` points, the shortest first; a century always fits."""
    days = (end - start).days + 1
    yield from (per for per, length in _DAYS.items() if width * length / days >= _MIN_DAY_WIDTH)
    for per, length in _MONTHS.items():
        if width * length * _MONTH_DAYS / days >= _MIN_WIDTH or per == LONGEST:
            yield per


def coarser(one: str, other: str) -> str:
    """Return the longer of two periods."""
    return max(one, other, key=[*_DAYS, *_MONTHS].index)


def whole_periods(start: date, end: date, per: str) -> tuple[date, date]:
    """Return the first and the last day of the periods that `start` and `end` are in."""
    (first, _), (_, last) = next(periods(start, start, per)), next(periods(end, end, per))
    return first, last


def periods(start: date, end: date, per: str) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of every period from `start` to `end`; weeks begin on Monday (ISO 8601)."""
    if per in _DAYS:
        step = _DAYS[per]
        day = start - timedelta(start.weekday() if step == 7 else 0)
        while day <= end:
            yield day, day + timedelta(step - 1)
            day += timedelta(step)
        return
    months = _MONTHS[per]
    first = (start.year * 12 + start.month - 1) // months * months
    for number in range(first, end.year * 12 + end.month, months):
        after = number + months
        yield date(number // 12, number % 12 + 1, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)


def short_name(start: date, per: str, language: str) -> str:
    """Return "6 May 2020", "Jan 2020", "Q1 2020", "2020" or "2020–2029", as the language writes it."""
    if per == "quarter":
        return _quarter(start, "yQQQ", language)
    return short_date(_beginning(start, per), language) + _last_year(start, per, language)


def long_name(start: date, per: str, language: str) -> str:
    """Return "6 May 2020", "January 2020", "1st quarter 2020", "2020" or "2020–2029", as the language writes it."""
    if per == "quarter":
        return _quarter(start, "yQQQQ", language)
    return long_date(_beginning(start, per), language) + _last_year(start, per, language)


def _beginning(start: date, per: str) -> PartialDate:
    if per in _DAYS:
        return PartialDate.of(start)
    return PartialDate(start.year, start.month if _MONTHS[per] < 12 else 0)


def _last_year(start: date, per: str, language: str) -> str:
    years = _MONTHS.get(per, 0) // 12
    return f"–{long_date(PartialDate(start.year + years - 1), language)}" if years > 1 else ""


def _quarter(start: date, skeleton: str, language: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, start, locale=babel_locale(language)))
