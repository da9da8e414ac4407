"""A table -> pages of whole rows, each with the header row; columns are as wide as their words need."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.fonts.lines import measure
from generator.model.block import Table
from generator.model.inline import Inlines, Strong, text_of
from generator.write.ooxml.wide_table import count_parts, split_columns
from generator.write.powerpoint.fit.fit import to_runs
from generator.write.powerpoint.fit.pagination import balance_pages
from generator.write.powerpoint.fit.text import Item, TextParagraph, text_paragraph
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.exhibit.pages import exhibit_pages
from generator.write.powerpoint.plan.exhibit.setting import loosest_pt
from generator.write.powerpoint.plan.page import Page, Shape, TableShape, TextShape
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Level, Region

# ECMA-376-1, 21.1.3.17: the margins of a cell that states none
_MARGIN_X_PT, _MARGIN_Y_PT = 7.2, 3.6


class _SetTable(Struct, frozen=True):
    """A table as set in a region, header row first."""

    rows: Sequence[Item]  # a paragraph for each cell
    widths_pt: tuple[float, ...]
    heights_pt: Sequence[float]
    description: str
    squeezed: bool = False  # some word is wider than its column

    def fits(self, region: Region) -> bool:
        """Whether each row has a page on which there is room for it below the header."""
        header_pt, *rows_pt = self.heights_pt
        return not self.squeezed and header_pt + max(rows_pt, default=0.0) <= region.height_pt


def table_pages(block: Table, layouts: LayoutChooser) -> tuple[Page, ...]:
    """Return the pages of `block`; a row is never split.

    Of the wordings that it allows, and the parts into which columns can be divided where the first heads the rows,
    those are chosen that no page is too small for, then those with the fewest pages.
    """
    if block.exhibit:
        return exhibit_pages(block, layouts)
    layout, region = layouts.for_object("Table", has_caption=bool(block.caption))
    level = layouts.layout_set.with_table_in(region).table
    candidates = (
        [_set_table(part, region, level) for part in split_columns(shorten(block, step), parts)]
        for parts in count_parts(block)
        for step in range(count_steps(block) + 1)
    )
    tables = _choose(candidates, region)
    caption_region = layout.region("Caption")
    caption: tuple[Shape, ...] = ()
    if caption_region and block.caption:
        caption = (TextShape(caption_region, ((text_paragraph(block.caption),),)),)
    pages = [(table, numbers) for table in tables for numbers in _paginate(table.heights_pt, region.height_pt)]
    heights_pt = [[table.heights_pt[number] for number in numbers] for table, numbers in pages]
    stretch_pt = _stretch_pt(heights_pt, region.height_pt)
    return tuple(
        Page(
            layout,
            (
                *caption,
                TableShape(
                    region,
                    tuple(table.rows[number] for number in numbers),
                    table.widths_pt,
                    tuple(height_pt + stretch_pt for height_pt in page_heights_pt),
                    text_of(block.caption) or table.description,
                    layouts.layout_set.table_style,
                    block.row_headers,
                    tuple(id_ for number in numbers[1:] if block.events for id_ in block.events[number - 1]),
                ),
            ),
        )
        for (table, numbers), page_heights_pt in zip(pages, heights_pt, strict=True)
    )


def _choose(candidates: Iterable[Sequence[_SetTable]], region: Region) -> Sequence[_SetTable]:
    """Return the first candidate of which all rows fit, with the fewest pages."""

    def rank(tables: Sequence[_SetTable]) -> tuple[bool, int]:
        pages = [numbers for table in tables for numbers in _paginate(table.heights_pt, region.height_pt)]
        return not all(table.fits(region) for table in tables), len(pages)

    return min(candidates, key=rank)


def _set_table(block: Table, region: Region, level: Level) -> _SetTable:
    header = [(Strong(cell),) for cell in block.header]
    heading = 1 if block.row_headers else 0
    body = ((*((Strong(cell),) for cell in cells[:heading]), *cells[heading:]) for cells in block.rows)
    rows = [_row(cells) for cells in (header, *body)]
    widths_pt, heights_pt = min(
        ((widths_pt, _heights_pt(rows, widths_pt, level)) for widths_pt in _divisions_pt(block, rows, region, level)),
        key=lambda division: (_is_squeezed(rows, division[0], level) if heading else False, sum(division[1])),
    )
    description = ", ".join(name for cell in block.header if (name := text_of(cell)))
    return _SetTable(
        rows, widths_pt, heights_pt, description, block.row_headers and _is_squeezed(rows, widths_pt, level)
    )


def _divisions_pt(block: Table, rows: Sequence[Item], region: Region, level: Level) -> Iterator[tuple[float, ...]]:
    """Yield the widths to choose from: where the first column heads the rows, also with the others of one width."""
    yield (widths_pt := _widths_pt(block, rows, region.width_pt, level))
    if block.row_headers and not block.widths and len(widths_pt) > 1:
        narrowest_pt = max(_longest_word_pt(row[0], level) for row in rows) + 2 * _MARGIN_X_PT + 1
        for first_pt in (widths_pt[0], narrowest_pt):
            others = len(widths_pt) - 1
            yield (first_pt, *((region.width_pt - first_pt) / others for _ in range(others)))


def _heights_pt(rows: Sequence[Item], widths_pt: Sequence[float], level: Level) -> Sequence[float]:
    return [_row_height_pt(row, widths_pt, level) for row in rows]


def _is_squeezed(rows: Sequence[Item], widths_pt: Sequence[float], level: Level) -> bool:
    cells = ((cell, width_pt) for row in rows for cell, width_pt in zip(row, widths_pt, strict=False))
    return any(_longest_word_pt(cell, level) > width_pt - 2 * _MARGIN_X_PT for cell, width_pt in cells)


def _row(cells: Sequence[Inlines]) -> Item:
    return tuple(text_paragraph(cell, 1, "none") for cell in cells)


def _widths_pt(block: Table, rows: Sequence[Item], width_pt: float, level: Level) -> tuple[float, ...]:
    """Return the widths of the columns: as asked for, else by the length of their text, but never below a word's."""
    if block.widths and sum(block.widths) > 0:
        return tuple(width_pt * width / sum(block.widths) for width in block.widths)
    columns = [[row[number] for row in rows if number < len(row)] for number in range(len(block.header))]
    margins_pt = 2 * _MARGIN_X_PT + 1
    minima = [max((_longest_word_pt(cell, level) for cell in cells), default=0.0) + margins_pt for cells in columns]
    on_one_line = [max((_text_width_pt(cell, level) for cell in cells), default=0.0) + margins_pt for cells in columns]
    if sum(on_one_line) <= width_pt:
        return tuple(width * width_pt / sum(on_one_line) for width in on_one_line)
    # the square root gives long texts more, but not all, of what the narrow columns leave
    weights = [max(width, 1.0) ** 0.5 for width in on_one_line]
    spare_pt = max(width_pt - sum(minima), 0.0)
    widths = [least + spare_pt * weight / sum(weights) for least, weight in zip(minima, weights, strict=True)]
    return tuple(width * width_pt / sum(widths) for width in widths)


