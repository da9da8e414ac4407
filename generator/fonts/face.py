"""Font family and style -> a face that measures text, from the shipped tables of advance widths (`make_widths.py`)."""

import json
import unicodedata
from functools import cache
from pathlib import Path

from msgspec import Struct

from generator.fonts.words import Words

_TABLES = Path(__file__).parent / "widths"

# Office's fonts and the free twins drawn to their widths.
_TWINS = {
    "calibri": "Carlito",
    "carlito": "Carlito",
    "calibri light": "Carlito",
    "cambria": "Caladea",
    "caladea": "Caladea",
    "arial": "LiberationSans",
    "helvetica": "LiberationSans",
    "liberation sans": "LiberationSans",
    "times new roman": "LiberationSerif",
    "times": "LiberationSerif",
    "liberation serif": "LiberationSerif",
    "courier new": "LiberationMono",
    "liberation mono": "LiberationMono",
}  # fmt: skip
_UNKNOWN = "LiberationSans"
_UNKNOWN_WIDER = 1.17  # Verdana, the widest of the common text fonts, beside Arial

# What a system draws characters with that the face lacks: Noto Sans CJK and Noto Naskh Arabic are the tallest.
FALLBACK_ASCENT, FALLBACK_DESCENT = 1.16, 0.38


class MissingFont(Exception):
    """No file of this face is shipped."""


class _Advances(dict[str, float]):
    """Advance width by character, in em; what the table lacks is estimated, rather too wide than too narrow."""

    def __missing__(self, character: str) -> float:
        self[character] = _estimate(character)
        return self[character]


class Face(Struct, frozen=True, eq=False):
    """`ascent`, `descent` and `line_gap` are shares of an em; a line is as high as their sum times the size."""

    family: str
    bold: bool
    italic: bool
    ascent: float
    descent: float
    line_gap: float
    known: bool  # False: widths are estimated from another face
    advances: _Advances
    covered: frozenset[str]
    words: Words  # in em

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return the advance of `text` without kerning, as Office sets it; a ligature or kern only makes it shorter."""
        return sum(map(self.advances.__getitem__, text)) * size_pt

    def covers(self, text: str) -> bool:
        """Whether the face itself has all of `text`; for the rest a system looks for taller faces."""
        return self.covered.issuperset(text)


@cache
def face(family: str, bold: bool = False, italic: bool = False) -> Face:
    """Return the face of a theme font; for a family of which no table is shipped, a generous estimate."""
    twin = _TWINS.get(family.strip().casefold())
    style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    table = json.loads((_TABLES / f"{twin or _UNKNOWN}-{style}.json").read_bytes())
    em = table["units_per_em"] / (1 if twin else _UNKNOWN_WIDER)
    advances = _Advances(
        (chr(code), width / em)
        for first, widths in table["widths"].items()
        for code, width in enumerate(widths, int(first, 16))
    )
    advances.setdefault("\u00a0", advances[" "])  # some files draw it as the space, without an entry of its own
    ascent, descent, line_gap = (table[name] / em for name in ("ascent", "descent", "line_gap"))
    covered = frozenset(advances) | {"\n", "\t"}
    words = Words(advances)
    return Face(family, bold, italic, ascent, descent, line_gap, twin is not None, advances, covered, words)


def _estimate(character: str) -> float:
    if character == "\t":
        return 2.0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if "\U0001f000" <= character <= "\U0001faff":
        return 1.3
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    return 0.7 if unicodedata.bidirectional(character) in ("R", "AL") else 0.85
