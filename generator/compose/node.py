"""Markdown's tokens -> a tree of its blocks. The words in a block stay tokens: whoever reads them goes through once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markdown_it.token import Token


class Node:
    """A block: what opens it, and the blocks in it. `map` is its first line and the one behind its last."""

    __slots__ = ("attrs", "children", "content", "map", "markup", "meta", "parent", "tag", "type", "words")

    def __init__(self, token: Token, parent: "Node | None") -> None:
        self.type = token.type.removesuffix("_open")
        self.tag = token.tag
        self.map: Sequence[int] | None = token.map
        self.content = token.content
        self.markup = token.markup
        self.attrs: Mapping[str, Any] = token.attrs
        self.meta: Mapping[str, Any] = token.meta
        self.parent = parent
        self.children: list[Node] = []
        self.words: Sequence[Token] = ()  # of a heading, a paragraph or a cell


def tree(tokens: Iterable[Token]) -> Node:
    """Return the root, whose children are the blocks of the text."""
    here = root = Node(Token("root", "", 0), None)
    for token in tokens:
        if token.type == "inline":
            here.content, here.words = token.content, token.children or ()
        elif token.nesting >= 0:
            node = Node(token, here)
            here.children.append(node)
            here = node if token.nesting else here
        elif here.parent:
            here = here.parent
    return root
