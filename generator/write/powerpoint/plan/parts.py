"""Blocks of a slide -> parts, each of which has a page of its own: text, a figure, a table, a grid, columns."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import (
    Agenda,
    Block,
    Blocks,
    Cards,
    Columns,
    FigureBlock,
    Landscape,
    Panel,
    Paragraph,
    ReferenceList,
    Table,
)

APART = (Table, FigureBlock, Cards, Columns, ReferenceList, Agenda)
_SHOWN = (Table, FigureBlock)


class Part(Struct, frozen=True):
    """`main` is what stands apart, None for plain text; `text` is that text, or the remarks on what is shown."""

    main: Block | None
    text: Blocks = ()


def parts(blocks: Blocks) -> tuple[Part, ...]:
    """Return the parts of a slide in order; a paragraph just before or after a figure or table is a remark on it."""
    found: list[Part] = []
    text: list[Block] = []
    for block in _plain(blocks):
        if isinstance(block, APART):
            remark = len(text) == 1 and isinstance(text[0], Paragraph) and isinstance(block, _SHOWN)
            if text and not remark:
                found.append(Part(None, tuple(text)))
            found.append(Part(block, tuple(text) if remark else ()))
            text = []
        elif not text and found and isinstance(found[-1].main, _SHOWN) and isinstance(block, Paragraph):
            found[-1] = replace(found[-1], text=(*found[-1].text, block))
        else:
            text.append(block)
    if text:
        found.append(Part(None, tuple(text)))
    return tuple(found)


def _plain(blocks: Blocks) -> Iterator[Block]:
    """Yield the blocks without pages of another orientation, and without columns that hold what stands apart."""
    for block in blocks:
        match block:
            case Landscape(inner):
                yield from _plain(inner)
            case Columns(columns) if any(isinstance(each, APART) for column in columns for each in column.blocks):
                for column in columns:
                    yield from _plain(column.blocks)
            case Panel(blocks=inner) if any(isinstance(each, APART) for each in inner):
                yield from _plain(inner)
            case _:
                yield block
