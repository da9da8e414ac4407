"""A table that is the exhibit of its slide -> the same set in one size: columns, and the heights of its rows. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.fonts.face import face
from generator.fonts.lines import Paragraph, Run, measure
from generator.language.direction import runs_right_to_left
from generator.model.block import Table
from generator.model.inline import DETAIL, SIGN, VALUE
from generator.write.powerpoint.fit.pagination import balance_pages
from generator.write.powerpoint.fit.text import Item, TextParagraph, text_paragraph
from generator.write.powerpoint.plan.exhibit.columns import Widths, divide_width
from generator.write.powerpoint.plan.exhibit.look import MARGINS_PT, SMALLEST_PT, size_of
from generator.write.powerpoint.template.region import LayoutSet, Region

_LOOSEST = 1.9  # times its text; higher, rows no longer read as one table
_FILLED, _HIGHEST = 0.65, 4.0  # of the room, which few rows fill if none gets higher than so many times its text
_SPARSE = 0.55  # of the room
PLAINER = 0.92  # the size of rows that are not shaded, where others are
_EVEN = 1.3  # a row of another line is higher than that
_RAISED = 2 / 3
_JOINED = 1.1  # LibreOffice sets lines of joined letters so much higher than their fonts say


class Setting(Struct, frozen=True):
    """A table set in one size: its rows without the header, measured, in columns of these widths."""

    block: Table
    header: Item
    rows: Sequence[Item]
    size_pt: float
    widths_pt: tuple[float, ...]
    header_pt: float
    heights_pt: Sequence[float]
    squeezed: bool  # some word is wider than its column

    def paginate(self, room_pt: float) -> Sequence[Sequence[int]]:
        """Return the numbers of the rows of each page; a group is divided only if no page can hold it."""
        room_pt = max(room_pt - self.header_pt, 1.0)
        units: list[Sequence[int]] = []
        for rows in group_rows(self.block):
            is_whole = sum(self.heights_pt[row] for row in rows) <= room_pt
            units += [rows] if is_whole and self.block.groups else [[row] for row in rows]
        shares = [sum(self.heights_pt[row] for row in unit) / room_pt for unit in units]
        ends = balance_pages(len(units), lambda unit, _: shares[unit])
        return [[row for unit in units[start:end] for row in unit] for start, end in pairwise((0, *ends))]

    def is_sparse(self, room_pt: float) -> bool:
        return self.header_pt + sum(self.heights_pt) <= _SPARSE * room_pt

    @property
    def is_even(self) -> bool:
        """Whether all rows need about the same height."""
        return max(self.heights_pt) < min(self.heights_pt) * _EVEN

    def fits(self, room_pt: float) -> bool:
        return not self.squeezed and self.header_pt + max(self.heights_pt) <= room_pt


def set_table(block: Table, size_pt: float, region: Region, layout_set: LayoutSet) -> Setting:
    header = tuple(text_paragraph(cell, 1, "none") for cell in block.header)
    rows = [tuple(text_paragraph(cell, 1, "none") for cell in cells) for cells in block.rows]
    measured_header = [measure_cell(cell, size_of(DETAIL, size_pt), layout_set) for cell in header]
    measured = [
        [measure_cell(cell, row_size_pt(block, number, size_pt), layout_set) for cell in row]
        for number, row in enumerate(rows)
    ]
    leads = [[measure_cell(form, size_pt, layout_set) for form in lead_forms(row[0])] for row in rows if block.groups]

    def cost(widths_pt: Widths) -> float:
        # cells count a little, so that a row whose cells all wrap gets lower one cell after the other
        cells_pt = sum(
            cell_height_pt(cell, width_pt) for row in measured for cell, width_pt in zip(row, widths_pt, strict=True)
        )
        return sum(_row_heights_pt(block, measured, leads, widths_pt)) + 0.01 * cells_pt

    widths_pt = divide_width(block, measured_header, measured, region.width_pt, cost)
    heights_pt = _row_heights_pt(block, measured, leads, widths_pt)
    header_pt = max(map(cell_height_pt, measured_header, widths_pt))
    return Setting(block, header, rows, size_pt, widths_pt, header_pt, heights_pt, _is_squeezed(measured, widths_pt))


def row_size_pt(block: Table, number: int, size_pt: float) -> float:
    return size_pt if number in block.shaded or not block.shaded else max(size_pt * PLAINER, SMALLEST_PT)


def measure_cell(cell: TextParagraph, size_pt: float, layout_set: LayoutSet) -> Paragraph:
    level = layout_set.table
    size_pt *= _JOINED if runs_right_to_left(cell.text) else 1.0
    runs = [
        Run(
            span.text,
            face((span.style == VALUE and layout_set.heading_family) or level.family, span.bold, span.italic),
            size_of(span.style, size_pt) * (_RAISED if span.raised else 1.0),
        )
        for span in cell.spans
    ]
    return measure(runs or [Run("", face(level.family), size_pt)])


def _row_heights_pt(
    block: Table,
    measured: Sequence[Sequence[Paragraph]],
    leads: Sequence[Sequence[Paragraph]],
    widths_pt: Sequence[float],
) -> Sequence[float]:
    first = 1 if block.groups else 0
    heights_pt = [max(map(cell_height_pt, row[first:], widths_pt[first:])) for row in measured]
    for rows in group_rows(block) if block.groups else ():
        lead_pt = min(cell_height_pt(form, widths_pt[0]) for form in leads[rows[0]])
        lacking_pt = lead_pt - sum(heights_pt[row] for row in rows)
        for row in rows if lacking_pt > 0 else ():
            heights_pt[row] += lacking_pt / len(rows)
    return heights_pt


def cell_height_pt(cell: Paragraph, width_pt: float) -> float:
    side_pt, above_pt = MARGINS_PT
    return sum(cell.heights_pt(max(width_pt - 2 * side_pt, 1.0))) + 2 * above_pt


def _is_squeezed(measured: Sequence[Sequence[Paragraph]], widths_pt: Sequence[float]) -> bool:
    side_pt, _ = MARGINS_PT
    pairs = (pair for row in measured for pair in zip(row, widths_pt, strict=True))
    return any(cell.widest_pt > width_pt - 2 * side_pt + 0.01 for cell, width_pt in pairs)


def group_rows(block: Table) -> Sequence[Sequence[int]]:
    """Return the numbers of the rows of each group; without groups, those of all rows."""
    ends = [0]
    for group in block.groups:
        ends.append(ends[-1] + group.rows)
    return [range(start, end) for start, end in pairwise(ends)] if block.groups else [range(len(block.rows))]


def lead_forms(cell: TextParagraph) -> Sequence[TextParagraph]:
    """Return the cell of a group as it is, then with its sign no larger than the word, then beside the word."""
    spans = cell.spans
    if len(spans) < 2 or spans[0].style != SIGN or not spans[1].text.startswith("\n"):
        return [cell]
    sign = replace(spans[0], style="")
    beside = replace(spans[1], text=spans[1].text.replace("\n", " ", 1))
    return [cell, replace(cell, spans=(sign, *spans[1:])), replace(cell, spans=(sign, beside, *spans[2:]))]


def loosest_pt(text_pt: float, heights_pt: Sequence[float], room_pt: float) -> float:
    """Return how high a row with text of `text_pt` may be, among rows whose texts have `heights_pt`."""
    return min(
        max(_LOOSEST * text_pt, text_pt + (_FILLED * room_pt - sum(heights_pt)) / len(heights_pt)), _HIGHEST * text_pt
    )
