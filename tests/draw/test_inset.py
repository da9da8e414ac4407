"""Figures in small places: on the cover and in the box of a key number, they say the same with few words."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.color.contrast import READABLE, VISIBLE, contrast
from generator.draw.inset import introduce, scene_of
from generator.draw.planned import render_planned
from generator.model.dataset import DOUBT, Number
from generator.model.edition import SelectedNumber, SelectedNumbers
from generator.model.figure import Cover, Figure, Ranking
from generator.model.look import Brand
from generator.model.selection import Measure
from generator.model.text import NO_TEXT
from generator.pipeline.figure_kinds import FIGURE_KINDS
from generator.readback.svg import find_misdrawn
from generator.select.insets import select_insets
from tests.draw.examples import BRAND, LANES, PLACE, columns, edition, event, faults, remark, select, text, timeline
from tests.draw.test_phases import phase
from tests.draw.test_strips import strips
from tests.draw.test_svg import strangers
from tests.draw.test_timeline import AS_OF, event_lists
from tests.select.test_select import dataset
from tests.trust.long import times

LAUNCHES = select(kind="launch")
MARKED = {"highlight": LAUNCHES, "remarks": (remark("2019-02", "A remark"), remark("2018", "Another one"))}
RANKING = Ranking(
    id="ranking", title=text("Places"), takeaway=NO_TEXT, caption=NO_TEXT, note=NO_TEXT, place=PLACE, by="place",
    select=select(), value="count", most=12,
)  # fmt: skip
FIGURES: list[Figure] = [
    replace(timeline(LANES[2:]), phases=(phase("Calm", "2018", "2018-12"), phase("Launches", "2019")), **MARKED),
    replace(timeline([LANES[0], LANES[3]], "2018"), **MARKED),
    strips(3, highlight=LAUNCHES),
    replace(columns("month"), **MARKED),
    replace(columns("year"), unit="Missiles launched", **MARKED),
    RANKING,
]


def inset_of(figure, events, shape):
    """The figure as `shape` shows it, None where it draws nothing."""
    example = edition(events, AS_OF)
    number = Number("number", Measure("count", LAUNCHES), text("launches"), PLACE, figure=figure.id)
    numbers = SelectedNumbers(NO_TEXT, NO_TEXT, NO_TEXT, (SelectedNumber(number, 1),))
    data = replace(dataset(), cover=Cover(figure.id, PLACE), as_of=AS_OF)
    found = select_insets(data, example.audience, [figure], numbers, example.events)
    return next((each for each in found if each.shape == shape), None)


def plan(inset, events, brand=BRAND):
    example, kind = edition(events, AS_OF), FIGURE_KINDS[inset.kind]
    example = replace(example, labels={**example.labels})
    scene = scene_of(inset, example, brand)
    planned, expected = kind.draw(inset, *scene), kind.expect(inset, *scene)
    return introduce(planned, inset, example), introduce(expected, inset, example)


@settings(max_examples=times(50, 200), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(event_lists(), st.sampled_from(FIGURES), st.sampled_from(["cover", "inset"]))
def test_nothing_touches_nothing_is_cut_no_doubt_is_shown_and_all_is_certified(events, figure, shape):
    inset = inset_of(figure, events, shape)
    if inset is None:
        return
    planned, expected = plan(inset, events)
    assert faults(planned.picture) == []
    assert not any(DOUBT in words for words in (*(line.text for line in planned.picture.texts), planned.alt))
    assert planned.alt.startswith(f"A simplified version of the figure “{figure.title}”.")
    assert (planned.alt, planned.description) == (expected.alt, expected.description)
    drawing = render_planned(planned)
    assert strangers(drawing.svg) == []
    assert [*find_misdrawn(drawing.svg, expected)] == []


COLORS = st.text("0123456789ABCDEF", min_size=6, max_size=6)
EVENTS = [
    event("m1", "2018-03-01", end_date=None, place="Oslo"),
    event("s1", "2018-06-01", "sanction", label="2371"),
    event("t1", "2018-09-01", "test", confidence="low"),
    event("l1", "2018-11-20", "launch", count=3, range="short", confidence="low"),
    event("l2", "2019-05-04", "launch", count=2, range="long"),
]


@settings(max_examples=times(40, 200), deadline=None, derandomize=True)
@given(st.lists(COLORS, min_size=12, max_size=12), st.sampled_from(FIGURES), st.sampled_from(["cover", "inset"]))
def test_words_and_marks_stand_out_from_their_ground_whatever_the_brand(colors, figure, shape):
    brand = Brand(dict(zip(BRAND.colors, colors, strict=True)), "", BRAND.body_font, tuple(colors), tuple(colors))
    planned, _ = plan(inset_of(figure, EVENTS, shape), EVENTS, brand)
    ground = planned.ground
    assert ground == colors[[*BRAND.colors].index("dark2" if shape == "cover" else "light2")]
    assert [line.text for line in planned.picture.texts if contrast(line.style.color, ground) < READABLE] == []
    solid = [shape for shape in planned.picture.shapes if shape.role != "phase" and shape.fill != ground]
    assert [shape.role for shape in solid if contrast(shape.fill, ground) < VISIBLE] == []


def words(inset, events=EVENTS):
    return [line.text for line in plan(inset, events)[0].picture.texts]


def test_a_timeline_on_the_cover_has_the_names_of_its_lanes_the_years_and_what_its_highlighted_phase_adds_up_to():
    lanes = [LANES[2], replace(LANES[3], sum=None, title="Launches by us")]
    phases = (phase("Calm", "2018", "2018-12"), phase("Return", "2019"))
    figure = replace(timeline(lanes, "2018"), phases=phases, highlight=replace_from("2019"))
    said = words(inset_of(figure, EVENTS, "cover"))
    assert {"Tests", "Launches by us", "Return"} <= {*said} and "Calm" not in said
    assert [word for word in said if word.isdigit()] == ["2018", "2019"]


def replace_from(start):
    from generator.model.dates import PartialDate

    return replace(select(), start=PartialDate.parse(start))


def test_columns_on_the_cover_say_what_they_are_of_and_only_the_first_remark():
    said = words(inset_of(FIGURES[4], EVENTS, "cover"))
    assert "Missiles launched" in said and "per year" in said and "A remark" in " ".join(said)
    assert "Another one" not in " ".join(said)


def test_in_the_box_of_a_key_number_columns_have_their_totals_and_what_it_counts_is_highlighted():
    events = [*EVENTS, event("other", "2017-01-01", "sanction", count=9)]
    inset = inset_of(replace(columns("year"), unit="Missiles"), events, "inset")
    said = words(inset, events)
    assert {"Missiles", "9", "2"} <= {*said} and "3†" not in said
    shapes = {each.events[0]: each.fill for each in plan(inset, events)[0].picture.shapes if each.events}
    assert shapes["l2"] != shapes["other"]


def test_in_the_box_of_a_key_number_a_timeline_has_only_the_lanes_of_what_it_counts():
    assert [lane.title for lane in inset_of(timeline(LANES), EVENTS, "inset").lanes] == ["Launches"]
    assert inset_of(timeline(LANES[:3]), EVENTS, "inset") is None


def test_a_figure_that_draws_nothing_stands_nowhere():
    assert [inset_of(figure, [], "cover") for figure in FIGURES] == [None] * len(FIGURES)
