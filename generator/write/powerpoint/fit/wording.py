"""Blocks -> the same in the shorter wordings that an audience allows, step by step."""

from typing import Any

from generator.model.inline import Cite, Traced
from generator.model.walk import Node, Tree, rewrite, walk


def count_steps(tree: Any) -> int:
    """Return how many times a block or blocks can be made shorter."""
    return max((len(node.shorter) for node in walk(tree) if isinstance(node, Traced)), default=0)


def shorten(tree: Tree, step: int) -> Tree:
    """Return `tree` with each statement in its `step`th shorter wording, or its shortest; step 0 is as given."""

    def replace_wording(node: Node) -> Node:
        if not isinstance(node, Traced) or not node.shorter:
            return node
        # what is cited inside the long wording stays cited
        cites = tuple(inline for inline in walk(node.inlines) if isinstance(inline, Cite))
        return Traced(node.statement, (*node.shorter[min(step, len(node.shorter)) - 1], *cites))

    return rewrite(tree, replace_wording) if step else tree
