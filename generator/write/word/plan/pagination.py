"""A plan -> the page on which each of its items starts, by our own measure: the same on every machine, close to Word's.

Paragraphs split as widow control, keep-with-next and whole rows allow; a footnote takes room on the page of its number.
Where pages break, and what is given up for it, is in breaks.py.
"""

from msgspec import Struct
from msgspec.structs import replace

from generator.write.word.plan.breaks import Tie, break_pages
from generator.write.word.plan.chunks import HOLD_LINES, HOLD_NEXT, split_into_chunks
from generator.write.word.plan.measure import Heights
from generator.write.word.planned import Cells, DataTable, Item, LayoutTable, Para, Plan, TableOfContents
from generator.write.word.template.page import Page
from generator.write.word.template.paragraph_formatting import Formats


class Pagination(Struct, frozen=True):
    """Pages count from 1; `heights_pt` of an item includes the space above it and its footnotes.

    `held` are the ties that were not given up.
    """

    page_by_item: tuple[int, ...]
    pages: int
    heights_pt: Heights
    held: frozenset[Tie]


def paginate(plan: Plan, page: Page, formats: Formats) -> Pagination:
    """Lay out a plan on paper like `page`."""
    chunks = list(split_into_chunks(plan, page, formats))
    heights = [0.0] * len(plan.items)
    for chunk in chunks:
        heights[chunk.item] += chunk.before_pt + chunk.height_pt + chunk.footnotes_pt
    breaks = break_pages(chunks)
    pages = tuple(breaks.page_by_item.get(item, breaks.pages) for item in range(len(plan.items)))
    return Pagination(pages, breaks.pages, tuple(heights), breaks.held)


def settle(plan: Plan, pagination: Pagination) -> Plan:
    """Return the plan with the holds that `pagination` gave up taken off.

    Its own pagination is the same, page by page.
    """
    items = tuple(_settle(number, item, pagination) for number, item in enumerate(plan.items))
    return replace(plan, items=items)


def _settle(number: int, item: Item, pagination: Pagination) -> Item:
    match item:
        case Para():
            return _settle_paragraph((number, 0), item, pagination)
        case TableOfContents(paragraphs=paragraphs):
            settled = (_settle_paragraph((number, part), para, pagination) for part, para in enumerate(paragraphs))
            return replace(item, paragraphs=tuple(settled))
        case DataTable(rows=rows):
            held = pagination.held
            return replace(item, rows=tuple(
                replace(row, hold_next=False) if row.hold_next and (number, part, HOLD_NEXT) not in held else row
                for part, row in enumerate(rows)
            ))  # fmt: skip
        case LayoutTable(rows=rows):
            return replace(item, rows=tuple(_settle_row((number, part), row, pagination)
                                            for part, row in enumerate(rows)))  # fmt: skip
        case _:
            return item


def _settle_row(place: tuple[int, int], row: Cells, pagination: Pagination) -> Cells:
    first = row[0][0]
    if not (isinstance(first, Para) and first.hold_next) or (*place, HOLD_NEXT) in pagination.held:
        return row
    return tuple(tuple(replace(item, hold_next=False) if isinstance(item, Para) else item for item in cell)
                 for cell in row)  # fmt: skip


def _settle_paragraph(place: tuple[int, int], para: Para, pagination: Pagination) -> Para:
    if para.hold_next and (*place, HOLD_NEXT) not in pagination.held:
        para = replace(para, hold_next=False)
    if para.hold_lines and (*place, HOLD_LINES) not in pagination.held:
        para = replace(para, hold_lines=False)
    return para
