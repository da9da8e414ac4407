"""Words -> the direction in which they run, as a whole and letter by letter."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from unicodedata import bidirectional

from generator.model.dates import babel_locale

# the blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, and the presentation forms
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_STRONG = ("L", "R", "AL")


def runs_right_to_left(words: str, language: str = "") -> bool:
    """Return whether the first letter with a direction runs from right to left (UAX 9, P2 and P3).

    Words without such a letter, as a number, run as their `language` does (BCP 47; from left to right if left out).
    """
    directions = (bidirectional(character) for character in words)
    first = next((direction for direction in directions if direction in _STRONG), "")
    return first != "L" if first else bool(language) and is_written_right_to_left(language)


def paragraph_runs_right_to_left(words: str, in_right_to_left: bool) -> bool:
    """Return whether a paragraph runs from right to left in a document that does, or does not.

    In one that does, a sentence may well begin with a Latin name, so only words wholly in other scripts run from left
    to right, as a reference does.
    """
    if not has_right_to_left(words):
        return in_right_to_left and "L" not in map(bidirectional, words)
    return in_right_to_left or runs_right_to_left(words)


def has_right_to_left(words: str) -> bool:
    """Tell whether any letter of `words` runs from right to left."""
    return bool(_RIGHT_TO_LEFT.search(words))


def resolve_directions(words: str, right_to_left: bool) -> Sequence[bool]:
    """Return for each character whether it runs from right to left, in a paragraph that does, or does not.

    Digits go with the letter before them; marks and spaces with what is around them, or with the paragraph where that
    differs (UAX 9, W5, W7, N0 to N2).
    """
    kinds = ["", *map(bidirectional, words), ""]
    resolved: list[bool | None] = []
    strong = right_to_left
    for before, kind, after in zip(kinds, kinds[1:], kinds[2:], strict=False):
        strong = kind != "L" if kind in _STRONG else strong
        is_settled = kind in (*_STRONG, "AN", "EN") or (kind == "ET" and "EN" in (before, after))
        resolved.append(strong if is_settled else None)
    _resolve_brackets(words, resolved, right_to_left)
    return _resolve_neutrals(resolved, right_to_left)


def _resolve_brackets(words: str, resolved: list[bool | None], right_to_left: bool) -> None:
    """Give both brackets of a pair the direction of the paragraph if anything between them runs so.

    Else that of what is between them, if what is before them runs so too (UAX 9, N0).
    """
    known, before = [0], [right_to_left]  # how many have a direction up to each character, and the last of these
    same = [0]  # how many run as the paragraph does
    opened: list[int] = []
    for at, letter in enumerate(words):
        direction = resolved[at]
        if letter in _CLOSED_BY:
            opened.append(at)
        elif opened and letter == _CLOSED_BY[words[opened[-1]]]:
            start = opened.pop()
            if known[at] > known[start]:
                runs_so = same[at] > same[start] or before[start] == right_to_left
                resolved[start] = resolved[at] = right_to_left if runs_so else not right_to_left
        known.append(known[-1] + (direction is not None))
        same.append(same[-1] + (direction == right_to_left))
        before.append(before[-1] if direction is None else direction)


def _resolve_neutrals(resolved: Sequence[bool | None], right_to_left: bool) -> Sequence[bool]:
    directions: list[bool] = []
    before = right_to_left
    for direction, group in groupby(resolved):
        length = len([*group])
        if direction is not None:
            directions += [before := direction] * length
            continue
        end = len(directions) + length
        after = resolved[end] if end < len(resolved) else right_to_left
        directions += [before if before == after else right_to_left] * length
    return directions


@cache
def is_written_right_to_left(language: str) -> bool:
    """Tell whether a `language` (BCP 47) is written from right to left."""
    from babel import Locale

    try:
        return str(Locale.parse(babel_locale(language)).text_direction) == "rtl"
    except ValueError:  # CLDR does not know it, which is reported where its labels are read
        return False
