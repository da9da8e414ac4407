"""A plan -> the page on which each of its items starts, by our own measure: the same on every machine, close to Word's.

Paragraphs split as widow control, keep-with-next and whole rows allow; a note takes its room on the page of its mark.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from generator.write.word.plan.measure import Measure
from generator.write.word.planned import Boxes, Contents, Grid, Item, Para, Plan
from generator.write.word.template.page import LANDSCAPE, Page
from generator.write.word.template.paragraph_formatting import Looks

_SEPARATOR_PT = 6.0  # the line above the notes, as the shipped template and LibreOffice have it
_WIDOW = 2  # lines that stay together at either end of a paragraph


class Layout(Struct, frozen=True):
    """Pages count from 1; `heights_pt` has the space above each item and its notes in it."""

    page_by_item: tuple[int, ...]
    pages: int
    heights_pt: tuple[float, ...]


class _Block(Struct, frozen=True):
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
    blocks = list(_blocks(plan, page, looks))
    heights = [0.0] * len(plan.items)
    for block in blocks:
        heights[block.item] += block.before_pt + block.height_pt + block.notes_pt
    pages, count = _number_pages(blocks, len(plan.items))
    return Layout(pages, count, tuple(heights))


def _blocks(plan: Plan, page: Page, looks: Looks) -> Iterator[_Block]:
    notes = {note.number: note for note in plan.notes}
    measures = {each: Measure(looks, notes, each.width_pt) for each in (page, page.turned())}
    above = 0.0  # the space that the item before asks for
    for number, (item, own) in enumerate(zip(plan.items, _pages(plan, page), strict=True)):
        measure = measures[own]
        for part in item.paragraphs if isinstance(item, Contents) else (item,):
            match part:
                case Para():
                    yield from _of_para(number, part, own, measure, above)
                    above = 0.0 if part.ends else looks.of(part.style).after_pt
                case Grid():
                    yield from _of_grid(number, part, own, measure, above)
                    above = 0.0
                case Boxes():
                    yield _of_boxes(number, part, own, measure, above)
                    above = 0.0


def _number_pages(blocks: Iterable[_Block], items: int) -> tuple[tuple[int, ...], int]:
    """Return the page on which each item starts, and how many pages there are."""
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
    return tuple(found.get(place, number) for place in range(items)), number


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


def _of_grid(item: int, grid: Grid, page: Page, measure: Measure, above_pt: float) -> Iterator[_Block]:
    repeated = 0.0
    for row, height, notes in measure.rows(grid):
        # also the last row may be: it then stays with what follows the table
        glued = row.keep_next or row.header or measure.looks.of(row.style).keep_next
        yield _Block(item, page, above_pt, height, *_notes(notes, measure), glued, False, repeated)
        above_pt = 0.0
        repeated += height if row.header else 0.0


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
