"""Bins -> stacked columns over a base line, with their totals, a legend in free space and what is said there. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.draw.labels.placement import free_place
from generator.draw.picture import ASCENT, DESCENT, Box, Picture, Shape, Type, Words, joined, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Kind
from generator.draw.style import HAIRLINE, STRIP, TEXT, Style

_BROADEST = 48.0
_FILLED = 0.8  # share of a bin's width that its column takes
_KEY = 5.6  # side of a legend's square
_KEY_GAP = 3.0
_PLAIN = 3
_TOTAL_GAP = 0.75  # between a column and its total
_LEAST = 0.8  # points; a column of few among many stays visible
_MARK_LINE = 7.3  # from a number to the mark over it
_ASIDES = tuple(side * step * 0.375 for step in range(9) for side in ((1, -1) if step else (1,)))  # points
DOUBT = "†"


class Stand(Struct, frozen=True):
    """The place of one panel's columns: its bins, between `top` (room for totals included) and `base`."""

    panel: Panel
    bins: tuple[Bin, ...]
    top: float
    base: float

    @property
    def room(self) -> Box:
        return Box(self.panel.left, self.top, self.panel.right, self.base)


def columns(stand: Stand, of: Sequence[Kind], highest: int, style: Style) -> tuple[Shape, ...]:
    """Return the columns' parts, bottom to top; `highest` is the total that reaches up to the room for totals."""
    unit = (stand.base - stand.top - STRIP) / max(highest, 1)
    shapes: list[Shape] = []
    for bin_ in stand.bins:
        left, right = _sides(bin_, stand.panel)
        bottom = stand.base
        ids = tuple(event.id for event in bin_.events)
        for kind, number in zip(of, bin_.sums, strict=True):
            if number > 0:
                box = Box(left, bottom - max(number * unit, _LEAST), right, bottom)
                shapes.append(column(box, kind, style, ids))
                bottom, ids = box.top, ()
    return tuple(shapes)


def column(box: Box, kind: Kind, style: Style, events: tuple[str, ...] = ()) -> Shape:
    """Return a part of a column; its dark outline sets even a pale shade off from the paper."""
    shade = style.shades[kind.shade if kind.shade < len(style.shades) else -1]
    # three shades are told apart without colour; more are not, so the rest, and what has no shade, is hatched
    hatched = not 0 <= kind.shade < _PLAIN
    return Shape(rectangle(box), shade, "column", style.edge, HAIRLINE, hatched=hatched, events=events)


def _sides(bin_: Bin, panel: Panel) -> tuple[float, float]:
    left, right = panel.x(bin_.start), panel.x(bin_.end, 1.0)
    gap = max((right - left) * (1 - _FILLED), right - left - _BROADEST) / 2
    return left + gap, right - gap


def totals(stand: Stand, shapes: Sequence[Shape], taken: Sequence[Box], limit: Box, style: Style) -> tuple[Words, ...]:
    """Return the numbers over the columns, the highest first, each where it touches nothing; doubt is marked on all."""
    standing = [shape.box for shape in shapes]
    tops = {box.left: box.top for box in standing}  # of each column, its uppermost part, which comes last
    occupied = [*_together(standing), *taken]
    found: list[Words] = []
    for bin_ in sorted(stand.bins, key=lambda each: (-each.total, each.start)):
        if not bin_.events:
            continue
        top = tops.get(_sides(bin_, stand.panel)[0], stand.base)
        for lines in _over(bin_, stand.panel, top - _TOTAL_GAP - DESCENT * TEXT, limit, style.total):
            own = [line.box for line in lines]
            inside = all(box.top >= limit.top - 0.01 for box in own)
            if inside and not any(box.overlaps(other) for box in own for other in occupied):
                found += lines
                occupied += [box.grown(0.6) for box in own]
                break
    return tuple(found)


