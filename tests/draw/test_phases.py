"""Phases, remarks and highlights of a timeline: what a reader sees of them."""

import pytest
from msgspec.structs import replace

from generator.draw.layout.panels import LaidPhase
from generator.draw.phase_sums import sum_phases
from generator.draw.timeline import draw_timeline, gather_events
from generator.model.dates import PartialDate
from generator.model.figure import Phase, SumForms
from generator.model.selection import Selection
from tests.draw.examples import BRAND, LANES, PLACE, edition, event, faults, lane, remark, text, timeline
from tests.draw.test_timeline import AS_OF, STYLE, plan_picture

LAUNCHES = replace(LANES[3], sum=SumForms("{number} launches", none="no launch", one="one launch"))
MEETINGS = replace(LANES[0], sum=SumForms("{number} meetings"))


def phase(title: str, start: str, end: str = "", *sums: str) -> Phase:
    return Phase(text(title), PartialDate.parse(start), PartialDate.parse(end) if end else None, PLACE, sums)


def figure(*phases: Phase, **fields):
    return replace(timeline([MEETINGS, LAUNCHES], "2017"), phases=phases, **fields)


def sums(figure_, events) -> list[LaidPhase]:
    example = edition(events, AS_OF)
    gathered = gather_events(figure_, example)
    return [*sum_phases(figure_, gathered.lanes, gathered.period.start, gathered.period.end, example)]


EVENTS = [
    event("a", "2017-03-01", "launch", count=7),
    event("b", "2017-11-30", "launch", count=1, confidence="low"),
    event("c", "2017-12-01", place="First"),
    event("d", "2019-05-04", "launch"),
]
PHASES = (phase("Testing", "2017", "2017-11"), phase("Pause", "2017-12", "2019-04"), phase("Launches", "2019-05"))


def test_a_phase_says_what_begins_in_it_with_the_mark_of_doubt():
    said = {each.title: each.sums for each in sums(figure(*PHASES), EVENTS)}
    assert said == {"Testing": "0 meetings, 8 launches†", "Pause": "1 meetings, no launch",
                    "Launches": "0 meetings, one launch"}  # fmt: skip


def test_a_phase_says_the_sums_that_it_names_in_that_order():
    (said,) = sums(figure(phase("All", "2017", "", "launches", "meetings")), EVENTS)
    assert said.sums == "9 launches†, 1 meetings"


def test_in_a_figure_that_starts_later_a_phase_counts_what_is_shown():
    (said, *_) = sums(replace(figure(*PHASES), start=PartialDate(2017, 6)), EVENTS)
    assert said.sums == "0 meetings, one launch†" and said.start.isoformat() == "2017-06-01"


@pytest.mark.parametrize(
    "number, language, form",
    [(1, "en", "one"), (2, "en", "other"), (2, "ar", "two"), (3, "ar", "few"), (0, "fr", "one")],
)
def test_a_sum_is_said_in_the_form_of_its_language(number, language, form):
    forms = SumForms("other", one="one", two="two", few="few", many="many")
    events = [event(f"e{n}", "2018-01-01", "test") for n in range(number)]
    figure_ = replace(timeline([lane("T", "test")], "2017"), phases=(phase("All", "2017"),))
    figure_ = replace(figure_, lanes=(replace(figure_.lanes[0], sum=forms),))
    example = edition([*events, event("x", "2017", "other")], AS_OF, language)
    gathered = gather_events(figure_, example)
    (said,) = sum_phases(figure_, gathered.lanes, gathered.period.start, gathered.period.end, example)
    assert said.sums == form


def test_titles_and_sums_stand_above_the_lanes_in_their_phase():
    picture = plan_picture(EVENTS, figure(*PHASES))
    lefts = {line.text: line for line in picture.texts}
    first, second = lefts["Testing"], lefts["Pause"]
    (paper, *_) = sorted((shape.box for shape in picture.paper), key=lambda box: box.left)
    assert first.box.right < paper.left < second.left and first.baseline == second.baseline
    assert first.box.bottom < min(shape.box.top for shape in picture.shapes)
    assert faults(picture) == []


def test_the_phase_of_what_is_highlighted_is_in_a_tint_of_the_accent():
    picture = plan_picture(EVENTS, figure(*PHASES, highlight=Selection(start=PartialDate(2019))))
    assert [shape.fill for shape in picture.paper] == [STYLE.paper, STYLE.accent_paper]
    assert {line.style.color for line in picture.texts if line.text == "Launches"} == {
        BRAND.colors["accent2"], BRAND.colors["dark2"],
    }  # fmt: skip
    fills = {shape.events[0]: shape.fill for shape in picture.shapes if shape.role == "column"}
    assert fills["d"] in STYLE.highlights and fills["a"] in STYLE.shades


def test_a_remark_is_a_line_through_all_lanes_with_its_words_above():
    picture = plan_picture(EVENTS, figure(remarks=(remark("2018-06-12", "Singapore"),)))
    lines = [stroke for stroke in picture.strokes if stroke.role == "remark"]
    (words,) = [line for line in picture.texts if line.text == "Singapore"]
    (x,) = {stroke.start[0] for stroke in lines}
    assert 0 < words.left - x < 6 and words.box.bottom <= min(shape.box.top for shape in picture.shapes)
    assert max(stroke.end[1] for stroke in lines) > max(shape.box.bottom for shape in picture.shapes) - 1


def test_the_words_for_a_timeline_tell_phases_and_remarks():
    drawing = draw_timeline(figure(*PHASES, remarks=(remark("2018", "Talks"),)), edition(EVENTS), BRAND)
    assert "1 December 2017 – 30 April 2019: Pause: 1 meetings, no launch." in drawing.description
    assert "2018: Talks." in drawing.description
