"""Blocks -> the same with the shorter wordings that an audience allows, step by step."""

from msgspec.structs import replace

from generator.model.block import (
    Block,
    Blocks,
    BulletList,
    Card,
    Cards,
    Column,
    Columns,
    NumberedList,
    Panel,
    Paragraph,
    Table,
)
from generator.model.inline import Cite, Emphasis, Inline, Inlines, Link, Strong, Styled, Traced, walked


def steps(blocks: Blocks) -> int:
    """Return how many times `blocks` can be made shorter."""
    return max((len(inline.shorter) for inline in _inlines(blocks) if isinstance(inline, Traced)), default=0)


def shortened(blocks: Blocks, step: int) -> Blocks:
    """Return `blocks` with each statement in its `step`th shorter wording, or its shortest; step 0 is as given."""
    return tuple(_block(block, step) for block in blocks) if step else blocks


def _block(block: Block, step: int) -> Block:
    match block:
        case Paragraph(inlines):
            return replace(block, inlines=_shorter(inlines, step))
        case BulletList(items) | NumberedList(items):
            return replace(block, items=tuple(shortened(item, step) for item in items))
        case Panel(blocks=inner):
            return replace(block, blocks=shortened(inner, step))
        case Columns(columns):
            return Columns(tuple(Column(shortened(each.blocks, step), each.width) for each in columns))
        case Cards(cards):
            return Cards(tuple(Card(card.title, shortened(card.blocks, step)) for card in cards))
        case Table(rows=rows):
            return replace(block, rows=tuple(tuple(_shorter(cell, step) for cell in row) for row in rows))
        case _:
            return block


def _shorter(inlines: Inlines, step: int) -> Inlines:
    return tuple(_inline(inline, step) for inline in inlines)


def _inline(inline: Inline, step: int) -> Inline:
    match inline:
        case Traced(inlines=inner, shorter=shorter):
            if not shorter:
                return inline
            # what is cited inside the long wording stays cited
            cites = tuple(each for each in walked(inner) if isinstance(each, Cite))
            return Traced(inline.statement, (*shorter[min(step, len(shorter)) - 1], *cites))
        case Strong(inner) | Emphasis(inner) | Styled(inner) | Link(inner):
            return replace(inline, inlines=_shorter(inner, step))
        case _:
            return inline


def _inlines(blocks: Blocks) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for block in blocks:
        match block:
            case Paragraph(inlines):
                found.extend(walked(inlines))
            case BulletList(items) | NumberedList(items):
                for item in items:
                    found.extend(_inlines(item))
            case Panel(blocks=inner):
                found.extend(_inlines(inner))
            case Columns(columns):
                for column in columns:
                    found.extend(_inlines(column.blocks))
            case Cards(cards):
                for card in cards:
                    found.extend(_inlines(card.blocks))
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        found.extend(walked(cell))
            case _:
                pass
    return tuple(found)
