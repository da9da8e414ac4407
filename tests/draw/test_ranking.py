"""A ranking: bars in order, each with its name and number, and all of it certified."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.draw.data_table import tabulate_figure
from generator.draw.planned import render_planned
from generator.draw.ranking import plan_ranking
from generator.draw.style import style_of
from generator.model.figure import SHAPES, Ranking
from generator.model.selection import Selection
from generator.readback.expected import expect_ranking
from generator.readback.svg import find_misdrawn
from tests.draw.examples import BRAND, PLACE, drawn_events, edition, event, faults, select, text
from tests.draw.test_svg import strangers
from tests.trust.long import times

STYLE = style_of(BRAND)
EVENTS = [
    event("a", "2018-01-01", place="Oslo", count=3),
    event("b", "2018-02-01", place="bergen", count=9),
    event("c", "2018-03-01", place="Oslo", count=4, confidence="low"),
    event("d", "2018-04-01", count=1),
    event("e", "2018-05-01", place="Ålesund", count=0),
]


def ranking(**fields) -> Ranking:
    none = text("")
    values = {"select": Selection(), "by": "place", "value": "count", "titles": {"Oslo": "Port of Oslo"}, **fields}
    return Ranking(id="r", title=text("Calls"), takeaway=none, caption=none, note=none, place=PLACE, **values)


def plan(events, **fields):
    return plan_ranking(ranking(**fields), edition(events), BRAND)


def rows(picture) -> list[list[str]]:
    """Return the texts of each row, from the left."""
    by_line: dict[float, list] = {}
    for line in picture.texts:
        by_line.setdefault(round(line.baseline, 2), []).append(line)
    return [[line.text for line in sorted(row, key=lambda line: line.left)] for _, row in sorted(by_line.items())]


def test_bars_are_sorted_named_and_numbered_zeros_too():
    picture = plan(EVENTS).picture
    assert rows(picture) == [["Bergen", "9"], ["Port of Oslo", "7†"], ["Unknown", "1"], ["Ålesund", "0"]]
    widths = [shape.box.width for shape in picture.shapes]
    assert [round(width / widths[-1]) for width in widths] == [9, 7, 1]


def test_what_is_left_over_is_one_more_bar_at_the_end():
    assert rows(plan(EVENTS, most=2).picture) == [["Bergen", "9"], ["Port of Oslo", "7†"], ["Other", "1"]]


def test_events_are_counted_where_no_column_is_added_up():
    assert rows(plan(EVENTS, value="").picture)[0] == ["Port of Oslo", "2†"]


def test_a_highlighted_bar_is_in_the_accent_colour():
    fills = [shape.fill for shape in plan(EVENTS, highlight=select(place="bergen")).picture.shapes]
    assert fills == [BRAND.colors["accent2"], *[STYLE.shades[0]] * 2], (
        "the others are pale: in grey, both would be as dark"
    )


def test_words_and_table_have_the_same_order_numbers_and_marks():
    planned = plan(EVENTS)
    assert "Bergen 9, Port of Oslo 7†, Unknown 1, Ålesund 0." in planned.alt
    (table,) = tabulate_figure(ranking(), edition(EVENTS))
    assert [list(row) for row in table.rows] == rows(planned.picture)


def test_without_events_a_line_says_so():
    assert "No events from" in rows(plan([]).picture)[0][0]


WRONG = {
    "a bar": (lambda svg: longer(svg), "the bar of `Unknown` is as long as"),
    "a number": (lambda svg: svg.replace(">9<", ">8<"), "says `Bergen` `8`, expected `Bergen` `9`"),
    "a mark": (lambda svg: svg.replace(">7†<", ">7<"), "expected `Port of Oslo` `7†`"),
    "names swapped": (lambda svg: svg.replace(">Bergen<", ">Oslo<"), "says `Oslo` `9`, expected `Bergen` `9`"),
    "a colour": (
        lambda svg: svg.replace(STYLE.shades[1].lower(), "b23a32", 1),
        "the bar of `Bergen` has the colour #b23a32, expected",
    ),
    "a name more": (
        lambda svg: svg.replace("</svg>", '<text x="1" y="999" fill="#000000">More</text></svg>'),
        "the ranking names 5 bars, expected 4",
    ),
    "a bar gone": (
        lambda svg: svg[: svg.rindex("<path")] + svg[svg.rindex("</g>") :],
        "the ranking has 2 bars, expected 3",
    ),
}  # fmt: skip


def longer(svg: str) -> str:
    """Make the last bar longer."""
    start = svg.rindex('<path d="M ')
    end = svg.index('"', start + 9)
    numbers = svg[start:end].split()
    rights = sorted({number for number in numbers if number.replace(".", "").isdigit()}, key=float)[-1]
    return svg[:start] + svg[start:end].replace(f" {rights} ", f" {float(rights) + 9} ") + svg[end:]


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_a_picture_that_says_something_else_is_found(change, said):
    svg = render_planned(plan(EVENTS)).svg.decode()
    assert change(svg) != svg
    (wrong, *_) = find_misdrawn(change(svg).encode(), expect_ranking(ranking(), edition(EVENTS), BRAND))
    assert said in wrong


NAMES = st.sampled_from(
    ["", "Oslo", "bergen", "日本語", "مرحبا", "🚀 go", "A place with a very long name indeed " * 3, "$5"]
)


@settings(max_examples=times(60, 200), deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(st.tuples(st.dates(), NAMES, st.integers(-2, 9_999), st.sampled_from(["", "low"])), max_size=40),
    st.sampled_from(SHAPES),
    st.integers(2, 6),
    st.sampled_from([None, select(place="Oslo")]),
)
def test_nothing_touches_nothing_is_cut_and_all_is_certified(items, shape, most, highlight):
    events = [
        event(f"e{number}", f"{2000 + day.year % 19}-{day.month:02}", place=place, count=count, confidence=doubt)
        for number, (day, place, count, doubt) in enumerate(items)
    ]
    figure, example = replace(ranking(most=most, highlight=highlight), shape=shape), edition(events)
    planned = plan_ranking(figure, example, BRAND)
    assert faults(planned.picture) == [] and planned == plan_ranking(figure, example, BRAND)
    ids = drawn_events(planned.picture)
    assert len(ids) == len(set(ids))
    drawing = render_planned(planned)
    assert strangers(drawing.svg) == []
    assert [*find_misdrawn(drawing.svg, expect_ranking(figure, example, BRAND))] == []
