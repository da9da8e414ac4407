"""What a lane says where nothing happens."""

from datetime import date

import pytest

from generator.draw.labels.silence import find_gaps, find_silences
from generator.read.audience.labels import read_labels
from tests.draw.examples import TEMPLATES, event, lane

START, END = date(2019, 1, 1), date(2019, 8, 5)
TESTS = lane("Tests", "test")


def sentences(*dates, language="en-US", start=START, end=END):
    events = [event(str(number), when, "test") for number, when in enumerate(dates)]
    labels = read_labels(language, [TEMPLATES], {})
    silences = find_silences(TESTS, find_gaps(events), start, end, labels, language)
    return [silence.text for silence in silences]


@pytest.mark.parametrize(
    "dates, language, sentence",
    [
        (["2019-01-10", "2019-06-20"], "en-US", "No test from February 2019 to May 2019"),
        (["2019-01-10", "2019-06-20"], "de", "No test von Februar 2019 bis Mai 2019"),
        (["2019-01-31", "2019-06-01"], "de", "No test von Februar 2019 bis Mai 2019"),
        (["2019-01-10"], "de", "No test seit dem 10. Januar 2019"),
        (["2019-01"], "de", "No test seit Januar 2019"),
        (["2018"], "de", "No test seit 2018"),
        (["2019-07-10"], "en-US", "No test before July 2019"),
        ([], "en-US", "No test"),
    ],
)
def test_a_long_silence_is_put_in_words(dates, language, sentence):
    assert sentences(*dates, language=language)[0] == sentence


def test_a_silence_without_two_whole_months_is_given_by_its_days():
    assert sentences("2019-01-10", "2019-03-20", language="de", end=date(2019, 3, 31)) == [
        "No test vom 11. Januar 2019 bis zum 19. März 2019"
    ]


def test_only_a_silence_of_two_fifths_of_the_period_is_mentioned():
    decade = {"start": date(2000, 1, 1), "end": date(2009, 12, 31)}
    assert sentences("2000", "2004", "2007", "2009", **decade) == []
    assert sentences("2000", "2006", "2009", **decade) == ["No test from January 2001 to December 2005"]


def test_an_event_that_lasts_is_no_silence():
    talks = event("talks", "2019-01-01", "test", end_date=event("", "2019-08-01").date)
    labels = read_labels("en-US", [TEMPLATES], {})
    assert find_silences(TESTS, find_gaps([talks]), START, END, labels, "en-US") == ()
