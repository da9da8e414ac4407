"""A text -> its words, for comparing texts regardless of case, punctuation, line breaks and invisible characters."""

import re
from unicodedata import normalize

Words = tuple[str, ...]

# In scripts that write no spaces between words, each character is a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2070), 0xFEFF])  # soft hyphens, isolates
_ADDRESS = re.compile(r"\]\([^\s()]*\)")  # of a link in prose, which the finished text does not show


def words_of(text: str) -> Words:
    return tuple(_WORD.findall(normalize("NFKC", _ADDRESS.sub("]", text).translate(_INVISIBLE)).casefold()))


def contains(words: Words, part: Words) -> bool:
    """Return whether `part` occurs in `words` as consecutive words."""
    return any(words[at : at + len(part)] == part for at, word in enumerate(words) if word == part[0]) if part else True
