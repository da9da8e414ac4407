"""Marks, the labels that they share, and what becomes of them in a crowd."""

from datetime import date, timedelta

import pytest

from generator.draw.marks.density import DENSITY_HEIGHT, density_columns, density_of
from generator.draw.marks.groups import group_marks, mark_of
from generator.draw.marks.shapes import outline
from generator.draw.scale.axis import Panel
from generator.draw.style import style_of
from generator.model.figure import MARKS
from tests.draw.examples import BRAND, event

STYLE = style_of(BRAND)
START = date(2019, 1, 1)
PANEL = Panel(0.0, 365.0, START, date(2019, 12, 31))  # a point a day


def labels(*events):
    marks = [mark_of(each, PANEL) for each in events]
    return [group.text for group in group_marks(marks, "label", STYLE)]


def on_day(day, label, **fields):
    return event(f"{day}-{label}", (START + timedelta(day)).isoformat(), label=label, **fields)


def test_equal_labels_that_would_collide_are_written_once_and_counted():
    assert labels(*(on_day(day, "Panmunjom") for day in (10, 30, 50))) == ["Panmunjom ×3"]


def test_two_marks_under_one_label_need_no_count():
    assert labels(on_day(10, "Panmunjom"), on_day(30, "Panmunjom")) == ["Panmunjom"]


def test_marks_of_different_importance_do_not_share_a_label():
    assert labels(on_day(10, "2371"), on_day(12, "2375", importance="high")) == ["2371", "2375"]


def test_a_shared_label_stays_short():
    texts = labels(*(on_day(10 + day, f"Resolution {day}") for day in range(6)))
    assert len(texts) > 1 and all(STYLE.label.width(text) <= 90 for text in texts)


@pytest.mark.parametrize(
    "fields, label",
    [
        ({"label": "Summit", "place": "Oslo", "title": "A summit"}, "Summit"),
        ({"place": "Oslo", "title": "A summit"}, "Oslo"),
        ({"title": "A summit"}, "A summit"),
        ({"title": "A summit", "confidence": "low"}, "A summit†"),
    ],
)
def test_a_mark_is_labelled_by_label_or_else_place_or_else_title(fields, label):
    assert labels(event("a", "2019-03-01", **fields)) == [label]


def area(points):
    ends = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ends)) / 2


def test_marks_are_of_about_equal_area():
    areas = [area(outline(mark, 0.0, 0.0, 5.4)) for mark in MARKS]
    assert max(areas) < 1.5 * min(areas)


def test_a_triangle_points_up_or_down():
    up, down = (outline(mark, 0.0, 0.0, 5.4) for mark in ("triangle", "triangle-down"))
    (tip,) = [x for x, y in up if y == min(y for _, y in up)]
    (low_tip,) = [x for x, y in down if y == max(y for _, y in down)]
    assert abs(tip) < 0.01 and abs(low_tip) < 0.01


def test_in_a_density_a_single_event_among_thousands_stays_visible():
    crowd = [on_day(5, str(number)) for number in range(3000)]
    density = density_of([*crowd, on_day(300, "lone")], PANEL)
    heights = {shape.events[-1]: shape.box.height for shape in density_columns(density, PANEL, 50.0, 3000, "000000")}
    assert heights["5-2999"] == pytest.approx(DENSITY_HEIGHT) and heights["300-lone"] >= 0.5
