"""A date -> its words in a language, as precise as the date: "6 May 2020", "May 2020" or "2020"."""

from datetime import date

from generator.model.dates import PartialDate, said


def long_date(when: date | PartialDate, language: str, year: bool = True) -> str:
    return said(_partial(when), "d MMMM y" if year else "d MMMM", language)


def short_date(when: date | PartialDate, language: str, year: bool = True) -> str:
    """Return the date with its month abbreviated."""
    return said(_partial(when), "d MMM y" if year else "d MMM", language)


def _partial(when: date | PartialDate) -> PartialDate:
    return PartialDate.of(when) if isinstance(when, date) else when
