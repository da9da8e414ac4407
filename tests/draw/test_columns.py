from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.color.contrast import contrast
from generator.draw.columns import columns_data, draw_columns, plan, tabulate
from generator.draw.layout.remarks import find_bin
from generator.draw.style import style_of
from generator.fonts.beside import GAP
from generator.model.dates import PartialDate
from generator.model.figure import SHAPES
from generator.model.selection import Selection
from tests.draw.examples import (
    BRAND,
    LABELS,
    STACK,
    columns,
    drawn_events,
    edition,
    event,
    faults,
    remark,
    select,
)
from tests.trust.long import LONG

STYLE = style_of(BRAND)
EVENTS = [
    event("a", "2016-02-03", count=2, range="short"),
    event("b", "2016-05", count=1, range="long"),
    event("c", "2018-05-06", count=4, range="short", confidence="low"),
    event("d", "2018-05-07", range="odd"),
]


def chart(events, **fields):
    figure, example = columns(**fields), edition(events)
    return columns_data(tabulate(figure, example), figure, example)


def test_the_chart_has_the_numbers_of_the_events():
    data = chart(EVENTS)
    assert data.categories == ("2016", "2017", "2018", "2019\nto 5 Aug")
    assert {series.name: series.values for series in data.series} == {
        "Short range": (2, 0, 4, 0),
        "Long range": (1, 0, 0, 0),
        LABELS["other"]: (0, 0, 1, 0),
    }


def test_quarters_are_named_as_quarters():
    assert chart(EVENTS, per="quarter", start="2019").categories == ("Q1 2019", "Q2 2019", "Q3 2019\nto 5 Aug")


def test_a_series_without_numbers_is_left_out():
    assert [series.name for series in chart(EVENTS[:1]).series] == ["Short range"]


def test_without_a_stack_there_is_one_series():
    assert [series.values for series in chart(EVENTS, stack=None).series] == [(3, 0, 5, 0)]


REMARKS = st.lists(
    st.builds(
        remark,
        st.sampled_from(["1990", "2004-05", "2016", "2018-05-06", "2019"]),
        st.sampled_from(["Most", "All of them short range", "A remark of many words that must be wrapped somewhere"]),
    ),
    max_size=2,
)


@settings(max_examples=200 if LONG else 60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2019, 8, 5)), st.integers(0, 99), st.sampled_from(["short", "long", ""])
        )
    ),
    st.sampled_from(["month", "quarter", "year"]),
    st.sampled_from(SHAPES),
    st.sampled_from([None, Selection(start=PartialDate(2016))]),
    REMARKS,
)
def test_nothing_touches_and_sums_agree(rows, per, shape, highlight, remarks):
    events = [event(f"e{n}", day.isoformat(), count=count, range=range_) for n, (day, count, range_) in enumerate(rows)]
    figure, example = replace(columns(per), shape=shape, highlight=highlight, remarks=tuple(remarks)), edition(events)
    table = tabulate(figure, example)
    picture = plan(table, figure, example, STYLE)
    assert faults(picture) == [] and picture == plan(table, figure, example, STYLE)
    if any(count for _, count, _ in rows):
        words = " ".join(texts(picture))
        assert all(each.text.value in words for each in remarks if find_bin(each.at, table.bins) is not None)
    series = columns_data(table, figure, example).series
    assert sum(sum(one.values) for one in series) == sum(count for _, count, _ in rows)
    assert drawn_events(picture) == sorted(event.id for bin_ in table.bins if bin_.total for event in bin_.events)


def test_the_png_is_crisp_and_has_the_stated_proportions():
    from PIL import Image

    drawing = draw_columns(columns(), edition(EVENTS), BRAND)
    width, height = Image.open(BytesIO(drawing.png)).size
    assert width / (drawing.width_pt / 72) >= 220
    assert abs(width / height - drawing.width_pt / drawing.height_pt) < 0.01


def test_the_alternative_text_gives_total_peak_pause_and_last_year():
    alt = draw_columns(columns(), edition(EVENTS), BRAND).alt
    for part in ("8 in all", "2018 (5", "None in 2017, 2019", "0 in 2019 (to August 5)"):
        assert part in alt or part.replace("August 5", "5 August") in alt


def test_without_events_there_is_a_line_and_a_chart_of_zeros():
    drawing = draw_columns(columns(start="2018"), edition([]), BRAND)
    assert drawing.height_pt < 40 and "No events" in drawing.alt
    assert drawing.data is not None and drawing.data.categories[0] == "2018"


def picture_of(events, as_of=date(2019, 8, 5), highlight=None, remarks=(), **fields):
    figure = replace(columns(**fields), highlight=highlight, remarks=remarks)
    example = edition(events, as_of)
    return plan(tabulate(figure, example), figure, example, STYLE)


def texts(picture):
    return [text.text for text in picture.texts]


def test_an_empty_period_shows_a_zero():
    assert texts(picture_of(EVENTS)).count("0") == 2  # 2017 and 2019


def test_a_period_still_running_says_until_when():
    assert "to 5 Aug" in texts(picture_of(EVENTS))
    assert not any(text.startswith("to ") for text in texts(picture_of(EVENTS, date(2018, 12, 31))))


def test_where_not_all_periods_have_room_for_their_names_the_last_one_is_named():
    names = texts(picture_of(EVENTS, per="month", start="2010"))
    assert "Aug 2019" in names and "Jul 2019" not in names and len([name for name in names if " 20" in name]) > 3


