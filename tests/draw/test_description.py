"""The alternative text and the description of a figure."""

from datetime import date

from msgspec.structs import replace

from generator.draw.alt_text import describe_columns, describe_timeline
from generator.draw.columns import tabulate
from generator.draw.timeline import gather_events
from tests.draw.examples import LANES, columns, edition, event, lane, timeline


def of_timeline(events, lanes=LANES, start="2010"):
    figure, example = timeline(lanes, start), edition(events)
    gathered = gather_events(figure, example)
    return describe_timeline(figure, gathered.lanes, gathered.period.start, gathered.period.end, example)


def of_columns(events, as_of=date(2019, 8, 5), **fields):
    figure, example = columns(**fields), edition(events, as_of)
    table = tabulate(figure, example)
    return describe_columns(figure, table.bins, table.segments, table.start, table.end, example)


def test_a_timeline_is_described_lane_by_lane():
    alt, description = of_timeline(
        [
            event("a", "2011-02-03", place="First"),
            event("b", "2018-09-04", place="Second", confidence="low"),
            event("c", "2012-03", "test"),
            event("d", "2017-01-01", "sanction"),
            event("e", "2017-11-28", "sanction"),
            event("f", "2011-05-05", "launch", count=3, range="long"),
            event("g", "2013-05-05", "launch", count=2, range="short"),
            event("h", "2016-05-05", "launch", count=1, range="short"),
        ]
    )
    assert alt == (
        "Timeline from 1 January 2010 to 5 August 2019. Meetings: 2, the last on 4 September 2018†. "
        "Sanctions: 2, the last on 28 November 2017. Tests: one, March 2012. Launches: 6 in all, most in 2011 (3). "
        "No meeting from March 2011 to August 2018. No sanction before January 2017. No test since March 2012. "
        "Marked † in the figure: Meetings (4 September 2018). † marks what sources disagree on or attest thinly."
    )
    assert description == (
        "Timeline from 1 January 2010 to 5 August 2019. Meetings: 2, the last on 4 September 2018†. First 1, Second 1. "
        "No meeting from March 2011 to August 2018. Sanctions: 2, the last on 28 November 2017. "
        "No sanction before January 2017. Tests: one, March 2012. No test since March 2012. "
        "Launches: 6 in all, most in 2011 (3). Short range 3, Long range 3. "
        "Marked † in the figure: Meetings (4 September 2018). † marks what sources disagree on or attest thinly."
    )


def test_a_silence_that_lasts_is_in_the_alternative_text_too():
    alt, description = of_timeline([event("a", "2012-03-01", "test")])
    assert "No test since 1 March 2012." in description and "No test since 1 March 2012." in alt


def test_whatever_the_picture_says_of_absence_is_in_the_alternative_text_however_many_lanes_there_are():
    lanes = [lane(f"A lane with a very long title {number}", f"test{number}") for number in range(20)]
    alt, _ = of_timeline([event(f"e{number}", "2012-03-01", f"test{number}") for number in range(20)], lanes)
    assert [f"No test{number} since 1 March 2012." in alt for number in range(20)] == [True] * 20


def test_columns_that_are_marked_are_named_in_the_alternative_text():
    events = [event("a", "2011-05-05", "launch"), event("b", "2013-05-05", "launch", count=4, tags=("disputed",))]
    alt, description = of_columns(events)
    marked = "Marked † in the figure: 2013. † marks what sources disagree on or attest thinly."
    assert alt.endswith(marked) and description.endswith(marked) and "most in 2013 (4†)" in alt


def test_marks_too_many_to_name_are_explained_all_the_same():
    events = [event(f"e{year}", str(year), "launch", confidence="low") for year in range(1980, 2019)]
    alt, _ = of_columns(events)
    assert alt.endswith("† marks what sources disagree on or attest thinly.") and "Marked †" not in alt


def test_the_mark_of_a_column_in_a_lane_is_told_with_its_year():
    alt, _ = of_timeline([event("a", "2013-05-05", "launch", confidence="low"), event("b", "2014", "launch")])
    assert "Marked † in the figure: Launches (2013)." in alt


def test_of_equally_busy_years_the_first_is_named():
    alt, _ = of_timeline([event("a", "2011-05-05", "launch"), event("b", "2016-05-05", "launch")])
    assert "most in 2011 (1)" in alt


def test_an_alternative_text_ends_with_a_whole_sentence_within_600_characters():
    lanes = [replace(lane(f"Events of the very notable kind {number}", "test"), none="") for number in range(20)]
    alt, description = of_timeline([event("a", "2012-03-01", "test")], lanes)
    assert 500 < len(alt) <= 600 < len(description) and alt.endswith("one, 1 March 2012.")


def test_columns_are_described_by_total_peak_parts_pauses_and_every_number():
    events = [
        event("a", "2016-02-03", count=2, range="short"),
        event("b", "2016-05", count=1, range="long"),
        event("c", "2018-05-06", count=4, range="short"),
    ]
    alt, description = of_columns(events, date(2018, 12, 31))
    opening = "Columns per year from 3 February 2016 to 31 December 2018. 7 in all, most in 2018 (4). "
    assert alt == opening + "None in 2017. 4 in 2018."
    numbers = "2016: 3, 2017: 0, 2018: 4. "
    assert description == opening + "Short range 6, Long range 1. None in 2017. " + numbers + "4 in 2018."


def test_a_period_still_running_says_so():
    alt, _ = of_columns([event("a", "2018-02-03"), event("b", "2019-02-03")])
    assert alt.endswith("1 in 2019 (to 5 August).")


def test_many_empty_periods_and_many_numbers_are_not_listed():
    alt, description = of_columns([event("a", "1980-02-03"), event("b", "2018-02-03")])
    assert "None in" not in description and "1981" not in description
    assert alt.startswith("Columns per year from 3 February 1980 to 5 August 2019. 2 in all")


def test_a_figure_that_begins_after_the_as_of_date_has_no_events():
    assert of_columns([event("a", "2018-02-03")], start="2025")[0] == "No events from 5 August 2019 to 5 August 2019"


def test_a_lane_of_another_period_has_no_events():
    figure = replace(timeline(LANES, "2025"), shape="wide")
    example = edition([event("a", "2018-02-03")])
    gathered = gather_events(figure, example)
    alt, description = describe_timeline(figure, gathered.lanes, gathered.period.start, gathered.period.end, example)
    assert alt == description == "No events from 5 August 2019 to 5 August 2019"
