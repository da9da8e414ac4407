"""A plan -> the page on which each of its items starts, by our own measure: the same on every machine, close to Word's.

Paragraphs split as widow control, keep-with-next and whole rows allow; a note takes its room on the page of its mark.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import chain, pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.write.word.plan.ahead import ahead
from generator.write.word.plan.measure import Measure
from generator.write.word.planned import Boxes, Contents, Grid, Item, Para, Plan, Row
from generator.write.word.template.page import LANDSCAPE, Page
from generator.write.word.template.paragraph_formatting import Looks

_SEPARATOR_PT = 6.0  # the line above the notes, as the shipped template and LibreOffice have it
_WIDOW = 2  # lines that stay together at either end of a paragraph
_ENOUGH_ROWS = 2_000  # of a long table, to know how high the others are


class Layout(Struct, frozen=True):
    """`page_by_item` counts pages from 1, in the order of the plan's items."""

    page_by_item: tuple[int, ...]
    pages: int


class _Block(Struct, frozen=True, gc=False):
    """What cannot be split: some lines, or a row.

    `before_pt` is the larger of what is asked for above it and below its predecessor: Word does not add them up.
    """

    item: int
    page: Page
    before_pt: float
    height_pt: float
    notes_pt: float
    spare_pt: float  # how much of its last note may go on to the next page
    glued: bool  # to the next block
    ends: bool  # a section
    repeated_pt: float = 0.0  # header rows, where it opens a page


def laid_out(plan: Plan, page: Page, looks: Looks) -> Layout:
    """Return the pages of a plan on paper like `page`."""
    return Passing(plan, page, looks).layout()


