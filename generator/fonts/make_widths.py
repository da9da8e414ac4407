"""Free twins of the Office fonts (TTF) -> widths/*.json, the shipped advance widths. Run by hand, not at build.

    python generator/fonts/make_widths.py /usr/share/fonts/truetype

Only here is fontTools imported. A table holds runs of consecutive code points: the first, then an advance width for
each, in font units.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILIES = ("Carlito", "Caladea", "LiberationSans", "LiberationSerif", "LiberationMono")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Latin, Greek and Cyrillic with their extensions, punctuation, currency, letterlike, arrows, operators, shapes
BLOCKS = (
    (0x20, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x22FF), (0x2460, 0x27BF), (0xFB00, 0xFB06),
)  # fmt: skip
# As Office sets the original: Cambria's line is higher than its twin's; Calibri's has its gap inside (OS/2 usWin…).
OFFICE_LINES = {
    "Caladea": {"ascent": 950, "descent": 222, "line_gap": 0},
    "Carlito": {"ascent": 1950, "descent": 550, "line_gap": 0},
}


def main(fonts: Path) -> None:
    for family in FAMILIES:
        for style in STYLES:
            [path] = fonts.rglob(f"{family}-{style}.ttf")
            table = _table(TTFont(path), OFFICE_LINES.get(family))
            out = Path(__file__).parent / "widths" / f"{family}-{style}.json"
            out.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="ascii")


def _table(font: TTFont, office: dict[str, int] | None) -> dict[str, object]:
    units = font["head"].unitsPerEm
    advances = {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items() if _kept(code)}
    return {"units_per_em": units, **(office or _line(font)), "widths": dict(_runs(sorted(advances.items())))}


def _line(font: TTFont) -> dict[str, int]:
    """Ascent, descent and gap of `hhea`: what LibreOffice Writer and Word add up for these fonts."""
    hhea = font["hhea"]
    return {"ascent": hhea.ascent, "descent": -hhea.descent, "line_gap": hhea.lineGap}


def _kept(code: int) -> bool:
    return any(first <= code <= last for first, last in BLOCKS)


def _runs(advances: Iterable[tuple[int, int]]) -> Iterator[tuple[str, list[int]]]:
    run: list[int] = []
    first = -1
    for code, advance in advances:
        if code != first + len(run):
            if run:
                yield f"{first:04X}", run
            first, run = code, []
        run.append(advance)
    if run:
        yield f"{first:04X}", run


if __name__ == "__main__":
    main(Path(sys.argv[1]))
