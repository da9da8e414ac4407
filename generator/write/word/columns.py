"""Cells of a table -> the width of each column, in points: words whole, short columns narrow, long ones fair."""

from collections.abc import Sequence

from generator.model.inline import Inlines, text_of
from generator.write.word.looks import Look

_LONGEST_WORD_SHARE = 0.5  # of the table; a longer word (an address) may break


def column_widths_pt(
    cells: Sequence[Sequence[Inlines]], shares: Sequence[float], width_pt: float, padding_pt: float, look: Look
) -> tuple[float, ...]:
    """Return widths that add up to `width_pt`: by `shares` where they are given, else by what the columns hold.

    Each column gets its longest word; the rest is shared by how much the text on one line would need, as browsers do
    for tables (CSS 2.2, 17.5.2.2), but by its root, so that one long text does not starve its neighbours.
    """
    if shares and sum(shares) > 0:
        return tuple(width_pt * share / sum(shares) for share in shares)
    columns = list(zip(*cells, strict=True))
    least = [_least_pt(column, look, width_pt) + padding_pt for column in columns]
    wanted = [_wanted_pt(column, look) + padding_pt for column in columns]
    if sum(wanted) <= width_pt:
        return _stretched(wanted, width_pt)
    if sum(least) >= width_pt:
        return _stretched(least, width_pt)
    return _shared(least, wanted, width_pt)


def _least_pt(column: Sequence[Inlines], look: Look, width_pt: float) -> float:
    words = (word for cell in column for word in text_of(cell).split())
    longest = max((look.face.width_pt(word, look.size_pt) for word in words), default=0.0)
    return min(longest * 1.06, width_pt * _LONGEST_WORD_SHARE)  # bold words are a little wider


def _wanted_pt(column: Sequence[Inlines], look: Look) -> float:
    return 1.06 * max((look.face.width_pt(text_of(cell), look.size_pt) for cell in column), default=0.0)


def _stretched(widths: Sequence[float], width_pt: float) -> tuple[float, ...]:
    return tuple(width_pt * each / sum(widths) for each in widths)


def _shared(least: Sequence[float], wanted: Sequence[float], width_pt: float) -> tuple[float, ...]:
    """Share what is left above the least widths by the root of what each column lacks, none getting more than that."""
    widths, open_ = list(least), {n for n in range(len(least)) if wanted[n] > least[n]}
    left = width_pt - sum(widths)
    while left > 0.01 and open_:
        roots = {n: (wanted[n] - widths[n]) ** 0.5 for n in sorted(open_)}
        for n, root in roots.items():
            widths[n] = min(wanted[n], widths[n] + left * root / sum(roots.values()))
        left = width_pt - sum(widths)
        open_ = {n for n in open_ if wanted[n] - widths[n] > 0.01}
    return _stretched(widths, width_pt)
