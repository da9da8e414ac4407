"""Plain words -> their unbreakable pieces with widths, kept: language repeats its words, so each is measured once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate, pairwise

from generator.fonts.breaks import IDEOGRAPHIC, SPACES, breaks

Piece = tuple[float, float, int]  # width as it ends a line, width with the space after it, characters with that space

# What a word of its own rules has: spaces of other widths, ends of lines, ideographs and what is drawn like them.
_NOT_PLAIN = re.compile(f"[{SPACES}\n\v{IDEOGRAPHIC}-\U0010ffff]")
_MOST = 20_000  # words kept of a face: more than one pack has, and no more than a few MiB


class Words(dict[str, tuple[Piece, ...]]):
    """Pieces by word, widths in em: the last one with a space after it.

    Raises KeyError for a word that is not plain, or not all in the face.
    """

    def __init__(self, advances: Mapping[str, float], covered: Collection[str]) -> None:
        super().__init__()
        self._advances = advances
        self._covered = frozenset(covered)

    def __missing__(self, word: str) -> tuple[Piece, ...]:
        if _NOT_PLAIN.search(word) or not self._covered.issuperset(word):
            raise KeyError(word)
        if len(self) >= _MOST:
            self.clear()
        *others, (visible, width, length) = pieces(word, map(self._advances.__getitem__, word))
        self[word] = made = (*others, (visible, width + self._advances[" "], length + 1))
        return made


def pieces(word: str, advances: Iterable[float]) -> Iterator[Piece]:
    """Yield the pieces of a word whose characters are that wide."""
    at = [*accumulate(advances, initial=0.0)]
    for start, end in pairwise([0, *breaks(word), len(word)]):
        yield at[end] - at[start], at[end] - at[start], end - start
