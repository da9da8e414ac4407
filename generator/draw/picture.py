"""A picture as planned: shapes and words at absolute places, in points from the top left. What render.py draws."""

from collections.abc import Iterable

from msgspec import Struct

from generator.fonts.face import face

Point = tuple[float, float]

# Of a text of size 1: how far capitals and descenders reach; a label keeps this much to itself.
ASCENT, DESCENT = 0.74, 0.22
_STAND_IN = 1.25


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

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Type(Struct, frozen=True):
    """A way to set words: family, size in points, weight, slope and colour (six hex digits)."""

    family: str
    size: float
    color: str
    bold: bool = False
    italic: bool = False

    def width(self, text: str) -> float:
        """Return how wide `text` is set; more where another, perhaps wider face must stand in for all of it."""
        own = face(self.family, self.bold, self.italic)
        return own.width_pt(text, self.size) * (1.0 if own.covers(text) else _STAND_IN)


class Words(Struct, frozen=True):
    """One line of text from `left`, on its `baseline`."""

    text: str
    left: float
    baseline: float
    type: Type

    @property
    def box(self) -> Box:
        size = self.type.size
        right = self.left + self.type.width(self.text)
        return Box(self.left, self.baseline - ASCENT * size, right, self.baseline + DESCENT * size)


class Shape(Struct, frozen=True):
    """A filled polygon. `role` is what it stands for (paper, mark, bar, column, key); `events` are those it shows."""

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


class Picture(Struct, frozen=True):
    """In drawing order: paper, strokes, shapes, words."""

    width: float
    height: float
    paper: tuple[Shape, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    shapes: tuple[Shape, ...] = ()
    words: tuple[Words, ...] = ()


def rectangle(box: Box) -> tuple[Point, ...]:
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))


def joined(width: float, height: float, parts: Iterable[Picture]) -> Picture:
    """Return one picture of `parts`, the earlier ones below."""
    every = tuple(parts)
    return Picture(
        width,
        height,
        tuple(shape for part in every for shape in part.paper),
        tuple(stroke for part in every for stroke in part.strokes),
        tuple(shape for part in every for shape in part.shapes),
        tuple(words for part in every for words in part.words),
    )
