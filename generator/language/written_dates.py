"""A text -> the dates in it, as precise as they are written: "3 September 2017", "on 5 August", "May 2019", "2006"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from generator.model.dates import PartialDate, babel_locale

_DAY = r"\d{1,2}(?:st|nd|rd|th|er|[º.])?"
_AND = r"[-–—/,&]|and|or|to|und|oder|bis|et|ou|au|y|al?"
_DAYS = rf"{_DAY}(?:\s?(?:{_AND})\s?{_DAY}){{0,3}}"  # "3", "3–5", "vom 3. bis 5.", "3, 4 and 5"
_YEAR = r"[12]\d{3}"
_NUMERIC = (
    rf"(?<!\d)(?P<iso_year>{_YEAR})-(?P<iso_month>0[1-9]|1[0-2])(?:-(?P<iso_day>\d\d))?(?!\d)"
    rf"|(?<!\d)(?P<one>\d{{1,2}})(?P<dot>[./])(?P<other>\d{{1,2}})(?P=dot)(?P<full_year>{_YEAR})(?!\d)"
    rf"|(?<![\w.,])(?P<year_alone>{_YEAR})(?:[-–/](?P<to_year>\d\d))?(?![.,]\d|\w)"
)


class WrittenDate(Struct, frozen=True):
    """A date in a text: the years, months and days that it may mean, none where it says none; its spelling and span."""

    years: tuple[int, ...]
    months: tuple[int, ...]
    days: tuple[int, ...]
    spelled: str
    start: int
    end: int

    def means(self, when: PartialDate) -> bool:
        """Whether it says `when`, no more precisely than that is known."""
        parts = ((self.years, when.year), (self.months, when.month), (self.days, when.day))
        return all(not values or value in values for values, value in parts)


def read_dates(text: str, language: str) -> Iterator[WrittenDate]:
    """Yield the dates in `text`, written in `language` (BCP 47) or in digits, in order."""
    names = _month_names(language)
    for match in _pattern(language).finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value}
        if "month" in found:
            days = re.findall(r"\d+", found.get("before", "") + " " + found.get("after", ""))
            years, months = [found[key] for key in ("year",) if key in found], [names[found["month"]]]
            if not days and not years and found["month"] not in _long_names(language):
                continue  # "mar", which is the sea as well
        elif "iso_year" in found:
            years, months = [found["iso_year"]], [found["iso_month"]]
            days = [found[key] for key in ("iso_day",) if key in found]
        elif "full_year" in found:  # either the day stands first or the month
            years, months = [found["full_year"]], [found["one"], found["other"]]
            days = months
        else:
            year = found["year_alone"]
            years, months, days = [year, *(year[:2] + end for end in [found.get("to_year")] if end)], [], []
        yield WrittenDate(_integers(years), _integers(months), _integers(days), match[0].strip(), *match.span())


def without_dates(text: str, language: str) -> str:
    """Return `text` with an ellipsis for each date, except for years alone, which may be numbers."""
    parts, end = [], 0
    for date in read_dates(text, language):
        if date.months:
            parts += [text[end : date.start], " … "]
            end = date.end
    return "".join([*parts, text[end:]])


def _integers(parts: list[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in parts)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_month_names(language), key=len, reverse=True))
    before = rf"(?:(?<![\w.,])(?P<before>{_DAYS})\s?(?:of |de |d[’'])?)?"
    after = rf"(?(before)|(?:\s(?P<after>{_DAYS})(?!\w))?)"
    written = rf"{before}(?<!\w)(?P<month>{names})(?!\w)\.?{after}(?:,?\s(?:de |del )?(?P<year>{_YEAR})(?!\d))?"
    return re.compile(f"{written}|{_NUMERIC}")


@cache
def _month_names(language: str) -> Mapping[str, str]:
    """Return the number of each month by its names, also abbreviated, as they are written here and in a sentence."""
    short = {"Sept": "9"} if language.partition("-")[0] == "en" else {}
    return {**short, **_names(language, "abbreviated"), **_names(language, "wide")}


@cache
def _long_names(language: str) -> Mapping[str, str]:
    return _names(language, "wide")


def _names(language: str, width: str) -> Mapping[str, str]:
    from babel import Locale

    months = Locale.parse(babel_locale(language)).months
    named = [(name.rstrip("."), str(number)) for use in months.values() for number, name in use[width].items()]
    return {spelled: number for name, number in named for spelled in (name, name[:1].upper() + name[1:])}
