"""Whatever the events, in each kind of figure and each shape: every label can be read, and the picture is certified.

A few examples of each in every run; with `LONG=1` in the environment, two hundred of each kind in each shape.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.draw.svg import write_svg
from generator.model.dates import PartialDate
from generator.model.figure import SHAPES, Figure, Lane, MarkLook, Outcome, Phase, Ranking, Strips, SumForms
from generator.model.selection import Selection
from generator.pipeline.figure_kinds import FIGURES
from generator.readback.svg import find_misdrawn
from tests.draw.examples import (
    BRAND,
    LANES,
    PLACE,
    STACK,
    columns,
    drawn_events,
    edition,
    faults,
    remark,
    select,
    text,
    timeline,
)
from tests.draw.test_svg import strangers
from tests.draw.test_timeline import AS_OF, event_lists
from tests.trust.long import times

KINDS = {kind.name: kind for kind in FIGURES}
NONE = text("")
TITLES = st.sampled_from(
    ["Testing", "A", "Pause and summits", "A phase with a long name of many words", "日本語", "2019"]
)
REMARKS = st.lists(
    st.builds(remark, st.sampled_from(["1990", "2004-05", "2018", "2018-05", "2019-02-27", "2019-08-05"]), TITLES),
    max_size=2,
).map(tuple)
PERS = st.sampled_from(["month", "quarter", "year"])
HIGHLIGHTS = st.sampled_from([None, Selection(start=PartialDate(2019)), select(confidence="low")])
FOCUS = st.sampled_from(["", "2018", "2019-06", "2010"])
SUMS = SumForms("{number} launches", none="no launch", one="one launch")
OUTCOME = Outcome(
    "place",
    (MarkLook(("First",), "hollow", "not done"), MarkLook(("Second",), "crossed", "withdrawn, or at least put off")),
)


@st.composite
def phase_lists(draw: st.DrawFn) -> tuple[Phase, ...]:
    day, phases = AS_OF - timedelta(draw(st.sampled_from([20, 900, 5000]))), []
    for _ in range(draw(st.integers(0, 6))):
        end = day + timedelta(draw(st.integers(0, 900)))
        if end >= AS_OF:
            break
        phases.append(Phase(text(draw(TITLES)), PartialDate.of(day), PartialDate.of(end), PLACE))
        day = end + timedelta(draw(st.sampled_from([1, 1, 200])))
    return tuple(phases)


def strips(number: int) -> Strips:
    lanes = tuple(replace(lane, rows=()) for lane in LANES[-number:])
    return Strips(id="s", title=text("Strips"), takeaway=NONE, caption=NONE, note=NONE, place=PLACE, lanes=lanes)


def ranking(by: str, value: str, most: int) -> Ranking:
    return Ranking(
        id="r", title=text("Calls"), takeaway=NONE, caption=NONE, note=NONE, place=PLACE, select=Selection(), by=by,
        value=value, most=most, titles={"First": "A place with a very long name indeed " * 3},
    )  # fmt: skip


def name_at_length(lane: Lane) -> Lane:
    rows = tuple(replace(row, title=f"{row.title}, with a title of many words") for row in lane.rows)
    return replace(lane, title=f"{lane.title} of which there is more to say than fits on a line", rows=rows)


WITH_OUTCOMES = (
    *(name_at_length(replace(each, outcome=OUTCOME)) for each in LANES[:2]),
    replace(LANES[2], outcome=OUTCOME, label="label", color=1),
    name_at_length(LANES[3]),
)
FIGURES_OF = {
    "timeline": st.builds(timeline, st.just(LANES), st.just(""), FOCUS),
    "timeline with phases": st.builds(
        replace,
        st.builds(timeline, st.just((LANES[0], LANES[1], LANES[2], replace(LANES[3], sum=SUMS))), st.just(""), FOCUS),
        phases=phase_lists(), remarks=REMARKS, highlight=HIGHLIGHTS,
    ),
    "timeline with outcomes": st.builds(timeline, st.just(WITH_OUTCOMES), st.just(""), FOCUS),
    "strips": st.builds(replace, st.builds(strips, st.integers(2, 4)), remarks=REMARKS, highlight=HIGHLIGHTS),
    "ranking": st.builds(
        replace,
        st.builds(ranking, st.sampled_from(["label", "place"]), st.sampled_from(["count", ""]), st.integers(2, 9)),
        highlight=HIGHLIGHTS,
    ),
    "columns": st.builds(columns, PERS, st.just(""), st.none()),
    "columns with a stack": st.builds(
        replace,
        st.builds(columns, PERS, st.sampled_from(["", "2017"]), st.just(STACK)),
        remarks=REMARKS, highlight=HIGHLIGHTS,
    ),
}  # fmt: skip


def test_every_kind_of_figure_is_tried() -> None:
    assert {name.split()[0] for name in FIGURES_OF} == {*KINDS}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FIGURES_OF)
def test_every_label_can_be_read_and_the_picture_is_certified(name: str, shape: str) -> None:
    check(FIGURES_OF[name], shape)


def check(figures: st.SearchStrategy[Figure], shape: str) -> None:
    @settings(
        max_examples=times(4, 200), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
        phases=(Stage.generate,),  # to shrink an example takes minutes
    )  # fmt: skip
    @given(event_lists(), figures)
    def holds(events: list, figure: Figure) -> None:
        figure, example = replace(figure, shape=shape), edition(events, AS_OF)
        kind = KINDS[figure.kind]
        planned = kind.draw(figure, example, BRAND)
        assert faults(planned.picture) == []
        svg = write_svg(planned.picture, planned.title, planned.ground)
        again = kind.draw(figure, example, BRAND)
        assert again == planned and write_svg(again.picture, again.title, again.ground) == svg
        ids = drawn_events(planned.picture)
        assert len(ids) == len(set(ids))
        assert strangers(svg) == []
        assert [*find_misdrawn(svg, kind.expect(figure, example, BRAND))] == []

    holds()
