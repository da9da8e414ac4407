"""Colours of a theme, lighter or darker, as Office computes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.color.theme_color import ThemeColor, find_theme_color, parse_theme_color, to_hex

# as Office shows the default theme's first accent in its gallery
OFFICE = {"accent1": "4472C4", "light1": "FFFFFF", "dark1": "000000"}
colors = st.from_regex(r"[0-9A-F]{6}", fullmatch=True)
shares = st.integers(-19, 19).map(lambda step: step * 5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("accent1", "4472C4"),
        ("accent1 lighter 80%", "DAE3F3"),
        ("accent1 lighter 60%", "B4C7E7"),
        ("accent1 lighter 40%", "8FAADC"),
        ("accent1 darker 25%", "2F5597"),
        ("accent1 darker 50%", "203864"),
        ("light1 darker 15%", "D9D9D9"),
        ("dark1 lighter 50%", "808080"),
    ],
)
def test_a_lighter_or_darker_colour_is_that_of_office(text: str, value: str) -> None:
    computed = to_hex(parse_theme_color(text), OFFICE)
    pairs = [(int(computed[at : at + 2], 16), int(value[at : at + 2], 16)) for at in (0, 2, 4)]
    assert all(abs(one - other) <= 2 for one, other in pairs), computed


@given(colors, shares)
def test_any_colour_of_a_theme_is_found_again(color: str, lighter: int) -> None:
    theme = {"accent1": color}
    value = to_hex(ThemeColor("accent1", lighter), theme)
    found = find_theme_color(value, theme)
    assert found is not None and to_hex(found, theme) == value
    assert parse_theme_color(str(found)) == found


@pytest.mark.parametrize("text", ["accent1 paler 20%", "accent1 lighter", "accent1 lighter 120%", "", "#FFFFFF", "a b"])
def test_anything_else_is_not_a_colour_of_a_theme(text: str) -> None:
    with pytest.raises(ValueError):
        parse_theme_color(text)


def test_a_colour_that_the_theme_does_not_make_is_not_found() -> None:
    assert find_theme_color("123456", {"accent1": "FF0000"}) is None
