"""Blocks of a composed text, as every writer reads them: complete, numbered and free of markup."""

from collections.abc import Sequence

from msgspec import Struct

from generator.model.inline import STATUS_STYLES, Inline, Inlines, Plain, Strong, Styled, merge

SOURCES_LINE = "Sources Line"  # the style of a paragraph that explains the letters above it


class Heading(Struct, frozen=True, gc=False):
    """A heading of the outline; level 1 is a section. `block` is the template's block of which it is the first."""

    level: int
    inlines: Inlines
    anchor: str = ""
    block: str = ""


class Title(Struct, frozen=True, gc=False):
    """The document's title block: an eyebrow above the title."""

    inlines: Inlines
    eyebrow: Inlines = ()


class Paragraph(Struct, frozen=True, gc=False):
    """Running text; `style` names a paragraph style (Word) or region (slide), empty for body text."""

    inlines: Inlines
    style: str = ""


class BulletList(Struct, frozen=True, gc=False):
    items: tuple["Blocks", ...]


class NumberedList(Struct, frozen=True, gc=False):
    items: tuple["Blocks", ...]
    start: int = 1


class TableGroup(Struct, frozen=True, gc=False):
    """So many neighbouring rows of a table, whose first cells are one: that of the first row; the others are empty.

    `status` ("achieved", "partly", "not_achieved", "") colours it.
    """

    rows: int
    status: str = ""


class TableBand(Struct, frozen=True, gc=False):
    """A title across all columns of a table, above the row of number `row`, from 0."""

    row: int
    title: Inlines


class Table(Struct, frozen=True, gc=False):
    """A table with one header row, unless `header` is empty; `widths` are relative, empty where the content decides.

    `style` names a table style, empty for the default. `events` are the ids of the events of each row, empty where no
    row is about any; `figure` is the id of the figure whose data the table shows. With `row_headers`, the
    first cell of each row heads it.

    `groups`, if there are any, have all rows; `shaded` are the numbers of the rows that stand out, from 0; a column is
    `aligned` "right" or, as all others, "". An `exhibit` is what its slide is about, and fills it. `bands` divide its
    rows (Word only).
    """

    header: tuple[Inlines, ...]
    rows: Sequence[tuple[Inlines, ...]]
    caption: Inlines = ()
    number: int = 0
    anchor: str = ""
    widths: tuple[float, ...] = ()
    style: str = ""
    events: tuple[tuple[str, ...], ...] = ()
    figure: str = ""
    row_headers: bool = False
    groups: tuple[TableGroup, ...] = ()
    shaded: tuple[int, ...] = ()
    aligned: tuple[str, ...] = ()
    exhibit: bool = False
    bands: tuple[TableBand, ...] = ()


class FigureBlock(Struct, frozen=True, gc=False):
    """A drawing with its caption; `figure` is the id of the drawing, `width` a share of the column (0-1)."""

    figure: str
    caption: Inlines
    number: int
    anchor: str
    width: float = 1.0
    native: bool = False  # as an editable chart, where the drawing has data for one


class Panel(Struct, frozen=True, gc=False):
    """A titled box: `style` is "glance" or "panel"; `status` ("achieved", "partly", "not_achieved", "") colours it."""

    style: str
    title: Inlines
    blocks: "Blocks"
    status: str = ""


class Column(Struct, frozen=True, gc=False):
    """One of several columns; `width` is its share (0-1), 0 for an even share of the rest."""

    blocks: "Blocks"
    width: float = 0.0


class Columns(Struct, frozen=True, gc=False):
    columns: tuple[Column, ...]


class Card(Struct, frozen=True, gc=False):
    """A numbered card; its title is the bold words at its beginning."""

    title: Inlines
    blocks: "Blocks"


class Cards(Struct, frozen=True, gc=False):
    cards: tuple[Card, ...]

    def as_list(self) -> NumberedList:
        """Return the cards as a numbered list: the title in bold, then the text."""
        items: list[Blocks] = []
        for card in self.cards:
            first, *rest = card.blocks or (Paragraph(()),)
            title = Strong(card.title)
            if isinstance(first, Paragraph):
                items.append((Paragraph((title, Plain(" "), *first.inlines)), *rest))
            else:
                items.append((Paragraph((title,)), *card.blocks))
        return NumberedList(tuple(items))


