"""A composed document -> a plan of the Word file: which styles, widths, lists, notes and bookmarks. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.model.audience import Labels
from generator.model.block import (
    Block,
    Blocks,
    BulletList,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    Landscape,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    Table,
    Title,
)
from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.inline import Inlines, text_of
from generator.write.word.plan.bookmarks import bookmarks_of
from generator.write.word.plan.column_widths import column_widths_pt
from generator.write.word.plan.runs import Writing, bookmarked
from generator.write.word.plan.sections import sectioned, separated
from generator.write.word.plan.style_set import BODY, CARD, PANEL, Voice
from generator.write.word.planned import (
    Boxes,
    Break,
    Field,
    Grid,
    Item,
    List,
    Numbering,
    Para,
    Picture,
    Pieces,
    Plan,
    Row,
    Words,
)
from generator.write.word.template.page import LANDSCAPE, PORTRAIT, Page
from generator.write.word.template.paragraph_formatting import Looks

# Panels by their style, then by the status that colours them.
_PANELS = {"glance": "Glance Panel", "panel": "Panel"}
_STATUS_PANELS = {"achieved": "Panel Achieved", "partly": "Panel Partly", "not_achieved": "Panel Not Achieved"}
_NOTE_STYLE = "figure note"


def plan(
    document: Document, drawings: Mapping[str, Drawing], page: Page, looks: Looks, taken: Iterable[str] = ()
) -> Plan:
    """Return the plan of `document` on pages like `page`; names of bookmarks that are `taken` are not given again."""
    writing = Writing(bookmarks_of(document.blocks, taken))
    planner = _Planner(document.labels, drawings, page, looks, writing, [], page.width_pt)
    items, ends = sectioned(separated(planner.items(document.blocks, BODY)))
    return Plan(items, tuple(writing.notes), tuple(planner.lists), ends, writing.bookmarks.stands)


Beside = tuple[Block | None, Block | None]  # what stands before a block, and what follows it
_ALONE: Beside = (None, None)


class _Planner(Struct, frozen=True):
    """`writing` and `lists` grow as the document is walked, in its order; `width_pt` is that of the column."""

    labels: Labels
    drawings: Mapping[str, Drawing]
    page: Page
    looks: Looks
    writing: Writing
    lists: list[List]
    width_pt: float

    def items(self, blocks: Blocks, voice: Voice, depth: int = 0) -> Iterator[Item]:
        for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            yield from self.item(block, (before, following), voice, depth)

    def item(self, block: Block, beside: Beside, voice: Voice, depth: int) -> Iterator[Item]:
        match block:
            case Title():
                yield from self._title(block)
            case Heading():
                yield self._heading(block)
            case Paragraph(inlines, style):
                yield self.para(style or voice.text, inlines, keep_next=_leads(inlines, beside))
            case BulletList(items):
                yield from self._list(items, None, voice, depth)
            case NumberedList(items, start):
                self.lists.append(List(voice.number(depth), depth, start))
                yield from self._list(items, len(self.lists), voice, depth)
            case Table():
                yield from self._table(block)
            case FigureBlock():
                yield from self._figure(block, beside[1])
            case Panel():
                yield self._panel(block)
            case Columns():
                yield self._columns(block)
            case Cards():
                yield from self._cards(block)
            case Landscape(inner):
                yield Break(PORTRAIT)
                turned = replace(self, page=self.page.turned(), width_pt=self.page.turned().width_pt)
                yield from turned.items(inner, voice)
                yield Break(LANDSCAPE)
            case ReferenceList():
                yield from self._references(block)

    def para(self, style: str, inlines: Inlines, keep_next: bool = False, numbering: Numbering | None = None) -> Para:
        return Para(style, self._pieces(style, inlines), keep_next, numbering)

    def _pieces(self, style: str, inlines: Inlines) -> Pieces:
        return self.writing.pieces(inlines, self.looks.of(style).emphases)

    def _title(self, block: Title) -> Iterator[Item]:
        if block.eyebrow:
            yield self.para("Eyebrow", block.eyebrow)
        yield self.para("Title", block.inlines)

    def _heading(self, block: Heading) -> Para:
        style = f"Heading {block.level}"
        mark = self.writing.bookmarks.for_heading()
        return Para(style, bookmarked(mark, self._pieces(style, block.inlines)), outline=block.level)

    def _list(self, items: tuple[Blocks, ...], numbered: int | None, voice: Voice, depth: int) -> Iterator[Item]:
        kind = "bullet" if numbered is None else "number"
        style = voice.bullet(depth) if numbered is None else voice.number(depth)
        place = Numbering(numbered or 0, depth, kind)
        for blocks in items:
            first, *others = blocks
            if isinstance(first, Paragraph):
                yield self.para(style, first.inlines, numbering=place)
            else:
                yield from self.item(first, _ALONE, voice, depth + 1)
            for block in others:
                if isinstance(block, Paragraph):
                    yield self.para(block.style or voice.continued(depth), block.inlines)
                else:
                    yield from self.item(block, _ALONE, voice, depth + 1)

    def _table(self, block: Table) -> Iterator[Item]:
        if block.caption:
            label = self.labels["table"]
            pieces = self._caption(label, "Table", block.number, block.anchor, block.caption)
            yield Para("Table Caption", pieces, keep_next=True)
        style = block.style or "Briefing Table"
        look = self.looks.of("Table Text")
        padding = self.looks.cell_margins_pt(style).across_pt
        widths = column_widths_pt(chain([block.header], block.rows), block.widths, self.width_pt, padding, look)
        yield Grid(style, widths, tuple(self._rows(block)), text_of(block.caption))

    def _rows(self, block: Table) -> Iterator[Row]:
        yield self._row(block.header, "Table Heading", keep_next=True, header=True)
        last = len(block.rows) - 1
        for number, cells in enumerate(block.rows):
            # neither the first nor the last row stands alone on a page
            yield self._row(cells, "Table Text", keep_next=number == last - 1 or number == 0 < last)

    def _row(self, cells: tuple[Inlines, ...], style: str, keep_next: bool, header: bool = False) -> Row:
        own = self.looks.of(style).emphases
        return Row(tuple([self.writing.pieces(cell, own) for cell in cells]), style, keep_next, header)

    def _figure(self, block: FigureBlock, following: Block | None) -> Iterator[Item]:
        drawing = self.drawings[block.figure]
        width = self.width_pt * min(block.width, 1.0)
        height = width * drawing.height_pt / drawing.width_pt
        scale = min(1.0, self.page.height_pt * 0.8 / height)
        label = self.labels["figure"]
        picture = Picture(block.figure, width * scale, height * scale, f"{label} {block.number}", block.native)
        yield Para("Figure", (picture,), keep_next=True)
        noted = isinstance(following, Paragraph) and following.style.casefold() == _NOTE_STYLE
        yield Para("Caption", self._caption(label, "Figure", block.number, block.anchor, block.caption), noted)

    def _caption(self, label: str, sequence: str, number: int, anchor: str, inlines: Inlines) -> Pieces:
        """Return "Figure 1" as a bookmark with a SEQ field, so that Word counts and refers; then the words."""
        words = Words(f"{label}\u00a0", "Caption Label")
        counted: Pieces = (words, Field(f" SEQ {sequence} \\* ARABIC ", str(number), "Caption Label"))
        mark = self.writing.bookmarks.for_caption(anchor)
        if mark:
            counted = bookmarked(mark, counted)
        stop = (Words(". ", "Caption Label"),) if inlines else ()
        return (*counted, *stop, *self._pieces("Caption", inlines))

    def _panel(self, block: Panel) -> Boxes:
        style = _STATUS_PANELS.get(block.status) or _PANELS.get(block.style, "Panel")
        # the bar stands half outside the box, so that much is taken from the box to end flush with the text
        width = self.width_pt - self.looks.bar_pt(style) / 2
        title = [self.para("Panel Title", block.title)] if block.title else []
        items = separated([*title, *self._inside(style, width).items(block.blocks, PANEL)])
        return Boxes(style, (width,), (tuple(items),), text_of(block.title))

    def _columns(self, block: Columns) -> Boxes:
        style = "Columns Table"
        unnamed = sum(not column.width for column in block.columns)
        rest = max(0.0, 1.0 - sum(column.width for column in block.columns)) / max(1, unnamed)
        widths = tuple([self.width_pt * (column.width or rest) for column in block.columns])
        boxes = [
            tuple(separated(self._inside(style, width).items(column.blocks, BODY)))
            for column, width in zip(block.columns, widths, strict=True)
        ]
        return Boxes(style, widths, tuple(boxes))

    def _inside(self, style: str, width_pt: float) -> "_Planner":
        """Return what plans the content of a box that is so wide."""
        return replace(self, width_pt=width_pt - self.looks.cell_margins_pt(style).across_pt)

    def _cards(self, block: Cards) -> Iterator[Item]:
        self.lists.append(List("Card Title", 0, 1))
        place = Numbering(len(self.lists), 0, "number")
        for card in block.cards:
            yield self.para("Card Title", card.title, keep_next=bool(card.blocks), numbering=place)
            yield from self.items(card.blocks, CARD)

    def _references(self, block: ReferenceList) -> Iterator[Item]:
        style = "Numbered Source" if self.writing.cites else "Bibliography"
        place = None
        if self.writing.cites and block.references:
            self.lists.append(List(style, 0, block.references[0].number))
            place = Numbering(len(self.lists), 0, "number")
        for reference in block.references:
            mark = self.writing.bookmarks.for_source(reference.number)
            yield Para(style, bookmarked(mark, self._pieces(style, reference.full)), numbering=place)


def _leads(inlines: Inlines, beside: Beside) -> bool:
    """Whether a paragraph introduces what follows, so that a page must not part them."""
    before, following = beside
    if isinstance(following, BulletList | NumberedList | Cards):
        # between a heading and its list, one line alone would leave both stranded
        return isinstance(before, Heading) or text_of(inlines).endswith(":")
    return isinstance(following, Table | FigureBlock) or (isinstance(following, Panel) and isinstance(before, Heading))
