"""A figure is the same picture on every machine."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from generator.draw.picture import Box, Picture, Shape, Stroke, TextLine, TextStyle, hatch_lines, rectangle
from generator.draw.render import render
from generator.draw.svg import write_svg

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


RED, WHITE = (255, 0, 0), (255, 255, 255)


def render_alone(**parts):
    """Return the pixels of a picture of 40 by 20 points, and its SVG."""
    picture = Picture(width=40, height=20, **parts)
    return Image.open(BytesIO(render(picture))).convert("RGB"), write_svg(picture, "Example")


def test_a_hatched_shape_shows_lines_inside():
    def colors(hatched):
        shape = Shape(rectangle(Box(5, 5, 35, 15)), "FFFFFF", "column", "FF0000", 0.4, hatched=hatched)
        image, _ = render_alone(shapes=(shape,))
        scale = image.width / 40
        return {color for _, color in image.crop([int(at * scale) for at in (8, 8, 32, 12)]).getcolors(9999)}

    assert colors(hatched=False) == {WHITE} and RED in colors(hatched=True)


def test_a_dashed_stroke_has_gaps():
    def reds(dashed):
        image, _ = render_alone(strokes=(Stroke((2, 10), (38, 10), "FF0000", 1.0, "as-of", dashed=dashed),))
        return [image.getpixel((x, image.height // 2)) for x in range(image.width)].count(RED)

    assert 0.4 * reds(dashed=False) < reds(dashed=True) < 0.8 * reds(dashed=False)


def test_a_character_that_the_font_lacks_is_drawn_from_another_font():
    style = TextStyle("Calibri", 10.0, "000000")

    def pixels(text):
        return render_alone(texts=(TextLine(text, 5, 15, style),))[0].tobytes()

    assert pixels("\N{UMBRELLA}") != pixels("\N{SNOWMAN}")


def test_the_svg_refers_to_no_dtd_and_its_text_stays_text():
    _, svg = render_alone(texts=(TextLine("Oslo", 5, 15, TextStyle("Calibri", 10.0, "000000")),))
    assert b"<!DOCTYPE" not in svg and b">Oslo</text>" in svg


def test_the_hatch_of_the_svg_is_lines_inside_its_shape_as_in_the_png():
    shape = Shape(rectangle(Box(5, 5, 35, 15)), "FFFFFF", "column", "FF0000", 0.4, hatched=True)
    image, svg = render_alone(shapes=(shape,))
    *_, hatch = etree.fromstring(svg).iter("{*}path")
    numbers = [float(number) for number in re.findall(r"[\d.]+", hatch.get("d"))]
    assert hatch.get("fill") == "none" and len(numbers) > 40
    assert min(numbers[::2]) == 5 and max(numbers[::2]) == 35 and min(numbers[1::2]) == 5 and max(numbers[1::2]) == 15
    scale = image.width / 40
    lines = list(zip(*[iter(numbers)] * 4, strict=True))
    middles = [((x1 + x2) / 2 * scale, (y1 + y2) / 2 * scale) for x1, y1, x2, y2 in lines[2:-2]]
    assert all(image.getpixel((int(x), int(y)))[1] < 170 for x, y in middles), "red where the SVG has its lines"


@pytest.mark.parametrize("box", [Box(5.1, 5.1, 5.3, 5.9), Box(2.41, 0.0, 3.0, 0.8), Box(0.0, 0.0, 2.4, 0.8)])
def test_however_small_a_hatched_shape_has_a_line(box):
    lines = hatch_lines(box)
    assert lines
    for x, y in (point for line in lines for point in line):
        assert box.left - 1e-9 <= x <= box.right + 1e-9 and box.top - 1e-9 <= y <= box.bottom + 1e-9
