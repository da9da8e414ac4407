"""Blocks -> the same in the shorter wordings that an audience allows, step by step."""

from generator.model.block import Blocks
from generator.model.inline import Cite, Traced
from generator.model.walk import Node, rewrite, walk


def steps(blocks: Blocks) -> int:
    """Return how many times `blocks` can be made shorter."""
    return max((len(node.shorter) for node in walk(blocks) if isinstance(node, Traced)), default=0)


def shortened(blocks: Blocks, step: int) -> Blocks:
    """Return `blocks` with each statement in its `step`th shorter wording, or its shortest; step 0 is as given."""

    def shorten(node: Node) -> Node:
        if not isinstance(node, Traced) or not node.shorter:
            return node
        # what is cited inside the long wording stays cited
        cites = tuple(inline for inline in walk(node.inlines) if isinstance(inline, Cite))
        return Traced(node.statement, (*node.shorter[min(step, len(node.shorter)) - 1], *cites))

    return rewrite(blocks, shorten) if step else blocks
