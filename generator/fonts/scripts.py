"""Words -> their stretches of East Asian letters, which are as wide as high, have no italics, and other faces."""

import re

# ideographs, Kana and Hangul, with the marks between two of them
_LETTERS = re.compile(
    "([\u2e80-\u2fff\u3001-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]+)"
)


def has_east_asian(words: str) -> bool:
    """Tell whether any letter of `words` is an ideograph, Kana or Hangul."""
    return not words.isascii() and bool(_LETTERS.search(words))


def split_by_script(words: str) -> list[str]:
    """Return `words` in stretches: first one of other scripts, perhaps empty, then of East Asian ones, and so on."""
    return [words] if words.isascii() else _LETTERS.split(words)
