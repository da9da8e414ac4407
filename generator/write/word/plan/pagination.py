"""A plan -> the page on which each of its items starts, by our own measure: the same on every machine, close to Word's.

Paragraphs split as widow control, keep-with-next and whole rows allow; a footnote takes room on the page of its number.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import assert_never

from msgspec import Struct

from generator.write.word.plan.measure import Heights, Measure
from generator.write.word.planned import DataTable, LayoutTable, Para, Plan, SectionBreak, TableOfContents
from generator.write.word.template.page import LANDSCAPE, Page
from generator.write.word.template.paragraph_formatting import Formats

_SEPARATOR_PT = 6.0  # the line above the footnotes, as the shipped template and LibreOffice have it
_WIDOW_LINES = 2  # that stay together at either end of a paragraph


class Pagination(Struct, frozen=True):
    """Pages count from 1; `heights_pt` of an item includes the space above it and its footnotes."""

    page_by_item: tuple[int, ...]
    pages: int
    heights_pt: Heights


class _Chunk(Struct, frozen=True):
    """What cannot be split: some lines, a row, or a layout table."""

    item: int
    page: Page
    before_pt: float  # the larger of the space above it and the space below its predecessor: Word does not add them
    height_pt: float
    footnotes_pt: float
    spare_pt: float  # how much of its last footnote may go on to the next page
    keep_next: bool
    ends_section: bool
    repeated_pt: float = 0.0  # header rows, if it opens a page


def paginate(plan: Plan, page: Page, formats: Formats) -> Pagination:
    """Lay out a plan on paper like `page`."""
    chunks = list(_chunks(plan, page, formats))
    heights = [0.0] * len(plan.items)
    for chunk in chunks:
        heights[chunk.item] += chunk.before_pt + chunk.height_pt + chunk.footnotes_pt
    page_by_item, pages = _number_pages(chunks, len(plan.items))
    return Pagination(page_by_item, pages, tuple(heights))


def _chunks(plan: Plan, page: Page, formats: Formats) -> Iterator[_Chunk]:
    footnotes = {footnote.number: footnote for footnote in plan.footnotes}
    measures = {each: Measure(formats, footnotes, each.width_pt) for each in (page, page.landscape())}
    after_pt = 0.0  # the space below the item before
    for index, (item, item_page) in enumerate(zip(plan.items, _pages(plan, page), strict=True)):
        measure = measures[item_page]
        for part in item.paragraphs if isinstance(item, TableOfContents) else (item,):
            match part:
                case Para():
                    yield from _split_paragraph(index, part, item_page, measure, after_pt)
                    after_pt = 0.0 if part.ends_section else formats.paragraph(part.style).after_pt
                case DataTable():
                    yield from _split_table(index, part, item_page, measure, after_pt)
                    after_pt = 0.0
                case LayoutTable():
                    yield _layout_table(index, part, item_page, measure, after_pt)
                    after_pt = 0.0
                case SectionBreak():
                    raise AssertionError("the plan marks the ends of sections on paragraphs")
                case _:
                    assert_never(part)


def _pages(plan: Plan, page: Page) -> list[Page]:
    """Return the page of each item: portrait or landscape, as the end of its section says."""
    pages: list[Page] = []
    orientation = plan.last_orientation
    for item in reversed(plan.items):
        if isinstance(item, Para) and item.ends_section:
            orientation = item.ends_section
        pages.append(page.landscape() if orientation == LANDSCAPE else page)
    return pages[::-1]


def _split_paragraph(item: int, para: Para, page: Page, measure: Measure, after_pt: float) -> Iterator[_Chunk]:
    formatting = measure.formats.paragraph(para.style)
    lines = measure.lines(para.pieces, para.style, page.width_pt)
    points = _split_points(len(lines.heights_pt), formatting.keep_lines)
    for start, end in pairwise(points):
        is_last = end == points[-1]
        yield _Chunk(
            item, page, 0.0 if start else max(after_pt, formatting.before_pt),
            sum(lines.heights_pt[start:end]),
            *_footnotes(chain.from_iterable(lines.footnotes_pt[start:end]), measure),
            keep_next=(formatting.keep_next or para.keep_next) if is_last else formatting.keep_lines,
            ends_section=is_last and bool(para.ends_section),
        )  # fmt: skip


def _split_points(lines: int, keep_lines: bool) -> list[int]:
    """Return where a paragraph may be split, with its start and end."""
    if keep_lines or lines < 2 * _WIDOW_LINES:
        return [0, lines]
    return [0, *range(_WIDOW_LINES, lines - _WIDOW_LINES + 1), lines]


def _split_table(item: int, table: DataTable, page: Page, measure: Measure, after_pt: float) -> Iterator[_Chunk]:
    repeated_pt = 0.0
    for row, height_pt, footnotes in measure.rows(table):
        # the last row, too, may be kept with what follows
        keep_next = row.keep_next or row.header or measure.formats.paragraph(row.style).keep_next
        yield _Chunk(item, page, after_pt, height_pt, *_footnotes(footnotes, measure), keep_next, False, repeated_pt)
        after_pt = 0.0
        repeated_pt += height_pt if row.header else 0.0


def _layout_table(item: int, table: LayoutTable, page: Page, measure: Measure, after_pt: float) -> _Chunk:
    height_pt, footnotes = measure.layout_table(table)
    first = table.cells[0][0]
    keep_next = isinstance(first, Para) and (first.keep_next or measure.formats.paragraph(first.style).keep_next)
    return _Chunk(item, page, after_pt, height_pt, *_footnotes(footnotes, measure), keep_next, ends_section=False)


def _footnotes(heights_pt: Iterable[float], measure: Measure) -> tuple[float, float]:
    """Return the height of footnotes, and how much of it may go on to the next page: the last but its first line."""
    heights = list(heights_pt)
    return sum(heights), max(0.0, heights[-1] - measure.footnote_line_pt) if heights else 0.0


def _number_pages(chunks: Iterable[_Chunk], items: int) -> tuple[tuple[int, ...], int]:
    """Return the page on which each item starts, and how many pages there are."""
    page_by_item: dict[int, int] = {}
    number, used, footnotes, overflowed = 1, 0.0, 0.0, False
    for chain_ in _keep_next_chains(chunks):
        for index, chunk in enumerate(chain_):
            # a chain that is taller than a page is broken where it must be
            fits = _fits([chunk] if index else chain_, used, footnotes)
            if used and not fits:
                number, used, footnotes, overflowed = number + 1, 0.0, _carried_pt(used, footnotes, chunk.page), True
            page_by_item.setdefault(chunk.item, number)
            opens_page = overflowed and not used
            used += chunk.repeated_pt if opens_page else 0.0
            # space above is dropped at the top of a page, but not at the start of a section
            used += (0.0 if opens_page else chunk.before_pt) + chunk.height_pt
            footnotes += chunk.footnotes_pt
            if chunk.ends_section:
                number, used, footnotes, overflowed = number + 1, 0.0, 0.0, False
    return tuple(page_by_item.get(item, number) for item in range(items)), number


def _keep_next_chains(chunks: Iterable[_Chunk]) -> Iterator[list[_Chunk]]:
    """Yield chunks that are kept on one page, together."""
    chain_: list[_Chunk] = []
    for chunk in chunks:
        chain_.append(chunk)
        if not chunk.keep_next:
            yield chain_
            chain_ = []
    if chain_:
        yield chain_


def _fits(chunks: Sequence[_Chunk], used_pt: float, footnotes_pt: float) -> bool:
    needed = sum(chunk.before_pt + chunk.height_pt for chunk in chunks)
    footnotes = footnotes_pt + sum(chunk.footnotes_pt for chunk in chunks) - chunks[-1].spare_pt
    return used_pt + needed + _footnote_area_pt(footnotes) <= chunks[0].page.height_pt


def _carried_pt(used_pt: float, footnotes_pt: float, page: Page) -> float:
    """Return how much of the footnotes goes on at the foot of the next page, for want of room on its own."""
    return max(0.0, used_pt + _footnote_area_pt(footnotes_pt) - page.height_pt)


def _footnote_area_pt(footnotes_pt: float) -> float:
    return footnotes_pt + _SEPARATOR_PT if footnotes_pt else 0.0
