"""Markdown's tokens -> a tree of its blocks, in which the words of a block are a line of their own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.compose.markdown.line import Line

if TYPE_CHECKING:
    from markdown_it.token import Token


class Node(Struct, gc=False):
    """A block: what opens it, and the blocks in it. `map` is its first line and the one behind its last.

    No node knows the one around it: nobody would find such a circle again (`gc=False`), and its texts would stay.
    """

    type: str
    tag: str = ""
    map: Sequence[int] | None = None
    content: str = ""
    markup: str = ""
    attrs: Mapping[str, Any] = {}
    meta: Mapping[str, Any] = {}
    children: list["Node"] = []
    words: Line = Line()  # of a heading, a paragraph or a cell


def tree(tokens: Iterable["Token"]) -> Node:
    """Return the root, whose children are the blocks of the text."""
    root = Node("root")
    opened = [root]
    for token in tokens:
        if token.type == "inline":
            opened[-1].content, opened[-1].words = token.content, token.meta["line"]
        elif token.nesting >= 0:
            node = _node(token)
            opened[-1].children.append(node)
            if token.nesting:
                opened.append(node)
        elif len(opened) > 1:
            opened.pop()
    return root


def _node(token: "Token") -> Node:
    return Node(
        token.type.removesuffix("_open"), token.tag, token.map, token.content, token.markup, token.attrs, token.meta
    )
