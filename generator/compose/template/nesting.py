"""The tags of a template that Jinja2 cannot nest -> which one is never closed, closes nothing, or is none of ours."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from generator.compose.template.grammar import STATEMENTS, Fault

_FOLLOWED = {"block": ("endblock",), "for": ("else", "endfor"), "if": ("elif", "else", "endif")}
_TAGS = ("extends", "elif", "else", *_FOLLOWED, *(f"end{name}" for name in _FOLLOWED))

Token = tuple[int, str, str]  # line, kind and value, as Jinja2's lexer yields them


class _Opened(Struct, frozen=True):
    """A tag that waits for its end, and those that may come next."""

    line: int
    name: str
    awaited: Sequence[str]


def misnested(tokens: Iterable[Token]) -> Fault | None:
    """Return what is wrong with the tags among a template's `tokens`, the first of it."""
    opened: list[_Opened] = []
    for line, name in _tags(tokens):
        if name not in _TAGS:
            near = get_close_matches(name, _TAGS, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else STATEMENTS
            return Fault(line, f"`{name}` is not part of the template language", remedy)
        if name in _FOLLOWED:
            opened.append(_Opened(line, name, _FOLLOWED[name]))
        elif opened and name in opened[-1].awaited:
            inner = opened.pop()
            if name == "elif":
                opened.append(inner)
            elif name == "else":
                opened.append(_Opened(inner.line, inner.name, (f"end{inner.name}",)))
        elif name != "extends":
            return _out_of_place(line, name, opened)
    return _unclosed(opened[-1], "the template ends") if opened else None


def _tags(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Yield each tag's line and its first word."""
    begun = False
    for line, kind, value in tokens:
        if begun and kind == "name":
            yield line, value
        begun = kind == "block_begin" or (begun and kind == "whitespace")


def _out_of_place(line: int, name: str, opened: Sequence[_Opened]) -> Fault:
    if any(name in each.awaited for each in opened):
        return _unclosed(opened[-1], f"`{name}` in line {line}")
    whose = " or ".join(f"`{each}`" for each, awaited in _FOLLOWED.items() if name in awaited)
    return Fault(line, f"`{name}` belongs to no {whose}", "delete it, or open one above it")


def _unclosed(tag: _Opened, met: str) -> Fault:
    return Fault(tag.line, f"`{tag.name}` is not closed before {met}", f"add `{{% end{tag.name} %}}`")
