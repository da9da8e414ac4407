"""Cells of a table -> the width of each column, in points: words whole, and the table as short as it can be."""

from collections.abc import Iterator, Sequence
from itertools import chain, permutations
from typing import TypeVar

from generator.fonts.face import Face, face
from generator.model.inline import Cite, Inlines, text_of
from generator.write.word.template.paragraph_formatting import ParagraphFormat

_LONGEST_WORD_SHARE = 0.5  # of the table; a longer word (an address) may break
_BOLD_FACTOR = 1.06  # words in a table may be bold, which is a little wider
_SAMPLE_ROWS = 60  # of a long table, evenly spread: the others are taken to have as many lines
_MOST_ROWS = 4000  # evenly spread, of which the longest words are looked for
_ROUNDING_PT = 0.001  # sums of widths differ by less
_STEPS = (12, 24, 48)  # shares of the table's width that are moved between columns

Row = TypeVar("Row")


def led_widths_pt(
    rows: Sequence[Sequence[Inlines]], width_pt: float, padding_pt: float, formatting: ParagraphFormat
) -> tuple[float, ...]:
    """Return widths that add up to `width_pt`, for rows whose first cells are said once for many: on whole lines."""
    lines = [line for first, *_ in rows for line in text_of(first).split("\n")]
    longest_pt = max(formatting.face.width_pt(line, formatting.size_pt) for line in lines) * _BOLD_FACTOR
    lead_pt = min(longest_pt, width_pt * _LONGEST_WORD_SHARE) + padding_pt
    others = [row[1:] for row in rows]
    return lead_pt, *column_widths_pt(others, (), width_pt - lead_pt, padding_pt, formatting)


def event_widths_pt(
    rows: Sequence[Sequence[Inlines]], width_pt: float, padding_pt: float, formatting: ParagraphFormat
) -> tuple[float, ...]:
    """Return widths that add up to `width_pt`, for rows of a text and what is known of it: all but the text in a line.

    Where that leaves the text less than half, widths are as in other tables.
    """
    wanted = [column.wanted_pt for column in _measure(rows, width_pt, padding_pt, formatting)]
    widest = wanted.index(max(wanted))
    rest_pt = width_pt - sum(wanted) + wanted[widest]
    if rest_pt < width_pt / 2:
        return column_widths_pt(rows, (), width_pt, padding_pt, formatting)
    return (*wanted[:widest], rest_pt, *wanted[widest + 1 :])


def column_widths_pt(
    rows: Sequence[Sequence[Inlines]],
    shares: Sequence[float],
    width_pt: float,
    padding_pt: float,
    formatting: ParagraphFormat,
) -> tuple[float, ...]:
    """Return widths that add up to `width_pt`: by `shares` if given, else by what the columns hold.

    Each column gets at least its longest word. If single lines fit, widths are in proportion to them. Otherwise the
    rest is shared out by the root of what each column lacks, then moved between columns for as long as that saves
    lines.
    """
    if shares and sum(shares) > 0:
        return tuple(width_pt * share / sum(shares) for share in shares)
    columns = _measure(rows, width_pt, padding_pt, formatting)
    wanted = [column.wanted_pt for column in columns]
    least = [column.least_pt for column in columns]
    if sum(wanted) <= width_pt:
        return _scale(wanted, width_pt)
    if sum(least) >= width_pt:
        return _scale(least, width_pt)
    return _minimize_lines(columns, _share_out(least, wanted, width_pt), width_pt)


def _measure(
    rows: Sequence[Sequence[Inlines]], width_pt: float, padding_pt: float, formatting: ParagraphFormat
) -> list["_Column"]:
    words = zip(*([_words(cell) for cell in row] for row in _spread(rows, _MOST_ROWS)), strict=True)
    return [_Column(cells, formatting, width_pt, padding_pt) for cells in words]


