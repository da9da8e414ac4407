"""Plain words -> their unbreakable pieces with widths, kept: language repeats its words, so each is measured once."""

from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise

from generator.fonts.breaks import HYPHENS, IDEOGRAPHIC, SPACES, breaks

Piece = tuple[float, float, int]  # width as it ends a line, width with the space after it, characters with that space

_MOST = 20_000  # words kept of a face: more than one pack has, and no more than a few MiB


class Words(dict[str, tuple[Piece, ...]]):
    """Pieces by word, widths in em: the last one with a space after it.

    Raises KeyError for a word that is not plain: with characters that the face lacks, ideographs and what is drawn
    like them, spaces of other widths, ends of lines.
    """

    def __init__(self, advances: Mapping[str, float]) -> None:
        super().__init__()
        self._advances = advances
        self._plain = frozenset(each for each in advances if each < IDEOGRAPHIC).difference(SPACES, "\n\v")

    def __missing__(self, word: str) -> tuple[Piece, ...]:
        if not self._plain.issuperset(word):
            raise KeyError(word)
        if len(self) >= _MOST:
            self.clear()
        *others, (visible, width, length) = pieces(word, map(self._advances.__getitem__, word))
        self[word] = made = (*others, (visible, width + self._advances[" "], length + 1))
        return made


def pieces(word: str, advances: Iterable[float]) -> Iterable[Piece]:
    """Return the pieces of a word whose characters are that wide."""
    if HYPHENS.isdisjoint(word):
        width = sum(advances)
        return ((width, width, len(word)),)
    at = [*accumulate(advances, initial=0.0)]
    cuts = pairwise([0, *breaks(word), len(word)])
    return [(at[end] - at[start], at[end] - at[start], end - start) for start, end in cuts]
