"""Font family and style -> a face that measures text by the shipped advance widths (see tests/fonts/make_widths.py)."""

import json
import unicodedata
from functools import cache
from pathlib import Path

from msgspec import Struct

_TABLES = Path(__file__).parent / "widths"

# Office fonts and the free fonts with the same metrics.
_METRIC_COMPATIBLE = {
    "calibri": "Carlito",
    "carlito": "Carlito",
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
# Of a family without a table: one that it is like, and how much wider what stands in for it may be.
_UNKNOWN = ("LiberationSans", 1.17)  # as Verdana, the widest of the common text fonts, is wider than Arial
_ALIKE = {"calibri light": ("Carlito", 1.15)}  # no free font has its metrics; LibreOffice sets it in Noto Sans

# In em: of the tallest fonts that a system may fall back to, Noto Sans CJK and Noto Naskh Arabic.
FALLBACK_ASCENT, FALLBACK_DESCENT = 1.16, 0.38

Extent = tuple[float, float, float]  # ascent, descent and line gap, in points


class _Advances(dict[str, float]):
    """Advance width by character, in em; one missing from the table is estimated, too wide rather than too narrow."""

    def __missing__(self, character: str) -> float:
        self[character] = _estimate(character)
        return self[character]


class Face(Struct, frozen=True, eq=False):
    """One style of a font family; a line is as high as ascent, descent and line gap together."""

    family: str
    bold: bool
    italic: bool
    ascent: float  # in em, like the next two
    descent: float
    line_gap: float
    known: bool  # False: widths are estimated from another family
    advances: _Advances
    covered: frozenset[str]

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return the width of `text` without kerning, as Office sets it; ligatures and kerning only narrow it."""
        return sum(map(self.advances.__getitem__, text)) * size_pt

    def extent_pt(self, size_pt: float) -> Extent:
        return self.ascent * size_pt, self.descent * size_pt, self.line_gap * size_pt

    def covers(self, text: str) -> bool:
        """Tell whether the face has every character of `text`; others are drawn in a fallback font, perhaps taller."""
        return self.covered.issuperset(text)


@cache
def face(family: str, bold: bool = False, italic: bool = False) -> Face:
    """Return the face of a family; for one without a table, a generous estimate."""
    table_family = metric_compatible(family)
    like, wider = (table_family, 1.0) if table_family else _ALIKE.get(_key(family), _UNKNOWN)
    table = json.loads((_TABLES / f"{like}-{style_name(bold, italic)}.json").read_bytes())
    em = table["units_per_em"] / wider
    advances = _Advances(
        (chr(code), width / em)
        for first, widths in table["widths"].items()
        for code, width in enumerate(widths, int(first, 16))
    )
    for space in "\u00a0\u202f":  # some fonts map only the space
        advances.setdefault(space, advances[" "])
    ascent, descent, line_gap = (table[name] / em for name in ("ascent", "descent", "line_gap"))
    covered = frozenset(advances) | {"\n", "\t", "\u2060"}
    return Face(family, bold, italic, ascent, descent, line_gap, table_family is not None, advances, covered)


def metric_compatible(family: str) -> str | None:
    """Return the shipped family with the metrics of `family`, if there is one."""
    return _METRIC_COMPATIBLE.get(_key(family))


def _key(family: str) -> str:
    return family.strip().casefold()


def style_name(bold: bool, italic: bool) -> str:
    return ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"


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
