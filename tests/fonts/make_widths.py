"""Free fonts metric-compatible with Office's (TTF) -> widths/*.json, the shipped advance widths. Run by hand.

    python tests/fonts/make_widths.py /usr/share/fonts/truetype

The only module that imports fontTools. A table maps the first of consecutive code points (hex) to the advance widths
of all of them, in font units.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILIES = ("Carlito", "Caladea", "LiberationSans", "LiberationSerif", "LiberationMono")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Latin, Greek and Cyrillic with their extensions, punctuation, currency, letterlike, arrows, operators, shapes
BLOCKS = (
    (0x20, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x22FF), (0x2460, 0x27BF), (0xFB00, 0xFB06),
)  # fmt: skip
# Line metrics of the originals: Cambria's line is higher than Caladea's; Calibri's includes its gap (OS/2 usWin…).
OFFICE_METRICS = {
    "Caladea": {"ascent": 950, "descent": 222, "line_gap": 0},
    "Carlito": {"ascent": 1950, "descent": 550, "line_gap": 0},
}


def main(fonts: Path) -> None:
    for family in FAMILIES:
        for style in STYLES:
            [path] = fonts.rglob(f"{family}-{style}.ttf")
            table = _table(TTFont(path), OFFICE_METRICS.get(family))
            out = Path(__file__).parents[2] / "generator" / "fonts" / "widths" / f"{family}-{style}.json"
            out.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="ascii")


def _table(font: TTFont, office: dict[str, int] | None) -> dict[str, object]:
    units = font["head"].unitsPerEm
    advances = sorted((code, font["hmtx"][glyph][0]) for code, glyph in font.getBestCmap().items() if _in_blocks(code))
    return {"units_per_em": units, **(office or _line_metrics(font)), "widths": dict(_consecutive(advances))}


def _line_metrics(font: TTFont) -> dict[str, int]:
    """Return ascent, descent and gap from `hhea`, the sum that LibreOffice Writer and Word use for these fonts."""
    hhea = font["hhea"]
    return {"ascent": hhea.ascent, "descent": -hhea.descent, "line_gap": hhea.lineGap}


def _in_blocks(code: int) -> bool:
    return any(first <= code <= last for first, last in BLOCKS)


def _consecutive(advances: Iterable[tuple[int, int]]) -> Iterator[tuple[str, list[int]]]:
    for _, run in groupby(enumerate(advances), key=lambda item: item[1][0] - item[0]):
        codes, widths = zip(*(pair for _, pair in run), strict=True)
        yield f"{codes[0]:04X}", list(widths)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
