"""Dates as precise as known: a year, a month or a day, the span each covers, and how a language says them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

_FORM = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_PLAIN = re.compile(r"d+ MMMM?( y+)?")  # a pattern that says which parts, in English order


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
        """The first day that this date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that this date may mean."""
        if self.day:
            return self.first
        if self.month == 12 or not self.month:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@lru_cache(maxsize=8192)  # an annex says the same few thousand dates in each of its files
def said(when: PartialDate, pattern: str, language: str) -> str:
    """Return `when` in words, by a CLDR date `pattern` ("D MMMM YYYY" and "d MMMM y" both mean day, month, year).

    What is not known is not said: of "d MMMM y", September 2018 keeps "MMMM y" (in its language's own order). Other
    languages than English say a plain "d MMMM y" in their own way: "5. August 2019", "5 de agosto de 2019".
    `language` is a BCP 47 tag, such as `en-US`. Raises ValueError for a language that CLDR does not know.
    """
    from babel.dates import format_date, format_skeleton

    locale = babel_locale(language)
    if when.day:
        plain = pattern.replace("D", "d").replace("Y", "y")
        if _PLAIN.fullmatch(plain) and not locale.startswith("en"):
            return _in_its_own_way(when.first, plain, locale)
        return str(format_date(when.first, plain, locale=locale))
    month = "MMM" if re.search(r"\bMMM\b", pattern) else "MMMM"
    skeleton = f"y{month}" if when.month else "y"
    return str(format_skeleton(skeleton, when.first, locale=locale))


def _in_its_own_way(day: date, pattern: str, locale: str) -> str:
    """Return `day` in the order and with the marks of a language, as long as the English `pattern` has it."""
    from babel.dates import format_date, format_skeleton

    if "MMMM" in pattern and "y" in pattern:
        # the nearest skeleton to yMMMMd is yMMMd in some languages, which shortens the month
        return str(format_date(day, "long", locale=locale))
    skeleton = "".join(sorted(pattern.replace(" ", ""), key="yMd".index))
    return str(format_skeleton(skeleton, day, locale=locale))


def babel_locale(language: str) -> str:
    """Return the name by which Babel knows a BCP 47 `language`. Raises ValueError where it does not."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ValueError(f"`{language}` is not a known language") from error
