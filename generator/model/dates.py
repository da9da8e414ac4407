"""Dates as precise as they are known (a year, a month or a day), the span of each, and how a language writes them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

_FORM = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
PLAIN = re.compile(r"d+ MMMM?( y+)?")  # a pattern in the plain English order


class PartialDate(Struct, frozen=True, order=True, gc=False):
    """A calendar date of which month and day may be unknown (0), in the years 1000-2999 (ISO 8601-1, 5.2.2)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Return the date written as `2018`, `2018-09` or `2018-09-14`. Raises ValueError for all else."""
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(f"`{text}` is not a date")
        year, month, day = (int(part or 0) for part in found.groups())
        if found[2] == "00" or found[3] == "00":
            raise ValueError(f"`{text}` is not a date")
        date(year, month or 1, day or 1)
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that this date can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that this date can be."""
        if self.day:
            return self.first
        if self.month == 12 or not self.month:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def whole_months(start: date, end: date) -> int:
    """Return how many whole months there are from `start` to `end`, 0 where `end` is earlier.

    As the calendar counts: from 31 January, the first month ends on 28 February, the last day that there is.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = end.day == PartialDate(end.year, end.month).last.day
    return max(0, months if end.day >= start.day or last_day else months - 1)


@lru_cache(maxsize=8192)  # the annex repeats the same dates in each file
def format_date(when: PartialDate, pattern: str, language: str) -> str:
    """Return `when` as a CLDR date `pattern` writes it ("D MMMM YYYY" and "d MMMM y" both mean day, month, year).

    Unknown parts are left out: of "d MMMM y", September 2018 keeps "MMMM y", in the order of its language. Languages
    other than English write a plain "d MMMM y" in their own way: "5. August 2019", "5 de agosto de 2019".
    `language` is a BCP 47 tag, such as `en-US`. Raises ValueError for a language that CLDR does not know.
    """
    from babel import dates

    locale = babel_locale(language)
    if when.day:
        plain = pattern.replace("D", "d").replace("Y", "y")
        if PLAIN.fullmatch(plain) and not locale.startswith("en"):
            return _format_natively(when.first, plain, locale)
        return ordinal_first(str(dates.format_date(when.first, plain, locale=locale)), locale)
    month = "MMM" if re.search(r"\bMMM\b", pattern) else "MMMM"
    skeleton = f"y{month}" if when.month else "y"
    return str(dates.format_skeleton(skeleton, when.first, locale=locale))


def _format_natively(day: date, pattern: str, locale: str) -> str:
    """Return `day` in the order and punctuation of a language, with the parts of the English `pattern`."""
    from babel import dates

    if "MMMM" in pattern and "y" in pattern:
        # in some languages the nearest skeleton to yMMMMd is yMMMd, which shortens the month
        return ordinal_first(str(dates.format_date(day, "long", locale=locale)), locale)
    skeleton = "".join(sorted(pattern.replace(" ", ""), key="yMd".index))
    return ordinal_first(str(dates.format_skeleton(skeleton, day, locale=locale)), locale)


def ordinal_first(text: str, locale: str) -> str:
    """Return a formatted date with "1er mars" for "1 mars" in French, "1º marzo" in Italian; CLDR has no such form."""
    ordinal = {"fr": "1er", "it": "1º"}.get(locale[:2])
    return re.sub(r"(?<!\d)1(?=[ \u00a0][^\W\d])", ordinal, text, count=1) if ordinal else text


@lru_cache(maxsize=64)  # 9,000 events in an annex take 0.05 s less
def babel_locale(language: str) -> str:
    """Return Babel's name for a BCP 47 `language`, or for what is left without subtags that it does not know.

    Babel has English as in Cyprus, but not as in China. Raises ValueError where it does not know the language.
    """
    from babel import Locale, UnknownLocaleError

    subtags = language.split("-")
    while subtags:
        try:
            return str(Locale.parse("-".join(subtags), sep="-"))
        except (UnknownLocaleError, ValueError, TypeError):
            subtags.pop()
    raise ValueError(f"`{language}` is not a known language")
