"""A plan and its pages -> the same with the number of the page in each field that asks for one."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.write.word.planned import (
    BookmarkStart,
    Field,
    Hyperlink,
    Item,
    LayoutTable,
    Para,
    Piece,
    Pieces,
    Plan,
    TableOfContents,
)

_PAGE_OF = re.compile(r" PAGEREF (\S+) ")


def fill_page_numbers(plan: Plan, page_by_item: Sequence[int]) -> Plan:
    """Return the plan with the page of each heading that a paragraph refers to; fields in data tables stay."""
    pages = dict(_locate_headings(plan.items, page_by_item))
    return replace(plan, items=tuple(_fill_item(item, pages) for item in plan.items))


def _locate_headings(items: Sequence[Item], page_by_item: Sequence[int]) -> Iterator[tuple[str, str]]:
    for item, page in zip(items, page_by_item, strict=True):
        if isinstance(item, Para) and item.outline_level and isinstance(item.pieces[0], BookmarkStart):
            yield item.pieces[0].name, str(page)


def _fill_item(item: Item, pages: Mapping[str, str]) -> Item:
    match item:
        case Para():
            return _fill_para(item, pages)
        case TableOfContents(paragraphs=paragraphs):
            return replace(item, paragraphs=tuple(_fill_para(each, pages) for each in paragraphs))
        case LayoutTable(rows=rows):
            filled = (tuple(tuple(_fill_item(each, pages) for each in cell) for cell in row) for row in rows)
            return replace(item, rows=tuple(filled))
    return item


def _fill_para(para: Para, pages: Mapping[str, str]) -> Para:
    pieces = _fill(para.pieces, pages)
    return para if pieces is para.pieces else replace(para, pieces=pieces)


def _fill(pieces: Pieces, pages: Mapping[str, str]) -> Pieces:
    """Return `pieces` filled in; themselves if they ask for no page."""
    filled: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Hyperlink):
            inner = _fill(piece.pieces, pages)
            piece = piece if inner is piece.pieces else replace(piece, pieces=inner)
        elif isinstance(piece, Field) and (heading := _PAGE_OF.match(piece.instruction)):
            piece = replace(piece, result=pages.get(heading[1], piece.result))
        filled.append(piece)
    return pieces if all(new is old for new, old in zip(filled, pieces, strict=True)) else tuple(filled)
