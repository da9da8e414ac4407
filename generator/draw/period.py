"""The first day of a month, quarter or year -> its name in a language."""

from datetime import date

from generator.model.dates import PartialDate, babel_locale, said


def short_name(start: date, per: str, language: str) -> str:
    """Return "Jan 2020", "Q1 2020" or "2020", as the language writes it."""
    return _quarter(start, "yQQQ", language) if per == "quarter" else said(_partial(start, per), "MMM y", language)


def long_name(start: date, per: str, language: str) -> str:
    """Return "January 2020", "1st quarter 2020" or "2020", as the language writes it."""
    return _quarter(start, "yQQQQ", language) if per == "quarter" else said(_partial(start, per), "MMMM y", language)


def _partial(start: date, per: str) -> PartialDate:
    return PartialDate(start.year, 0 if per == "year" else start.month)


def _quarter(start: date, skeleton: str, language: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, start, locale=babel_locale(language)))
