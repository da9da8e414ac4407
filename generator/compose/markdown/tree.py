"""The tokens of markdown-it -> a tree of nodes: blocks, and the inlines in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_NESTED = 20  # inlines: formats deeper than this are dropped, as walking the tree would exhaust Python's stack


class Node(Struct, gc=False):
    """A block or inline, named after its token; `map` is its first line and the line after its last.

    A node does not know its parent, as one of markdown-it's own SyntaxTreeNode does: the reference cycles would keep
    the trees of a long template in memory until the garbage collector runs.
    """

    type: str
    tag: str = ""
    map: Sequence[int] | None = None
    content: str = ""
    markup: str = ""
    attrs: Mapping[str, Any] = {}
    meta: Mapping[str, Any] = {}
    children: list["Node"] = []


def build_tree(tokens: Iterable["Token"]) -> Node:
    """Return the root, whose children are the blocks of the text."""
    root = Node("root")
    _add_children(root, tokens)
    return root


def _add_children(parent: Node, tokens: Iterable["Token"]) -> None:
    open_nodes = [parent]
    for token in tokens:
        innermost = open_nodes[-1]
        if token.type == "inline":
            innermost.content = token.content
            _add_children(innermost, token.children or ())
        elif token.nesting >= 0:
            node = _node(token)
            innermost.children.append(node)
            if token.nesting:
                # the parser nests blocks 100 deep at most, but emphasis without end
                is_shown = token.block or len(open_nodes) < _MOST_NESTED
                open_nodes.append(node if is_shown else innermost)
            elif token.children:  # the caption of a picture
                _add_children(node, token.children)
        elif len(open_nodes) > 1:
            open_nodes.pop()


def _node(token: "Token") -> Node:
    name = token.type.removesuffix("_open")
    return Node(name, token.tag, token.map, token.content, token.markup, token.attrs, token.meta)
