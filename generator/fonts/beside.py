"""Columns of named parts -> where their names, and remarks on them, stand beside a column. Pure.

Coordinates are in points, downwards. Both the picture and the editable chart place their texts so.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.fonts.spread import spread

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom
GAP = 3.0  # between a column and a text beside it
_MOST_STEPS = 40  # of a quarter of a line
_ADRIFT = 0.75  # of a line, by which the middle of a name may be outside its part


class NamePlace(Struct, frozen=True):
    """A name begins at `left`, right of column number `column`; `middle` is the height of its middle."""

    column: int
    left: float
    middle: float


def place_names(
    columns: Sequence[Mapping[str, Rectangle]],
    widths: Mapping[str, float],
    line: float,
    obstacles: Sequence[Rectangle],
    frame: Rectangle,
) -> Mapping[str, NamePlace] | None:
    """Return a place for each name of `widths`, beside one of its parts; None if not all have one.

    Names stand together as far as possible, beside the rightmost column that has most of them. `line` is the height of
    a name, `obstacles` are texts that stand already.
    """
    taken = [*obstacles, *(part for column in columns for part in column.values())]
    placed: dict[str, NamePlace] = {}
    order = sorted(range(len(columns)), key=lambda number: (-len(widths.keys() & columns[number].keys()), -number))
    for number in order:
        column = columns[number]
        names = [name for name in column if name in widths and name not in placed]
        for name, middle in _spread_names(names, column, line, frame):
            left, top, bottom = column[name][2] + GAP, column[name][1], column[name][3]
            boxes = (
                (left, y - line / 2, left + widths[name], y + line / 2) for y in _heights(middle, top, bottom, line)
            )
            box = next((box for box in boxes if _is_free(box, taken, frame)), None)
            if box:
                placed[name] = NamePlace(number, left, (box[1] + box[3]) / 2)
                taken.append(box)
        if placed.keys() == widths.keys():
            return placed
    return None if widths else {}


def _spread_names(
    names: Sequence[str], column: Mapping[str, Rectangle], line: float, frame: Rectangle
) -> list[tuple[str, float]]:
    """Return the names from the top, each with the height of its middle: that of its part, spread without overlap."""
    ordered = sorted(names, key=lambda name: column[name][1])
    middles = [(column[name][1] + column[name][3]) / 2 for name in ordered]
    return [*zip(ordered, spread([(middle, line, 1.0) for middle in middles], frame[1], frame[3]), strict=True)]


def _heights(middle: float, top: float, bottom: float, line: float) -> Iterator[float]:
    """Yield heights near `middle` that still are beside the part from `top` to `bottom`, the nearest first."""
    for step in range(_MOST_STEPS):
        for height in (middle - step * line / 4, middle + step * line / 4):
            if top - line * _ADRIFT <= height <= bottom + line * _ADRIFT:
                yield height


def place_remark(
    column: Rectangle, width: float, height: float, taken: Sequence[Rectangle], frame: Rectangle
) -> Rectangle | None:
    """Return where a remark on `column` stands: beside its top, or above it; None without free space.

    `column` includes what stands above it, `taken` are all texts and columns.
    """
    left, top, right, _ = column
    middle = min(max((left + right - width) / 2, frame[0]), frame[2] - width)
    for x, y in (
        (left - GAP - width, top), (right + GAP, top),
        (left - GAP - width, top + height), (right + GAP, top + height), (middle, top - GAP / 2 - height),
    ):  # fmt: skip
        box = x, y, x + width, y + height
        if _is_free(box, taken, frame):
            return box
    return None


def _is_free(box: Rectangle, taken: Sequence[Rectangle], frame: Rectangle) -> bool:
    left, top, right, bottom = box
    is_inside = frame[0] <= left and frame[1] <= top and right <= frame[2] and bottom <= frame[3]
    return is_inside and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )
