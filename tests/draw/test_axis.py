from datetime import date, timedelta
from itertools import pairwise

import pytest

from generator.draw.scale.axis import Panel, ticks
from generator.draw.style import style_of
from tests.draw.examples import BRAND

STYLE = style_of(BRAND).tick


@pytest.mark.parametrize("days", [0, 1, 5, 30, 90, 400, 2000, 9000, 60000, 600000])
@pytest.mark.parametrize("width", [60, 150, 380])
def test_ticks_never_crowd(days, width):
    end = date(2999, 6, 30)
    panel = Panel(90, 90 + width, end - timedelta(days), end)
    labelled = ticks(panel, STYLE, "en-US", 0.0, panel.right)
    assert labelled
    assert all(one.left + STYLE.width(one.label) < two.left for one, two in pairwise(labelled))


def test_a_year_is_marked_where_it_begins():
    panel = Panel(0, 140, date(2000, 1, 1), date(2009, 12, 31))
    assert [tick.label for tick in ticks(panel, STYLE, "en-US", -20, 140)][:2] == ["2000", "2002"]
    assert ticks(panel, STYLE, "en-US", -20, 140)[0].x == 0


def test_a_tick_whose_label_has_no_room_at_the_end_of_the_axis_is_still_marked():
    panel = Panel(0, 240, date(2018, 1, 1), date(2019, 8, 5))
    marked = ticks(panel, STYLE, "en-US", 1, 230)  # what follows is the text at the end of the axis
    assert [tick.label for tick in marked] == ["Jan 2018", "Jul 2018", "Jan 2019", ""]
    assert len(ticks(panel, STYLE, "en-US", 1, 200)) == 3, "a tick would stand above that text"


def test_months_are_named_in_the_language_of_the_edition():
    panel = Panel(0, 200, date(2019, 1, 1), date(2019, 12, 31))
    assert any("Juli" in tick.label for tick in ticks(panel, STYLE, "de", -20, 200))


def test_a_month_is_marked_where_it_begins():
    panel = Panel(0, 200, date(2019, 1, 1), date(2019, 12, 31))
    assert ticks(panel, STYLE, "en-US", -20, 200)[0].x == 0
    later = Panel(0, 200, date(2019, 1, 2), date(2020, 1, 1))
    assert ticks(later, STYLE, "en-US", -20, 200)[0].x > 0
