"""A composed document -> a plan of the Word file: which styles, widths, lists, footnotes and bookmarks. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.language.direction import runs_right_to_left
from generator.model.audience import Labels
from generator.model.block import (
    Agenda,
    Block,
    Blocks,
    BulletList,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    KeyNumbers,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    SideHeads,
    Table,
    Title,
)
from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.inline import Inlines, text_of
from generator.write.ooxml.wide_table import split_columns
from generator.write.word.plan.bookmarks import collect_bookmarks, has_numbers, walk_blocks
from generator.write.word.plan.breaks import hold_together
from generator.write.word.plan.inlines import InlinePlanner, in_bookmark
from generator.write.word.plan.neighbours import NO_NEIGHBOURS, Neighbours, introduces, is_note
from generator.write.word.plan.sections import keep_sources, mark_sections, separate_tables
from generator.write.word.plan.style_set import BAND, BODY, CARD, CELLS, FIGURE, PANEL, USUAL_CELLS, StyleSet
from generator.write.word.plan.tables import side_heads
from generator.write.word.plan.tables.column_widths import column_widths_pt, event_widths_pt, led_widths_pt
from generator.write.word.plan.tables.narrow import loosen
from generator.write.word.plan.tables.numbers import plan_numbers
from generator.write.word.plan.tables.row_marks import plan_marks
from generator.write.word.planned import (
    DataTable,
    Field,
    Item,
    LayoutTable,
    ListStart,
    Numbering,
    Para,
    Picture,
    Pieces,
    Plan,
    Row,
    SectionBreak,
    TableOfContents,
    Text,
)
from generator.write.word.template.page import LANDSCAPE, PORTRAIT, Page
from generator.write.word.template.paragraph_formatting import Formats

_PANELS = {"glance": "Glance Panel", "panel": "Panel"}  # by style
_STATUS_PANELS = {"achieved": "Panel Achieved", "partly": "Panel Partly", "not_achieved": "Panel Not Achieved"}
_LAST_REFERENCES = 4  # kept on one page, so that the last page of a list holds more than a line; so are the first two
_NARROWEST_COLUMN_PT = 75.0  # of a table that can be divided: about three words in a line
_TALLEST_FIGURE = 0.8  # of the page, so that its caption fits below


def plan(
    document: Document, drawings: Mapping[str, Drawing], page: Page, formats: Formats, taken: Iterable[str] = ()
) -> Plan:
    """Return the plan of `document` on pages like `page`; names of bookmarks in `taken` are not given again."""
    bookmarks = collect_bookmarks(document.blocks, taken)
    inlines = InlinePlanner(bookmarks, cites=any(map(has_numbers, walk_blocks(document.blocks))))
    side = side_heads.choose_layout(document.blocks, page, formats)
    planner = _Planner(document.labels, drawings, page, formats, inlines, [], side, page.width_pt)
    items, orientation = mark_sections(keep_sources(separate_tables(planner.plan_blocks(document.blocks, BODY))))
    where = bookmarks.by_statement, bookmarks.by_figure, bookmarks.tables, inlines.repeated, side.misses
    return Plan(items, tuple(inlines.footnotes), tuple(planner.lists), orientation, *where)


class _Planner(Struct, frozen=True):
    """Plans blocks in a column of `width_pt`; `inlines` and `lists` grow in reading order."""

    labels: Labels
    drawings: Mapping[str, Drawing]
    page: Page
    formats: Formats
    inlines: InlinePlanner
    lists: list[ListStart]
    side: side_heads.SideLayout
    width_pt: float

    def plan_blocks(self, blocks: Blocks, styles: StyleSet) -> Iterator[Item]:
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            yield from self._plan_block(block, (before, after), styles, depth=0)

    def _plan_block(self, block: Block, neighbours: Neighbours, styles: StyleSet, depth: int) -> Iterator[Item]:
        match block:
            case Title():
                yield from self._plan_title(block)
            case Heading():
                yield self._plan_heading(block)
            case Paragraph(inlines, style):
                para = self._para(style or styles.text, inlines, keep_next=introduces(block, neighbours))
                # both belong to the figure above
                yield replace(para, hold_next=is_note(block) and is_note(neighbours[1]))
            case BulletList(items):
                yield from self._plan_list(items, 0, styles, depth)
            case NumberedList(items, start):
                self.lists.append(ListStart(styles.number(depth), depth, start))
                yield from self._plan_list(items, len(self.lists), styles, depth)
            case Table():
                yield from self._plan_table(block)
            case FigureBlock():
                yield from self._plan_figure(block, neighbours[1])
            case Panel():
                yield self._plan_panel(block)
            case Columns():
                yield self._plan_columns(block)
            case Cards():
                yield from self._plan_cards(block)
            case SideHeads() if depth or styles is not BODY or not self.side.fits(self.width_pt, self.page):
                yield from self._plan_block(block.as_list(), NO_NEIGHBOURS, styles, depth)
            case SideHeads():
                yield side_heads.plan_side_heads(block, self.side, self.page, self.inlines, self._para, self._plan_cell)
            case KeyNumbers():
                yield from plan_numbers(block, self.width_pt, self.formats, self.inlines)
            case Landscape(inner):
                yield SectionBreak(PORTRAIT)
                page = self.page.landscape()
                yield from replace(self, page=page, width_pt=page.width_pt).plan_blocks(inner, styles)
                yield SectionBreak(LANDSCAPE)
            case ReferenceList():
                yield from self._plan_references(block)
            case Agenda():
                if self.width_pt == self.page.width_pt:  # not in a cell
                    yield TableOfContents("", ())  # filled in by contents.py
            case _:
                assert_never(block)

    def _para(self, style: str, inlines: Inlines, keep_next: bool = False, numbering: Numbering | None = None) -> Para:
        return Para(style, self._pieces(style, inlines), keep_next, numbering)

    def _pieces(self, style: str, inlines: Inlines) -> Pieces:
        return self.inlines.plan(inlines, self.formats.paragraph(style).emphases)

    def _plan_title(self, block: Title) -> Iterator[Item]:
        if block.eyebrow:
            yield self._para("Eyebrow", block.eyebrow)
        yield self._para("Title", block.inlines)

    def _plan_heading(self, block: Heading) -> Para:
        style = f"Heading {block.level}"
        start = self.inlines.bookmarks.start_heading(text_of(block.inlines))
        return Para(style, in_bookmark(start, self._pieces(style, block.inlines)), outline_level=block.level)

    def _plan_list(self, items: tuple[Blocks, ...], number: int, styles: StyleSet, depth: int) -> Iterator[Item]:
        """Plan the document's numbered list `number`, or a bullet list if that is 0."""
        style = styles.number(depth) if number else styles.bullet(depth)
        numbering = Numbering(number, depth, "number" if number else "bullet")
        for first, *others in items:
            if isinstance(first, Paragraph):
                yield replace(self._para(style, first.inlines, numbering=numbering), hold_lines=True)
            else:
                yield from self._plan_block(first, NO_NEIGHBOURS, styles, depth + 1)
            for block in others:
                if isinstance(block, Paragraph):
                    yield self._para(block.style or styles.continuation(depth), block.inlines)
                else:
                    yield from self._plan_block(block, NO_NEIGHBOURS, styles, depth + 1)

    def _plan_table(self, block: Table) -> Iterator[Item]:
        if block.caption:
            pieces = self._caption("table", "Table", block.number, block.anchor, block.caption)
            yield Para("Table Caption", pieces, keep_next=True)
        style = block.style or "Briefing Table"
        padding_pt = self.formats.cell_margins_pt(style).across_pt
        self.inlines.bookmarks.locate_table(block.events)
        heading_style, text_style = CELLS.get(style, USUAL_CELLS)
        for part in split_columns(replace(block, rows=tuple(block.rows)), self._count_parts(block)):
            texts, format_ = [*([part.header] if part.header else []), *part.rows], self.formats.paragraph(text_style)
            choose = event_widths_pt if part.bands else led_widths_pt if part.groups else None
            widths = (
                choose(texts, self.width_pt, padding_pt, format_)
                if choose
                else column_widths_pt(texts, part.widths, self.width_pt, padding_pt, format_)
            )
            words = " ".join(text_of(cell) for cell in part.header)
            room_pt = [width_pt - padding_pt for width_pt in widths]
            rows = tuple(
                replace(row, cells=tuple(map(loosen, row.cells, room_pt, repeat(format_))))
                for row in self._rows(part, heading_style, text_style)
            )
            headed = block.row_headers or bool(block.bands)
            title = text_of(block.caption) or (self.inlines.bookmarks.heading if block.bands else "")
            yield DataTable(style, widths, rows, title, headed, runs_right_to_left(words), part.aligned)

    def _count_parts(self, block: Table) -> int:
        """Return into how many tables one that has row headers is divided, so that its columns are not too narrow."""
        most = max(int(self.width_pt / _NARROWEST_COLUMN_PT) - 1, 1)
        return -(-(len(block.header) - 1) // most) if block.row_headers else 1

    def _rows(self, block: Table, heading_style: str, text_style: str) -> Iterator[Row]:
        if block.header:
            yield self._row(block.header, heading_style, keep_next=True, header=True)
        last = len(block.rows) - 1
        heading = heading_style if block.row_headers else ""
        marks = plan_marks(block, self.formats.colors)
        bands = {band.row: band.title for band in block.bands}
        for index, cells in enumerate(block.rows):
            if index in bands:
                yield replace(self._row((bands[index],), BAND, keep_next=True), band=True)
            row = self._row(cells, text_style, marks[index].continues, heading=heading)
            mark = marks[index]
            yield replace(row, merge=mark.merge, lead=mark.lead, shade=mark.shade, hold_next=index < last)

    def _row(
        self, cells: tuple[Inlines, ...], style: str, keep_next: bool, header: bool = False, heading: str = ""
    ) -> Row:
        first = self._pieces(heading or style, cells[0]) if cells else ()
        others = (self._pieces(style, cell) for cell in cells[1:])
        return Row((first, *others) if cells else (), style, keep_next, header, heading)

    def _plan_figure(self, block: FigureBlock, after: Block | None) -> Iterator[Item]:
        drawing = self.drawings[block.figure]
        width_pt = self.width_pt * min(block.width, 1.0)
        height_pt = width_pt * drawing.height_pt / drawing.width_pt
        scale = min(1.0, self.page.height_pt * _TALLEST_FIGURE / height_pt)
        name = f"{self.labels['figure']} {block.number}"
        yield Para(FIGURE, (Picture(block.figure, width_pt * scale, height_pt * scale, name, block.native),), True)
        pieces = self._caption("figure", "Figure", block.number, block.anchor, block.caption)
        self.inlines.bookmarks.locate_figure(block.figure, block.anchor)
        yield Para("Caption", pieces, hold_next=is_note(after))

    def _caption(self, label: str, sequence: str, number: int, anchor: str, inlines: Inlines) -> Pieces:
        """Return "Figure 1" as a bookmark with a SEQ field, by which Word counts and refers; then the caption."""
        style = "Caption Label"
        counted: Pieces = (
            Text(f"{self.labels[label]}\u00a0", style),
            Field(f" SEQ {sequence} \\* ARABIC ", str(number), style),
        )
        start = self.inlines.bookmarks.start_caption(anchor)
        if start:
            counted = in_bookmark(start, counted)
        stop = (Text(". ", style),) if inlines else ()
        return (*counted, *stop, *self._pieces("Caption", inlines))

    def _plan_panel(self, block: Panel) -> LayoutTable:
        style = _STATUS_PANELS.get(block.status) or _PANELS.get(block.style, "Panel")
        # half of the bar lies outside the table, so the table is narrower by that to end flush with the text
        width_pt = self.width_pt - self.formats.left_border_pt(style) / 2
        title = (self._para("Panel Title", block.title),) if block.title else ()
        items = (*title, *self._plan_cell(style, width_pt, block.blocks, PANEL))
        return LayoutTable(style, (width_pt,), ((items,),), text_of(block.title))

    def _plan_columns(self, block: Columns) -> LayoutTable:
        style = "Columns Table"
        without_width = sum(not column.width for column in block.columns)
        rest = max(0.0, 1.0 - sum(column.width for column in block.columns)) / max(1, without_width)
        widths_pt = tuple(self.width_pt * (column.width or rest) for column in block.columns)
        cells = tuple(
            self._plan_cell(style, width_pt, column.blocks, BODY)
            for column, width_pt in zip(block.columns, widths_pt, strict=True)
        )
        return LayoutTable(style, widths_pt, (cells,))

    def _plan_cell(self, table: str, width_pt: float, blocks: Blocks, styles: StyleSet) -> tuple[Item, ...]:
        """Plan the content of a cell in the table style `table`."""
        inner_pt = width_pt - self.formats.cell_margins_pt(table).across_pt
        return tuple(separate_tables(replace(self, width_pt=inner_pt).plan_blocks(blocks, styles)))

    def _plan_cards(self, block: Cards) -> Iterator[Item]:
        numbering = self._start_list("Card Title", 1)
        for card in block.cards:
            yield self._para("Card Title", card.title, keep_next=bool(card.blocks), numbering=numbering)
            yield from hold_together(self.plan_blocks(card.blocks, CARD))

    def _plan_references(self, block: ReferenceList) -> Iterator[Item]:
        if block.note:  # above the list: below it, the note could stand on a last page alone
            yield self._para("Figure Note", block.note, keep_next=bool(block.references))
        style, numbering = "Bibliography", None
        if self.inlines.cites:
            style = "Numbered Source"
            numbering = self._start_list(style, block.references[0].number) if block.references else None
        last = len(block.references) - 1
        for index, reference in enumerate(block.references):
            start = self.inlines.bookmarks.start_source(reference.number)
            pieces = in_bookmark(start, self._pieces(style, reference.full))
            yield Para(
                style, pieces, keep_next=index == 0 < last or 0 < last - index < _LAST_REFERENCES, numbering=numbering
            )

    def _start_list(self, style: str, start: int) -> Numbering:
        self.lists.append(ListStart(style, 0, start))
        return Numbering(len(self.lists), 0, "number")
