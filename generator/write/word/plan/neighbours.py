"""A block and those before and after it -> whether they belong together, and must stay on one page."""

from generator.model.block import (
    Block,
    BulletList,
    Cards,
    FigureBlock,
    Heading,
    NumberedList,
    Panel,
    Paragraph,
    SideHeads,
    Table,
)
from generator.model.inline import text_of

_FIGURE_NOTE = "figure note"
_SHOWN = Table | FigureBlock | SideHeads  # what a paragraph before it introduces

Neighbours = tuple[Block | None, Block | None]  # the blocks before and after
NO_NEIGHBOURS: Neighbours = (None, None)


def is_note(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style.casefold() == _FIGURE_NOTE


def introduces(block: Paragraph, neighbours: Neighbours) -> bool:
    """Whether a paragraph introduces what follows, so that they must stay on one page."""
    before, after = neighbours
    if isinstance(after, BulletList | NumberedList | Cards):
        # between a heading and its list, a single line would leave both stranded
        return isinstance(before, Heading) or text_of(block.inlines).endswith(":")
    return isinstance(after, _SHOWN) or (isinstance(after, Panel) and isinstance(before, Heading))
