"""The six marks of a timeline as polygons of about equal area, so that none looks more important than another."""

from math import cos, pi, sin

from generator.draw.picture import Point
from generator.draw.style import MARK_PT


def outline(mark: str, x: float, y: float, size: float) -> tuple[Point, ...]:
    """Return the polygon of `mark` around (x, y); `size` is the diameter of a circle."""
    return tuple((x + across * size / 2, y + down * size / 2) for across, down in _OUTLINES[mark])


def _regular(corners: int, radius: float, start: float = -pi / 2) -> list[Point]:
    angles = [start + 2 * pi * corner / corners for corner in range(corners)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


def _star(points: int) -> list[Point]:
    tips, notches = _regular(points, 1.35), _regular(points, 0.6, -pi / 2 + pi / points)
    return [point for pair in zip(tips, notches, strict=True) for point in pair]


_TRIANGLE = [(across, down + 0.2) for across, down in _regular(3, 1.3)]
_OUTLINES = {
    "circle": _regular(36, 1.0),
    "square": _regular(4, 1.2, pi / 4),
    "diamond": _regular(4, 1.25),
    "triangle": _TRIANGLE,
    "triangle-down": [(across, -down) for across, down in _TRIANGLE],
    "star": _star(5),
}
# points from the middle of a mark to the farthest of its tips
REACH_PT = max(abs(at) for outline_ in _OUTLINES.values() for point in outline_ for at in point) * MARK_PT / 2