def test_what_the_stack_does_not_order_is_hatched():
    hatched = {shape.events for shape in picture_of(EVENTS).shapes if shape.role == "column" and shape.hatched}
    assert hatched == {()}  # one column names its events at its lowest segment
    odd = picture_of([event("d", "2018-05-07", range="odd")])
    assert [shape.hatched for shape in odd.shapes if shape.role == "column"] == [True]


def test_one_among_thousands_stays_visible():
    picture = picture_of([event("a", "2017-05-05", count=9999), event("b", "2018-05-05", count=1)])
    assert min(shape.box.height for shape in picture.shapes if shape.role == "column") >= 0.5


def test_a_few_columns_do_not_fill_the_width():
    picture = picture_of([event("a", "2018-05-05")], per="year", start="2018")
    assert all(shape.box.width <= 50 for shape in picture.shapes if shape.role == "column")


def test_the_legend_lists_segments_from_top_to_bottom_as_they_are_stacked():
    picture = picture_of([event("a", "2010-02-03", range="short"), event("b", "2019-02-03", range="long", count=9)])
    tops = {text.text: text.box.top for text in picture.texts if text.text in STACK.titles}
    assert tops["Long range"] < tops["Short range"]


def beside(picture, name):
    """Return the name of a segment, and the column beside which it stands: what ends just left of it."""
    (name,) = [text for text in picture.texts if text.text == name]
    return name.box, [s.box for s in picture.shapes if s.role == "column" and abs(s.box.right + GAP - name.left) < 0.01]


def test_names_of_segments_stand_beside_a_column_that_has_them():
    events = [event("a", "2010-02-03", range="short", count=7), event("b", "2010-02-04", range="long", count=9)]
    picture = picture_of([*events, event("c", "2019-02-03", range="short")])
    assert not [shape for shape in picture.shapes if shape.role == "key"]
    for name, number in zip(STACK.titles, (0, 1), strict=True):
        box, parts = beside(picture, name)
        part = sorted(parts, key=lambda part: -part.top)[number]
        assert part.top < box.middle < part.bottom


def test_a_highlighted_column_is_in_the_accent_colour():
    picture = picture_of(EVENTS, highlight=Selection(start=PartialDate(2018)))
    fills = {shape.events[0]: shape.fill for shape in picture.shapes if shape.role == "column" and shape.events}
    assert fills["c"] == BRAND.colors["accent2"] and fills["a"] in BRAND.shades
    mixed = picture_of(EVENTS, highlight=select(confidence="low"))
    assert {shape.fill for shape in mixed.shapes} <= {*BRAND.shades}, "2018 has another event"


def test_a_remark_stands_beside_its_column_in_the_column_s_colour():
    picture = picture_of(EVENTS, remarks=(remark("2016", "First of all"),))
    (words,) = [text for text in picture.texts if text.text == "First of all"]
    (left, *_) = sorted(shape.box.left for shape in picture.shapes if shape.role == "column")
    assert left < words.left < left + 200 and words.style == STYLE.remark
    special = picture_of(EVENTS, remarks=(remark("2018", "Now"),), highlight=Selection(start=PartialDate(2018)))
    assert [text.style for text in special.texts if text.text == "Now"] == [STYLE.accent]


def test_remarks_without_room_stand_above_the_chart_with_their_dates():
    full = [event(f"e{n}", f"{2000 + n}-05-05", range=("short", "long")[n % 2], count=9) for n in range(20)]
    words = "A remark that is wider than any column of this chart"
    picture = picture_of(full, stack=None, remarks=(remark("2010", words),))
    (words,) = [text for text in picture.texts if text.text.startswith("2010: A remark")]
    assert words.box.bottom < min(shape.box.top for shape in picture.shapes if shape.role == "column")


def test_the_words_for_columns_tell_what_is_highlighted_and_remarked():
    figure = replace(columns(), highlight=Selection(start=PartialDate(2018)), remarks=(remark("2016", "Fewer."),))
    description = draw_columns(figure, edition(EVENTS), BRAND).description
    assert "Highlighted: 2018." in description and "2016: Fewer. " in description


def test_a_legend_without_free_space_goes_above_the_columns():
    full = [event(f"e{n}", f"{2000 + n}-05-05", range=("short", "long")[n % 2], count=9) for n in range(20)]
    picture = picture_of(full)
    keys = [shape.box.bottom for shape in picture.shapes if shape.role == "key"]
    assert len(keys) == 2 and max(keys) < min(shape.box.top for shape in picture.shapes if shape.role == "column")


def test_what_is_highlighted_stands_out_in_print_without_colour():
    picture = picture_of(EVENTS, stack=None, highlight=Selection(start=PartialDate(2018)))
    columns = {shape.events[0]: shape for shape in picture.shapes if shape.role == "column"}
    assert contrast(columns["c"].fill, columns["a"].fill) > 2 and columns["c"].edge_pt > 2 * columns["a"].edge_pt
    plain = {shape.fill for shape in picture_of(EVENTS, stack=None).shapes}
    assert plain == {STYLE.shades[1]}, "without a highlight, no column is pale"


def test_a_word_of_a_remark_is_never_broken():
    full = [event(f"e{n}", f"{1990 + n}-05-05", count=9) for n in range(29)]
    picture = picture_of(full, stack=None, remarks=(remark("2010", "Extraordinarily"),))
    assert any("Extraordinarily" in text for text in texts(picture))
