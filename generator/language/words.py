"""Text -> its words, as two texts are compared: without case, signs, line breaks, and what cannot be seen."""

import re
from unicodedata import normalize

Words = tuple[str, ...]

# Of scripts that write nothing between words, each character is one. Soft hyphens and isolates are no part of a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2070), 0xFEFF])
_ADDRESS = re.compile(r"\]\([^\s()]*\)")  # of a link: no words of the text, and gone when it is read


def words_of(text: str) -> Words:
    return tuple(_WORD.findall(normalize("NFKC", _ADDRESS.sub("]", text).translate(_INVISIBLE)).casefold()))


def holds(words: Words, part: Words) -> bool:
    """Whether `part` stands in `words`, in a row."""
    return any(words[at : at + len(part)] == part for at, word in enumerate(words) if word == part[0]) if part else True
