"""The SVG of a figure and what is expected of it -> where its columns, totals, keys and marks say otherwise."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, product
from statistics import median_low

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.layout.segment_names import MIDDLE
from generator.draw.layout.stacks import MAX_OFFSET, MIN_HEIGHT
from generator.draw.marks.density import density_of, density_sides
from generator.draw.scale.axis import Panel
from generator.draw.style import LINE_PT, TEXT_PT, Style
from generator.fonts.beside import GAP
from generator.fonts.symbols import drawable
from generator.model.dataset import DOUBT, Event
from generator.readback.bars import compare_bars
from generator.readback.expected import Expected, ExpectedBand, ExpectedColumn, ExpectedRow
from generator.readback.picture import SAME, Picture, Shape, Text, read_picture

_TOTAL = re.compile(rf"(?=.)(?:-?\d+(?:[.,’\u00a0\u202f]\d{{2,3}})*)?{DOUBT}?")
_CLOSE = 0.02  # points: centres are rounded
_REACH = MAX_OFFSET + 0.1  # points that a narrow total may be from the middle of its column


def find_misdrawn(svg: bytes, expected: Expected) -> Iterator[str]:
    """Yield what an SVG says, and what it should; nothing if columns, totals, keys and marks are as expected."""
    picture = read_picture(svg)
    for band, shapes in _pair(picture.shapes["column"], expected.bands):
        yield from _compare_heights(band, shapes)
        yield from _compare_keys(band, shapes, picture)
        yield from _compare_totals(band, shapes, picture, expected.style)
    ground = f"#{expected.style.white}".lower()
    marks = [replace(shape, fill=shape.edge) if shape.fill == ground else shape for shape in picture.shapes["mark"]]
    wrong, densities = _compare_marks(marks, expected.rows)
    yield from wrong or _compare_looks(picture, ground, expected.rows)
    if expected.bars or picture.shapes["rank"]:
        yield from compare_bars(picture, expected.bars, expected.heading)
    words = "".join("".join(text.text.split()) for text in picture.texts)  # a line may end without a space
    for remark in expected.remarks:
        if "".join(drawable(remark).split()) not in words:
            yield f"the remark `{remark}` is missing"
    for band, shapes in _pair(picture.shapes["density"], densities) if densities else ():
        yield from _compare_heights(band, shapes)


def _pair(shapes: Sequence[Shape], bands: Sequence[ExpectedBand]) -> Iterator[tuple[ExpectedBand, list[Shape]]]:
    """Yield each band with its segments, column by column and bottom to top: those above one of as many base lines.

    Base lines are where most columns stand, so that one that is wrong does not look like a band of its own.
    """
    tops = {(shape.box.left, shape.box.top) for shape in shapes}
    feet = Counter(shape.box.bottom for shape in shapes if (shape.box.left, shape.box.bottom) not in tops)
    bases = sorted(base for base, _ in feet.most_common(len(bands)))
    found: list[list[Shape]] = [[] for _ in bands] or [[]]
    for shape in sorted(shapes, key=lambda shape: (shape.box.left, -shape.box.bottom)):
        found[min(bisect_left(bases, shape.box.bottom), len(found) - 1)].append(shape)
    return zip(bands or (ExpectedBand(()),), found, strict=True) if shapes or bands else iter(())


def _segments(band: ExpectedBand) -> list[tuple[ExpectedColumn, int, int]]:
    """Return what is drawn: column, number of the segment, and what it stands for."""
    columns = sorted(band.columns, key=lambda column: column.left)
    return [(column, index, sum_) for column in columns for index, sum_ in enumerate(column.sums) if sum_ > 0]


def _compare_heights(band: ExpectedBand, shapes: Sequence[Shape]) -> Iterator[str]:
    """Yield the first segment that is too high or too low, or elsewhere."""
    wanted = _segments(band)
    if len(shapes) != len(wanted):
        yield f"the columns have {len(shapes)} parts, expected {len(wanted)}"
        return
    unit, bottom, last = _unit([sum_ for _, _, sum_ in wanted], shapes), 0.0, None
    for (column, index, sum_), shape in zip(wanted, shapes, strict=True):
        bottom = bottom if column is last else max(shape.box.bottom for shape in shapes)
        sides = (shape.box.left, shape.box.right, shape.box.bottom), (column.left, column.right, bottom)
        if any(abs(one - other) > SAME for one, other in zip(*sides, strict=True)):
            yield f"the column of {_name(band, column, index)} is not in its place"
            return
        if column.fills and shape.fill != column.fills[index]:
            name, fill = _name(band, column, index), column.fills[index]
            yield f"the column of {name} has the colour {shape.fill}, expected {fill}"
            return
        if abs(shape.box.height - max(sum_ * unit, MIN_HEIGHT)) > SAME:
            name, shown = _name(band, column, index), shape.box.height / unit
            yield f"the column of {name} is as high as {shown:.3g}, expected {sum_}"
            return
        bottom, last = shape.box.top, column


def _name(band: ExpectedBand, column: ExpectedColumn, index: int) -> str:
    return f"`{band.names[index]}` in {column.name}" if band.names[index] else column.name


def _unit(sums: Sequence[int], shapes: Sequence[Shape]) -> float:
    """Return the height of one as most of the high columns have it, or that of the lowest if none is higher."""
    heights = [
        shape.box.height / sum_
        for sum_, shape in zip(sums, shapes, strict=True)
        if shape.box.height > MIN_HEIGHT + SAME and sum_ * 2 >= max(sums)
    ]
    return median_low(heights) if heights else MIN_HEIGHT / max(sums, default=1)


def _compare_keys(band: ExpectedBand, shapes: Sequence[Shape], picture: Picture) -> Iterator[str]:
    """Yield the names that neither stand beside their segment of a column nor have a key that looks like it."""
    keys = {(text.text, key.fill) for text, key in picture.keys}
    drawn = [(index, shape) for (_, index, _), shape in zip(_segments(band), shapes, strict=False)]
    for index in sorted({index for index, _ in drawn}):
        name = drawable(band.names[index])
        texts = [text for text in picture.texts if text.text == name]
        parts = [shape for at, shape in drawn if at == index]
        is_named = any(_stands_beside(text, shape) for shape, text in product(parts, texts))
        if name and not is_named and (name, band.fills[index]) not in keys:
            yield f"`{name}` does not stand beside its columns, and has no key that looks like them"


def _stands_beside(text: Text, shape: Shape) -> bool:
    middle = text.baseline - MIDDLE * TEXT_PT
    is_level = shape.box.top - LINE_PT <= middle <= shape.box.bottom + LINE_PT
    return is_level and abs(text.left - GAP - shape.box.right) < SAME


def _compare_totals(band: ExpectedBand, shapes: Sequence[Shape], picture: Picture, style: Style) -> Iterator[str]:
    """Yield the numbers and marks above columns that are not their totals, and the totals that are missing."""
    base = max((shape.box.bottom for shape in shapes), default=0.0)
    fills, names = {f"#{style.total.color}".lower(), f"#{style.tick.color}".lower()}, {text for text, _ in picture.keys}
    beside = {drawable(name) for name in band.names}  # a name may be a number
    texts = [
        text
        for text in sorted(picture.texts, key=lambda text: text.left)
        if base - band.height <= text.baseline <= base
        and band.left - SAME <= text.left <= band.right
        and text.fill in fills
        and not text.is_note
        and _TOTAL.fullmatch(text.text)
        and text not in names
        and not (text.text in beside and any(_stands_beside(text, shape) for shape in shapes))
    ]
    missing = [column for column in band.columns if column.total and not _take_total(column, texts, style)]
    for text in texts:
        column = min(band.columns, key=lambda column: abs(column.middle - text.left))
        yield f"`{text.text}` stands near the column of {column.name}, expected `{column.total}`"
    has_headroom = _headroom(band, shapes)
    for column in missing:
        if column.has_room and not texts and has_headroom(column):
            yield f"`{column.total}` is missing above the column of {column.name}"


def _take_total(column: ExpectedColumn, texts: list[Text], style: Style) -> bool:
    """Take the total of `column` out of `texts`: whole, or only its mark; else False."""
    near = []
    for text in texts:
        width = style.total.width(text.text)
        reach = max(_REACH, width / 2, (column.right - column.left - width) / 2) + SAME
        if abs(text.left + width / 2 - column.middle) <= reach:
            near.append(text)
    for wanted in (column.total, *([DOUBT] if column.total.endswith(DOUBT) else [])):
        for text in near:
            if text.text == wanted:
                texts.remove(text)
                return True
    return False


def _headroom(band: ExpectedBand, shapes: Sequence[Shape]) -> Callable[[ExpectedColumn], bool]:
    """Return a test of whether there is room for a total above a column: it is no higher than the highest one."""
    segments = _segments(band)
    unit = _unit([sum_ for _, _, sum_ in segments], shapes) if len(segments) == len(shapes) else 0.0
    room = unit * max(sum(column.sums) for column in band.columns) + SAME
    return lambda column: sum(max(sum_ * unit, MIN_HEIGHT) for sum_ in column.sums if sum_ > 0) <= room


def _compare_marks(shapes: Sequence[Shape], rows: Sequence[ExpectedRow]) -> tuple[list[str], list[ExpectedBand]]:
    """Return what is wrong with marks, and the densities that must stand for the events that have no mark of their own.

    Where it cannot be told which events those are, no density is returned.
    """
    lines: dict[str, dict[float, list[float]]] = defaultdict(lambda: defaultdict(list))  # by fill and height
    for shape in sorted(shapes, key=lambda shape: (shape.box.top, shape.box.left)):
        lines[shape.fill][shape.box.top].append((shape.box.left + shape.box.right) / 2)
    by_fill: dict[str, list[int]] = {fill: [] for fill in lines}
    for number, row in enumerate(rows):
        by_fill.setdefault(f"#{row.color}".lower(), []).append(number)
    matches: dict[int, _RowMatch] = {}
    for fill, numbers in by_fill.items():
        found = _match_rows([rows[number] for number in numbers], [*lines[fill].values()])
        if isinstance(found, str):
            return [found], []
        matches.update(zip(numbers, found, strict=True))
    clear = all(match.clear for match in matches.values())
    return [], [*_densities(matches[number].hidden for number in range(len(rows)))] if clear else []


def _compare_looks(picture: Picture, ground: str, rows: Sequence[ExpectedRow]) -> Iterator[str]:
    """Yield the marks that are filled, hollow or crossed unlike their events; not where some stand in a density."""
    if any(crowd for row in rows for _, _, crowd in row.marks):
        return
    marks = [(_middle(shape), shape.fill == ground) for shape in picture.shapes["mark"]]
    crosses = [(_middle(shape), True) for shape in picture.shapes["cross"]]
    for row in rows:
        looks = dict(row.looks)
        for x, event, _ in row.marks:
            look = looks.get(event.id, "filled")
            if not _take(marks, x, look != "filled") or (look == "crossed" and not _take(crosses, x, True)):
                yield f"the mark of event `{event.id}` is not {look}"
                return
    if crosses:
        yield "a mark is crossed without reason"


def _take(drawn: list[tuple[float, bool]], x: float, hollow: bool) -> bool:
    """Take what is drawn at `x` out of `drawn`; return whether there is any that is so."""
    found = next((at for at in drawn if abs(at[0] - x) < _CLOSE and at[1] == hollow), None)
    if found:
        drawn.remove(found)
    return found is not None


def _middle(shape: Shape) -> float:
    return (shape.box.left + shape.box.right) / 2


def _match_rows(rows: Sequence[ExpectedRow], lines: Sequence[Sequence[float]]) -> "list[_RowMatch] | str":
    """Match the rows of one colour with lines of marks, both from the top; a crowded row may have none.

    Return a message if they cannot be matched.
    """
    is_certain = len(lines) in (len(rows), sum(not row.is_crowded for row in rows))

    @cache
    def match_from(row: int, line: int) -> list[_RowMatch] | None:
        if row == len(rows):
            return [] if line == len(lines) else None
        options = [(line + 1, lines[line])] if line < len(lines) else []
        for after, places in [*options, *([(line, ())] if rows[row].is_crowded else [])]:
            match = _match_row(rows[row], places)
            rest = None if match.wrong else match_from(row + 1, after)
            if rest is not None:
                return [replace(match, clear=match.clear and is_certain), *rest]
        return None

    found = match_from(0, 0)
    if found is None:
        wrong = (_match_row(row, line).wrong for row, line in zip(rows, [*lines, *[()] * len(rows)], strict=False))
        return next(filter(None, wrong), "marks stand where no event is")
    return found


class _RowMatch(Struct, frozen=True):
    """What is `wrong` with the marks of a row, and the events `hidden` in densities, by panel, if that is `clear`."""

    wrong: str
    hidden: Mapping[Panel, Sequence[Event]] = {}
    clear: bool = True


def _match_row(row: ExpectedRow, line: Sequence[float]) -> _RowMatch:
    """Match a row with the places of marks on one line."""
    places, clear = deque(line), True
    hidden: dict[Panel, list[Event]] = defaultdict(list)
    for x, group in groupby(row.marks, key=lambda mark: mark[0]):
        marks = [*group]
        drawn = 0
        while places and drawn < len(marks) and abs(places[0] - x) <= SAME:
            places.popleft()
            drawn += 1
        for _, event, crowd in marks[drawn:]:
            if crowd is None:
                return _RowMatch(f"event `{event.id}` has no mark in its place")
            hidden[crowd].append(event)
        clear = clear and (drawn in (0, len(marks)) or len({event.date for _, event, _ in marks}) == 1)
    return _RowMatch("a mark stands where no event is" if places else "", hidden, clear)


def _densities(rows: Iterable[Mapping[Panel, Sequence[Event]]]) -> Iterator[ExpectedBand]:
    """Yield the columns of each row that stand for its hidden events, one per period."""
    for hidden in filter(None, rows):
        columns = []
        for panel, events in hidden.items():
            density = density_of(events, panel)
            for bin_ in density.bins if density else ():
                columns.append(ExpectedColumn(bin_.start, *density_sides(bin_, panel), (len(bin_.events),)))
        yield ExpectedBand(tuple(columns))
