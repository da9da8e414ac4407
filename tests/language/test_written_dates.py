"""Dates in a text, as precise as they are written."""

import pytest

from generator.language.written_dates import read_dates, without_dates
from generator.model.dates import PartialDate

MEANT = [
    ("en-US", "since September 2017", "2017-09-03"),
    ("en-US", "They began on 5 August", "2019-08-05"),
    ("en-US", "between 4 May", "2019-05-04"),
    ("en-US", "on September 3rd, 2017", "2017-09-03"),
    ("en-GB", "from 3 to 5 May 2019", "2019-05-03"),
    ("en-GB", "on 3, 4 and 5 May 2019", "2019-05-04"),
    ("en-GB", "in Sept. 2017", "2017-09-03"),
    ("en-GB", "by 2021-06-15", "2021-06-15"),
    ("en-GB", "15/6/2021", "2021-06-15"),
    ("en-GB", "in 2018–19", "2019-02"),
    ("en-GB", "since 2006", "2006-10-14"),
    ("de", "vom 3. bis 5. Mai 2019", "2019-05-03"),
    ("de", "seit März 2024", "2024-03-04"),
    ("de", "am 15.6.2021", "2021-06-15"),
    ("fr", "le 1er août 2020", "2020-08-01"),
    ("fr", "depuis mars 2024", "2024-03-04"),
    ("es", "el 3 de mayo de 2019", "2019-05-03"),
    ("pl", "3 maja 2019", "2019-05-03"),
]


@pytest.mark.parametrize(("language", "text", "when"), MEANT)
def test_a_date_is_read_as_its_language_writes_it(language: str, text: str, when: str) -> None:
    dates = [*read_dates(text, language)]
    assert [date.means(PartialDate.parse(when)) for date in dates] == [True], dates


OTHERS = [
    ("en-GB", "May 2021", "2021-06-15", ["May 2021"]),
    ("en-GB", "4 May 2021 or June 2020", "2021-05-05", ["4 May 2021", "June 2020"]),
    ("en-GB", "15 June 2021", "2021-06", ["15 June 2021"]),  # more than the events know
    ("en-GB", "in 2020", "2021", ["2020"]),
    ("fr", "depuis février 2024", "2024-03-04", ["février 2024"]),
]


@pytest.mark.parametrize(("language", "text", "when", "spelled"), OTHERS)
def test_another_date_is_not_taken_for_it(language: str, text: str, when: str, spelled: list[str]) -> None:
    dates = [*read_dates(text, language)]
    assert not any(date.means(PartialDate.parse(when)) for date in dates)
    assert [date.spelled for date in dates] == spelled


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "17 months without a launch"), ("en", "they may rise, 1,999 of them"), ("es", "al mar, al sur")],
)
def test_words_that_only_look_like_dates_are_none(language: str, text: str) -> None:
    assert list(read_dates(text, language)) == []


def test_what_is_left_without_dates_keeps_its_numbers() -> None:
    assert without_dates("It fired 10 on 5 May 2019, and two in 2018.", "en") == "It fired 10 on  … , and two in 2018."
