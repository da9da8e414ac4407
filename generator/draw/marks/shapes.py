"""The six marks of a timeline as polygons, alike in area, so that none looks more important than another."""

from collections.abc import Callable
from math import cos, pi, sin

from generator.draw.picture import Point


def outline(mark: str, x: float, y: float, size: float) -> tuple[Point, ...]:
    """Return the polygon of `mark` around (x, y); `size` is the diameter of the circle."""
    return tuple((x + across * size / 2, y + down * size / 2) for across, down in _OUTLINES[mark]())


def _circle() -> list[Point]:
    return _regular(36, 1.0, -pi / 2)


def _square() -> list[Point]:
    return _regular(4, 1.2, pi / 4)


def _diamond() -> list[Point]:
    return _regular(4, 1.25, -pi / 2)


def _triangle() -> list[Point]:
    return [(across, down + 0.2) for across, down in _regular(3, 1.3, -pi / 2)]


def _triangle_down() -> list[Point]:
    return [(across, -down) for across, down in _triangle()]


def _star() -> list[Point]:
    outer, inner = _regular(5, 1.35, -pi / 2), _regular(5, 0.6, -pi / 2 + pi / 5)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def _regular(corners: int, radius: float, start: float) -> list[Point]:
    angles = [start + 2 * pi * corner / corners for corner in range(corners)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


_OUTLINES: dict[str, Callable[[], list[Point]]] = {
    "circle": _circle,
    "square": _square,
    "diamond": _diamond,
    "triangle": _triangle,
    "triangle-down": _triangle_down,
    "star": _star,
}
