"""A table whose first column heads the rows -> narrower tables beside which that column is repeated."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from generator.model.block import Table
from generator.model.inline import Inlines


def split_columns(table: Table, parts: int) -> tuple[Table, ...]:
    """Return `table` in so many `parts` with even numbers of columns, each with the first column.

    Only the first part has the caption. Widths, if any were asked for, are those of the columns that are left.
    """
    columns = len(table.header) - 1
    if parts < 2 or columns < 2:
        return (table,)
    ends = [round(columns * number / parts) for number in range(parts + 1)]
    return tuple(_cut(table, start + 1, end + 1) for start, end in pairwise(ends) if end > start)


def _cut(table: Table, start: int, end: int) -> Table:
    """Return the table of the first column and those from `start` up to `end`."""

    def cut(cells: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return (cells[0], *cells[start:end])

    widths, aligned = ((*columns[:1], *columns[start:end]) for columns in (table.widths, table.aligned))
    rows = tuple(map(cut, table.rows))
    part = replace(table, header=cut(table.header), rows=rows, widths=widths, aligned=aligned)
    return part if start == 1 else replace(part, caption=(), number=0, anchor="")


def count_parts(table: Table) -> Iterator[int]:
    """Yield in how many parts `table` can be, from one: a table without row headers is never split."""
    yield from range(1, len(table.header) if table.row_headers and len(table.header) > 2 else 2)
