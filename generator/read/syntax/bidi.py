"""Characters that turn the direction of reading -> kept to the text in which they stand, and told.

An override (U+202E) that nothing ends turns all that follows it on a page, so that “exe.fdp” reads as “pdf.exe”.
"""

import re
from collections.abc import Iterator
from itertools import islice

from generator.errors import Place, Problem

_OPENS = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"} | dict.fromkeys(
    "\u202a\u202b\u202d\u202e", "\u202c"
)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# in UTF-8, or as YAML and JSON escape them; each begins with fixed bytes, by which it is found ten times as fast
_TYPED = (re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"), re.compile(rb"\\u(?:202[a-eA-E]|206[6-9])"))
_MOST_SHOWN = 5  # in one file


def turning(text: str) -> bool:
    """Whether anything in `text` turns the direction of reading."""
    return bool(_TURNS.search(text))


def isolated(text: str) -> str:
    """Return `text` so that no turn in it reaches beyond its end (UAX 9, 2.4): between U+2068 and U+2069."""
    if text.isascii() or not turning(text):
        return text
    open_: list[str] = []
    kept = []
    for character in text:
        if character in _OPENS:
            open_.append(_OPENS[character])
        elif character in "\u202c\u2069":
            if character not in open_:
                continue  # it would end what stands around the text
            while open_ and open_[-1] != character:
                kept.append(open_.pop())
            open_.pop()
        kept.append(character)
    return f"\u2068{''.join(kept)}{''.join(reversed(open_))}\u2069"


def turns(data: bytes, file: str) -> Iterator[Problem]:
    """Yield a warning for each place in `data`, the bytes of `file`, that turns the direction of reading."""
    typed = (found for form in _TYPED for found in islice(form.finditer(data), _MOST_SHOWN))
    for found in sorted(typed, key=lambda each: each.start())[:_MOST_SHOWN]:
        start = data.rfind(b"\n", 0, found.start()) + 1
        column = len(data[start : found.start()].decode("utf-8", "replace")) + 1
        written = found.group()
        code = written[2:].decode().upper() if written.startswith(b"\\") else f"{ord(written.decode()):04X}"
        what = f"U+{code} turns the direction of reading; it is kept to this text"
        yield Problem(
            Place(file, data.count(b"\n", 0, found.start()) + 1, column), what, "delete it, unless it is meant"
        )
