"""`{= id =}` in a text becomes the value of a number, spelt as its language gives it in running text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Place
from generator.language.computed import Printer
from generator.language.numbers import format_number, spell_number
from generator.model.dates import PartialDate, whole_months
from generator.model.text import Text

VALUES = {
    "rises": 10,
    "ships": 1234,
    "none": 0,
    "one": 1,
    "last": PartialDate(2019, 8, 5),
    "spill": PartialDate(2018, 3),
    "first": PartialDate(2018, 3, 1),
}
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def printed(text: str, language: str = "en-GB", date_format: str = "D MMMM YYYY") -> str:
    return Printer(VALUES, language, date_format).print_in(Text(text, Place("x"))).value


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "ten, 1,234, zero, one"),
        ("de", "zehn, 1.234, null, 1"),  # "ein Schiff", "eine Fähre": in digits, it is never wrong
        ("fr", "dix, 1\u202f234, zéro, 1"),
        ("es", "diez, 1.234, cero, 1"),
        ("it", "10, 1.234, 0, 1"),  # no words of its own are known
    ],
)
def test_a_number_is_spelt_as_its_language_writes_it(language: str, expected: str) -> None:
    assert printed("x {= rises =}, {= ships =}, {= none =}, {= one =}", language) == f"x {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{= rises =} rises", "Ten rises"),
        ("**{= rises =} rises**", "**Ten rises**"),
        ("It held. {= rises =} rises", "It held. Ten rises"),
        ("It said: “It held.” {= rises =} rises", "It said: “It held.” Ten rises"),
        ("“{= rises =} rises”, it said", "“Ten rises”, it said"),
        ("About {= rises =} rises", "About ten rises"),
        ("No. 4: {= rises =} rises", "No. 4: ten rises"),
        ("{= ships =} ships", "1,234 ships"),
        ("{=rises=} rises", "Ten rises"),
        ("{= rises, digits =} rises", "10 rises"),
    ],
)
def test_a_word_is_capitalised_where_a_sentence_begins(text: str, expected: str) -> None:
    assert printed(text) == expected


def test_a_date_is_printed_in_the_format_of_the_audience_and_as_precisely_as_known() -> None:
    assert printed("on {= last =}") == "on 5 August 2019"
    assert printed("on {= last =}", "en-US", "MMMM D, YYYY") == "on August 5, 2019"
    assert printed("am {= last =}", "de") == "am 5. August 2019"
    assert printed("le {= first =}", "fr") == "le 1er mars 2018"
    assert printed("le {= first =}", "fr", "D MMM YYYY") == "le 1er mars 2018"
    assert printed("le {= last =}", "fr") == "le 5 août 2019"
    assert printed("in {= spill =}") == "in March 2018"
    assert printed("in {= last, month =}") == "in August 2019"
    assert printed("in {= last, year =}") == "in 2019"


def test_what_has_no_value_stays_as_typed() -> None:
    text = "{= rise =} {= rises, month =} {=} {= =} {{ rises }}"
    assert printed(text) == text


def test_a_text_remembers_how_it_was_typed() -> None:
    text = Printer(VALUES, "en", "D MMMM YYYY").print_in(Text("{= rises =} rises", Place("x", 3)))
    assert (text.value, text.typed, text.place) == ("Ten rises", "{= rises =} rises", Place("x", 3))
    assert Text("ten rises", Place("x")).typed == "ten rises"


@given(st.text())
def test_a_text_without_a_mark_is_never_changed(text: str) -> None:
    if "{=" not in text:
        assert printed(text) == text


@given(st.integers(0, 10**9), st.sampled_from(["en", "de", "fr", "es", "it", "sv"]))
def test_any_number_beyond_twelve_is_in_digits(number: int, language: str) -> None:
    spelt = spell_number(number, language)
    assert (spelt == format_number(number, language)) == (number > 12 or not spelt.isalpha())
    assert "".join(c for c in format_number(number, language) if c.isdecimal()) == str(number)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = PartialDate(year, month + 1).last
    return last if day.day > last.day else last.replace(day=day.day)


@given(DAYS, DAYS)
def test_whole_months_are_the_most_that_have_passed(start: date, end: date) -> None:
    months = whole_months(start, end)
    assert months == 0 if end < start else add_months(start, months) <= end < add_months(start, months + 1)


@given(DAYS, st.integers(0, 4000))
def test_a_month_never_ends_a_day_late(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert whole_months(start, end) <= whole_months(start, end + timedelta(days=1)) <= whole_months(start, end) + 1
