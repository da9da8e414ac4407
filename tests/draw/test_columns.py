from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draw.columns import chart_data, draw_columns, plan, tabulate
from generator.draw.style import style_of
from tests.draw.examples import BRAND, LABELS, columns, drawn_events, edition, event, faults

STYLE = style_of(BRAND)
EVENTS = [
    event("a", "2016-02-03", count=2, range="short"),
    event("b", "2016-05", count=1, range="long"),
    event("c", "2018-05-06", count=4, range="short", confidence="low"),
    event("d", "2018-05-07", range="odd"),
]


def chart(events, **fields):
    figure, example = columns(**fields), edition(events)
    return chart_data(tabulate(figure, example), figure.per, figure.title.value, example)


def test_the_chart_has_the_numbers_of_the_events():
    data = chart(EVENTS)
    assert data.categories == ("2016", "2017", "2018", "2019 (to 5 Aug)")
    assert {series.name: series.values for series in data.series} == {
        "Short range": (2, 0, 4, 0),
        "Long range": (1, 0, 0, 0),
        LABELS["other"]: (0, 0, 1, 0),
    }


def test_quarters_are_named_as_quarters():
    assert chart(EVENTS, per="quarter", start="2019").categories == ("Q1 2019", "Q2 2019", "Q3 2019 (to 5 Aug)")


def test_a_series_without_numbers_is_left_out():
    assert [series.name for series in chart(EVENTS[:1]).series] == ["Short range"]


def test_without_a_stack_there_is_one_series():
    assert [series.values for series in chart(EVENTS, stack=None).series] == [(3, 0, 5, 0)]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2019, 8, 5)), st.integers(0, 99), st.sampled_from(["short", "long", ""])
        )
    ),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_nothing_touches_and_sums_agree(rows, per):
    events = [event(f"e{n}", day.isoformat(), count=count, range=range_) for n, (day, count, range_) in enumerate(rows)]
    figure, example = columns(per), edition(events)
    table = tabulate(figure, example)
    picture = plan(table, figure, example, STYLE)
    assert faults(picture) == []
    series = chart_data(table, figure.per, figure.title.value, example).series
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
    for part in ("8 in all", "2018 (5)", "None in 2017, 2019", "0 in 2019 (to August 5)"):
        assert part in alt or part.replace("August 5", "5 August") in alt


def test_without_events_there_is_a_line_and_a_chart_of_zeros():
    drawing = draw_columns(columns(start="2018"), edition([]), BRAND)
    assert drawing.height_pt < 40 and "No events" in drawing.alt
    assert drawing.data is not None and drawing.data.categories[0] == "2018"
