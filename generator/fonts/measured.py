"""Runs of text, measured once -> their height in columns of any width, at any size."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from generator.fonts.heights import pieces_of
from generator.fonts.lines import SLACK, Run, extent, tallest
from generator.fonts.words import Piece


class Measured(Struct, frozen=True):
    """A paragraph whose lines are all of one height, in ems of its first run.

    `begins` are the places of its unbreakable pieces, `ends` those where what is seen of them ends; `widest` is the
    width of the widest one, and `line` the height of each line.
    """

    begins: tuple[float, ...]
    ends: tuple[float, ...]
    widest: float
    line: float

    def lines(self, width: float, first: float) -> int:
        """Return the number of lines in a column of `width` ems, the first line of `first`; 0 if a word is wider."""
        begins, ends = self.begins, self.ends
        count = begun = 0
        room = first * (1 - SLACK)
        while begun < len(ends):
            end = bisect_right(ends, begins[begun] + room, begun)
            if end == begun:
                return 0
            begun, room = end, width * (1 - SLACK)
            count += 1
        return count


def measured(runs: Sequence[Run]) -> Measured | None:
    """Return `runs` as measured; None where lines may differ in height, or break elsewhere than between plain words."""
    if not runs:
        return None
    try:
        pieces = [*pieces_of(runs)]
    except (LookupError, ZeroDivisionError):  # the latter: text without size
        return None
    height = _height(runs, pieces)
    if height is None:
        return None
    begins = [*accumulate((whole for _, whole, _ in pieces), initial=0.0)]
    # spaces hang over, wherever a line ends
    seen = [begin + visible if visible else 0.0 for begin, (visible, _, _) in zip(begins, pieces, strict=False)]
    widest = max(visible for visible, _, _ in pieces)
    return Measured(tuple(begins[:-1]), tuple(accumulate(seen, max)), widest, height / runs[0].size_pt)


def _height(runs: Sequence[Run], pieces: Sequence[Piece]) -> float | None:
    """Return the height of every line, if each piece begins in one of the highest runs, so that no line is without."""
    extents = [extent(run) for run in runs]
    highest = tallest(extents)
    if extents.count(highest) < len(extents):
        if not pieces[0][0]:  # spaces at the start may be a line of their own
            return None
        lengths = (length for _, _, length in pieces)
        begins = {at for at, piece in zip(accumulate(lengths, initial=0), pieces, strict=False) if piece[0]}
        bounds = pairwise(accumulate((len(run.text) for run in runs), initial=0))
        for own, (start, end) in zip(extents, bounds, strict=True):
            if own != highest and not begins.isdisjoint(range(start, end)):
                return None
    return sum(highest)
