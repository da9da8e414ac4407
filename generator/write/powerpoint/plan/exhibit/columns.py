"""The columns of a table that is the exhibit of its slide: which it has, and the widths to choose from. Pure."""

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

from msgspec.structs import replace

from generator.fonts.lines import Paragraph
from generator.model.block import Table
from generator.model.inline import Cite, Inlines, text_of
from generator.model.walk import walk
from generator.write.powerpoint.plan.exhibit.look import MARGINS_PT

_NARROW = 0.14  # of the width: a column whose texts are all shorter takes no more than they need
_LEAD, _WIDEST_LEAD = 0.125, 0.17  # of the width: for the cells of groups, which wrap rather than get wider
_STEPS = (0.16, 0.08, 0.04, 0.02, 0.01)  # of the width, moved at once

Widths = tuple[float, ...]


def divide_width(
    block: Table,
    header: Sequence[Paragraph],
    rows: Sequence[Sequence[Paragraph]],
    width_pt: float,
    cost: Callable[[Widths], float],
) -> Widths:
    """Return the widths of the columns: those of short texts get what these need, the others share the rest.

    Where texts need several lines, width is moved between columns for as long as that lowers the `cost`.
    """
    columns = [*zip(header, *rows, strict=True)]
    around_pt = 2 * MARGINS_PT[0] + 1
    least_pt = [max(cell.widest_pt for cell in column) + around_pt for column in columns]
    line_pt = [max(_line_width_pt(cell) for cell in column) + around_pt for column in columns]
    narrow = {number for number, wide_pt in enumerate(line_pt) if wide_pt <= _NARROW * width_pt}
    if block.groups:
        line_pt[0] = max(line_pt[0] if line_pt[0] <= _WIDEST_LEAD * width_pt else least_pt[0], _LEAD * width_pt)
        narrow.add(0)
    if len(narrow) == len(columns):
        narrow.discard(max(narrow, key=lambda number: line_pt[number]))
    wide = [number for number in range(len(columns)) if number not in narrow]
    rest_pt = width_pt - sum(line_pt[number] for number in narrow)
    is_enough = sum(line_pt[number] for number in wide) <= rest_pt
    widths = [line_pt[number] if number in narrow or is_enough else least_pt[number] for number in range(len(columns))]
    spare_pt = max(width_pt - sum(widths), 0.0)
    weights = [line_pt[number] if number in wide else 0.0 for number in range(len(columns))]
    widths = [each + spare_pt * weight / sum(weights) for each, weight in zip(widths, weights, strict=True)]
    widths = [each * width_pt / sum(widths) for each in widths]
    return tuple(widths) if is_enough else _move_width(widths, wide, least_pt, width_pt, cost)


def _move_width(
    widths: Sequence[float],
    wide: Sequence[int],
    least_pt: Sequence[float],
    width_pt: float,
    cost: Callable[[Widths], float],
) -> Widths:
    """Return `widths` after all moves between the columns `wide` that lower the cost; no column gets below its word."""
    best, lowest = tuple(widths), cost(tuple(widths))
    for step in _STEPS:
        improved = True
        while improved:
            improved = False
            for source, target in permutations(wide, 2):
                tried = list(best)
                tried[source] -= width_pt * step
                tried[target] += width_pt * step
                if tried[source] >= least_pt[source] and (found := cost(tuple(tried))) < lowest - 0.001:
                    best, lowest, improved = tuple(tried), found, True
    return best


def _line_width_pt(cell: Paragraph) -> float:
    return max((line.width_pt for line in cell.lines(1e6)), default=0.0)


def without_bare_citations(block: Table) -> Table:
    """Return `block` without a column that only cites what all statements share: the foot of the slide says that."""
    for column in range(1, len(block.header)):
        cells = [row[column] for row in block.rows]
        cites = [[node for node in walk(cell) if isinstance(node, Cite)] for cell in cells]
        is_bare = not any(map(text_of, cells)) and not any(cite.citations for each in cites for cite in each)
        if is_bare and any(cites):
            return replace(
                block,
                header=_cut(block.header, column),
                rows=tuple(_append(row, column, each) for row, each in zip(block.rows, cites, strict=True)),
                aligned=_cut(block.aligned, column),
                widths=_cut(block.widths, column),
            )
    return block


def _cut(cells: tuple[Any, ...], column: int) -> tuple[Any, ...]:
    return (*cells[:column], *cells[column + 1 :])


def _append(row: tuple[Inlines, ...], column: int, cites: Sequence[Cite]) -> tuple[Inlines, ...]:
    """Return `row` without the cell in `column`; the one before it also cites what that did."""
    return (*row[: column - 1], (*row[column - 1], *cites), *row[column + 1 :])
