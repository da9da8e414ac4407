"""Labels over points of a line -> where each goes above the line, without touching another. Pure.

Labels stand in levels above their marks. Within a level they are moved sideways as little as possible (isotonic
regression, as in Dwyer, Marriott and Stuckey, "Fast node overlap removal", 2006). A label that would leave its mark
moves one level up and gets a leader, for which the labels below make room. What fits nowhere is left out.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, groupby

from msgspec import Struct

from generator.draw.picture import Box
from generator.fonts.spread import spread

LEADER_INSET = 0.5  # points by which a label extends beyond the end of its leader, at least
OVERHANG = 2.0  # points by which a label may miss its mark and still seem to be above it
LABEL_GAP = 5.0  # points between the labels of a level
LEADER_WIDTH = 1.0  # points, including the space around
_FIXED = 1e6  # weight of an item that must not move
_MAX_LABELS = 60  # tried on one line: nobody would read more, and it bounds the time


class Label(Struct, frozen=True):
    """A label to place over `x`; a lower `rank` goes first."""

    x: float
    width: float
    rank: int


class PlacedLabel(Struct, frozen=True):
    """Where the label with that index goes. Level 1 is next to the marks; `left` is its left edge.

    Its leader ends at `foot`; if that is not over the mark, the leader slants from there to it.
    """

    index: int
    level: int
    left: float
    foot: float
    width: float


class Placement(Struct, frozen=True):
    """`slant` is the height that slanting leaders need below the first level; `left_out` are indices."""

    placed: tuple[PlacedLabel, ...]
    left_out: tuple[int, ...]
    slant: float = 0.0

    @classmethod
    def of(cls, placed: Sequence[PlacedLabel], labels: Sequence[Label], slant: float = 0.0) -> "Placement":
        indices = {label.index for label in placed}
        left_out = tuple(index for index in range(len(labels)) if index not in indices)
        return cls(tuple(sorted(placed, key=lambda label: label.index)), left_out, slant)

    @property
    def levels(self) -> int:
        return max((label.level for label in self.placed), default=0)


def place_upright(labels: Sequence[Label], left: float, right: float, levels: int) -> Placement:
    """Place labels with upright leaders between `left` and `right`, on at most so many levels."""
    rows: list[dict[int, float]] = [{} for _ in range(levels)]  # left edges by index
    for index in select_by_importance(labels, _MAX_LABELS):
        _add(index, labels, rows, left, right)
    return Placement.of(
        [
            PlacedLabel(index, level, edge, labels[index].x, labels[index].width)
            for level, row in enumerate(rows, 1)
            for index, edge in row.items()
        ],
        labels,
    )


def select_by_importance(labels: Sequence[Label], limit: int) -> list[int]:
    """Return the indices of at most `limit` labels, important ones first, equally important ones far apart."""
    order = sorted(range(len(labels)), key=lambda index: (labels[index].rank, labels[index].x, index))
    selected: list[int] = []
    for _, group in groupby(order, key=lambda index: labels[index].rank):
        equals = list(group)
        selected += [equals[at] for at in _evenly_spread(len(equals))]
    return selected[:limit]


def _evenly_spread(number: int) -> list[int]:
    """Return 0, 1, 2 … in such an order that the first few are always evenly spread (van der Corput)."""
    digits = max(number - 1, 1).bit_length()
    return sorted(range(number), key=lambda at: int(f"{at:0{digits}b}"[::-1], 2))


def _add(index: int, labels: Sequence[Label], rows: list[dict[int, float]], left: float, right: float) -> None:
    """Add the label to the lowest level that has room, if every level below has room for its leader."""
    for level in range(len(rows)):
        changed = _fit_level(level, [*rows[level], index], labels, rows, left, right)
        if changed is None:
            continue
        attempt = [*rows[:level], changed, *rows[level + 1 :]]
        below = [_fit_level(lower, list(attempt[lower]), labels, attempt, left, right) for lower in range(level)]
        if all(row is not None for row in below):
            rows[:level] = [row for row in below if row is not None]
            rows[level] = changed
            return


def _fit_level(
    level: int, members: list[int], labels: Sequence[Label], rows: list[dict[int, float]], left: float, right: float
) -> dict[int, float] | None:
    """Return the left edges of a level's labels, between the leaders that cross it; None if they don't fit."""
    crossing = [index for row in rows[level + 1 :] for index in row]
    # a leader at the very edge needs no place in the order: the labels end before it
    left = max([left, *(labels[i].x + LEADER_WIDTH for i in crossing if labels[i].x < left + LEADER_WIDTH)])
    right = min([right, *(labels[i].x - LEADER_WIDTH for i in crossing if labels[i].x > right - LEADER_WIDTH)])
    crossing = [i for i in crossing if left + LEADER_WIDTH <= labels[i].x <= right - LEADER_WIDTH]
    items = [(labels[index].x, labels[index].width + LABEL_GAP, 1.0, index) for index in members]
    items += [(labels[index].x, LEADER_WIDTH + LABEL_GAP, _FIXED, -1) for index in crossing]
    items.sort(key=lambda item: (item[0], item[3]))
    centres = spread([item[:3] for item in items], left - LABEL_GAP / 2, right + LABEL_GAP / 2)
    for (x, width, _, index), centre in zip(items, centres, strict=True):
        over_mark = (width - LABEL_GAP) / 2 + (-LEADER_INSET if level else OVERHANG)
        if abs(centre - x) > (0.3 if index < 0 else over_mark):
            return None
    edges = {item[3]: centre - (item[1] - LABEL_GAP) / 2 for item, centre in zip(items, centres, strict=True)}
    if any(edges[i] < left - 0.01 or edges[i] + labels[i].width > right + 0.01 for i in members):
        return None
    return {index: edges[index] for index in members}


def find_free_box(width: float, height: float, room: Box, occupied: Sequence[Box], step: float = 3.0) -> Box | None:
    """Return the first box of that size in `room` that touches nothing `occupied`: from the top left, row by row."""
    near = sorted([box for box in occupied if box.overlaps(room)], key=lambda box: box.left)
    top = room.top
    while top + height <= room.bottom + 0.01:
        row = [box for box in near if box.top < top + height and top < box.bottom]
        lefts = [box.left for box in row]
        rights = [*accumulate((box.right for box in row), max)]  # how far those up to each box reach
        left = room.left
        while left + width <= room.right + 0.01:
            before = bisect_left(lefts, left + width)
            if not before or rights[before - 1] <= left:
                return Box(left, top, left + width, top + height)
            left = max(left + step, rights[before - 1])
        top += step
    return None
