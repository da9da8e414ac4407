"""Blocks of a slide -> segments, each of which gets pages of its own: text, a figure, a table, cards, columns."""

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import (
    Agenda,
    Block,
    Blocks,
    BulletList,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    KeyNumbers,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    SideHeads,
    Table,
    Title,
)
from generator.write.powerpoint.plan.development import find_development

Standalone = Table | FigureBlock | Cards | KeyNumbers | Columns | ReferenceList | Agenda  # each begins a page


class Segment(Struct, frozen=True):
    """`main` is a block that stands alone, None for text; `text` is that text, or remarks on a figure or table."""

    main: Standalone | None
    text: Blocks = ()


def split_blocks(blocks: Blocks) -> tuple[Segment, ...]:
    """Return the segments in order; a single paragraph next to a figure or table is a remark on it."""
    segments: list[Segment] = []
    text: list[Block] = []
    for block in _unpack(blocks):
        if isinstance(block, Standalone):
            is_remark = len(text) == 1 and isinstance(text[0], Paragraph) and isinstance(block, Table | FigureBlock)
            if text and not is_remark:
                segments.append(Segment(None, tuple(text)))
            segments.append(Segment(block, tuple(text) if is_remark else ()))
            text = []
        elif (
            not text
            and segments
            and isinstance(segments[-1].main, Table | FigureBlock)
            and isinstance(block, Paragraph)
        ):
            segments[-1] = replace(segments[-1], text=(*segments[-1].text, block))
        else:
            text.append(block)
    if text:
        segments.append(Segment(None, tuple(text)))
    return tuple(segments)


def _unpack(blocks: Blocks) -> Iterator[Block]:
    """Yield `blocks`, of landscape pages, and of panels and columns that hold what stands alone, their contents."""
    for block in blocks:
        inner = _inner(block)
        if isinstance(block, Columns) and find_development(block):
            yield block
        elif isinstance(block, Landscape) or any(isinstance(child, Standalone) for child in inner):
            yield from _unpack(inner)
        else:
            yield block


def _inner(block: Block) -> Blocks:
    match block:
        case Landscape(inner) | Panel(blocks=inner):
            return inner
        case Columns(columns):
            return tuple(child for column in columns for child in column.blocks)
        case Heading() | Title() | Paragraph() | BulletList() | NumberedList() | SideHeads():
            return ()
        case Table() | FigureBlock() | Cards() | KeyNumbers() | ReferenceList() | Agenda():
            return ()
        case _:
            assert_never(block)
