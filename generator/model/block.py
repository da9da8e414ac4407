"""Blocks of a composed text, as both writers read them: complete, numbered and free of markup."""

from dataclasses import dataclass

from generator.model.inline import Inlines


@dataclass(frozen=True)
class Heading:
    """A heading of the outline; level 1 is a section."""

    level: int
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True)
class Title:
    """The document's title block: an eyebrow above the title."""

    inlines: Inlines
    eyebrow: Inlines = ()


@dataclass(frozen=True)
class Paragraph:
    """Running text; `style` names a paragraph style (Word) or region (slide), empty for body text."""

    inlines: Inlines
    style: str = ""


@dataclass(frozen=True)
class BulletList:
    items: tuple["Blocks", ...]


@dataclass(frozen=True)
class NumberedList:
    items: tuple["Blocks", ...]
    start: int = 1


@dataclass(frozen=True)
class Table:
    """A table with one header row; `widths` are relative, empty where the content decides.

    `label` is "Table 2" where there is a caption; `style` names a table style, empty for the usual one.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    number: int = 0
    anchor: str = ""
    widths: tuple[float, ...] = ()
    style: str = ""


@dataclass(frozen=True)
class FigureBlock:
    """A drawing with its caption; `figure` is the id of the drawing, `width` a share of the column (0-1)."""

    figure: str
    caption: Inlines
    number: int
    anchor: str
    width: float = 1.0
    native: bool = False  # as an editable chart, where the drawing has data for one


@dataclass(frozen=True)
class Panel:
    """A titled box: `style` is "glance" or "panel"; `status` colours it ("achieved", "partly", "not_achieved", "")."""

    style: str
    title: Inlines
    blocks: "Blocks"
    status: str = ""


@dataclass(frozen=True)
class Column:
    """One of several columns; `width` is its share (0-1), 0 where the rest is shared evenly."""

    blocks: "Blocks"
    width: float = 0.0


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Card:
    """A numbered card: the leading bold words are its title."""

    title: Inlines
    blocks: "Blocks"


@dataclass(frozen=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Landscape:
    """Blocks that stand on landscape pages of their own (Word only)."""

    blocks: "Blocks"


@dataclass(frozen=True)
class Reference:
    """A source as cited: `full` for lists and first notes, `short` for later notes and the line on a slide."""

    number: int
    source: str
    full: Inlines
    short: Inlines


@dataclass(frozen=True)
class ReferenceList:
    """All sources that the document cites, in order of number."""

    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Agenda:
    """The sections of a deck in order, each a link to its first slide (decks only)."""


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
    | Landscape
    | ReferenceList
    | Agenda
)
Blocks = tuple[Block, ...]
