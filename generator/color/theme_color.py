"""A colour of a theme, lighter or darker as in Office's gallery of colours -> six hex digits, and back.

Office scales the lightness of HSL: `lumMod` multiplies it, `lumOff` is added (ECMA-376-1, 20.1.2.3.20 and 20.1.2.3.21).
"""

import colorsys
import re
from collections.abc import Mapping

from msgspec import Struct

_FORM = re.compile(r"([a-z]+_?[a-z]*\d?)(?: (lighter|darker) (\d{1,2})%)?")
_STEPS = tuple(sorted(range(-95, 100, 5), key=abs))


class ThemeColor(Struct, frozen=True):
    """The colour `name` of a theme, lighter by so many per cent, or darker where negative."""

    name: str
    lighter: int = 0

    def __str__(self) -> str:
        change = f" {'lighter' if self.lighter > 0 else 'darker'} {abs(self.lighter)}%" if self.lighter else ""
        return self.name + change

    @property
    def modulation(self) -> tuple[int, int]:
        """The per cent of `lumMod` and `lumOff`."""
        return 100 - abs(self.lighter), max(self.lighter, 0)


def parse_theme_color(text: str) -> ThemeColor:
    """Return the colour written as `accent1` or `accent1 lighter 60%`. Raises ValueError for anything else."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(text)
    share = int(match[3] or 0)
    return ThemeColor(match[1], -share if match[2] == "darker" else share)


def to_hex(color: ThemeColor, theme: Mapping[str, str]) -> str:
    """Return the six hex digits of `color` in a `theme`, colours by name. Raises KeyError for an unknown name."""
    value = theme[color.name]
    if not color.lighter:
        return value
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    factor, offset = (percent / 100 for percent in color.modulation)
    parts = colorsys.hls_to_rgb(hue, lightness * factor + offset, saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def find_theme_color(value: str, theme: Mapping[str, str]) -> ThemeColor | None:
    """Return how `theme` makes the colour of the hex digits `value`, the least changed first; None if it cannot."""
    colors = (ThemeColor(name, lighter) for lighter in _STEPS for name in theme)
    return next((color for color in colors if to_hex(color, theme) == value.upper()), None)
