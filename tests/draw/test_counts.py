"""Which period an event counts in, and what the period is called."""

from datetime import date

import pytest

from generator.draw.scale.counts import bin_events
from generator.draw.scale.periods import long_name, periods, short_name
from tests.draw.examples import event


def test_an_event_of_which_only_the_year_is_known_counts_in_its_middle():
    bins = bin_events([event("a", "2018")], date(2018, 1, 1), date(2018, 12, 31), "month")
    assert [bin_.start for bin_ in bins if bin_.events] == [date(2018, 7, 1)]


def test_a_week_begins_on_monday():
    assert list(periods(date(2019, 8, 1), date(2019, 8, 6), "week")) == [
        (date(2019, 7, 29), date(2019, 8, 4)),
        (date(2019, 8, 5), date(2019, 8, 11)),
    ]


@pytest.mark.parametrize(
    "per, language, short, long",
    [
        ("day", "en-US", "1 Apr 2010", "1 April 2010"),
        ("week", "de", "1. Apr. 2010", "1. April 2010"),
        ("month", "en-US", "Apr 2010", "April 2010"),
        ("quarter", "en-US", "Q2 2010", "2nd quarter 2010"),
        ("year", "en-US", "2010", "2010"),
        ("decade", "en-US", "2010–2019", "2010–2019"),
        ("century", "en-US", "2010–2109", "2010–2109"),
    ],
)
def test_a_period_is_named_in_the_language(per, language, short, long):
    start = date(2010, 4, 1)
    assert (short_name(start, per, language), long_name(start, per, language)) == (short, long)