class SideHead(Struct, frozen=True, gc=False):
    """A head, and what is said under it: of a statement with a `status` ("achieved", "partly", "not_achieved").

    The status is said by a `sign`, in a `word`, and in words on who `assessed` it. `stops` are the punctuation that
    head and status lack where the text follows on their line.
    """

    head: Inlines
    blocks: "Blocks"
    stops: tuple[str, str] = ("", "")
    status: str = ""
    sign: str = ""
    word: str = ""
    assessed: Inlines = ()

    @property
    def said_status(self) -> Inlines:
        """The status as it stands in text: sign and word, in the status's own style."""
        return (Styled((Plain(f"{self.sign}\u00a0{self.word}"),), STATUS_STYLES[self.status]),) if self.status else ()

    def run_in(self, *, with_status: bool = True) -> "Blocks":
        """Return all of it as an item of a list: the head in bold, the status, then the text."""
        lead: list[Inline] = []
        if self.head:
            lead += [Strong(merge([*self.head, Plain(self.stops[0])])), Plain(" ")]
        if self.status and with_status:
            between = [Plain(" ")] if self.assessed else []
            lead += [*self.said_status, *between, *self.assessed, Plain(f"{self.stops[1]} ")]
        first, *rest = self.blocks or (Paragraph(()),)
        if not isinstance(first, Paragraph):
            return (Paragraph(merge(lead)), *self.blocks) if lead else self.blocks
        return Paragraph(merge([*lead, *first.inlines]), first.style), *rest


class SideHeads(Struct, frozen=True, gc=False):
    """Items with their heads beside them, numbered from `start`, not at all from 0."""

    items: tuple[SideHead, ...]
    start: int = 0

    def as_list(self) -> BulletList | NumberedList:
        """Return a plain list, each item led by its head: for a place too narrow for two columns."""
        items = tuple(item.run_in() for item in self.items)
        return NumberedList(items, self.start) if self.start else BulletList(items)


class KeyNumber(Struct, frozen=True, gc=False):
    """A number set large, the words beside it, in smaller type what it was before, and at most one figure."""

    value: Inlines
    words: Inlines
    earlier: Inlines = ()
    figure: tuple[FigureBlock, ...] = ()


class KeyNumbers(Struct, frozen=True, gc=False):
    """Numbers set large, the first the most prominent."""

    numbers: tuple[KeyNumber, ...]


class Landscape(Struct, frozen=True, gc=False):
    """Blocks on landscape pages of their own (Word only)."""

    blocks: "Blocks"


class Reference(Struct, frozen=True, gc=False):
    """A source as cited: `full` for lists and first notes, `short` for later notes and the line on a slide.

    `name` is the beginning of `short` that it shares with other works of the same authors, empty where unknown.
    """

    number: int
    source: str
    full: Inlines
    short: Inlines
    name: Inlines = ()


class Work(Struct, frozen=True, gc=False):
    """A source on which much of a deck rests: its authors, its title in short, and how many statements rest on it."""

    number: int
    name: Inlines
    title: Inlines
    weight: Inlines


class ReferenceList(Struct, frozen=True, gc=False):
    """All sources that the document cites, in order of number, and what a reader should know about them.

    In a deck, `works` are those of them that carry it, the most important first, and `titled` asks for a slide title
    that says so.
    """

    references: tuple[Reference, ...]
    note: Inlines = ()
    works: tuple[Work, ...] = ()
    titled: bool = False


class Agenda(Struct, frozen=True, gc=False):
    """The sections: in a deck in order, each a link to its first slide; in a briefing, its table of contents."""


Block = (
    Heading
    | Title
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | FigureBlock
    | Panel
    | Columns
    | Cards
    | SideHeads
    | KeyNumbers
    | Landscape
    | ReferenceList
    | Agenda
)
Blocks = tuple[Block, ...]
