"""Dates and spans, in short -> their words, without the year that a heading above says: "17 Apr", "3–5 May"."""

import re
from datetime import date
from functools import lru_cache

from generator.model.dates import PLAIN, PartialDate, babel_locale, format_date, ordinal_first

_SEPARATORS = r"(?:[\s,/年년-]|'[^']*')*"  # what may stand around a year; quoted words are literal
_YEAR_AT_START = re.compile(rf"^y+{_SEPARATORS}\.?{_SEPARATORS}")
_YEAR_LATER = re.compile(rf"{_SEPARATORS}y+{_SEPARATORS}")
_DAY = re.compile(r"d+(?=(?:[^']*'[^']*')*[^']*$)")  # outside quotes


def format_in_year(start: PartialDate, end: PartialDate | None, pattern: str, language: str, span: str) -> str:
    """Return when something was, as a CLDR date `pattern` writes day and month, with months abbreviated.

    What is known only to the month or the year is a month ("May") or the year ("2017"). An end in another year has
    that year; `span` joins a start and an end ("{start} – {end}"), except for days of one month.
    """
    first = _format(start, pattern, language)
    if end is None or end == start:
        return first
    is_same_year = start.year == end.year
    if is_same_year and start.month == end.month and start.day and end.day:
        days = _format_days(start, end, pattern, language)
        if days:
            return days
    has_year = not is_same_year or not start.month
    last = format_date(end, _abbreviate(pattern), language) if has_year else _format(end, pattern, language)
    return span.replace("{start}", first).replace("{end}", last)


def format_short(start: PartialDate, end: PartialDate | None, pattern: str, language: str, span: str) -> str:
    """Return the same with the year of each date: "17 Apr 2019", "Apr 1984"."""
    first = format_date(start, _abbreviate(pattern), language)
    if end is None or end == start:
        return first
    return span.replace("{start}", first).replace("{end}", format_date(end, _abbreviate(pattern), language))


def format_years(first: int, last: int, language: str) -> str:
    """Return "2019", or "1984 – 2005" as the language writes a span of years."""
    from babel import dates

    if first == last:
        return format_date(PartialDate(first), "y", language)
    return str(dates.format_interval(date(first, 1, 1), date(last, 1, 1), "y", locale=babel_locale(language)))


@lru_cache(maxsize=8192)  # long tables repeat dates
def _format(when: PartialDate, pattern: str, language: str) -> str:
    from babel import dates

    locale = babel_locale(language)
    if not when.month:
        return format_date(when, pattern, language)
    if not when.day:
        return str(dates.format_date(when.first, "LLLL", locale=locale))
    if _is_native(pattern, language):
        return ordinal_first(str(dates.format_skeleton("MMMd", when.first, locale=locale)), locale)
    return ordinal_first(str(dates.format_date(when.first, _without_year(pattern), locale=locale)), locale)


def _format_days(start: PartialDate, end: PartialDate, pattern: str, language: str) -> str:
    """Return days of one month ("3–5 May"), nothing where the pattern has the month in digits."""
    from babel import dates

    locale = babel_locale(language)
    if _is_native(pattern, language):
        return ordinal_first(str(dates.format_interval(start.first, end.first, "MMMd", locale=locale)), locale)
    short = _without_year(pattern)
    if "MMM" not in short or "E" in short:
        return ""
    return str(dates.format_date(end.first, _DAY.sub(f"'{start.day}–{end.day}'", short), locale=locale))


def _is_native(pattern: str, language: str) -> bool:
    """Return whether a language writes a date in its own order and punctuation, as in `format_date`."""
    return bool(PLAIN.fullmatch(_to_cldr(pattern))) and not babel_locale(language).startswith("en")


def _without_year(pattern: str) -> str:
    short = _YEAR_LATER.sub(_join, _YEAR_AT_START.sub("", _abbreviate(pattern)))
    return short or "d MMM"


def _join(year: re.Match[str]) -> str:
    return "" if year.end() == len(year.string) else " "


def _abbreviate(pattern: str) -> str:
    return _to_cldr(pattern).replace("MMMM", "MMM")


def _to_cldr(pattern: str) -> str:
    return pattern.replace("D", "d").replace("Y", "y")
