"""Markdown's tokens -> a tree of its blocks. The words in a block are a line of their own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from generator.compose.shape import Line


class Node:
    """A block: what opens it, and the blocks in it. `map` is its first line and the one behind its last."""

    __slots__ = ("attrs", "children", "content", "map", "markup", "meta", "tag", "type", "words")

    def __init__(self, token: Token) -> None:
        self.type = token.type.removesuffix("_open")
        self.tag = token.tag
        self.map: Sequence[int] | None = token.map
        self.content = token.content
        self.markup = token.markup
        self.attrs: Mapping[str, Any] = token.attrs
        self.meta: Mapping[str, Any] = token.meta
        self.children: list[Node] = []
        self.words = Line()  # of a heading, a paragraph or a cell


def tree(tokens: Iterable[Token]) -> Node:
    """Return the root, whose children are the blocks of the text."""
    root = Node(Token("root", "", 0))
    opened = [root]  # no node knows the one around it: a circle would live until Python looks for circles
    for token in tokens:
        if token.type == "inline":
            opened[-1].content, opened[-1].words = token.content, token.meta["line"]
        elif token.nesting >= 0:
            node = Node(token)
            opened[-1].children.append(node)
            if token.nesting:
                opened.append(node)
        elif len(opened) > 1:
            opened.pop()
    return root
