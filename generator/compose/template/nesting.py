"""The tokens of a template that Jinja2 cannot nest -> the tag at fault: not closed, out of place, or unknown."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from generator.compose.template.grammar import LANGUAGE, Fault

_FOLLOWERS = {"block": ("endblock",), "for": ("else", "endfor"), "if": ("elif", "else", "endif")}
_TAGS = ("extends", "elif", "else", *_FOLLOWERS, *(f"end{name}" for name in _FOLLOWERS))

Token = tuple[int, str, str]  # line, kind and value, as Jinja2's lexer yields them


class _OpenTag(Struct, frozen=True):
    """A tag that is not closed yet, and the tags that may come next."""

    line: int
    name: str
    followers: Sequence[str]


def find_misnested_tag(tokens: Iterable[Token]) -> Fault | None:
    """Return the first fault in the nesting of the tags."""
    open_tags: list[_OpenTag] = []
    for line, name in _tags(tokens):
        if name not in _TAGS:
            near = get_close_matches(name, _TAGS, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else LANGUAGE
            return Fault(line, f"`{name}` is not part of the template language", remedy)
        if name in _FOLLOWERS:
            open_tags.append(_OpenTag(line, name, _FOLLOWERS[name]))
        elif open_tags and name in open_tags[-1].followers:
            innermost = open_tags.pop()
            if name == "elif":
                open_tags.append(innermost)
            elif name == "else":
                open_tags.append(_OpenTag(innermost.line, innermost.name, (f"end{innermost.name}",)))
        elif name != "extends":
            return _out_of_place(line, name, open_tags)
    return _not_closed(open_tags[-1], "the end of the template") if open_tags else None


def _tags(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line and first word of each tag."""
    begun = False
    for line, kind, value in tokens:
        if begun and kind == "name":
            yield line, value
        begun = kind == "block_begin" or (begun and kind == "whitespace")


def _out_of_place(line: int, name: str, open_tags: Sequence[_OpenTag]) -> Fault:
    if any(name in tag.followers for tag in open_tags):
        return _not_closed(open_tags[-1], f"`{name}` in line {line}")
    openers = " or ".join(f"`{opener}`" for opener, followers in _FOLLOWERS.items() if name in followers)
    return Fault(line, f"`{name}` without {openers}", "delete it, or open the tag above it")


def _not_closed(tag: _OpenTag, before: str) -> Fault:
    return Fault(tag.line, f"`{tag.name}` is not closed before {before}", f"add `{{% end{tag.name} %}}`")
