"""Dates below a heading that says the year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.days import format_in_year, format_short, format_years
from generator.model.dates import PartialDate

TO = "{start} – {end}"
SHORT = [
    ("2019-04-17", "", "D MMMM YYYY", "en-US", "17 Apr"),
    ("2019-04-17", "", "MMMM d, y", "en-US", "Apr 17"),
    ("2019-04-17", "", "yyyy-MM-dd", "en-US", "04-17"),
    ("2019-04-17", "", "EEEE, d MMMM y", "en-GB", "Wednesday, 17 Apr"),
    ("2019-04-17", "", "d.M.y", "de", "17.4."),
    ("2019-04-17", "", "D MMMM YYYY", "de", "17. Apr."),
    ("2019-04-01", "", "D MMMM YYYY", "fr", "1er avr."),
    ("2019-04-17", "", "d 'de' MMMM 'de' y", "es", "17 de abr"),
    ("2019-04-17", "", "y年M月d日", "ja", "4月17日"),
    ("2019-04-17", "", "D MMMM YYYY", "ar", "17 أبريل"),
    ("2019-04", "", "D MMMM YYYY", "en-US", "April"),
    ("2019", "", "D MMMM YYYY", "en-US", "2019"),
    ("2019-05-03", "2019-05-05", "D MMMM YYYY", "en-US", "3–5 May"),
    ("2019-05-03", "2019-05-05", "MMMM d, y", "en-US", "May 3–5"),
    ("2019-05-03", "2019-05-05", "D MMMM YYYY", "de", "3.–5. Mai"),
    ("2019-05-03", "2019-05-05", "yyyy-MM-dd", "en-US", "05-03 – 05-05"),
    ("2019-04-28", "2019-05-02", "D MMMM YYYY", "en-US", "28 Apr – 2 May"),
    ("2019-03", "2019-05", "D MMMM YYYY", "fr", "mars – mai"),
    ("2018-12-28", "2019-01-02", "D MMMM YYYY", "en-US", "28 Dec – 2 Jan 2019"),
    ("2018", "2019-01-02", "D MMMM YYYY", "en-US", "2018 – 2 Jan 2019"),
    ("2019", "2019-05", "D MMMM YYYY", "en-US", "2019 – May 2019"),
    ("2019-05-03", "2019-05-03", "D MMMM YYYY", "en-US", "3 May"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "pattern", "language", "expected"), SHORT)
def test_a_date_below_its_year_says_what_else_is_known(
    start: str, end: str, pattern: str, language: str, expected: str
) -> None:
    last = PartialDate.parse(end) if end else None
    shown = format_in_year(PartialDate.parse(start), last, pattern, language, TO)
    assert shown.replace("\u2009", "").replace("\u00a0", " ") == expected


def test_below_several_years_a_date_has_its_own() -> None:
    start, end = PartialDate.parse("1984-04"), PartialDate.parse("1985-01-02")
    assert format_short(start, None, "D MMMM YYYY", "en-US", TO) == "Apr 1984"
    assert format_short(start, end, "D MMMM YYYY", "en-US", TO) == "Apr 1984 – 2 Jan 1985"
    assert format_years(2019, 2019, "ja") == "2019年"
    assert [*map(str.strip, format_years(1984, 1998, "en-US").split("–"))] == ["1984", "1998"]


@given(
    st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    st.sampled_from(["D MMMM YYYY", "MMMM d, y", "yyyy-MM-dd", "d/M/yy", "d. MMMM y", "y. MMMM d.", "d MMM y 'AD'"]),
    st.sampled_from(["en-US", "de", "fr", "ja", "ar", "hu", "pt"]),
)
def test_a_date_below_its_year_never_says_it_again(when: date, pattern: str, language: str) -> None:
    shown = format_in_year(PartialDate.of(when), None, pattern, language, TO)
    assert str(when.day) in shown and str(when.year) not in shown and shown == shown.strip()
