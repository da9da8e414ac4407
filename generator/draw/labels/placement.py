"""Anchors on a line, and texts by importance -> where each stands above the line, without touching another. Pure.

Labels stand in levels over their marks. Within a level they are moved sideways as little as possible (isotonic
regression, as in Dwyer, Marriott and Stuckey, "Fast node overlap removal", 2006); a label that would leave its mark
goes one level up and gets a leader, which the labels below make room for. What fits nowhere is left out.
"""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from generator.draw.picture import Box

HOLD = 0.5  # points by which a label must reach beyond the end of its leader
REACH = 2.0  # points that a label next to the marks may stand beside its anchor: still over the mark
APART = 3.0  # between two labels of a level
LEADER = 1.0  # a leader's width, with the room it keeps
_FIXED = 1e6  # weight of what does not move
_MOST = 60  # labels tried on one line; a reader takes in no more, and time stays bounded


class Wanted(Struct, frozen=True):
    """A label over `x`; a lower `rank` is placed first."""

    x: float
    width: float
    rank: int


class Placed(Struct, frozen=True):
    """Where the label with that index stands: level 1 is next to the marks; `left` is its left edge.

    Its leader stands at `foot`; where that is not over its mark, the leader slants between the two.
    """

    index: int
    level: int
    left: float
    foot: float


class Placement(Struct, frozen=True):
    """`slant` is the height that slanting leaders need below the first level."""

    labels: tuple[Placed, ...]
    left_out: tuple[int, ...]
    slant: float = 0.0

    @property
    def levels(self) -> int:
        return max((label.level for label in self.labels), default=0)


def placed(wanted: Sequence[Wanted], left: float, right: float, levels: int) -> Placement:
    """Return the labels placed between `left` and `right` on at most so many levels, and those left out."""
    taken: list[dict[int, float]] = [{} for _ in range(levels)]
    for index in most_important(wanted, _MOST):
        _take(index, wanted, taken, left, right)
    labels = [
        Placed(index, level, at, wanted[index].x) for level, row in enumerate(taken, 1) for index, at in row.items()
    ]
    labels.sort(key=lambda label: label.index)
    shown = {label.index for label in labels}
    return Placement(tuple(labels), tuple(index for index in range(len(wanted)) if index not in shown))


def most_important(wanted: Sequence[Wanted], most: int) -> list[int]:
    """Return at most so many, the most important first; of equally important ones, such that they lie far apart."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index].rank, wanted[index].x, index))
    chosen: list[int] = []
    for _, alike in groupby(order, key=lambda index: wanted[index].rank):
        equal = list(alike)
        chosen += [equal[at] for at in _far_apart(len(equal))]
    return chosen[:most]


def _far_apart(number: int) -> list[int]:
    """Return 0, 1, 2 … in such an order that any first few are evenly spread (van der Corput)."""
    digits = max(number - 1, 1).bit_length()
    return sorted(range(number), key=lambda at: int(f"{at:0{digits}b}"[::-1], 2))


def _take(index: int, wanted: Sequence[Wanted], taken: list[dict[int, float]], left: float, right: float) -> None:
    """Add the label to the lowest level that can take it, where every level below has room for its leader."""
    for level in range(len(taken)):
        changed = _settled(level, [*taken[level], index], wanted, taken, left, right)
        if changed is None:
            continue
        attempt = [*taken[:level], changed, *taken[level + 1 :]]
        below = [_settled(lower, list(attempt[lower]), wanted, attempt, left, right) for lower in range(level)]
        if all(row is not None for row in below):
            taken[:level] = [row for row in below if row is not None]
            taken[level] = changed
            return


def _settled(
    level: int, members: list[int], wanted: Sequence[Wanted], taken: list[dict[int, float]], left: float, right: float
) -> dict[int, float] | None:
    """Return the left edges of a level's labels beside the leaders that pass it, None where they can't hold."""
    passing = [index for row in taken[level + 1 :] for index in row]
    # a leader at the very edge needs no place in the order: the labels end before it
    left = max([left, *(wanted[i].x + LEADER for i in passing if wanted[i].x < left + LEADER)])
    right = min([right, *(wanted[i].x - LEADER for i in passing if wanted[i].x > right - LEADER)])
    passing = [i for i in passing if left + LEADER <= wanted[i].x <= right - LEADER]
    items = [(wanted[index].x, wanted[index].width + APART, 1.0, index) for index in members]
    items += [(wanted[index].x, LEADER + APART, _FIXED, -1) for index in passing]
    items.sort(key=lambda item: (item[0], item[3]))
    centres = spread([item[:3] for item in items], left - APART / 2, right + APART / 2)
    for (x, width, _, index), centre in zip(items, centres, strict=True):
        own = (width - APART) / 2 + (-HOLD if level else REACH)
        reach = 0.3 if index < 0 else own
        if abs(centre - x) > reach:
            return None
    edges = {item[3]: centre - (item[1] - APART) / 2 for item, centre in zip(items, centres, strict=True)}
    if any(edges[i] < left - 0.01 or edges[i] + wanted[i].width > right + 0.01 for i in members):
        return None
    return {index: edges[index] for index in members}


def spread(items: Sequence[tuple[float, float, float]], left: float, right: float) -> list[float]:
    """Return centres nearest to the wanted ones (x, width, weight; in order of x) so that none overlap.

    Least squares under an order: pooled adjacent violators. Clamped to the room from the left, then from the right.
    """
    blocks: list[list[float]] = []  # wanted position of the block's first left edge, weight, width, number of items
    for x, width, weight in items:
        blocks.append([x - width / 2, weight, width, 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][2] > blocks[-1][0]:
            at, weight_, width_, number = blocks.pop()
            before = blocks[-1]
            total = before[1] + weight_
            before[0] = (before[0] * before[1] + (at - before[2]) * weight_) / total
            before[1], before[2], before[3] = total, before[2] + width_, before[3] + number
    edges: list[float] = []
    for at, _, _, number in blocks:
        for _ in range(int(number)):
            edges.append(at)
            at += items[len(edges) - 1][1]
    return _clamped(edges, [item[1] for item in items], left, right)


def _clamped(edges: list[float], widths: list[float], left: float, right: float) -> list[float]:
    limit = left
    for index, width in enumerate(widths):
        edges[index] = max(edges[index], limit)
        limit = edges[index] + width
    limit = right
    for index in range(len(edges) - 1, -1, -1):
        edges[index] = min(edges[index], limit - widths[index])
        limit = edges[index]
    return [edge + width / 2 for edge, width in zip(edges, widths, strict=True)]


def free_place(width: float, height: float, room: Box, taken: Sequence[Box], step: float = 3.0) -> Box | None:
    """Return the first box of that size in `room` that touches none of `taken`: from the top left, row by row."""
    near = [box for box in taken if box.overlaps(room)]
    top = room.top
    while top + height <= room.bottom + 0.01:
        left = room.left
        while left + width <= room.right + 0.01:
            box = Box(left, top, left + width, top + height)
            hit = [other for other in near if other.overlaps(box)]
            if not hit:
                return box
            left = max(left + step, max(other.right for other in hit))
        top += step
    return None
