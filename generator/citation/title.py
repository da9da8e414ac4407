"""A title -> its short form, cut at a pause, and never within brackets, quotation marks or emphasis."""

import re

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
    bare = re.sub(r"\s*\([^()]*\)$", "", description or title) or title
    main = _cut(bare, _COLON)
    short = main if len(main.split()) > 2 else bare
    if len(short) > _LONGEST:
        clause = _cut(short, _CLAUSE)
        fits = len(clause.split()) > 3 and len(clause) <= _LONGEST
        short = clause if fits else _truncate(short)
    return f"[{short}]" if description else short


def _cut(text: str, pause: re.Pattern[str]) -> str:
    """Return `text` up to the first `pause` that is not within a pair."""
    whole = _find_pairs(text)
    starts = (match.start() for match in pause.finditer(text))
    return text[: next((at for at in starts if not _is_within(at, whole)), len(text))].rstrip()


def _truncate(text: str) -> str:
    """Return the first words of a text that is too long, and an ellipsis."""
    if len(text) <= _LONGEST_UNBROKEN:
        return text
    pairs = _find_pairs(text)
    spaces = [match.start() for match in _SPACE.finditer(text, 0, _LONGEST_UNBROKEN + 1)]
    ends = [at for at in spaces if not _is_within(at, pairs)] or spaces or [_LONGEST_UNBROKEN]
    return text[: ends[-1]].rstrip(",;:–- ") + "…"


def _find_pairs(text: str) -> list[tuple[int, int]]:
    """Return where each pair of brackets or marks opens and closes; one without its partner is no pair."""
    pairs, open_at = [], list[int]()
    for at, character in enumerate(text):
        opener = next((start for start in reversed(open_at) if _CLOSED_BY[text[start]] == character), None)
        if opener is not None:
            pairs.append((opener, at))
            del open_at[open_at.index(opener) :]
        elif character in _CLOSED_BY:
            open_at.append(at)
    return pairs


def _is_within(at: int, pairs: list[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in pairs)
