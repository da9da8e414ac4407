"""The SVG of a figure -> how its texts and marks look, at the size at which a file shows it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.readback.finish.contents import Mark, Sample, TextLook
from generator.readback.parts import parse

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RGB = re.compile(r"#([0-9a-f]{6})")
_BOLD = re.compile(r"\b(?:bold|[6-9]00)\b")
_MARKS = ("column", "mark", "density")  # groups whose shapes stand for events
_LEAST = 6.0  # points: nothing smaller has a text on it

_Box = tuple[float, float, float, float]  # left, top, right, bottom


def read_svg(svg: bytes, width_pt: float, where: str) -> tuple[Mapping[TextLook, Sample], Sequence[Mark]]:
    """Return how texts and marks of a figure look that is shown `width_pt` wide."""
    root = parse(svg)
    scale = width_pt / float(root.get("viewBox", "0 0 0 0").split()[2] or width_pt)
    texts: dict[TextLook, Sample] = {}
    marks: dict[Mark, None] = {}
    behind: list[tuple[_Box, str]] = []
    for element in root.iter(f"{_SVG}path", f"{_SVG}text"):
        fill = _color(element.get("fill", "#000000"))
        if element.tag == f"{_SVG}text":
            left, baseline, size_pt = (float(element.get(name, "0")) for name in ("x", "y", "font-size"))
            ground = _ground(behind, left + size_pt / 4, baseline - size_pt / 4)
            bold = bool(_BOLD.search(element.get("font-weight", "")))
            look = TextLook(fill, ground, size_pt * scale, bold, "und", in_figure=True)
            texts.setdefault(look, Sample(element.text or "", where))
        elif fill:
            box = _box(element)
            role = element.getparent().get("id", "")
            if role in _MARKS:
                ground = _ground(behind, box[0], box[1])
                marks[Mark(f"a {role} of a figure", where, fill, _color(element.get("stroke", "")), ground)] = None
            if min(box[2] - box[0], box[3] - box[1]) >= _LEAST:
                behind.append((box, fill))
    return texts, [*marks]


def _color(value: str) -> str:
    """Return six hex digits, "" for no colour or one that shines through."""
    color = _RGB.fullmatch(value)
    return color[1].upper() if color else ""


def _box(path: Any) -> _Box:
    numbers = [*map(float, _NUMBER.findall(path.get("d", "")))]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def _ground(behind: Sequence[tuple[_Box, str]], x: float, y: float) -> str:
    """Return the colour of the foremost shape at a place."""
    at = (fill for (left, top, right, bottom), fill in reversed(behind) if left <= x <= right and top <= y <= bottom)
    return next(at, "")
