"""Marks that are hollow or crossed by their outcome: what a reader sees, and that it is certified."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.draw.timeline import draw_timeline
from generator.model.figure import LOOKS, MARKS, MarkLook, Outcome
from generator.readback.expected import expect_timeline
from generator.readback.svg import find_misdrawn
from tests.draw.examples import BRAND, LANES, edition, event, faults, lane, timeline
from tests.draw.test_timeline import AS_OF, event_lists, plan_picture, texts
from tests.trust.long import times

OUTCOME = Outcome(
    "outcome", (MarkLook(("partial",), "hollow", "half done"), MarkLook(("failure",), "crossed", "failed"))
)
RESULTS = {"a": "success", "b": "partial", "c": "failure"}


def figure(mark: str = "circle"):
    return timeline([lane("Trials", "test", mark=mark, outcome=OUTCOME)], "2018")


def trials(results=RESULTS):
    days = zip(results.items(), ("2018-02-01", "2018-08-01", "2019-02-01"), strict=False)
    return [event(id_, day, "test", outcome=result, label=id_) for (id_, result), day in days]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_are_filled_hollow_or_crossed_by_the_column(mark):
    picture = plan_picture(trials(), figure(mark))
    marks = {shape.events[0]: shape for shape in picture.shapes if shape.role == "mark"}
    color = marks["a"].fill
    assert [marks[id_].fill for id_ in "bc"] == [BRAND.colors["light1"]] * 2 and marks["b"].edge == color
    (cross,) = [shape.box for shape in picture.shapes if shape.role == "cross"]
    assert marks["c"].box.left <= cross.left and cross.right <= marks["c"].box.right
    assert faults(picture) == []


def test_the_lane_says_what_hollow_and_crossed_marks_mean_where_there_are_any():
    assert "hollow: half done" in texts(plan_picture(trials(), figure()))
    assert "crossed: failed" in texts(plan_picture(trials(), figure()))
    assert "hollow" not in texts(plan_picture(trials({"a": "success", "c": "failure"}), figure()))


def test_the_words_for_it_count_the_outcomes():
    assert "half done 1, failed 1." in draw_timeline(figure(), edition(trials()), BRAND).description


@pytest.mark.parametrize(
    "id_, result, said",
    [("a", "failure", "is not crossed"), ("c", "success", "is not filled"), ("a", "partial", "is not hollow")],
)
def test_a_mark_that_looks_unlike_its_event_is_found(id_, result, said):
    drawn = draw_timeline(figure(), edition(trials()), BRAND)
    expected = expect_timeline(figure(), edition(trials({**RESULTS, id_: result})), BRAND)
    assert [*find_misdrawn(drawn.svg, expected)] == [f"the mark of event `{id_}` {said}"]
    assert not [*find_misdrawn(drawn.svg, expect_timeline(figure(), edition(trials()), BRAND))]


def test_a_cross_where_no_event_asks_for_one_is_found():
    drawn = draw_timeline(figure(), edition(trials()), BRAND).svg.decode()
    start = drawn.index('<g id="cross">') + len('<g id="cross">')
    cross = drawn[start : drawn.index("</g>", start)]
    twice = drawn.replace(cross, cross * 2).encode()
    expected = expect_timeline(figure(), edition(trials()), BRAND)
    assert [*find_misdrawn(twice, expected)] == ["a mark is crossed without reason"]


@settings(
    max_examples=times(40, 200),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # to shrink would draw each picture again
)
@given(event_lists(), st.sampled_from(LOOKS), st.sampled_from(LOOKS), st.sampled_from(MARKS))
def test_whatever_the_outcomes_the_picture_is_certified(events, high, low, mark):
    looks = MarkLook(("high",), high, "of high importance"), MarkLook(("low",), low, "of low importance")
    lanes = [replace(each, outcome=Outcome("importance", looks), mark=mark) for each in LANES]
    example, figure_ = edition(events, AS_OF), timeline(lanes)
    assert faults(plan_picture(events, figure_)) == []
    drawing = draw_timeline(figure_, example, BRAND)
    assert [*find_misdrawn(drawing.svg, expect_timeline(figure_, example, BRAND))] == []
