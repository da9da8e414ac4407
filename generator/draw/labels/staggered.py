"""Labels over crowded points -> stairs of labels with fanned-out leaders. Pure.

An upright leader passes only where no lower label stands, so `place_upright` leaves most labels of a crowd out. Here
neighbours form stairs: each label stands one level below the one before it, starts at its own leader, and lies over the
leaders of the next. Stairs keep the order of their points and are moved sideways as little as possible. Between mark
and stair the leaders slant, in order, so that none cross.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from generator.draw.labels.placement import (
    LABEL_GAP,
    LEADER_INSET,
    LEADER_WIDTH,
    OVERHANG,
    Label,
    PlacedLabel,
    Placement,
    select_by_importance,
)
from generator.fonts.spread import spread

_OVERLAPS = (0.0, 0.25, 0.5)  # share of a stair that the next one may cover before both are moved apart
_MAX_LABELS = 48  # of one row; nobody would read more
_SLANT_BASE, _SLANT_PER_LEVEL, _MAX_SLANT = 12.0, 9.0, 66.0  # points that a leader may slant sideways
_SLOPE = 0.28  # height of a slant per point sideways
_MIN_HEIGHT, _MAX_HEIGHT = 3.0, 13.0  # of a slant


class _Stair(Struct, frozen=True):
    """Neighbouring labels. `feet` are their leaders and `lefts` their left edges, from the stair's own left edge."""

    members: tuple[int, ...]
    levels: tuple[int, ...]
    feet: tuple[float, ...]
    lefts: tuple[float, ...]
    width: float
    ideal: float  # where its left edge would be if it were alone


def place_staggered(labels: Sequence[Label], left: float, right: float, levels: int) -> Placement:
    """Place labels in stairs between `left` and `right`, on at most so many levels."""
    members: list[int] = []
    stairs: list[_Stair] = []
    edges: list[float] = []
    height = 1
    for index in select_by_importance(labels, _MAX_LABELS):
        attempt = sorted([*members, index], key=lambda index: (labels[index].x, index))
        for depth, overlap in product(range(height, levels + 1), _OVERLAPS):
            changed = _form_stairs(attempt, labels, depth, overlap, (left + right) / 2)
            fitted = _fit(changed, labels, left, right, depth)
            if fitted is not None:
                members, stairs, edges, height = attempt, changed, fitted, depth
                break
    return _placement(stairs, edges, labels)


def _form_stairs(
    members: Sequence[int], labels: Sequence[Label], depth: int, overlap: float, middle: float
) -> list[_Stair]:
    """Return stairs of at most `depth` members, joining those that would overlap by more than the share `overlap`."""
    stairs: list[_Stair] = []
    for index in members:
        last = stairs[-1] if stairs else None
        single = _stair((index,), labels, middle)
        if last and len(last.members) < depth and single.ideal < last.ideal + last.width * (1 - overlap) + LABEL_GAP:
            stairs[-1] = _stair((*last.members, index), labels, middle)
        else:
            stairs.append(single)
    return stairs


def _stair(members: tuple[int, ...], labels: Sequence[Label], middle: float) -> _Stair:
    """Return a stair that goes down to the right, or if it is right of `middle`, to the left."""
    number, widths = len(members), [labels[index].width for index in members]
    if number == 1:
        ideal = labels[members[0]].x - widths[0] / 2
        return _Stair(members, (1,), (widths[0] / 2,), (0.0,), widths[0], ideal)
    steps = [step * (LEADER_WIDTH + LABEL_GAP) for step in range(number)]
    width = max(step + label_width for step, label_width in zip(steps, widths, strict=True))
    feet, lefts, levels = [step + LEADER_INSET for step in steps], steps, list(range(number, 0, -1))
    mean = sum(labels[index].x for index in members) / number
    if mean > middle:
        width = max(step + label_width for step, label_width in zip(reversed(steps), widths, strict=True))
        rights = [width - step for step in reversed(steps)]
        feet, levels = [right - LEADER_INSET for right in rights], levels[::-1]
        lefts = [right - label_width for right, label_width in zip(rights, widths, strict=True)]
    return _Stair(members, tuple(levels), tuple(feet), tuple(lefts), width, mean - sum(feet) / number)


def _fit(
    stairs: Sequence[_Stair], labels: Sequence[Label], left: float, right: float, depth: int
) -> list[float] | None:
    """Return the stairs' left edges, None if they don't fit or a leader would slant too far."""
    if sum(stair.width + LABEL_GAP for stair in stairs) > right - left + LABEL_GAP:
        return None
    items = [(stair.ideal + stair.width / 2, stair.width + LABEL_GAP, float(len(stair.members))) for stair in stairs]
    centres = spread(items, left - LABEL_GAP / 2, right + LABEL_GAP / 2)
    edges = [centre - stair.width / 2 for centre, stair in zip(centres, stairs, strict=True)]
    farthest = min(_SLANT_BASE + _SLANT_PER_LEVEL * (depth - 1), _MAX_SLANT)
    return edges if all(offset <= farthest for offset in _offsets(stairs, edges, labels)) else None


def _offsets(stairs: Sequence[_Stair], edges: Sequence[float], labels: Sequence[Label]) -> Iterator[float]:
    """Yield how far each leader leads sideways: 0 for a single label that is still over its mark."""
    for stair, edge in zip(stairs, edges, strict=True):
        for index, foot in zip(stair.members, stair.feet, strict=True):
            offset = abs(edge + foot - labels[index].x)
            over_mark = len(stair.members) == 1 and offset <= labels[index].width / 2 + OVERHANG
            yield 0.0 if over_mark else offset


def _placement(stairs: Sequence[_Stair], edges: Sequence[float], labels: Sequence[Label]) -> Placement:
    offsets = _offsets(stairs, edges, labels)
    placed, farthest = [], 0.0
    for stair, edge in zip(stairs, edges, strict=True):
        for index, level, foot, left in zip(stair.members, stair.levels, stair.feet, stair.lefts, strict=True):
            offset = next(offsets)
            farthest = max(farthest, offset)
            end = edge + foot if offset or level > 1 else labels[index].x
            placed.append(PlacedLabel(index, level, edge + left, end, labels[index].width))
    slant = min(max(farthest * _SLOPE, _MIN_HEIGHT), _MAX_HEIGHT) if farthest else 0.0
    return Placement.of(placed, labels, slant)
