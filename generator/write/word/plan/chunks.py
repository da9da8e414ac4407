"""A plan -> its chunks: what cannot be split over pages, with the height of each and what ties it to the next."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import assert_never

from msgspec import Struct

from generator.write.word.plan.measure import Heights, Measure
from generator.write.word.planned import DataTable, LayoutTable, Para, Plan, SectionBreak, TableOfContents
from generator.write.word.template.page import LANDSCAPE, Page
from generator.write.word.template.paragraph_formatting import Formats

HOLD_NEXT, HOLD_LINES = "next", "lines"
_MOST_HELD_LINES = 5  # of a paragraph that is held whole
_WIDOW_LINES = 2  # that stay together at either end of a paragraph


class Chunk(Struct, frozen=True):
    """What cannot be split: some lines, a row, or a layout table."""

    item: int
    page: Page
    before_pt: float  # the larger of the space above it and the space below its predecessor: Word does not add them
    height_pt: float
    footnotes_pt: float
    spare_pt: float  # how much of its last footnote may go on to the next page
    keep_next: bool
    ends_section: bool
    repeated_pt: float = 0.0  # header rows, if it opens a page
    part: int = 0  # the paragraph of the contents, or the row
    hold: str = ""  # how it is tied to the next, if that may be given up
    in_table: bool = False


def split_into_chunks(plan: Plan, page: Page, formats: Formats) -> Iterator[Chunk]:
    """Yield the chunks of a plan on paper like `page`, in order."""
    footnotes = {footnote.number: footnote for footnote in plan.footnotes}
    measures = {each: Measure(formats, footnotes, each.width_pt) for each in (page, page.landscape())}
    after_pt = 0.0  # the space below the item before
    for index, (item, item_page) in enumerate(zip(plan.items, _pages(plan, page), strict=True)):
        measure = measures[item_page]
        for number, part in enumerate(item.paragraphs if isinstance(item, TableOfContents) else (item,)):
            match part:
                case Para():
                    yield from _split_paragraph(index, number, part, item_page, measure, after_pt)
                    after_pt = 0.0 if part.ends_section else formats.paragraph(part.style).after_pt
                case DataTable():
                    yield from _split_table(index, part, item_page, measure, after_pt)
                    after_pt = 0.0
                case LayoutTable():
                    yield from _split_layout_table(index, part, item_page, measure, after_pt)
                    after_pt = 0.0
                case SectionBreak():
                    raise AssertionError("the plan marks the ends of sections on paragraphs")
                case _:
                    assert_never(part)


def _pages(plan: Plan, page: Page) -> list[Page]:
    """Return the page of each item: portrait or landscape, as the end of its section says."""
    pages: list[Page] = []
    orientation = plan.last_orientation
    for item in reversed(plan.items):
        if isinstance(item, Para) and item.ends_section:
            orientation = item.ends_section
        pages.append(page.landscape() if orientation == LANDSCAPE else page)
    return pages[::-1]


def _split_paragraph(
    item: int, part: int, para: Para, page: Page, measure: Measure, after_pt: float
) -> Iterator[Chunk]:
    formatting = measure.formats.paragraph(para.style)
    lines = measure.lines(para.pieces, para.style, page.width_pt)
    held = HOLD_LINES if para.hold_lines and len(lines.heights_pt) <= _MOST_HELD_LINES else ""
    points = _split_points(len(lines.heights_pt), formatting.keep_lines)
    for start, end in pairwise(points):
        is_last = end == points[-1]
        keep_next = (formatting.keep_next or para.keep_next) if is_last else formatting.keep_lines
        hold = (HOLD_NEXT if para.hold_next else "") if is_last else held
        yield Chunk(
            item, page, 0.0 if start else max(after_pt, formatting.before_pt),
            sum(lines.heights_pt[start:end]),
            *_footnotes(chain.from_iterable(lines.footnotes_pt[start:end]), measure),
            keep_next, ends_section=is_last and bool(para.ends_section), part=part, hold="" if keep_next else hold,
        )  # fmt: skip


def _split_points(lines: int, keep_lines: bool) -> list[int]:
    """Return where a paragraph may be split, with its start and end."""
    if keep_lines or lines < 2 * _WIDOW_LINES:
        return [0, lines]
    return [0, *range(_WIDOW_LINES, lines - _WIDOW_LINES + 1), lines]


def _split_table(item: int, table: DataTable, page: Page, measure: Measure, after_pt: float) -> Iterator[Chunk]:
    repeated_pt = 0.0
    rows = list(measure.rows(table))
    # no page can take a longer table whole; of that, neither the first nor the last row stands alone
    is_long = sum(height for _, height, _ in rows) > page.height_pt
    first = next((number for number, (row, _, _) in enumerate(rows) if not (row.header or row.keep_next)), 0)
    paired = {first, len(rows) - 2}
    for number, (row, height_pt, footnotes) in enumerate(rows):
        # the last row, too, may be kept with what follows
        keep_next = row.keep_next or row.header or measure.formats.paragraph(row.style).keep_next
        hold = HOLD_NEXT if row.hold_next and not keep_next and (not is_long or number in paired) else ""
        yield Chunk(item, page, after_pt, height_pt, *_footnotes(footnotes, measure), keep_next, False, repeated_pt,
                    number, hold, in_table=True)  # fmt: skip
        after_pt = 0.0
        repeated_pt += height_pt if row.header else 0.0


def _split_layout_table(
    item: int, table: LayoutTable, page: Page, measure: Measure, after_pt: float
) -> Iterator[Chunk]:
    for number, (height_pt, footnotes) in enumerate(measure.layout_rows(table)):
        first = table.rows[number][0][0]
        keep_next = isinstance(first, Para) and (first.keep_next or measure.formats.paragraph(first.style).keep_next)
        hold = HOLD_NEXT if isinstance(first, Para) and first.hold_next and not keep_next else ""
        parts = _divide_row(height_pt, footnotes, measure) if number in table.divisible else [(height_pt, footnotes)]
        for part_pt, notes in parts:
            yield Chunk(
                item,
                page,
                after_pt,
                part_pt,
                *_footnotes(notes, measure),
                keep_next,
                ends_section=False,
                part=number,
                hold=hold,
                in_table=True,
            )
            after_pt = 0.0


def _divide_row(height_pt: float, footnotes: Heights, measure: Measure) -> list[tuple[float, Heights]]:
    """Return a row as so many lines of equal height as fill it, its footnotes spread evenly among them."""
    count = max(1, int(height_pt / measure.text_line_pt))
    notes: list[Heights] = [()] * count
    for index, footnote_pt in enumerate(footnotes):
        notes[(index + 1) * count // (len(footnotes) + 1)] += (footnote_pt,)
    return [(height_pt / count, each) for each in notes]


def _footnotes(heights_pt: Iterable[float], measure: Measure) -> tuple[float, float]:
    """Return the height of footnotes, and how much of it may go on to the next page: the last but its first line."""
    heights = list(heights_pt)
    return sum(heights), max(0.0, heights[-1] - measure.footnote_line_pt) if heights else 0.0
