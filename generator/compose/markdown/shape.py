"""Markdown's rule for the words in a block -> a `Line`. Each shape is parsed once: lines that differ in values alone.

A template's loop makes the same line for each item, and what differs are the marks of its values (slots.py). No rule of
Markdown looks into a mark, so that a line is parsed with its marks counted from 0; its own it keeps beside its parts.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.compose.markdown.attributes import NO_ATTRIBUTES, Attributes
from generator.compose.markdown.line import Enclosed, HardBreak, LeftOver, Line, Naming, Part, Picture
from generator.compose.template.slots import MARK

# Stars that emphasise nothing: CommonMark prints `**` as typed where it touches a word, as in `**x.**y`
_LEFT_OVER = re.compile(r"\*\*|(?<=\S)\*(?=\s|$)|(?<=\s)\*(?=\S)|^\*(?=\S)")


def words(state: StateCore) -> None:
    """Parse the words of each block of a text; what they are stands in the token's `meta`."""
    known: dict[tuple[str, ...], tuple[Part, ...]] = {}
    for token in state.tokens:
        if token.type == "inline":
            texts = MARK.split(token.content)
            between = tuple(texts[::2])
            if between not in known:
                known[between] = _parsed(between, state)
            token.meta = {"line": Line(known[between], texts[1::2])}


def _parsed(between: Sequence[str], state: StateCore) -> tuple[Part, ...]:
    """Return the parts of a line with the texts `between` its marks."""
    shape = "".join([f"{text}\ufdd0{number}\ufdd1" for number, text in enumerate(between[:-1])]) + between[-1]
    tokens: list[Token] = []
    state.md.inline.parse(shape, state.md, state.env, tokens)
    return tuple(_parts(iter(tokens)))


def _parts(tokens: Iterator[Token]) -> Iterator[Part]:
    """Yield the parts up to the token that closes them."""
    for token in tokens:
        match token.type:
            case "text":
                if _LEFT_OVER.search(token.content):
                    yield LeftOver(token.content)
                yield from _cut(token.content)
            case "text_special":
                yield token.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield HardBreak()
            case "citation":
                yield Naming(token.content)
            case "image":
                caption = tuple(_parts(iter(token.children or ())))
                yield Picture(caption, str(token.attrs.get("src", "")), _attributes(token))
            case _ if token.nesting > 0:
                kind, url = token.type.removesuffix("_open"), str(token.attrs.get("href", ""))
                yield Enclosed(kind, tuple(_parts(tokens)), url, _attributes(token))
            case _ if token.nesting < 0:
                return
            case _:
                raise AssertionError(f"{token.type} is no construct of our Markdown")


def _cut(text: str) -> Iterator[str | int]:
    """Yield `text` cut at its marks, with their numbers in their places."""
    for index, piece in enumerate(MARK.split(text)):
        if index % 2:
            yield int(piece)
        elif piece:
            yield piece


def _attributes(token: Token) -> Attributes:
    attributes: Attributes = token.meta.get("attributes", NO_ATTRIBUTES)
    return attributes
