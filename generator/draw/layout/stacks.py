"""Bins -> stacked columns above a base line, with their totals, and a legend in free space. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.draw.labels.placement import find_free_box
from generator.draw.picture import ASCENT, DESCENT, Box, Layer, Shape, TextLine, TextStyle, combine, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import PLAIN_SHADES, Bin, Segment
from generator.draw.style import HAIRLINE_PT, LINE_PT, TEXT_PT, Style
from generator.model.dataset import DOUBT

_MAX_WIDTH = 48.0
_WIDTH_SHARE = 0.8  # of a bin's width that its column takes
HALF_COLUMN = _WIDTH_SHARE / 2
_KEY = 5.6  # side of a legend's square
KEY_GAP = 3.0  # between a key and its name
_ENTRY_GAP = 8.0  # between entries of a legend side by side
_TOTAL_GAP = 0.75  # between a column and its total
_SPECIAL_EDGE_PT = 1.0  # of highlighted columns, which stand out without colour too
ZERO = "0"
_ZERO_GAP = 4.0  # between zeros
_ZERO_RISE = 3.0  # of a zero above the base line
_ROUNDS = 4  # in which columns are lowered
MIN_HEIGHT = 0.8  # points, so that few among many stay visible
_STRIP = 4.0  # points
_OFFSETS = tuple(side * step * 0.375 for step in range(9) for side in ((1, -1) if step else (1,)))  # points
MAX_OFFSET = max(_OFFSETS)


class ColumnBand(Struct, frozen=True):
    """The bins of one panel, and the band for their columns, between `top` (totals included) and `base`."""

    panel: Panel
    bins: tuple[Bin, ...]
    top: float
    base: float

    def sides(self, bin_: Bin) -> tuple[float, float]:
        """Return the left and right side of a column."""
        left, right = self.panel.x(bin_.start), self.panel.x(bin_.end, 1.0)
        gap = max((right - left) * (1 - _WIDTH_SHARE), right - left - _MAX_WIDTH) / 2
        return left + gap, right - gap


def stack_columns(band: ColumnBand, segments: Sequence[Segment], highest: int, style: Style) -> tuple[Shape, ...]:
    """Return the segments of all columns, bottom to top; a column of `highest` leaves just the room for its total."""
    unit = _height_of_one(band, highest)
    shapes: list[Shape] = []
    for bin_ in band.bins:
        left, right = band.sides(bin_)
        bottom = band.base
        ids = tuple(event.id for event in bin_.events)
        for segment, number in zip(segments, bin_.sums, strict=True):
            if number > 0:
                box = Box(left, bottom - max(number * unit, MIN_HEIGHT), right, bottom)
                shapes.append(segment_shape(box, segment, style, events=ids, highlighted=bin_.highlighted))
                bottom, ids = box.top, ()
    return tuple(shapes)


def _height_of_one(band: ColumnBand, highest: int) -> float:
    """Return the height of one, so that a column of `highest` leaves just the room for its total.

    Segments that are kept visible may make a column higher than its sum; where its total would have no room, all are
    lowered.
    """
    room = band.base - band.top - LINE_PT
    unit = room / max(highest, 1)
    for _ in range(_ROUNDS):
        tallest = max(sum(max(number * unit, MIN_HEIGHT) for number in bin_.sums if number > 0) for bin_ in band.bins)
        unit *= min(room / max(tallest, 1.0), 1.0)
    return unit


def segment_shape(
    box: Box,
    segment: Segment,
    style: Style,
    role: str = "column",
    events: tuple[str, ...] = (),
    highlighted: bool = False,
) -> Shape:
    """Return a segment, with a dark outline that sets even a pale shade off from the paper."""
    shades, number = (style.highlights, segment.accent) if highlighted else (style.shades, segment.shade)
    # more shades cannot be told apart without colour: further segments are hatched
    hatched = segment.shade >= PLAIN_SHADES
    edge_pt = _SPECIAL_EDGE_PT if highlighted else HAIRLINE_PT
    return Shape(
        rectangle(box), shades[number % len(shades)], role, style.edge, edge_pt, hatched=hatched, events=events
    )


def place_totals(
    band: ColumnBand, shapes: Sequence[Shape], occupied: Sequence[Box], style: Style
) -> tuple[TextLine, ...]:
    """Return the totals, the highest first, each where it touches nothing; every doubtful column is marked."""
    if not style.totals:
        return ()
    segments = [shape.box for shape in shapes]
    tops = {box.left: box.top for box in segments}  # of each column's uppermost segment, which comes last
    taken = _Taken()
    taken.add([*_columns(segments), *occupied])
    totals: list[TextLine] = []
    for bin_ in sorted(band.bins, key=lambda bin_: (-bin_.total, bin_.start)):
        if not bin_.events:
            continue
        top = tops.get(band.sides(bin_)[0], band.base)
        for line in _candidates(bin_, band, top - _TOTAL_GAP - DESCENT * TEXT_PT, style.total):
            if line.box.top >= band.top - 0.01 and not taken.touches(line.box):
                totals.append(line)
                taken.add([line.box.expand(0.6)])
                break
    return tuple(totals)


def place_zeros(empty: Sequence[Bin], band: ColumnBand, occupied: Sequence[Box], style: Style) -> tuple[TextLine, ...]:
    """Return a zero for each of the `empty` bins, where there is room: else data would seem missing."""
    if not style.totals or band.panel.width / len(band.bins) < style.tick.width(ZERO) + _ZERO_GAP:
        return ()
    taken = _Taken()
    taken.add(occupied)
    zeros = (_centre(ZERO, sum(band.sides(bin_)) / 2, band.base - _ZERO_RISE, band.panel, style.tick) for bin_ in empty)
    return tuple(zero for zero in zeros if not taken.touches(zero.box))


class _Taken(defaultdict[int, list[Box]]):
    """Boxes by the strips of the picture that they are in, so that a total is compared with its neighbours only."""

    def __init__(self) -> None:
        super().__init__(list)

    def add(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            for strip in self._strips(box):
                self[strip].append(box)

    def touches(self, box: Box) -> bool:
        return any(box.overlaps(other) for strip in self._strips(box) for other in self.get(strip, ()))

    def _strips(self, box: Box) -> range:
        return range(int(box.left // _STRIP), int(box.right // _STRIP) + 1)


def _candidates(bin_: Bin, band: ColumnBand, baseline: float, style: TextStyle) -> Iterator[TextLine]:
    """Yield places for the total: above the middle of its column, then further and further aside.

    Where it has no place, the mark of a doubtful one stands alone.
    """
    left, right = band.sides(bin_)
    for text in (bin_.text, *([DOUBT] if bin_.doubtful else [])):
        # the total of a wide column may go to one side if a line crosses the middle
        reach = max((right - left - style.width(text)) / 2, 0.0)
        for offset in (*_OFFSETS, -reach, reach):
            yield _centre(text, (left + right) / 2 + offset, baseline, band.panel, style)


def _columns(segments: Sequence[Box]) -> Iterator[Box]:
    """Yield one box for all segments of a column, with a little room around."""
    for _, group in groupby(segments, key=lambda box: box.left):
        boxes = list(group)
        yield Box(boxes[0].left, boxes[-1].top, boxes[0].right, boxes[0].bottom).expand(0.3)


def _centre(text: str, x: float, baseline: float, panel: Panel, style: TextStyle) -> TextLine:
    width = style.width(text)
    return TextLine(text, min(max(x - width / 2, panel.left), panel.right - width), baseline, style)


def place_legend(
    segments: Sequence[Segment], rooms: Sequence[Box], occupied: Sequence[Box], style: Style
) -> Layer | None:
    """Return keys and names as a list, top to bottom as in the columns, or in a row; None without free space."""
    named = [segment for segment in reversed(segments) if segment.name]
    if not named:
        return Layer()
    names = [style.label.width(segment.name) for segment in named]
    list_width, list_height = _KEY + KEY_GAP + max(names), LINE_PT * len(named)
    for room in rooms:
        if box := find_free_box(list_width + 4, list_height + 3, room, occupied):
            left, top = box.left + 2, box.top + 1.5
            return combine(_key(segment, left, top + at * LINE_PT, style) for at, segment in enumerate(named))
    row_width = sum(names) + len(named) * (_KEY + KEY_GAP + _ENTRY_GAP)
    for room in rooms:
        if box := find_free_box(row_width, LINE_PT + 2, room, occupied):
            return legend_rows(segments, box.left, box.right + _ENTRY_GAP, box.top, style)[0]
    return None


def legend_rows(segments: Sequence[Segment], left: float, right: float, top: float, style: Style) -> tuple[Layer, int]:
    """Return keys and names side by side, in the order of the stack, and the number of rows they take."""
    keys, at, rows = [], left, 1
    for segment in segments:
        width = _KEY + KEY_GAP + style.label.width(segment.name)
        if at > left and at + width > right:
            at, rows = left, rows + 1
        if segment.name:
            keys.append(_key(segment, at, top + (rows - 1) * LINE_PT, style))
            at += width + _ENTRY_GAP
    return combine(keys), rows


def _key(segment: Segment, left: float, top: float, style: Style) -> Layer:
    baseline = top + ASCENT * TEXT_PT
    box = Box(left, baseline - _KEY + 0.3, left + _KEY, baseline + 0.3)
    name = TextLine(segment.name, box.right + KEY_GAP, baseline, style.label)
    return Layer(shapes=(segment_shape(box, segment, style, "key"),), texts=(name,))
