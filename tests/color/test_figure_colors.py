"""Colours of figures: whatever the theme and the ground, text and marks can be read, and fills told apart."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.color.contrast import contrast
from generator.color.difference import ciede2000, difference
from generator.color.figure_colors import DISTINCT, derive_figure_colors
from generator.color.palette import chart_colors
from generator.color.theme_color import parse_theme_color, to_hex
from tests.trust.long import times

NAMES = ("dark1", "light1", "dark2", "light2", *(f"accent{n}" for n in range(1, 7)), "hyperlink", "followed_hyperlink")
# text, ground, titles, panels, six accents and links of Office's own themes, and two with yellows
THEMES = {
    "Office 2007": "000000 FFFFFF 1F497D EEECE1 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080",
    "Office 2013": "000000 FFFFFF 44546A E7E6E6 5B9BD5 ED7D31 A5A5A5 FFC000 4472C4 70AD47 0563C1 954F72",
    "Office 2016": "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72",
    "Office 2023": "000000 FFFFFF 0E2841 E8E8E8 156082 E97132 196B24 0F9ED5 A02B93 4EA72E 467886 96607D",
    "yellow": "000000 FFFFFF 44546A FFF9C4 FFF176 FFD54F FFEE58 FFC000 FFB300 FFF59D 0563C1 954F72",
    "amber": "000000 FFFFFF 0E2841 E8E8E8 156082 E97132 196B24 0F9ED5 A02B93 FFD54F 467886 96607D",
}
GROUNDS = ("", "14202E", "FFF59D", "808080", "C00000")
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


def colors_of(values, ground="", **options):
    theme = dict(zip(NAMES, values.split() if isinstance(values, str) else values, strict=True))
    palette, shades = ([to_hex(parse_theme_color(name), theme) for name in names] for names in chart_colors(theme))
    return derive_figure_colors(theme, palette, shades, ground, **options)


def assert_readable(colors):
    for text in (*colors.texts.values(), *colors.titles):
        assert contrast(text, colors.ground) >= 4.5
        assert contrast(text, colors.band) >= 4.5, "on the bands behind"
        assert contrast(text, colors.highlight_band) >= 4.5, "and behind what is highlighted"
    assert min(contrast(mark, colors.ground) for mark in colors.marks) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("theme", THEMES)
def test_text_and_marks_can_be_read_in_themes_of_others_on_any_ground(theme, ground):
    assert_readable(colors_of(THEMES[theme], ground))


@settings(max_examples=times(40, 200), deadline=None, derandomize=True)
@given(st.lists(COLORS, min_size=12, max_size=12), COLORS)
def test_text_and_marks_can_be_read_whatever_the_theme_and_the_ground(theme, ground):
    assert_readable(colors_of(theme, ground))


@pytest.mark.parametrize("outlined", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_five_fills_can_be_told_apart_by_everyone(theme, outlined):
    colors = colors_of(THEMES[theme], outlined=outlined)
    for fills in (colors.fills[:5], colors.highlights[:5]):
        assert min(difference(one, other) for one, other in combinations(fills, 2)) >= DISTINCT
        assert outlined or min(contrast(fill, colors.ground) for fill in fills) >= 3, "without an outline"


def test_five_shades_of_one_colour_are_spread_by_lightness():
    theme = dict(zip(NAMES, THEMES["Office 2023"].split(), strict=True))
    colors = derive_figure_colors(theme, ["156082"], ["156082"] * 5)
    assert colors.fills[0] == "156082"
    assert min(difference(one, other) for one, other in combinations(colors.fills[:5], 2)) >= DISTINCT


def test_a_colour_that_is_good_enough_stays_as_it_is():
    colors = colors_of(THEMES["Office 2023"])
    assert (colors.texts["dark1"], colors.texts["dark2"], colors.texts["accent1"]) == ("000000", "0E2841", "156082")
    assert colors.fills[:3] == (colors_of(THEMES["Office 2023"], "FFFFFF").fills[0], "156082", "0E2841")


def test_the_difference_of_colours_is_that_of_the_standard():
    """Pairs 1, 7, 17 and 25 of the test data of Sharma, Wu and Dalal 2005."""
    pairs = {
        ((50, 2.6772, -79.7751), (50, 0, -82.7485)): 2.0425,
        ((50, 0, 0), (50, -1, 2)): 2.3669,
        ((50, 2.5, 0), (73, 25, -18)): 27.1492,
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)): 1.2644,
    }
    assert {pair: round(ciede2000(*pair), 4) for pair in pairs} == pairs