def _text_width_pt(cell: TextParagraph, level: Level) -> float:
    return sum(run.face.width_pt(run.text, run.size_pt) for run in to_runs(cell.spans, level, 1.0))


def _longest_word_pt(cell: TextParagraph, level: Level) -> float:
    runs = to_runs(cell.spans, level, 1.0)
    return max((run.face.width_pt(word, run.size_pt) for run in runs for word in run.text.split()), default=0.0)


def _row_height_pt(row: Item, widths_pt: Sequence[float], level: Level) -> float:
    return max(
        sum(measure(to_runs(cell.spans, level, 1.0)).heights_pt(width_pt - 2 * _MARGIN_X_PT)) * level.line_spacing
        + level.before_pt
        + 2 * _MARGIN_Y_PT
        for cell, width_pt in zip(row, widths_pt, strict=False)
    )


def _paginate(heights_pt: Sequence[float], room_pt: float) -> Sequence[Sequence[int]]:
    """Return the row numbers of each page, header (0) first, evenly filled."""
    header_pt, *rows_pt = heights_pt
    room_for_rows_pt = max(room_pt - header_pt, 1.0)
    ends = balance_pages(len(rows_pt), lambda row, page: rows_pt[row] / room_for_rows_pt)
    return [[0, *range(start + 1, end + 1)] for start, end in pairwise((0, *ends))]


def _stretch_pt(pages: Sequence[Sequence[float]], room_pt: float) -> float:
    """Return by how much all rows may be higher than their text, so that a small table does not hang at the top."""
    free_pt = [max(room_pt - sum(heights_pt), 0.0) / len(heights_pt) for heights_pt in pages]
    lowest_pt = min(height_pt for heights_pt in pages for height_pt in heights_pt)
    return min([loosest_pt(lowest_pt, pages[0], room_pt if len(pages) == 1 else 0.0) - lowest_pt, *free_pt])