class _Column:
    """The words of a column, measured."""

    def __init__(
        self, cells: Sequence[Sequence[str]], formatting: ParagraphFormat, table_pt: float, padding_pt: float
    ) -> None:
        regular, size_pt = formatting.face, formatting.size_pt
        self._space_pt = regular.width_pt(" ", size_pt)
        self._padding_pt = padding_pt
        words_pt = {word: _widest_pt(word, regular, size_pt) for word in set(chain.from_iterable(cells))}
        self._words_pt = [[words_pt[word] for word in cell] for cell in _spread(cells, _SAMPLE_ROWS)]
        self._lengths_pt = [*map(self._sum, self._words_pt)]
        self._lines: dict[float, list[int]] = {}  # by width: most columns keep theirs while others are tried
        longest_pt = max(words_pt.values(), default=0.0)
        self.least_pt = min(longest_pt, table_pt * _LONGEST_WORD_SHARE) + padding_pt
        self.wanted_pt = max((self._sum([words_pt[word] for word in cell]) for cell in cells), default=0.0) + padding_pt

    def _sum(self, words_pt: Sequence[float]) -> float:
        return sum(words_pt) + self._space_pt * max(0, len(words_pt) - 1)

    def count_lines(self, width_pt: float) -> list[int]:
        """Return how many lines each cell takes in a column of that width."""
        if width_pt not in self._lines:
            room_pt = width_pt - self._padding_pt
            self._lines[width_pt] = [
                1 if length < room_pt - _ROUNDING_PT else self._break_words(words, room_pt)
                for words, length in zip(self._words_pt, self._lengths_pt, strict=True)
            ]
        return self._lines[width_pt]

    def _break_words(self, words_pt: list[float], room_pt: float) -> int:
        lines, used_pt = 1, 0.0
        for word_pt in words_pt:
            if used_pt and used_pt + self._space_pt + word_pt > room_pt:
                lines, used_pt = lines + 1, word_pt
            else:
                used_pt += word_pt + (self._space_pt if used_pt else 0.0)
        return lines


def _widest_pt(word: str, regular: Face, size_pt: float) -> float:
    """Return how wide a word of a table may be; each digit of a number is taken for the widest, as in other fonts."""
    width_pt = regular.width_pt(word, size_pt) * _BOLD_FACTOR
    if not word.isdigit():
        return width_pt
    faces = (regular, face(regular.family, bold=True))
    return max(width_pt, *(len(word) * each.width_pt(digit, size_pt) for each in faces for digit in "0123456789"))


def _spread(rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Return `most` of the rows at most, the first among them, at even distances."""
    return rows[:: -(-len(rows) // most)] if len(rows) > most else rows


def _words(cell: Inlines) -> list[str]:
    """Return the words of a cell, also the numbers that are all there is in it."""
    numbers = (number for inline in cell if isinstance(inline, Cite) and inline.bare for number in inline.citations)
    return [*text_of(cell).split(), *(f"{number.number}, {number.locator}".rstrip() for number in numbers)]


def _scale(widths: Sequence[float], width_pt: float) -> tuple[float, ...]:
    return tuple(width_pt * width / sum(widths) for width in widths)


def _share_out(least: Sequence[float], wanted: Sequence[float], width_pt: float) -> list[float]:
    """Share what is left above the least widths by the root of what each column lacks; none gets more than that."""
    widths = list(least)
    for _ in widths:  # each round satisfies at least one column, or uses up what is left
        roots = [max(0.0, want - has) ** 0.5 for want, has in zip(wanted, widths, strict=True)]
        left = width_pt - sum(widths)
        if left < 0.01 or not sum(roots):
            break
        widths = [min(want, has + left * root / sum(roots))
                  for want, has, root in zip(wanted, widths, roots, strict=True)]  # fmt: skip
    return widths


def _minimize_lines(columns: Sequence[_Column], widths: list[float], width_pt: float) -> tuple[float, ...]:
    """Move width from one column to another for as long as that saves lines."""
    fewest = _count_lines(columns, widths)
    for step in _STEPS:
        improved = True
        while improved:
            improved = False
            for candidate in _candidates(columns, widths, width_pt / step):
                lines = _count_lines(columns, candidate)
                if lines < fewest:
                    widths, fewest, improved = candidate, lines, True
                    break
    return _scale(widths, width_pt)


def _candidates(columns: Sequence[_Column], widths: list[float], step_pt: float) -> Iterator[list[float]]:
    for source, target in permutations(range(len(columns)), 2):
        if widths[source] - step_pt >= columns[source].least_pt:
            candidate = list(widths)
            candidate[source] -= step_pt
            candidate[target] += step_pt
            yield candidate


def _count_lines(columns: Sequence[_Column], widths: Sequence[float]) -> int:
    lines = [column.count_lines(width) for column, width in zip(columns, widths, strict=True)]
    return sum(max(row) for row in zip(*lines, strict=True))
