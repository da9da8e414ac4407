"""Markdown's rule for the words in a block, which parses each shape once: lines that differ in their values alone.

A template's loop makes the same line for each item, and what differs are the marks of its values (slots.py). No rule of
Markdown looks into a mark, so that a line is parsed with its marks counted from 0, and gets its own back afterwards.
"""

from collections.abc import Callable, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec.structs import replace

from generator.compose.attributes import Attributes
from generator.compose.slots import MARK


def words(state: StateCore) -> None:
    """Parse the words of each block of a text."""
    known: dict[str, list[Token]] = {}
    for token in state.tokens:
        if token.type == "inline":
            texts, marks = MARK.split(token.content)[::2], MARK.findall(token.content)
            shape = "".join([f"{text}\ufdd0{number}\ufdd1" for number, text in enumerate(texts[:-1])]) + texts[-1]
            if shape not in known:
                known[shape] = []
                state.md.inline.parse(shape, state.md, state.env, known[shape])
            token.children = _with_own(marks, known[shape])


def _with_own(marks: Sequence[str], tokens: Sequence[Token]) -> list[Token]:
    """Return `tokens` with the line's own marks; those without any stay themselves."""

    def own(text: str) -> str:
        return MARK.sub(lambda mark: f"\ufdd0{marks[int(mark[1])]}\ufdd1", text) if "\ufdd0" in text else text

    return [_filled(token, own) if _may_hold_marks(token) else token for token in tokens]


def _may_hold_marks(token: Token) -> bool:
    return "\ufdd0" in token.content or bool(token.attrs or token.meta or token.children)


def _filled(token: Token, own: Callable[[str], str]) -> Token:
    return Token(
        token.type,
        token.tag,
        token.nesting,
        attrs={name: own(each) if isinstance(each, str) else each for name, each in token.attrs.items()},
        map=token.map,
        level=token.level,
        children=[_filled(each, own) for each in token.children] if token.children else token.children,
        content=own(token.content),
        markup=token.markup,
        info=token.info,
        meta={name: _own_of(each, own) for name, each in token.meta.items()},
        block=token.block,
        hidden=token.hidden,
    )


def _own_of(value: object, own: Callable[[str], str]) -> object:
    if not isinstance(value, Attributes):
        return value
    values = {name: own(each) for name, each in value.values.items()}
    return replace(value, id=own(value.id), classes=tuple(map(own, value.classes)), values=values)
