"""A text -> its words, for comparing texts regardless of case, punctuation, line breaks and invisible characters."""

import re
from unicodedata import normalize

Words = tuple[str, ...]

SPACELESS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # characters of scripts that write no spaces: each is a word
# marks on letters, which Python takes for no letters: accents, points of Hebrew and Arabic, vowels of India's scripts
_MARKS = r"\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0df3"
_WORD = re.compile(rf"[{SPACELESS}]|(?:[{_MARKS}]|[^\W_{SPACELESS}])+")
# all that Unicode lets programs ignore (Default_Ignorable_Code_Point): soft hyphens, joiners, variation selectors …
_INVISIBLE = dict.fromkeys([
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
    *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000),
])  # fmt: skip
_ADDRESS = re.compile(r"\]\([^\s()]*\)")  # of a link in prose, which the finished text does not show


def words_of(text: str) -> Words:
    return tuple(word.casefold() for word in spelled_words(text))


def spelled_words(text: str) -> Words:
    """Return the words of `text` in upper and lower case, as they are written."""
    return tuple(_WORD.findall(normalize("NFKC", without_addresses(text).translate(_INVISIBLE))))


def without_addresses(text: str) -> str:
    return _ADDRESS.sub("]", text)


def contains(words: Words, part: Words) -> bool:
    """Return whether `part` occurs in `words` as consecutive words."""
    return any(words[at : at + len(part)] == part for at, word in enumerate(words) if word == part[0]) if part else True
