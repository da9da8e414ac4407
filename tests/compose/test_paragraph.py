"""A paragraph of one line is recognised before CommonMark's rules are asked; they would have said the same."""

from collections.abc import Iterator
from itertools import product

import pytest
from markdown_it import MarkdownIt

from generator.compose.markdown.parser import parsed
from generator.compose.markdown.tree import Node

FIRST = (
    "word",
    "**word** x",
    "*word",
    "\ufdd00\ufdd1 x",
    "**\ufdd00\ufdd1",
    "- word",
    "1. word",
    "- \ufdd00\ufdd1",
    "> word",
)
NEXT = (
    "", "more", "  more", "     more", "- item", "  - item", "      - item", "-", "- - -", "---", "===", "* item",
    "*em* x", "2. item", "1) item", "2018", "# Heading", "> quote", "```", "| a |", "|---|", "**bold**",
)  # fmt: skip


@pytest.mark.parametrize("first", FIRST)
def test_what_follows_decides_as_in_commonmark(first: str) -> None:
    common = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "reference"])
    for following in product(NEXT, NEXT):
        text = "\n".join((first, *following))
        tokens = common.parse(text)
        expected = [
            (token.type.removesuffix("_open"), token.map)
            for token in tokens
            if token.nesting >= 0 and token.type != "inline"
        ]
        assert list(_told(parsed(text))) == expected, text
        words = [token.content for token in tokens if token.type == "inline"]
        assert [node.content for node in _walked(parsed(text)) if node.words.parts] == [
            each for each in words if each
        ], text


def _told(root: Node) -> Iterator[tuple[str, object]]:
    return ((node.type, node.map) for node in _walked(root))


def _walked(root: Node) -> Iterator[Node]:
    for node in root.children:
        yield node
        yield from _walked(node)
