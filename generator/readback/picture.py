"""The SVG of a figure -> its shapes by role, and its texts, with the keys of legends."""

import re
from collections import defaultdict

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.draw.layout.stacks import KEY_GAP
from generator.draw.picture import Box

SAME = 0.001  # points: places in an SVG are rounded
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Shape(Struct, frozen=True):
    role: str
    box: Box
    fill: str  # after "hatched" if it is
    edge: str = ""


class Text(Struct, frozen=True):
    text: str
    left: float
    baseline: float
    fill: str
    is_note: bool = False  # in italics


class Picture(Struct, frozen=True):
    shapes: dict[str, list[Shape]]  # by role
    texts: list[Text]

    @property
    def keys(self) -> list[tuple[Text, Shape]]:
        """The names in legends, each with its key."""
        return [
            (text, key)
            for key in self.shapes["key"]
            for text in self.texts
            if abs(text.left - KEY_GAP - key.box.right) < SAME and abs(text.baseline - key.box.bottom) < 1
        ]


def read_picture(svg: bytes) -> Picture:
    """Return the shapes and texts of an SVG. Raises XMLSyntaxError if it is none."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    shapes: dict[str, list[Shape]] = defaultdict(list)
    for group in root.iterchildren(f"{_SVG}g"):
        role = group.get("id", "")
        for path in group.iterchildren(f"{_SVG}path"):
            numbers = [*map(float, _NUMBER.findall(path.get("d", "")))]
            box = Box(min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
            if path.get("fill") != "none":
                shapes[role].append(Shape(role, box, path.get("fill", ""), path.get("stroke", "")))
            elif shapes[role] and _is_inside(box, shapes[role][-1].box):  # the lines that hatch it
                shapes[role][-1] = replace(shapes[role][-1], fill=f"hatched {shapes[role][-1].fill}")
    texts = [
        Text(
            text.text or "",
            float(text.get("x", "0")),
            float(text.get("y", "0")),
            text.get("fill", ""),
            text.get("font-style") == "italic",
        )
        for text in root.iter(f"{_SVG}text")
    ]
    return Picture(shapes, texts)


def _is_inside(inner: Box, outer: Box) -> bool:
    outer = outer.expand(SAME)
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )
