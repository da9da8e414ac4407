"""Colours of a theme -> those of a filled cell: a fill, and the colour in which text is readable on it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.color.contrast import READABLE, contrast
from generator.color.theme_color import ThemeColor, to_hex

# the theme colour of each status; the styles of word.docx use the same
STATUS_COLORS = {"achieved": "accent3", "partly": "accent4", "not_achieved": "accent2"}
_DARKER = (0, -15, -25, -35, -50, -75, -90)  # until text is readable: below white, that is sure to happen


class Fill(Struct, frozen=True):
    """A colour of the theme to fill a cell with, and that of the text on it."""

    color: ThemeColor
    ink: str


def choose_fill(name: str, inks: Sequence[str], theme: Mapping[str, str]) -> Fill | None:
    """Return a fill in the colour `name`, darker if need be, with the first of `inks` that is readable on it.

    `theme` has six hex digits by name. Return None where it does not have these colours, or no ink is readable.
    """
    if not all(theme.get(each) for each in (name, *inks)):
        return None
    for lighter in _DARKER:
        color = ThemeColor(name, lighter)
        for ink in inks:
            if contrast(theme[ink], to_hex(color, theme)) >= READABLE:
                return Fill(color, ink)
    return None


def choose_ink(names: Sequence[str], ground: str, theme: Mapping[str, str]) -> str:
    """Return the first of the colours `names` that is readable on the colour `ground`; "" if there is none."""
    readable = (name for name in names if theme.get(name) and contrast(theme[name], ground) >= READABLE)
    return next(readable, "") if ground else ""
