"""Themes of brand colours: whatever the colours, text is readable on the grounds that it is printed on."""

import pytest

from generator.color.contrast import READABLE, STRONG, WHITE, contrast, make_readable, mix
from generator.color.palette import chart_colors, derive_dark_theme, derive_theme

SHIPPED = {
    "dark1": "1A1A1A", "light1": "FFFFFF", "dark2": "1E3557", "light2": "F1F3F7", "accent1": "2F6E91",
    "accent2": "B23A32", "accent3": "2E7D5B", "accent4": "86661A", "accent5": "5D4A8C", "accent6": "5E5A61",
    "hyperlink": "1F5E8C", "followed_hyperlink": "5D4A8C",
}  # fmt: skip
BRANDS = [("4A1D33", "8A3A5E"), ("12324A", "4FA3C7"), ("FFD400", "FFFFFF"), ("000000", "FF0000"), ("777777", "00FF00")]
TEXT = ("dark1", "dark2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hyperlink",
        "followed_hyperlink")  # fmt: skip


@pytest.mark.parametrize(("color", "accent"), BRANDS)
def test_all_text_of_a_derived_theme_is_readable_on_paper(color: str, accent: str) -> None:
    theme = derive_theme(color, accent, SHIPPED)
    assert [name for name in TEXT if contrast(theme[name], WHITE) < READABLE] == []
    assert contrast(theme["dark2"], WHITE) >= STRONG
    assert contrast(theme["hyperlink"], theme["light2"]) >= READABLE


@pytest.mark.parametrize(("color", "accent"), BRANDS)
def test_all_text_of_a_dark_theme_is_readable_on_its_ground_and_panels(color: str, accent: str) -> None:
    theme = derive_dark_theme(color, accent, SHIPPED)
    unreadable = [
        f"{name} on {ground}"
        for ground in ("light1", "light2")
        for name in TEXT
        if contrast(theme[name], theme[ground]) < READABLE
    ]
    assert unreadable == []
    assert contrast(theme["light1"], WHITE) >= 14


def test_brand_colours_that_are_readable_stay_as_they_are() -> None:
    theme = derive_theme("4A1D33", "8A3A5E", SHIPPED)
    assert (theme["dark2"], theme["accent1"]) == ("4A1D33", "8A3A5E")
    assert theme["accent2"] == SHIPPED["accent2"]


def test_a_colour_changes_no_more_than_its_contrast_needs() -> None:
    assert make_readable("767676", "FFFFFF", 4.5) == "767676"
    darker = make_readable("777777", "FFFFFF", 4.5)
    assert contrast("777777", "FFFFFF") < 4.5 <= contrast(darker, "FFFFFF") < 5


def test_colours_mix_by_their_share() -> None:
    assert [mix("000000", "FFFFFF", share) for share in (0, 0.5, 1)] == ["000000", "808080", "FFFFFF"]
    assert mix("FF0000", "0000FF", 0.25) == "BF0040"


def test_charts_have_the_colours_of_the_theme() -> None:
    marks, shades = chart_colors(SHIPPED)
    assert marks[0] == "accent2" and len(set(marks)) == 7
    assert shades[:3] == ["accent1 lighter 50%", "accent1", "dark2"]


def test_pale_segments_on_a_dark_ground_are_darker() -> None:
    _, shades = chart_colors({**SHIPPED, "light1": "101820", "dark1": "F4F6F8"})
    assert shades[0] == "accent1 darker 50%"