class Passing(Struct, frozen=True):
    """The items of a plan on their way to where they are written: what each takes of a page is noted as it passes.

    So rows that are planned when they are read are read once. `roughly`: of thousands of them, not every one is
    measured, which will do for a number that Word counts anew.
    """

    plan: Plan
    page: Page
    looks: Looks
    roughly: bool = False
    _blocks: list[_Block] = []

    def items(self) -> Iterator[Item]:
        """Yield the items; the rows of a table are to be read before the next item is asked for."""
        if self._blocks:  # they have passed before
            yield from self.plan.items
            return
        notes = {note.number: note for note in self.plan.notes}
        measures = {each: Measure(self.looks, notes, each.width_pt) for each in (self.page, self.page.turned())}
        above = 0.0  # the space that the item before asks for
        for number, (item, own) in enumerate(zip(self.plan.items, _pages(self.plan, self.page), strict=True)):
            measure = measures[own]
            if isinstance(item, Grid):
                yield replace(item, rows=ahead(self._rows(number, item, own, measure, above)))
                above = 0.0
                continue
            for part in item.paragraphs if isinstance(item, Contents) else (item,):
                if isinstance(part, Para):
                    self._blocks.extend(_of_para(number, part, own, measure, above))
                    above = 0.0 if part.ends else self.looks.of(part.style).after_pt
                elif isinstance(part, Boxes):
                    self._blocks.append(_of_boxes(number, part, own, measure, above))
                    above = 0.0
            yield item

    def _rows(self, item: int, grid: Grid, page: Page, measure: Measure, above_pt: float) -> Iterator[Row]:
        repeated = 0.0
        for row, height, notes in measure.rows(grid, self._apart(grid.rows)):
            # also the last row may be: it then stays with what follows the table
            glued = row.keep_next or row.header or self.looks.of(row.style).keep_next
            told = _notes(notes, measure) if notes else (0.0, 0.0)
            self._blocks.append(_Block(item, page, above_pt, height, *told, glued, False, repeated))
            above_pt = 0.0
            repeated += height if row.header else 0.0
            yield row

    def _apart(self, rows: Iterable[Row]) -> int:
        """Return of how many rows one is measured; those that are planned when they are read hold no notes."""
        if not self.roughly or isinstance(rows, tuple) or not isinstance(rows, Sized):
            return 1
        return max(1, len(rows) // _ENOUGH_ROWS)

    def blocks(self) -> Sequence[_Block]:
        """Return what of the plan cannot be split, in its order; what has not passed yet passes now."""
        if not self._blocks:
            for item in self.items():
                if isinstance(item, Grid):
                    deque(item.rows, maxlen=0)
        return self._blocks

    def layout(self) -> Layout:
        return _layout(self.blocks(), len(self.plan.items))

    def heights_pt(self) -> tuple[float, ...]:
        """Return the height of each item with its notes, in their order."""
        heights = [0.0] * len(self.plan.items)
        for block in self.blocks():
            heights[block.item] += block.before_pt + block.height_pt + block.notes_pt
        return tuple(heights)


def _layout(blocks: Iterable[_Block], items: int) -> Layout:
    found: dict[int, int] = {}
    number, used, noted, overflowed = 1, 0.0, 0.0, False
    for group in _groups(blocks):
        for start, block in enumerate(group):
            # a group that is taller than a page is broken where it must be
            fits = _fits(group if not start else [block], used, noted)
            if used and not fits:
                number, used, noted, overflowed = number + 1, 0.0, _carried(used, noted, block.page), True
            found.setdefault(block.item, number)
            opens = overflowed and not used
            used += block.repeated_pt if opens else 0.0
            # space above is dropped where a page begins because the one before is full, not where a section begins
            used += (0.0 if opens else block.before_pt) + block.height_pt
            noted += block.notes_pt
            if block.ends:
                number, used, noted, overflowed = number + 1, 0.0, 0.0, False
    return Layout(tuple(found.get(place, number) for place in range(items)), number)


def _fits(blocks: Sequence[_Block], used_pt: float, noted_pt: float) -> bool:
    needed = notes = 0.0
    for block in blocks:
        needed += block.before_pt + block.height_pt
        notes += block.notes_pt
    return used_pt + needed + _area(noted_pt + notes - blocks[-1].spare_pt) <= blocks[0].page.height_pt


def _carried(used_pt: float, noted_pt: float, page: Page) -> float:
    """Return what of the notes found no room on its page and goes on at the foot of the next."""
    return max(0.0, used_pt + _area(noted_pt) - page.height_pt)


def _area(notes_pt: float) -> float:
    return notes_pt + _SEPARATOR_PT if notes_pt else 0.0


def _groups(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    group: list[_Block] = []
    for block in blocks:
        group.append(block)
        if not block.glued:
            yield group
            group = []
    if group:
        yield group


def _pages(plan: Plan, page: Page) -> list[Page]:
    """Return the page on which each item stands: upright, or on its side as the end of its section says."""
    found: list[Page] = []
    ends = plan.ends
    for item in reversed(plan.items):
        ends = item.ends if isinstance(item, Para) and item.ends else ends
        found.append(page.turned() if ends == LANDSCAPE else page)
    return found[::-1]


def _of_para(item: int, para: Para, page: Page, measure: Measure, above_pt: float) -> Iterator[_Block]:
    look = measure.looks.of(para.style)
    lines = measure.lines(para, page.width_pt)
    cuts = _cuts(len(lines.heights_pt), look.keep_lines)
    for start, end in pairwise(cuts):
        last = end == cuts[-1]
        yield _Block(
            item, page, 0.0 if start else max(above_pt, look.before_pt),
            sum(lines.heights_pt[start:end]), *_notes(chain.from_iterable(lines.notes_pt[start:end]), measure),
            glued=(last and (look.keep_next or para.keep_next)) or (not last and look.keep_lines),
            ends=last and bool(para.ends),
        )  # fmt: skip


def _cuts(lines: int, whole: bool) -> list[int]:
    """Return where a paragraph may be cut, with its start and end."""
    if whole or lines < 2 * _WIDOW:
        return [0, lines]
    return [0, *range(_WIDOW, lines - _WIDOW + 1), lines]


def _of_boxes(item: int, boxes: Boxes, page: Page, measure: Measure, above_pt: float) -> _Block:
    height, notes = measure.boxes(boxes)
    first = boxes.boxes[0][0]
    glued = isinstance(first, Para) and (first.keep_next or measure.looks.of(first.style).keep_next)
    return _Block(item, page, above_pt, height, *_notes(notes, measure), glued, ends=False)


def _notes(heights_pt: Iterable[float], measure: Measure) -> tuple[float, float]:
    """Return the height of notes, and how much of it need not be on the page: all of the last but its first line."""
    heights = list(heights_pt)
    return sum(heights), max(0.0, heights[-1] - measure.note_line_pt) if heights else 0.0


def items_with_outline(items: Sequence[Item]) -> list[tuple[int, Para]]:
    """Return the headings among `items`, with their places."""
    return [(place, item) for place, item in enumerate(items) if isinstance(item, Para) and item.outline]
