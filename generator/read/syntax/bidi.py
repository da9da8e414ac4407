"""Bidirectional control characters: text -> text whose controls end with it, and warnings about them.

An unclosed override (U+202E) would reverse everything after it on a page, so that "exe.fdp" reads as "pdf.exe".
"""

import re
from collections.abc import Iterator
from itertools import islice

from generator.errors import Place, Problem

_ISOLATES, _EMBEDDINGS, _POP_ISOLATE, _POP = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e", "\u2069", "\u202c"
_CLOSING = dict.fromkeys(_ISOLATES, _POP_ISOLATE) | dict.fromkeys(_EMBEDDINGS, _POP)
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL_OR_ESCAPE = re.compile("[\u202a-\u202e\u2066-\u2069]|\\\\u(?:202[a-eA-E]|206[6-9])")
_MOST_SHOWN = 5  # in one file


def has_bidi_controls(text: str) -> bool:
    return bool(_CONTROL.search(text))


def isolate(text: str) -> str:
    """Return `text` with its bidi controls closed, between U+2068 and U+2069 if it has any (UAX 9, 2.4)."""
    if not has_bidi_controls(text):
        return text
    closing: list[str] = []  # innermost last
    characters = []
    for character in text:
        if character in _CLOSING:
            closing.append(_CLOSING[character])
        elif character in (_POP, _POP_ISOLATE):
            if character not in closing:
                continue  # it would close what surrounds the text
            while closing[-1] != character:
                characters.append(closing.pop())
            closing.pop()
        characters.append(character)
    return f"\u2068{''.join(characters)}{''.join(reversed(closing))}{_POP_ISOLATE}"


def bidi_warnings(text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for each of the first bidi controls in `text` of `file`, as characters or as escapes."""
    for match in islice(_CONTROL_OR_ESCAPE.finditer(text), _MOST_SHOWN):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        control = match.group()
        code = control[2:].upper() if control.startswith("\\") else f"{ord(control):04X}"
        what = f"U+{code} changes the reading direction; its effect is confined to this text"
        yield Problem(Place(file, line, column), what, "delete it unless it is intended")