def _over(bin_: Bin, panel: Panel, baseline: float, limit: Box, type_: Type) -> Iterator[tuple[Words, ...]]:
    """Yield places of the total and its mark of doubt over the middle of its column, then a little beside it.

    Between two higher columns, the mark may stand over the number; where not even that fits, it stands alone.
    """
    mark = DOUBT if bin_.doubtful else ""
    for lines in dict.fromkeys([(f"{bin_.total}{mark}",), (f"{bin_.total}", mark), (mark,)]):
        # a broad column may have its total at one side, where a line crosses the middle
        room = max((_broad(bin_, panel) - max(map(type_.width, lines))) / 2, 0.0)
        for aside in (*_ASIDES, -room, room) if lines[-1] else ():
            x = _middle(bin_, panel) + aside
            yield tuple(
                _centred(text, x, baseline - number * _MARK_LINE, limit, type_) for number, text in enumerate(lines)
            )


def _together(parts: Sequence[Box]) -> Iterator[Box]:
    """Yield one box for the parts of each column, with a little room around."""
    for _, column_parts in groupby(parts, key=lambda box: box.left):
        boxes_ = list(column_parts)
        yield Box(boxes_[0].left, boxes_[-1].top, boxes_[0].right, boxes_[0].bottom).grown(0.3)


def _middle(bin_: Bin, panel: Panel) -> float:
    return sum(_sides(bin_, panel)) / 2


def _broad(bin_: Bin, panel: Panel) -> float:
    left, right = _sides(bin_, panel)
    return right - left


def _centred(text: str, x: float, baseline: float, limit: Box, type_: Type) -> Words:
    width = type_.width(text)
    left = min(max(x - width / 2, limit.left), limit.right - width)
    return Words(text, left, baseline, type_)


def legend(of: Sequence[Kind], rooms: Sequence[Box], taken: Sequence[Box], style: Style) -> Picture | None:
    """Return keys and names as a list, top to bottom as in the columns, or in a row, where there is free space."""
    named = [kind for kind in reversed(of) if kind.name]
    if not named:
        return Picture(0.0, 0.0)
    names = [style.label.width(kind.name) for kind in named]
    tall = (_KEY + _KEY_GAP + max(names), STRIP * len(named))
    for room in rooms:
        if box := free_place(tall[0] + 4, tall[1] + 3, room, taken):
            keys = [_key(kind, box.left + 2, box.top + 1.5 + i * STRIP, style) for i, kind in enumerate(named)]
            return joined(0.0, 0.0, keys)
    wide = sum(names) + len(named) * (_KEY + _KEY_GAP + 8)
    for room in rooms:
        if box := free_place(wide, STRIP + 2, room, taken):
            return in_rows(of, box.left, box.right + 8, box.top, style)[0]
    return None


def in_rows(of: Sequence[Kind], left: float, right: float, top: float, style: Style) -> tuple[Picture, int]:
    """Return keys and names side by side, in the order of the stack, and in how many rows they stand."""
    parts, at, rows = [], left, 1
    for kind in of:
        width = _KEY + _KEY_GAP + style.label.width(kind.name)
        if at > left and at + width > right:
            at, rows = left, rows + 1
        if kind.name:
            parts.append(_key(kind, at, top + (rows - 1) * STRIP, style))
            at += width + 8
    return joined(0.0, 0.0, parts), rows


def _key(kind: Kind, left: float, top: float, style: Style) -> Picture:
    baseline = top + ASCENT * TEXT
    box = Box(left, baseline - _KEY + 0.3, left + _KEY, baseline + 0.3)
    key = column(box, kind, style)
    shape = Shape(key.points, key.fill, "key", key.edge, key.edge_pt, key.hatched)
    return Picture(0.0, 0.0, shapes=(shape,), words=(Words(kind.name, box.right + _KEY_GAP, baseline, style.label),))


def boxes(picture: Picture) -> list[Box]:
    """Return what is taken by a picture's shapes and words, with a little room around."""
    return [box.grown(1.0) for box in (*(each.box for each in picture.shapes), *(each.box for each in picture.words))]
