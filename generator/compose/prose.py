"""Prose of a dataset -> inlines. Emphasis at word boundaries and links are read; all else stays as typed.

This is not CommonMark, on purpose: that would read `5*3*2` as "532" with an emphasised 3, a changed fact.
"""

import re
from unicodedata import category, east_asian_width

from msgspec import Struct

from generator.model.inline import Break, Emphasis, Inline, Inlines, Link, Plain, Strong

_SPECIAL = re.compile(
    r"""(?P<run> \*+ | _+ )
      | \[(?P<words>[^\[\]\n]+)\]\((?P<url>(?:https?://|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)
      | (?P<newline> [ ]*\n[ ]*)""",
    re.VERBOSE,
)
_MARKUP = "*_[\n"  # one of these is in every text that has any; most have none
_LONGEST_RUN = 3  # *** is bold italic; a longer row of stars or strokes is a drawn line or a blank to fill in


class _Open(Struct):
    """An emphasis that is open, and what stands in it so far; as typed again where nothing closes it."""

    run: str
    inlines: list[Inline] = []


def inlines_of(text: str) -> Inlines:
    """Return `text` with its emphasis and links as inlines, in adjoining pieces of plain text merged."""
    if not any(mark in text for mark in _MARKUP):
        return (Plain(text),) if text else ()
    levels = [_Open("")]
    position = 0
    for found in _SPECIAL.finditer(text):
        levels[-1].inlines.append(Plain(text[position : found.start()]))
        position = found.end()
        if found["run"]:
            _take(levels, found["run"], text, found.start(), found.end())
        elif found["words"]:
            levels[-1].inlines.append(Link(inlines_of(found["words"]), found["url"]))
        else:
            levels[-1].inlines.append(Break())
    levels[-1].inlines.append(Plain(text[position:]))
    _give_up(levels, 1)
    return merged(levels[0].inlines)


def merged(inlines: list[Inline]) -> Inlines:
    """Return `inlines` with adjoining plain texts made one, and empty ones gone."""
    result: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Plain):
            result.append(inline)
        elif result and isinstance(result[-1], Plain):
            result[-1] = Plain(result[-1].text + inline.text)
        elif inline.text:
            result.append(inline)
    return tuple(result)


def _take(levels: list[_Open], run: str, text: str, start: int, end: int) -> None:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opened = next((i for i in range(len(levels) - 1, 0, -1) if levels[i].run == run), 0)
    if opened and _may_close(before, after):
        _give_up(levels, opened + 1)
        closed = levels.pop()
        levels[-1].inlines.append(_emphasised(run, merged(closed.inlines)))
    elif len(run) <= _LONGEST_RUN and _may_open(before, after):
        levels.append(_Open(run))
    else:
        levels[-1].inlines.append(Plain(run))


def _give_up(levels: list[_Open], keep: int) -> None:
    """Make everything from level `keep` on plain again: nothing closed it."""
    while len(levels) > keep:
        given_up = levels.pop()
        levels[-1].inlines += [Plain(given_up.run), *given_up.inlines]


def _emphasised(run: str, inlines: Inlines) -> Inline:
    if len(run) == 1:
        return Emphasis(inlines)
    return Strong(inlines) if len(run) == 2 else Strong((Emphasis(inlines),))


def _may_open(before: str, after: str) -> bool:
    # `"*"` names a star: quotes on both sides are no words to stress
    quoted = before == after and before in "\"'"
    return _is_boundary(before) and not after.isspace() and not quoted


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and _is_boundary(after)


def _is_boundary(character: str) -> bool:
    """Whether a word ends here. Scripts that write no spaces between words have a boundary at every character."""
    if character == "\\":
        return False
    in_word = character.isalnum() or category(character).startswith("M")
    return not in_word or east_asian_width(character) in "WF"
