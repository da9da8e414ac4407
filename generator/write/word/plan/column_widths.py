"""Cells of a table -> the width of each column, in points: words whole, and the table as short as it can be."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, permutations

from generator.model.inline import Inlines, text_of
from generator.write.word.template.paragraph_formatting import Look

_LONGEST_WORD_SHARE = 0.5  # of the table; a longer word (an address) may break
_BOLDER = 1.06  # words in a table may be bold, which is a little wider
_ENOUGH_ROWS = 60  # the first rows of a long table speak for the others
_ROUNDING_PT = 0.001  # sums of widths differ by less
_STEPS = (12, 24, 48)  # shares of the table's width that are moved between columns


def column_widths_pt(
    rows: Iterable[Sequence[Inlines]], shares: Sequence[float], width_pt: float, padding_pt: float, look: Look
) -> tuple[float, ...]:
    """Return widths that add up to `width_pt`: by `shares` where they are given, else by what the columns hold.

    Each column gets at least its longest word. A table that fits on single lines keeps its proportions; for another,
    the rest is first shared by the root of what each column lacks, then moved about while that saves lines.
    """
    if shares and sum(shares) > 0:
        return tuple(width_pt * share / sum(shares) for share in shares)
    columns = [Column(column, look, width_pt, padding_pt) for column in zip(*islice(rows, _ENOUGH_ROWS), strict=True)]
    wanted = [column.wanted_pt for column in columns]
    least = [column.least_pt for column in columns]
    if sum(wanted) <= width_pt:
        return _stretched(wanted, width_pt)
    if sum(least) >= width_pt:
        return _stretched(least, width_pt)
    return _shortest(columns, _shared(least, wanted, width_pt), width_pt)


class Column:
    """The words of a column, measured once."""

    def __init__(self, cells: Sequence[Inlines], look: Look, table_pt: float, padding_pt: float) -> None:
        self._space_pt = look.face.width_pt(" ", look.size_pt)
        self._padding_pt = padding_pt
        self._words = [
            [look.face.width_pt(word, look.size_pt) * _BOLDER for word in text_of(cell).split()] for cell in cells
        ]
        self._lengths_pt = [sum(words) + self._space_pt * max(0, len(words) - 1) for words in self._words]
        self._counted: dict[float, list[int]] = {}  # lines by width: most columns keep theirs while others are tried
        longest = max((word for words in self._words for word in words), default=0.0)
        self.least_pt = min(longest, table_pt * _LONGEST_WORD_SHARE) + padding_pt
        self.wanted_pt = max(self._lengths_pt, default=0.0) + padding_pt

    def lines(self, width_pt: float) -> list[int]:
        """Return how many lines each cell takes in a column of that width."""
        if width_pt not in self._counted:
            room = width_pt - self._padding_pt
            self._counted[width_pt] = [
                1 if length < room - _ROUNDING_PT else self._lines(words, room)
                for words, length in zip(self._words, self._lengths_pt, strict=True)
            ]
        return self._counted[width_pt]

    def _lines(self, words: list[float], width_pt: float) -> int:
        lines, at = 1, 0.0
        for word in words:
            if at and at + self._space_pt + word > width_pt:
                lines, at = lines + 1, word
            else:
                at += word + (self._space_pt if at else 0.0)
        return lines


def _stretched(widths: Sequence[float], width_pt: float) -> tuple[float, ...]:
    return tuple(width_pt * each / sum(widths) for each in widths)


def _shared(least: Sequence[float], wanted: Sequence[float], width_pt: float) -> list[float]:
    """Share what is left above the least widths by the root of what each column lacks, none getting more than that."""
    widths = list(least)
    for _ in widths:  # each round at least one column has all that it wants, or nothing is left
        roots = [max(0.0, want - has) ** 0.5 for want, has in zip(wanted, widths, strict=True)]
        left = width_pt - sum(widths)
        if left < 0.01 or not sum(roots):
            break
        widths = [min(want, has + left * root / sum(roots))
                  for want, has, root in zip(wanted, widths, roots, strict=True)]  # fmt: skip
    return widths


def _shortest(columns: Sequence[Column], widths: list[float], width_pt: float) -> tuple[float, ...]:
    """Move width from one column to another for as long as the table gets shorter by it."""
    least = _height(columns, widths)
    for step in _STEPS:
        better = True
        while better:
            better = False
            for moved in _moved(columns, widths, width_pt / step):
                height = _height(columns, moved)
                if height < least:
                    widths, least, better = moved, height, True
                    break
    return _stretched(widths, width_pt)


def _moved(columns: Sequence[Column], widths: list[float], step_pt: float) -> Iterator[list[float]]:
    for source, target in permutations(range(len(columns)), 2):
        if widths[source] - step_pt >= columns[source].least_pt:
            moved = list(widths)
            moved[source] -= step_pt
            moved[target] += step_pt
            yield moved


def _height(columns: Sequence[Column], widths: Sequence[float]) -> int:
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    return sum(max(row) for row in zip(*lines, strict=True))
