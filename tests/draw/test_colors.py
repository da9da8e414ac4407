"""The colours of figures: distinct in greyscale, for colour-blind readers, and from the paper behind them.

Simulation: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
(2009), severity 1, on linear RGB. Difference: CIE 1976 in L*a*b* (D65); about 2 is just noticeable.
"""

from itertools import combinations
from math import dist

import pytest

from generator.draw.layout.stacks import segment_shape
from generator.draw.picture import Box
from generator.draw.scale.counts import Segment
from generator.draw.style import style_of
from tests.draw.examples import BRAND
from tests.draw.test_demo import TIMELINES
from tests.draw.test_render import contrast

STYLE = style_of(BRAND)
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
}  # fmt: skip
DISTINCT = 18.0


def perceived(color, vision):
    """Return the colour in L*a*b* as seen with that vision."""
    shares = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    red, green, blue = (sum(part * share for part, share in zip(row, linear, strict=True)) for row in VISIONS[vision])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
def test_plain_shades_are_distinct(vision):
    segments = [Segment(str(number), str(number), number) for number in range(len(STYLE.shades))]
    shapes = [segment_shape(Box(0, 0, 1, 1), segment, STYLE) for segment in segments]
    plain = [shape.fill for shape in shapes if not shape.hatched]
    assert len(plain) >= 3
    for one, two in combinations(plain, 2):
        assert dist(perceived(one, vision), perceived(two, vision)) >= DISTINCT


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("data, figure", TIMELINES)
def test_marks_of_rows_with_similar_colours_differ_in_shape(data, figure, vision):
    rows = [(row.mark, STYLE.mark_color(row.color)) for lane in figure.lanes for row in lane.rows]
    rows += [
        (lane.mark, STYLE.mark_color(lane.color)) for lane in figure.lanes if not lane.rows and lane.draw == "marks"
    ]
    for (shape, color), (other_shape, other) in combinations(rows, 2):
        assert shape != other_shape or dist(perceived(color, vision), perceived(other, vision)) >= DISTINCT


def test_on_every_paper_marks_and_columns_have_a_contrast_of_3_and_text_of_4_5():
    for paper in (STYLE.white, STYLE.paper):
        assert all(contrast(color, paper) >= 3 for color in STYLE.palette)
        assert contrast(STYLE.edge, paper) >= 3, "the outline that every column has"
        for style in (STYLE.label, STYLE.note, STYLE.tick, STYLE.total, STYLE.title, STYLE.caption, STYLE.as_of):
            assert contrast(style.color, paper) >= 4.5
        assert contrast(STYLE.leader, paper) >= 3


def test_chart_colours_are_numbered_from_one_and_start_over():
    colors = [STYLE.mark_color(number) for number in range(1, len(STYLE.palette) + 2)]
    assert colors == [*STYLE.palette, STYLE.palette[0]]
