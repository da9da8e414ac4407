"""Walk over a composed text, or rewrite it: one generic pair of functions for all blocks and inlines.

What a node holds is found in its fields, so that a new block or inline needs no code here (as in pandoc's
`Text.Pandoc.Walk`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from generator.model.block import Block, Card, Column, KeyNumber, Reference, SideHead, TableBand, TableGroup, Work
from generator.model.inline import Inline

Node = Block | Inline | Column | Card | SideHead | KeyNumber | Reference | TableBand | TableGroup | Work
Tree = TypeVar("Tree")

_NOT_READ = frozenset({"shorter"})  # wordings that may replace the one that is read


def walk(tree: Any) -> Iterator[Node]:
    """Yield every node of `tree` in reading order, each before those that it holds; notes are entered too.

    `tree` is a node or a sequence of nodes, nested as in a table's rows.
    """
    if isinstance(tree, Struct):
        yield tree  # type: ignore[misc]  # all Structs of a tree are nodes
        for name in tree.__struct_fields__:
            if name not in _NOT_READ:
                yield from walk(getattr(tree, name))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for child in tree:
            yield from walk(child)


def rewrite(tree: Tree, change: Callable[[Node], Node]) -> Tree:
    """Return `tree` with each node replaced by `change` of it, the innermost first; shorter wordings included."""
    result: Any = tree
    if isinstance(tree, tuple):
        result = tuple([rewrite(child, change) for child in tree])
    elif isinstance(tree, Struct):
        fields = [rewrite(getattr(tree, name), change) for name in tree.__struct_fields__]
        result = change(type(tree)(*fields))  # type: ignore[arg-type]
    return result  # type: ignore[no-any-return]
