"""Whatever the data: the SVG of a figure says what its events ask, so that no honest build is refused."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.draw.columns import draw_columns
from generator.draw.timeline import draw_timeline
from generator.model.dates import PartialDate
from generator.model.figure import SHAPES
from generator.model.selection import Selection
from generator.readback.expected import expect_columns, expect_timeline
from generator.readback.svg import find_misdrawn
from tests.draw.examples import BRAND, LANES, STACK, columns, edition, event, timeline
from tests.draw.test_columns import REMARKS
from tests.draw.test_timeline import AS_OF, event_lists

ROWS = st.tuples(
    st.dates(date(1990, 1, 1), date(2019, 8, 5)),
    st.integers(-3, 99) | st.sampled_from([0, 10_000]),
    st.sampled_from(["short", "long", "", "odd"]),
    st.sampled_from(["", "low"]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(event_lists(), st.sampled_from(["", "2018", "2019-06"]), st.sampled_from(SHAPES), st.sampled_from([1, 3, 40]))
def test_a_timeline_shows_what_its_events_ask(events, focus, shape, times):
    events = [replace(each, id=f"{each.id}-{number}") for each in events for number in range(times)]
    figure, example = replace(timeline(LANES, "", focus), shape=shape), edition(events, AS_OF)
    drawing = draw_timeline(figure, example, BRAND)
    assert [*find_misdrawn(drawing.svg, expect_timeline(figure, example, BRAND))] == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(ROWS),
    st.sampled_from(["month", "quarter", "year", "decade"]),
    st.sampled_from(SHAPES),
    st.sampled_from([STACK, None]),
    st.sampled_from([None, Selection(start=PartialDate(2010))]),
    REMARKS,
)
def test_columns_show_what_their_events_ask(rows, per, shape, stack, highlight, remarks):
    events = [
        event(f"e{number}", day.isoformat(), count=count, range=range_, confidence=confidence)
        for number, (day, count, range_, confidence) in enumerate(rows)
    ]
    figure = replace(columns(per, stack=stack), shape=shape, highlight=highlight, remarks=tuple(remarks))
    example = edition(events)
    drawing = draw_columns(figure, example, BRAND)
    assert [*find_misdrawn(drawing.svg, expect_columns(figure, example, BRAND))] == []


@pytest.mark.parametrize("number", [300, 3000])
def test_a_density_that_stands_for_another_number_is_found(number):
    events = [
        event(f"e{n}", date.fromordinal(AS_OF.toordinal() - n * 7000 // number).isoformat()) for n in range(number)
    ]
    figure, example = timeline(LANES[:1]), edition(events)
    expected = expect_timeline(figure, example, BRAND)
    assert [*find_misdrawn(draw_timeline(figure, example, BRAND).svg, expected)] == []
    fewer = draw_timeline(figure, edition(events[: number // 2] + events[number // 2 + 40 :]), BRAND)
    assert [*find_misdrawn(fewer.svg, expected)]
