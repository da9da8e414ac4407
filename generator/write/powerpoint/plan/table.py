"""A table -> pages of whole rows, each under the header row, its columns as wide as their words ask for."""

from collections.abc import Iterator, Sequence

from generator.fonts.lines import measure
from generator.model.block import Table
from generator.model.inline import Inlines, Strong, text_of
from generator.write.powerpoint.fit.fit import runs
from generator.write.powerpoint.fit.text import Line, line
from generator.write.powerpoint.fit.wording import shortened, steps
from generator.write.powerpoint.plan.page import Filled, Page, Shape, Tabled
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Level, Region

# ECMA-376-1, 21.1.3.17: the margins of a cell that says nothing else
_MARGIN_X_PT, _MARGIN_Y_PT = 7.2, 3.6

_LOOSEST = 1.9  # rows are stretched at most so far; beyond it they no longer read as one table

Row = tuple[Line, ...]


def table_pages(block: Table, layouts: Layouts) -> tuple[Page, ...]:
    """Return the pages of `block`; a row is never divided."""
    layout, region = layouts.holding("Table") if block.caption else layouts.filled_by("Table")
    level = layouts.template.table
    rows, widths, heights = _fitted(block, region, level)
    caption = layout.region("Caption")
    said: tuple[Shape, ...] = (Filled(caption, ((line(block.caption),),)),) if caption and block.caption else ()
    description = text_of(block.caption) or ", ".join(text_of(cell) for cell in block.header)
    pages = _divided(heights, region.height_pt)
    looser = _air([[heights[number] for number in numbers] for numbers in pages], region.height_pt)
    return tuple(
        Page(
            layout,
            (
                *said,
                Tabled(
                    region,
                    tuple(rows[number] for number in numbers),
                    widths,
                    tuple(heights[number] + looser for number in numbers),
                    description,
                    layouts.template.table_style,
                ),
            ),
        )
        for numbers in pages
    )


def _air(pages: Sequence[Sequence[float]], room_pt: float) -> float:
    """Return by how much all rows may be higher than their text, so that a small table does not hang at the top."""
    free = [max(room_pt - sum(heights), 0.0) / len(heights) for heights in pages]
    lowest = min(height for heights in pages for height in heights)
    return min([(_LOOSEST - 1) * lowest, *free])


def _fitted(block: Table, region: Region, level: Level) -> tuple[list[Row], tuple[float, ...], list[float]]:
    """Return rows (header first), widths and heights, in the shorter wordings if those save a page."""
    best: tuple[list[Row], tuple[float, ...], list[float]] | None = None
    for step in range(steps((block,)) + 1):
        worded = shortened((block,), step)[0]
        assert isinstance(worded, Table)
        rows = [_header(worded.header), *(_row(cells) for cells in worded.rows)]
        widths = _widths(worded, rows, region.width_pt, level)
        heights = [_height(row, widths, level) for row in rows]
        if best is None or len(_divided(heights, region.height_pt)) < len(_divided(best[2], region.height_pt)):
            best = rows, widths, heights
    assert best is not None
    return best


def _header(cells: Sequence[Inlines]) -> Row:
    return _row([(Strong(cell),) for cell in cells])


def _row(cells: Sequence[Inlines]) -> Row:
    return tuple(line(cell, 1, "none") for cell in cells)


def _widths(block: Table, rows: Sequence[Row], width_pt: float, level: Level) -> tuple[float, ...]:
    """Return the columns' widths: as asked for, else by the length of their text, none below its longest word."""
    count = len(block.header)
    if block.widths and sum(block.widths) > 0:
        return tuple(width_pt * share / sum(block.widths) for share in block.widths)
    columns = [[row[number] for row in rows if number < len(row)] for number in range(count)]
    least = [max((_word(each, level) for each in cells), default=0.0) + 2 * _MARGIN_X_PT + 1 for cells in columns]
    whole = [max((_whole(each, level) for each in cells), default=0.0) + 2 * _MARGIN_X_PT + 1 for cells in columns]
    if sum(whole) <= width_pt:
        return tuple(each * width_pt / sum(whole) for each in whole)
    # the square root gives long texts more, but not all, of what the narrow columns leave
    shares = [max(each, 1.0) ** 0.5 for each in whole]
    spare = max(width_pt - sum(least), 0.0)
    asked = [small + spare * share / sum(shares) for small, share in zip(least, shares, strict=True)]
    return tuple(each * width_pt / sum(asked) for each in asked)


def _whole(each: Line, level: Level) -> float:
    return sum(run.face.width_pt(run.text, run.size_pt) for run in runs(each.spans, level, 1.0))


def _word(each: Line, level: Level) -> float:
    return max(
        (run.face.width_pt(word, run.size_pt) for run in runs(each.spans, level, 1.0) for word in run.text.split()),
        default=0.0,
    )


def _height(row: Row, widths: Sequence[float], level: Level) -> float:
    return max(
        sum(measure(runs(cell.spans, level, 1.0)).heights_pt(width - 2 * _MARGIN_X_PT)) * level.line
        + level.before_pt
        + 2 * _MARGIN_Y_PT
        for cell, width in zip(row, widths, strict=False)
    )


def _divided(heights: Sequence[float], room_pt: float) -> list[list[int]]:
    """Return the row numbers of each page, header (0) first, filled evenly."""
    pages = list(_filled(heights, room_pt))
    low, high = 0.0, room_pt
    for _ in range(10 if len(pages) > 1 else 0):
        middle = (low + high) / 2
        trial = list(_filled(heights, middle))
        if len(trial) <= len(pages):
            pages, high = trial, middle
        else:
            low = middle
    return pages


def _filled(heights: Sequence[float], room_pt: float) -> Iterator[list[int]]:
    page, used = [0], heights[0]
    for number in range(1, len(heights)):
        if len(page) > 1 and used + heights[number] > room_pt:
            yield page
            page, used = [0], heights[0]
        page.append(number)
        used += heights[number]
    yield page
