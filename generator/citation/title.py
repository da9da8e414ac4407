"""A title -> its short form, cut at a pause, and never within brackets, quotation marks or emphasis."""

import re
from collections import Counter
from itertools import accumulate

_LONGEST = 60  # characters
_LONGEST_UNBROKEN = 90
_COLON, _CLAUSE, _SPACE = re.compile(":"), re.compile(r",\s| [–—] |;\s"), re.compile(r"\s")
_DESCRIPTION = re.compile(r"\[([^\[\]]*)\]")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’", "«": "»", "‹": "›", '"': '"', "*": "*"}


def find_description(title: str) -> str:
    """Return the dataset's description of a work without a title, which is in square brackets; empty for a title."""
    match = _DESCRIPTION.fullmatch(title)
    return match[1] if match else ""


def shorten_title(title: str) -> str:
    """Return the title up to a colon, and if that is long, up to a comma or dash; only the longest are truncated."""
    description = find_description(title)
    bare = re.sub(r"\([^()]*\)$", "", description or title).rstrip() or title
    main = _cut(bare, _COLON)
    short = main if len(main.split()) > 2 else bare
    if len(short) > _LONGEST:
        clause = _cut(short, _CLAUSE)
        fits = len(clause.split()) > 3 and len(clause) <= _LONGEST
        short = clause if fits else _truncate(short)
    return f"[{short}]" if description else short


def _cut(text: str, pause: re.Pattern[str]) -> str:
    """Return `text` up to the first `pause` that is not within a pair."""
    within = _find_within(text)
    starts = (match.start() for match in pause.finditer(text))
    return text[: next((at for at in starts if not within[at]), len(text))].rstrip()


def _truncate(text: str) -> str:
    """Return the first words of a text that is too long, and an ellipsis."""
    if len(text) <= _LONGEST_UNBROKEN:
        return text
    within = _find_within(text)
    spaces = [match.start() for match in _SPACE.finditer(text, 0, _LONGEST_UNBROKEN + 1)]
    ends = [at for at in spaces if not within[at]] or spaces or [_LONGEST_UNBROKEN]
    return text[: ends[-1]].rstrip(",;:–- \u00a0\u202f") + "…"


def _find_within(text: str) -> list[bool]:
    """Return, for each character, whether it stands inside a pair of brackets or marks. Unpaired ones are ignored."""
    steps = [0] * (len(text) + 1)  # how much deeper a character is than the one before
    opened: list[tuple[int, str]] = []  # where, and what closes it
    waiting: Counter[str] = Counter()  # how many of `opened` each would close
    for at, character in enumerate(text):
        if waiting[character]:
            while True:
                start, closer = opened.pop()
                waiting[closer] -= 1
                if closer == character:
                    break
            steps[start + 1] += 1
            steps[at] -= 1
        elif closer := _CLOSED_BY.get(character, ""):
            opened.append((at, closer))
            waiting[closer] += 1
    return [depth > 0 for depth in accumulate(steps)]
