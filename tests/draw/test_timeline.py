"""Whatever the data: no text touches anything, and every event is drawn once."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.draw.style import style_of
from generator.draw.timeline import draw_timeline, gather_events, plan
from generator.model.dates import PartialDate
from generator.model.figure import SHAPES, MarkLook, Outcome, Row
from generator.model.selection import Selection
from generator.select.columns import find_overfull
from tests.draw.examples import BRAND, LABELS, LANES, drawn_events, edition, event, faults, lane, select, timeline

STYLE = style_of(BRAND)
AS_OF = date(2019, 8, 5)


def plan_picture(events, figure, as_of=AS_OF):
    example = edition(events, as_of)
    return plan(gather_events(figure, example), figure, example, STYLE)


def plan_timeline(events, start="", focus="", lanes=LANES):
    return plan_picture(events, timeline(lanes, start, focus))


def texts(picture):
    return " ".join(text.text for text in picture.texts)


WORDS = st.sampled_from(
    ["", "Oslo", "2371", "Panmunjom", "$100 & 5%", "a_b_c", "日本語", "مرحبا", "🚀 go", "A very long title indeed"]
)
ONE_IN_FIVE = st.sampled_from([False, False, False, False, True])
KINDS = st.sampled_from(["meeting", "sanction", "test", "launch"])


@st.composite
def event_lists(draw):
    span = draw(st.sampled_from([1, 40, 800, 6000, 300000]))
    events = []
    for number in range(draw(st.integers(0, 45))):
        day = AS_OF - timedelta(draw(st.integers(0, span)))
        when = day.isoformat()[: draw(st.sampled_from([10, 10, 10, 7, 4]))]
        if span <= 40:
            when = day.isoformat()
        events.append(
            event(
                f"e{number}",
                when,
                draw(KINDS),
                end_date=PartialDate.of(day + timedelta(draw(st.integers(1, 900)))) if draw(ONE_IN_FIVE) else None,
                label=draw(WORDS),
                title=draw(WORDS),
                place=draw(st.sampled_from(["First", "Second", "Elsewhere"])),
                range=draw(st.sampled_from(["short", "long", "", "odd"])),
                count=draw(st.integers(0, 40)),
                confidence=draw(st.sampled_from(["", "low"])),
                importance=draw(st.sampled_from(["high", "normal", "low"])),
            )
        )
    return events


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(event_lists(), st.sampled_from(["", "2018", "2019-06", "2010"]), st.sampled_from(SHAPES))
def test_nothing_touches_and_every_event_is_drawn_once(events, focus, shape):
    figure = replace(timeline(LANES, "", focus), shape=shape)
    picture = plan_picture(events, figure)
    assert faults(picture) == []
    ids = drawn_events(picture)
    assert len(ids) == len(set(ids))
    assert all(event.id in ids for event in events if event.kind != "launch" or event.count)
    assert picture == plan_picture(events, figure)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("number", [300, 3000])
def test_a_crowd_becomes_columns_with_each_event_in_one(number, shape):
    events = [
        event(f"e{n}", (AS_OF - timedelta(n * 7000 // number)).isoformat(), "meeting", title=f"Event {n}",
              importance="high" if n % 50 == 0 else "normal")
        for n in range(number)
    ]  # fmt: skip
    picture = plan_picture(events, replace(timeline(LANES[:1]), shape=shape))
    assert faults(picture) == []
    assert sorted(drawn_events(picture)) == sorted(event.id for event in events)
    marked = sum(len(shape.events) for shape in picture.shapes if shape.role == "mark")
    assert 0 < marked < 60
    assert f"+{number - marked:,} more" in texts(picture) and "up to" in texts(picture)


@pytest.mark.parametrize(
    "days, per",
    [(20, "day"), (150, "week"), (900, "month"), (9000, "quarter"), (30000, "year"), (80000, "five years"),
     (300000, "decade"), (720000, "fifty years")],
)  # fmt: skip
def test_a_column_stands_for_the_shortest_period_that_has_room(days, per):
    end = date(2999, 8, 5)
    events = [event("a", (end - timedelta(days)).isoformat(), "launch"), event("b", end.isoformat(), "launch")]
    picture = plan_picture(events, timeline(LANES[3:]), end)
    assert f"per {per}" in texts(picture)
    assert faults(picture) == [] and drawn_events(picture) == ["a", "b"]


def test_forty_labels_of_equal_importance_find_a_place():
    events = [event(f"e{n}", f"{2000 + n // 2}-{1 + n * 5 % 12:02}-10", "sanction", label=f"No {n}") for n in range(40)]
    picture = plan_picture(events, timeline([lane("Sanctions", "sanction")]), date(2020, 1, 1))
    assert faults(picture) == []
    assert "more" not in texts(picture)
    assert all(f"No {n}" in texts(picture) for n in range(40))


def test_all_events_on_one_day_are_counted_at_one_mark():
    events = [event(f"e{n}", "2019-03-01", "sanction", label="Same") for n in range(30)]
    picture = plan_picture(events, timeline(LANES), date(2019, 3, 1))
    assert faults(picture) == [] and len(drawn_events(picture)) == 30


def test_an_event_in_the_focus_is_not_in_the_first_panel():
    picture = plan_timeline([event("a", "2012-01-01"), event("b", "2018-01-01")], focus="2018")
    marks = {shape.events[0]: shape.box.left for shape in picture.shapes if shape.role == "mark"}
    [paper] = picture.paper
    assert marks["a"] < paper.box.left < marks["b"]


def test_a_silent_lane_says_when_it_fell_silent():
    events = [event("a", "2017-09-03", "test"), event("b", "2019-06-01")]
    assert "No test since 3 September 2017" in texts(plan_timeline(events, focus="2018"))


def test_a_pause_between_two_events_is_given_in_whole_months():
    events = [event("a", "2017-11-29", "launch"), event("b", "2019-05-04", "launch"), event("c", "2010", "launch")]
    assert "No launch from December 2017 to April 2019" in texts(plan_timeline(events, start="2010", focus="2018"))


def test_marks_that_nearly_touch_have_labels_of_their_own_that_lead_to_them():
    events = [event("a", "2017-08-05", "sanction", label="2371"), event("b", "2017-09-11", "sanction", label="2375")]
    picture = plan_timeline(events, start="2006")
    assert {"2371", "2375"} <= {text.text for text in picture.texts}
    marks = sorted((shape.box.left + shape.box.right) / 2 for shape in picture.shapes if shape.role == "mark")
    feet = sorted(
        {
            round(max(each.start, each.end, key=lambda at: at[1])[0], 3)
            for each in picture.strokes
            if each.role == "leader" and max(each.start[1], each.end[1]) > min(each.start[1], each.end[1])
        }
    )
    assert all(any(abs(mark - foot) < 0.01 for foot in feet) for mark in marks)


def test_marks_on_one_spot_name_all_their_events():
    events = [event("a", "2017-08-05", "sanction", label="2371"), event("b", "2017-08-05", "sanction", label="2375")]
    assert "2371, 2375" in texts(plan_timeline(events, start="2006"))


def test_periods_without_events_are_zeros_unless_words_say_so():
    days = ["2019-02-02", "2019-04-04", "2019-05-05"]
    events = [event(f"e{n}", day, "launch") for n, day in enumerate(days)]
    zeros = [text.left for text in plan_timeline(events, "2018", lanes=LANES[3:]).texts if text.text == "0"]
    columns = sorted(
        shape.box.left for shape in plan_timeline(events, "2018", lanes=LANES[3:]).shapes if shape.role == "column"
    )
    assert [columns[0] < zero < columns[1] or columns[2] < zero for zero in zeros] == [True] * 4, (
        "March, June to August"
    )
    unsaid = replace(LANES[3], none="")  # of which nobody says that its record is complete
    assert "0" not in texts(plan_timeline(events, "2018", lanes=[unsaid])).split()


def test_marks_on_one_spot_are_counted():
    events = [event(f"e{n}", "2017-08-05", "test") for n in range(3)]
    assert "×3" in texts(plan_timeline(events, start="2006"))


def test_the_least_important_labels_give_way_and_are_counted():
    events = [event(f"n{n}", f"2019-07-{n:02}", "sanction", label=f"A long label {n}") for n in range(1, 30)]
    events.append(event("x", "2019-07-15", "sanction", label="Decisive", importance="high"))
    written = texts(plan_timeline(events, start="2000"))
    assert "Decisive" in written and "more" in written


def test_doubt_is_marked_even_in_a_lane_without_labels():
    assert "†" in texts(plan_timeline([event("a", "2017", "test", confidence="low")], start="2010"))


def test_a_month_is_drawn_at_its_length():
    picture = plan_timeline([event("a", "2019-07", "test")], start="2019-06-01")
    [bar] = [shape for shape in picture.shapes if shape.role == "bar"]
    days = 31 / 66
    assert bar.box.width / picture.width > days * 0.7


def test_what_lasts_into_the_enlarged_panel_continues_there():
    talks = event("a", "2017-03-01", "test", end_date=PartialDate.parse("2019-02-01"))
    picture = plan_timeline([talks], start="2010", focus="2018")
    bars = sorted((shape.box for shape in picture.shapes if shape.role == "bar"), key=lambda box: box.left)
    [paper] = picture.paper
    assert len(bars) == 2 and bars[0].right < paper.box.left < bars[1].left
    assert drawn_events(picture) == ["a"]


def test_a_crowd_with_a_doubtful_event_is_marked():
    events = [event(f"e{n}", (AS_OF - timedelta(n)).isoformat(), "test") for n in range(999)]
    assert "†" not in texts(plan_timeline(events))
    assert "†" in texts(plan_timeline([*events, event("x", "2018-05-05", "test", confidence="low")]))


def test_events_outside_all_rows_get_their_own_row():
    assert LABELS["other"] in texts(plan_timeline([event("a", "2018-01-01", place="Elsewhere")], start="2010"))


def test_without_events_one_line_says_so():
    picture = plan_timeline([], start="2010")
    assert picture.height < 40 and "No events from" in texts(picture) and not picture.strokes


def test_columns_add_up_to_the_counts_unknown_included():
    events = [
        event("a", "2019-05-01", "launch", count=2, range="short"),
        event("b", "2019-05-09", "launch", count=3, range=""),
    ]
    written = texts(plan_timeline(events, start="2019"))
    assert "5" in written.split() and LABELS["unknown"] in written


@pytest.mark.parametrize("title", ["$5 and $6", "50%", "a_b^c", "\\frac{1}{2}", "مرحبا", "☂", "<b>&amp;"])
def test_titles_are_drawn_literally(title):
    drawing = draw_timeline(
        timeline([lane("L", "test", label="label")], "2010"), edition([event("a", "2015", "test", label=title)]), BRAND
    )
    written = "".join(ElementTree.fromstring(drawing.svg).itertext())
    assert title in written


def test_the_same_events_make_the_same_bytes():
    events = [event("a", "2015-02-03", "test", label="x"), event("b", "2016", "launch", count=3)]
    one, two = (draw_timeline(timeline(LANES, "2010", "2016"), edition(events), BRAND) for _ in range(2))
    assert one == two


def test_the_alternative_text_tells_what_is_shown():
    events = [
        event("a", "2015-02-03", "test"),
        event("b", "2016-03-04", "test"),
        event("c", "2016-05-06", "launch", count=3),
    ]
    drawing = draw_timeline(timeline(LANES, "2010"), edition(events), BRAND)
    for part in ("Tests: 2", "2016", "Launches: 3", "Meetings: none"):
        assert part in drawing.alt
    assert len(drawing.alt) <= 400 < 1000 > len(drawing.description) >= len(drawing.alt)


def test_each_leader_leads_down_to_a_mark():
    events = [
        event(f"e{n}", (AS_OF - timedelta(n * 40)).isoformat(), "sanction", label=f"Resolution {n}") for n in range(40)
    ]
    picture = plan_timeline(events, lanes=LANES[1:2])
    marks = {round(shape.box.left + shape.box.width / 2, 1) for shape in picture.shapes if shape.role == "mark"}
    leaders = [stroke for stroke in picture.strokes if stroke.role == "leader"]
    tops = {stroke.start for stroke in leaders} | {stroke.end for stroke in leaders if stroke.start[1] > stroke.end[1]}
    bottoms = {max(stroke.start, stroke.end, key=lambda point: point[1]) for stroke in leaders}
    assert len(leaders) > 20
    assert all(round(x, 1) in marks for x, y in bottoms if (x, y) not in tops)


def test_a_row_stands_in_the_middle_of_a_taller_lane():
    title = "A lane with a title of many words that takes several lines"
    picture = plan_timeline([event("a", "2018-01-01", "test")], lanes=[lane(title, "test", label="none")])
    (mark,) = [shape.box for shape in picture.shapes if shape.role == "mark"]
    lines = [text.box for text in picture.texts if text.style == STYLE.title]
    assert len(lines) > 3
    assert abs(mark.middle - (lines[0].top + lines[-1].bottom) / 2) < 2


def test_a_density_alone_has_no_line():
    events = [event(f"e{n}", (AS_OF - timedelta(n)).isoformat(), "test") for n in range(999)]
    assert [stroke for stroke in plan_timeline(events, lanes=LANES[2:3]).strokes if stroke.role == "grid"] == []


def test_a_lane_full_of_columns_names_its_period_under_its_title():
    events = [event(f"e{n}", (AS_OF - timedelta(n)).isoformat(), "launch", count=3) for n in range(7000)]
    picture = plan_timeline(events, lanes=[replace(LANES[3], per="quarter")])
    (per,) = [text for text in picture.texts if text.text.startswith("per ")]
    assert per.left == 0 and faults(picture) == []


@pytest.mark.parametrize("end, side", [("2030", "right"), ("2019-09", "left")])
def test_a_legend_above_full_columns_keeps_clear_of_the_as_of_line(end, side):
    events = [event(f"e{n}", (AS_OF - timedelta(n)).isoformat(), "launch", range="short") for n in range(900)]
    events += [event(f"f{n}", (AS_OF + timedelta(n)).isoformat(), "launch", range="long") for n in range(1, 5000)]
    figure = replace(timeline(LANES[3:], "2017"), end=PartialDate.parse(end))
    picture = plan_picture(events, figure)
    (line,) = [stroke.start[0] for stroke in picture.strokes if stroke.role == "as-of"]
    keys = [shape.box for shape in picture.shapes if shape.role == "key"]
    assert keys and all(key.left > line if side == "right" else key.right < line for key in keys)
    assert faults(picture) == []


def test_the_number_of_events_without_a_label_stands_on_one_line():
    events = [
        event(f"e{n}", (AS_OF - timedelta(n * 5)).isoformat(), title=f"A meeting of the kind {n}", place="First")
        for n in range(100)
    ]
    picture = plan_timeline(events, lanes=[replace(LANES[0], title="M", rows=LANES[0].rows[:1])])
    assert next(text.text for text in picture.texts if text.text.startswith("+")).endswith(" more")


def test_where_the_axis_goes_on_a_line_marks_the_as_of_date():
    figure = replace(timeline(LANES), end=PartialDate.parse("2020"))
    picture = plan_picture([event("a", "2019-02-01", "test")], figure)
    (x,) = {stroke.start[0] for stroke in picture.strokes if stroke.role == "as-of"}
    assert x < picture.width - 40 and "As of" in texts(picture) and "to 5 Aug" not in texts(picture)


def test_where_the_axis_ends_with_the_as_of_date_it_is_said_once_at_its_end():
    picture = plan_timeline([event("a", "2019-02-01", "test")])
    assert not [stroke for stroke in picture.strokes if stroke.role == "as-of"]
    assert texts(picture).count("5 Aug") == 1 and "to 5 Aug" in texts(picture)
    focused = texts(plan_timeline([event("a", "2012-02-01", "test"), event("b", "2019-02-01")], focus="2018"))
    assert focused.count("5 August 2019") == 1 and "to 5 Aug" not in focused


def test_the_as_of_line_ends_above_a_column_that_it_would_cross():
    figure = replace(timeline(LANES[3:], "2019"), end=PartialDate.parse("2019"))
    picture = plan_picture([event("a", "2019-08-02", "launch", count=9)], figure)
    (column,) = [shape.box for shape in picture.shapes if shape.role == "column"]
    (line,) = [stroke.box for stroke in picture.strokes if stroke.role == "as-of"]
    assert column.left < line.left < column.right and line.bottom < column.top


@pytest.mark.parametrize(
    "start, focus", [("2019-06-20", ""), ("2017-02-17", "2019-06-20"), ("2018-12-31", "2019-07-31")]
)
def test_no_column_is_cut_where_the_figure_or_a_panel_begins_or_ends(start, focus):
    events = [event(f"e{n}", (AS_OF - timedelta(n * 9)).isoformat(), "launch", count=2) for n in range(70)]
    picture = plan_timeline(events, start, focus, LANES[3:])
    middle = picture.paper[0].box.left if picture.paper else 0.0
    widths = defaultdict(list)
    for box in (shape.box for shape in picture.shapes if shape.role == "column"):
        widths[box.left > middle].append(box.width)
    assert len(widths) == (2 if focus else 1)
    for panel in widths.values():
        assert min(panel) > max(panel) * 0.85, "a month may have 28 days"


def test_a_label_of_the_second_panel_s_axis_stays_out_of_the_gap():
    events = [event("a", "2012-02-01", "test"), event("b", "2019-02-01")]
    picture = plan_timeline(events, "2006", "2018")
    (paper,) = picture.paper
    first = next(text for text in picture.texts if text.text.endswith("2018") and text.style == STYLE.tick)
    assert first.left >= paper.box.left + 4


def test_a_bracket_does_not_join_marks_of_different_years():
    days = [
        "2013-01-22",
        "2013-03-07",
        "2016-03-02",
        "2016-11-30",
        "2017-06-02",
        "2017-08-05",
        "2017-09-11",
        "2017-12-22",
    ]
    events = [event(f"e{n}", day, "sanction", label=f"{2000 + n}") for n, day in enumerate(days)]
    figure = replace(timeline(LANES[:2], "2006", "2018"), shape="wide")
    picture = plan_picture([*events, event("b", "2019-02-01")], figure)
    assert not [text.text for text in picture.texts if "2001" in text.text and "2002" in text.text]


def test_every_total_stands_with_its_mark_above_its_column():
    events = [
        event(f"e{n}", f"{2006 + n // 4}-{1 + n % 4 * 3:02}-05", "launch", count=(8, 3, 9)[n % 3], confidence="low")
        for n in range(48)
    ]
    picture = plan_timeline(events, "2006", "2018", LANES[3:])
    bins = {text.text for text in picture.texts if text.text.endswith("†")}
    assert "†" not in bins and len(bins) > 2


def test_a_lane_can_say_what_period_its_columns_stand_for():
    events = [event("a", "2019-02-10", "launch", count=4), event("b", "2019-05-10", "launch", count=3)]
    written = texts(plan_timeline(events, "2019", lanes=[replace(LANES[3], per="quarter")]))
    assert "per quarter" in written and "per month" not in written


def test_a_lane_of_columns_without_events_is_one_line():
    quiet = plan_timeline([event("a", "2019-02-10", "test")], "2019", lanes=LANES[2:])
    alone = plan_timeline([event("a", "2019-02-10", "test")], "2019", lanes=LANES[2:3])
    assert quiet.height - alone.height < 18 and "No launch" in texts(quiet)


def bars(picture):
    return [shape.box for shape in picture.shapes if shape.role == "bar"]


def test_spans_that_overlap_stand_on_lines_of_their_own():
    spans = [("2019-01", "2019-04"), ("2019-02", "2019-05"), ("2019-05", "2019-07"), ("2019-04", "2019-06")]
    events = [
        event(f"e{n}", first, "test", end_date=PartialDate.parse(last), label=f"P{n}")
        for n, (first, last) in enumerate(spans)
    ]
    picture = plan_timeline(events, "2019", lanes=[lane("Phases", "test")])
    drawn = bars(picture)
    assert len(drawn) == 4 and not any(a.overlaps(b) for a, b in combinations(drawn, 2))
    assert len({box.top for box in drawn}) == 3, "two of them do not overlap"
    assert faults(picture) == [] and all(f"P{n}" in texts(picture) for n in range(4))


def test_spans_too_many_for_lines_of_their_own_are_said_to_overlap():
    events = [event(f"e{n}", f"2019-01-{n + 1:02}", "test", end_date=PartialDate.parse("2019-07")) for n in range(12)]
    picture = plan_timeline(events, "2019", lanes=[lane("Phases", "test", label="none")])
    assert len({box.top for box in bars(picture)}) == 1 and LABELS["spans_overlap"] in texts(picture)


def test_the_words_for_a_timeline_say_when_its_spans_begin_and_end():
    span = event("a", "2019-01", "test", end_date=PartialDate.parse("2019-04"), label="Trial")
    drawing = draw_timeline(timeline(LANES, "2019"), edition([span]), BRAND)
    assert "Trial: January 2019 – April 2019" in drawing.description


def test_a_symbol_that_no_font_has_is_left_out_of_picture_and_svg():
    example = edition([event("a", "2019-03", "test", label="🚢 Ship 🛳️")])
    figure = timeline([lane("Calls 🚢", "test")], "2019")
    drawing = draw_timeline(figure, example, BRAND)
    written = "".join(ElementTree.fromstring(drawing.svg).itertext())
    assert "Ship" in written and "Calls" in written and not {"🚢", "🛳", "️"} & {*written}
    plain = draw_timeline(
        timeline([lane("Calls", "test")], "2019"), edition([replace(example.events[0], label="Ship")]), BRAND
    )
    assert drawing.png == plain.png


def test_a_label_of_nothing_but_such_symbols_gives_way_to_the_place():
    assert "Oslo" in texts(
        plan_timeline([event("a", "2019-03", "test", label="🚢", place="Oslo")], "2019", lanes=[lane("L", "test")])
    )


@pytest.mark.parametrize("label", ["☂ rain", "한국", "日本語", "नमस्‍ते", "€4 → €5", "x‍y"])
def test_letters_and_symbols_of_a_shipped_or_installed_font_stay(label):
    assert label in texts(
        plan_timeline([event("a", "2019-03", "test", label=label)], "2019", lanes=[lane("L", "test")])
    )


def test_a_period_of_whole_years_or_months_is_named_so():
    picture = plan_timeline([event("a", "2012-05-05", "test"), event("b", "2018-05-05", "test")], "2010", "2018")
    assert "2010 – 2017" in texts(picture) and "January 2018 – 5 August 2019, enlarged" in texts(picture)


def test_long_titles_of_rows_leave_the_panels_more_than_half_the_width():
    name = "A row with a title that is far too long to be printed beside a timeline on one line, whatever its width"
    rows = (Row(name, select(place="First"), "circle", 1),)
    picture = plan_timeline([event("a", "2012-05-05", place="First")], "2010", lanes=[replace(LANES[0], rows=rows)])
    (axis,) = [stroke for stroke in picture.strokes if stroke.role == "axis" and stroke.start[1] == stroke.end[1]]
    assert axis.end[0] - axis.start[0] > picture.width / 2
    assert name in texts(picture)
    assert faults(picture) == []


def test_a_crowded_timeline_is_no_higher_than_a_slide_has_room_for():
    events = [
        event(f"e{n}", (AS_OF - timedelta(n * 30)).isoformat(), kind, label=f"Resolution {n}", title=f"Resolution {n}")
        for n in range(60)
        for kind in ("meeting", "sanction")
    ]
    lanes = [lane("Meetings", "meeting"), lane("Sanctions", "sanction"), LANES[3]]
    picture = plan_picture(events, replace(timeline(lanes), shape="wide"))
    assert 150 < picture.height <= 198


def test_a_label_without_room_is_joined_to_its_neighbours():
    rows = tuple(Row(f"R{n}", select(place=str(n)), "circle", 1) for n in range(12))  # two levels each
    names = {2012: "Bern", 2013: "Oslo", 2014: "Bonn", 2015: "Rom", 2016: "Genf", 2019: "Wien"}
    events = [event(name, f"{year}-01-01", place="0", label=name) for year, name in names.items()]
    written = texts(plan_timeline(events, "1930", lanes=[replace(lane("Meetings", "meeting"), rows=rows)]))
    assert " more" not in written and "Oslo, Bonn" in written


def test_a_lane_whose_period_would_make_too_many_columns_is_refused():
    figure = timeline([replace(LANES[3], per="day")], "1900")
    (problem,) = find_overfull([replace(edition([event("a", "2019-05-01", "launch")]), figures=(figure,))])
    assert "43,681 columns" in problem.what and "per: month" in problem.help
    assert not [*find_overfull([replace(edition([]), figures=(timeline(LANES, "1900"),))])]


def test_the_periods_of_two_narrow_panels_are_apart():
    rows = (Row("A title of a row that takes nearly all the width that titles may take", Selection(), "circle", 1),)
    lanes = [replace(LANES[0], rows=rows)]
    events = [event("a", "2003-03-02"), event("b", "2018-01-05")]
    assert faults(plan_timeline(events, "2003-12-02", "2018", lanes=lanes)) == []


def test_a_title_above_its_lane_is_wrapped_with_its_notes_below():
    outcome = Outcome("place", (MarkLook(("First",), "hollow", "an outcome that takes many words to name"),))
    title = "A lane with a title that is wider than a figure beside text"
    lanes = [replace(LANES[1], title=title, outcome=outcome)]
    picture = plan_picture(
        [event("a", "2018-05-05", "sanction", place="First")], replace(timeline(lanes, "2017"), shape="small")
    )
    assert title in texts(picture) and "an outcome that takes many words to name" in texts(picture)
    assert faults(picture) == []
