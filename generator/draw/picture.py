"""A planned picture: shapes and lines of text, in points from the top left. render.py draws it."""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil

from msgspec import Struct
from msgspec.structs import astuple, replace

from generator.fonts.face import face
from generator.fonts.scripts import has_east_asian, split_by_script
from generator.fonts.symbols import drawable

Point = tuple[float, float]

# Height of capitals and depth of descenders, as shares of the size: the space that a label needs.
ASCENT, DESCENT = 0.74, 0.22
HIGH_ASCENT = 0.9  # the same of ideographs
# in print; where a slide enlarges a figure, as many as a full-HD screen has. Office draws the SVG
DOTS_PER_INCH = 225
POINTS_PER_INCH = 72
HATCH_GAP, HATCH_PT = 2.4, 0.5  # between the lines of a hatch, and their width
DASHES = (3.0, 2.0)  # of a dashed line and its gaps, times its width
# What is longer is not seen: it has marks without width, and matplotlib would take quadratic time for them
MOST_CHARACTERS = 1000
_FALLBACK_SCALE = 1.25  # a fallback font may be that much wider


class Box(Struct, frozen=True):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def expand(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class TextStyle(Struct, frozen=True):
    """Colours are six hex digits."""

    family: str
    size_pt: float
    color: str
    bold: bool = False
    italic: bool = False

    def width(self, text: str) -> float:
        """Return the width of `text`; more if a fallback font, perhaps wider, must draw it."""
        text = drawable(text)
        font = face(self.family, self.bold, self.italic)
        width_pt = font.width_pt(text, self.size_pt)
        if not font.covers("".join(split_by_script(text)[::2])):  # an ideograph is as wide in any font
            width_pt *= _FALLBACK_SCALE
        return width_pt


class TextLine(Struct, frozen=True):
    """One line of text that starts at `left` on its `baseline`."""

    text: str
    left: float
    baseline: float
    style: TextStyle

    @property
    def shown(self) -> str:
        """What is drawn of it."""
        return drawable(self.text)[:MOST_CHARACTERS]

    @property
    def box(self) -> Box:
        size = self.style.size_pt
        right = self.left + self.style.width(self.text)
        return Box(self.left, self.baseline - ASCENT * size, right, self.baseline + DESCENT * size)

    @property
    def set_upright(self) -> "TextLine":
        """The line without italics where letters have none, and low enough that these are not cut off at the top."""
        if not has_east_asian(self.shown):
            return self
        baseline = max(self.baseline, HIGH_ASCENT * self.style.size_pt)
        return replace(self, baseline=baseline, style=replace(self.style, italic=False))


class Shape(Struct, frozen=True):
    """A filled polygon. `role` is what it stands for (paper, mark, bar, column, density, key); `events` are ids."""

    points: tuple[Point, ...]
    fill: str
    role: str
    edge: str = ""
    edge_pt: float = 0.0
    hatched: bool = False
    events: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        across, down = zip(*self.points, strict=True)
        return Box(min(across), min(down), max(across), max(down))


class Stroke(Struct, frozen=True):
    """A straight line; `role` is grid, axis, leader or as-of."""

    start: Point
    end: Point
    color: str
    width_pt: float
    role: str
    dashed: bool = False

    @property
    def box(self) -> Box:
        (x1, y1), (x2, y2) = self.start, self.end
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


class Layer(Struct, frozen=True):
    """A part of a picture, in drawing order: paper, strokes, shapes, text."""

    paper: tuple[Shape, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    shapes: tuple[Shape, ...] = ()
    texts: tuple[TextLine, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """What its shapes and text occupy, with a little room around."""
        return [box.expand(1.0) for box in (*(shape.box for shape in self.shapes), *(text.box for text in self.texts))]


class Picture(Layer, frozen=True, kw_only=True):
    width: float
    height: float

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of its PNG."""
        scale = DOTS_PER_INCH / POINTS_PER_INCH
        return int(self.width * scale), int(self.height * scale)

    @classmethod
    def of(cls, layers: Iterable[Layer], width: float, height: float) -> "Picture":
        layer = combine(layers)
        texts = tuple(text.set_upright for text in layer.texts)
        return cls(*astuple(replace(layer, texts=texts)), width=width, height=height)


def combine(layers: Iterable[Layer]) -> Layer:
    """Return all layers as one, the first at the bottom."""
    return Layer(*(tuple(chain.from_iterable(parts)) for parts in zip(*map(astuple, layers), strict=True)))


def rectangle(box: Box) -> tuple[Point, ...]:
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))


def group_by_role(shapes: Iterable[Shape]) -> Iterable[tuple[str, Sequence[Shape]]]:
    """Return the shapes of each role together, in the order in which they are drawn."""
    by_role: dict[str, list[Shape]] = {}
    for shape in shapes:
        by_role.setdefault(shape.role, []).append(shape)
    return by_role.items()


def hatch_lines(box: Box) -> tuple[tuple[Point, Point], ...]:
    """Return the slanting lines that hatch `box`, at least one; those of neighbours meet.

    They are lines of their own, since Office draws an SVG's pattern as a block.
    """
    first, last = box.left + box.top, box.right + box.bottom  # x + y is the same all along a line
    sums = [at * HATCH_GAP for at in range(ceil(first / HATCH_GAP), ceil(last / HATCH_GAP))]
    return tuple(_hatch_line(sum_, box) for sum_ in sums or [(first + last) / 2])


def _hatch_line(sum_: float, box: Box) -> tuple[Point, Point]:
    low, high = min(sum_ - box.left, box.bottom), max(sum_ - box.right, box.top)
    return (sum_ - low, low), (sum_ - high, high)
