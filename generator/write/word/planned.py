"""A planned Word document: paragraphs, tables and notes by names of styles, with every number and width decided.

None of these values can come to hold itself, so the collector of circles need not look at them (`gc=False`).
"""

from msgspec import Struct

# --- words of a paragraph -------------------------------------------------------------------------------------------


class Words(Struct, frozen=True):
    """Characters in a character style, by its name; empty: the paragraph's own look."""

    text: str
    style: str = ""


class NewLine(Struct, frozen=True):
    """A line break inside a paragraph."""


class Tab(Struct, frozen=True):
    """A move to the next tab stop of the style."""


class NoteMark(Struct, frozen=True):
    """The reference mark of a footnote."""

    number: int


class Opened(Struct, frozen=True):
    """Where a bookmark starts."""

    id: int
    name: str


class Closed(Struct, frozen=True):
    """Where a bookmark ends."""

    id: int


class Field(Struct, frozen=True):
    """A complex field, with the result that stands until Word computes it anew."""

    instruction: str
    result: str
    style: str = ""


class FieldStart(Struct, frozen=True):
    """The start of a field whose result spans paragraphs."""

    instruction: str


class FieldEnd(Struct, frozen=True):
    """The end of a field whose result spans paragraphs."""


class Linked(Struct, frozen=True):
    """Words that lead to an address, or to a bookmark of the document."""

    pieces: "Pieces"
    url: str = ""
    anchor: str = ""


class Picture(Struct, frozen=True):
    """A drawing set in the line; `name` is what Word's selection pane calls it."""

    figure: str
    width_pt: float
    height_pt: float
    name: str
    native: bool = False


Piece = Words | NewLine | Tab | NoteMark | Opened | Closed | Field | FieldStart | FieldEnd | Linked | Picture
Pieces = tuple[Piece, ...]

# --- paragraphs and tables ------------------------------------------------------------------------------------------


class Numbering(Struct, frozen=True):
    """A place in a list: `list` counts the document's lists from 1; 0: as the style numbers by itself."""

    list: int
    level: int
    kind: str  # bullet | number


class Para(Struct, frozen=True):
    """`ends` is the orientation of the section that this paragraph ends (empty: none); `outline` a heading's level."""

    style: str
    pieces: Pieces
    keep_next: bool = False
    numbering: Numbering | None = None
    ends: str = ""
    outline: int = 0


class Row(Struct, frozen=True):
    """A row of a table: the words of each cell, which is one paragraph; all are of one style."""

    cells: tuple[Pieces, ...]
    style: str
    keep_next: bool = False
    header: bool = False


class Grid(Struct, frozen=True):
    """A table, its header row first; `title` is its alternative text."""

    style: str
    widths_pt: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str = ""


class Boxes(Struct, frozen=True):
    """Boxes side by side, each with paragraphs and tables of its own: a table that only arranges."""

    style: str
    widths_pt: tuple[float, ...]
    boxes: tuple[tuple["Item", ...], ...]
    title: str = ""


class Contents(Struct, frozen=True):
    """A table of contents, as its title and one paragraph an entry; filled in, and a field that Word can renew."""

    title: str
    paragraphs: tuple[Para, ...]


class Break(Struct, frozen=True):
    """The end of a section of that orientation; what follows starts on a new page."""

    ends: str


Item = Para | Grid | Boxes | Contents | Break


class List(Struct, frozen=True):
    """One numbered list of the document: its style and level say whose numbering it takes."""

    style: str
    level: int
    start: int


class PlannedNote(Struct, frozen=True):
    number: int
    pieces: Pieces


class Plan(Struct, frozen=True):
    items: tuple[Item, ...]
    notes: tuple[PlannedNote, ...]
    lists: tuple[List, ...]
    ends: str  # orientation of the last section
    stands: dict[str, tuple[str, ...]]  # bookmarks by statement

    @property
    def sections(self) -> list[str]:
        """The orientations of its sections, in order."""
        return [*(item.ends for item in self.items if isinstance(item, Para) and item.ends), self.ends]
