"""A figure is the same picture on every machine."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAW = """
import hashlib
from generator.draw.columns import draw_columns
from tests.draw.examples import BRAND, columns, edition, event
events = [event("a", "2016-02-03", count=2, range="short"), event("b", "2018-05", range="odd", confidence="low")]
drawing = draw_columns(columns(), edition(events), BRAND)
print(hashlib.sha256(drawing.png + drawing.svg).hexdigest())
"""
THEIRS = "text.usetex: True\nfont.size: 40\nsvg.fonttype: path\npath.sketch: 1, 100, 2\nsavefig.dpi: 20\n"


def draw(cwd: Path, **environment: str) -> str:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-c", DRAW], capture_output=True, text=True, env=settings, cwd=cwd, check=True
    ).stdout


def test_neither_settings_nor_time_zone_nor_hash_seed_change_a_byte(tmp_path):
    (tmp_path / "matplotlibrc").write_text(THEIRS)
    plain = draw(ROOT, PYTHONHASHSEED="1")
    theirs = draw(
        tmp_path, MATPLOTLIBRC=str(tmp_path / "matplotlibrc"), MPLBACKEND="svg", PYTHONHASHSEED="7",
        TZ="Asia/Tokyo", LC_ALL="C", SOURCE_DATE_EPOCH="1",
    )  # fmt: skip
    assert len(plain) > 60 and plain == theirs


def test_planning_needs_no_matplotlib():
    code = "import sys, generator.draw.timeline, generator.draw.columns; print('matplotlib' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "False"


def test_text_has_at_least_7_5_points_and_row_titles_enough_contrast():
    from generator.draw.style import style_of
    from tests.draw.examples import BRAND

    style = style_of(BRAND)
    for paper in (style.white, style.paper):
        assert all(contrast(style.row_title(number).color, paper) >= 4.5 for number in range(1, 6))
    for text_style in (style.label, style.note, style.tick, style.total, style.title, style.caption, style.as_of):
        assert text_style.size_pt >= 7.5


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
