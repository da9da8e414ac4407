"""The events of the first pack are those of the research files, and add up to their yearly counts."""

import re
from collections import Counter

import pytest

from tests.seed.convert import EVENTS, converted
from tests.seed.pack import SOURCE, dataset, events, source_ids, statements

# yearly_counts.csv of the research files: missiles launched, by range; years without a launch are left out.
COUNTS = {
    "1984": {"short": 6},
    "1990": {"short": 1, "medium": 1},
    "1991": {"short": 1},
    "1992": {"medium": 1},
    "1993": {"short": 3, "medium": 1},
    "1998": {"long": 1},
    "2006": {"short": 2, "medium": 4, "long": 1},
    "2009": {"short": 5, "medium": 2, "long": 1},
    "2012": {"long": 2},
    "2013": {"short": 6},
    "2014": {"short": 17, "medium": 2},
    "2015": {"short": 12, "medium": 3},
    "2016": {"short": 4, "medium": 19, "long": 1},
    "2017": {"short": 4, "medium": 13, "long": 3, "unknown": 1},
    "2019": {"short": 10},
}
NUCLEAR = {"2006": 1, "2009": 1, "2013": 1, "2016": 2, "2017": 1}


@pytest.mark.skipif(not SOURCE.exists(), reason="the research files are not in this checkout")
def test_the_events_are_the_source_converted() -> None:
    assert EVENTS.read_text(encoding="utf-8") == converted(SOURCE)


def test_the_core_series_adds_up_to_the_yearly_counts_at_the_as_of_date() -> None:
    found: dict[str, Counter[str]] = {}
    for event in events():
        if event["counted"] == "yes" and event["date"] <= dataset()["as_of"]:
            found.setdefault(event["date"][:4], Counter())[event["range"]] += int(event["count"])
    assert found == COUNTS


def test_nuclear_tests_are_those_of_the_yearly_counts() -> None:
    assert Counter(event["date"][:4] for event in events() if event["kind"] == "nuclear_test") == NUCLEAR


def test_ids_are_stable_readable_names() -> None:
    ids = [event["id"] for event in events()]
    assert len(set(ids)) == len(ids) == 193
    assert [each for each in ids if not re.fullmatch(r"[a-z][a-z0-9-]{0,29}", each)] == []


def test_a_doubtful_event_of_the_core_series_has_a_note() -> None:
    doubtful = [event for event in events() if "disputed" in event["tags"].split(";")]
    assert len(doubtful) == 22
    assert [event["id"] for event in doubtful if not event["note"]] == []


def test_all_that_is_cited_is_in_the_list_of_sources() -> None:
    cited = [source for event in events() for source in event["sources"].split(";")]
    cited += [source.partition(",")[0] for statement in statements() for source in statement.get("sources", ())]
    assert set(cited) - source_ids() == set()
