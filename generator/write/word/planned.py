"""A planned Word document: paragraphs, tables and footnotes by names of styles, with every number and width decided."""

from msgspec import Struct

# --- pieces of a paragraph ------------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """Characters in the character style of that name; without a name, as the paragraph's style sets them."""

    text: str
    style: str = ""
    right_to_left: bool = False


class LineBreak(Struct, frozen=True):
    """A line break inside a paragraph."""


class Tab(Struct, frozen=True):
    """A move to the next tab stop of the style."""


class FootnoteReference(Struct, frozen=True):
    """The raised number of a footnote."""

    number: int


class BookmarkStart(Struct, frozen=True):
    id: int
    name: str


class BookmarkEnd(Struct, frozen=True):
    id: int


class Field(Struct, frozen=True):
    """A complex field, with the result that is shown until Word updates it."""

    instruction: str
    result: str
    style: str = ""
    right_to_left: bool = False


class FieldStart(Struct, frozen=True):
    """The start of a field whose result spans paragraphs."""

    instruction: str


class FieldEnd(Struct, frozen=True):
    """The end of a field whose result spans paragraphs."""


class Hyperlink(Struct, frozen=True):
    """A link to `url`, or to the bookmark `anchor` of the document."""

    pieces: "Pieces"
    url: str = ""
    anchor: str = ""


class Picture(Struct, frozen=True):
    """A drawing set in the line; `name` is what Word's selection pane calls it, `native` asks for an editable chart."""

    figure: str
    width_pt: float
    height_pt: float
    name: str
    native: bool = False


Piece = (
    Text
    | LineBreak
    | Tab
    | FootnoteReference
    | BookmarkStart
    | BookmarkEnd
    | Field
    | FieldStart
    | FieldEnd
    | Hyperlink
    | Picture
)
Pieces = tuple[Piece, ...]

# --- paragraphs and tables ------------------------------------------------------------------------------------------


class Numbering(Struct, frozen=True):
    """A place in a list: `list` counts the document's lists from 1; 0: the style numbers by itself."""

    list: int
    level: int
    kind: str  # bullet | number


class Para(Struct, frozen=True):
    """`ends_section` is the orientation of the section that ends with this paragraph, if one does.

    To `keep` is never given up; to `hold` is, where it would leave too much of a page empty (plan/breaks.py).
    """

    style: str
    pieces: Pieces
    keep_next: bool = False
    numbering: Numbering | None = None
    ends_section: str = ""
    outline_level: int = 0  # of a heading
    hold_next: bool = False
    hold_lines: bool = False


class Shade(Struct, frozen=True):
    """A colour of the theme behind a cell, and that of the text on it, each with its six hex digits.

    `darker` is the hex share of 255 that is left of it (ECMA-376-1, 17.3.5), nothing if it is as the theme has it.
    """

    fill: str
    fill_value: str
    ink: str
    ink_value: str
    darker: str = ""


class Row(Struct, frozen=True):
    """A row of a table: the pieces of each cell, which is one paragraph; all but a `heading` are in one style.

    A `band` has one cell across all columns. With `merge` "restart", its first cell is also that of the rows that
    follow with `merge` "continue"; `lead` is what is behind that cell, `shade` what is behind all.
    """

    cells: tuple[Pieces, ...]
    style: str
    keep_next: bool = False
    header: bool = False
    heading: str = ""  # the style of its first cell, where that heads the row
    merge: str = ""
    lead: Shade | None = None
    shade: Shade | None = None
    band: bool = False
    hold_next: bool = False  # as in a paragraph

    @property
    def styles(self) -> tuple[str, ...]:
        """The style of each cell."""
        return tuple(self.heading if self.heading and not index else self.style for index in range(len(self.cells)))


class DataTable(Struct, frozen=True):
    """A table, its header row first; `title` is its alternative text; columns are `aligned` "right", or as text is."""

    style: str
    widths_pt: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str = ""
    row_headers: bool = False
    right_to_left: bool = False
    aligned: tuple[str, ...] = ()


class LayoutTable(Struct, frozen=True):
    """Rows of cells that hold paragraphs and tables: a panel, columns side by side, heads beside their text.

    With `lead`, the first cell of each row looks as the table style says of the first column. Rows whose numbers, from
    0, are in `divisible` may be divided between pages.
    """

    style: str
    widths_pt: tuple[float, ...]
    rows: tuple["Cells", ...]
    title: str = ""
    lead: bool = False
    right_to_left: bool = False
    divisible: frozenset[int] = frozenset()


class TableOfContents(Struct, frozen=True):
    """A heading and one paragraph per entry, filled in; Word can update it, since it is a field."""

    title: str
    paragraphs: tuple[Para, ...]


class SectionBreak(Struct, frozen=True):
    """The end of a section of that orientation; what follows starts on a new page."""

    orientation: str


Cells = tuple[tuple["Item", ...], ...]
Item = Para | DataTable | LayoutTable | TableOfContents | SectionBreak


class ListStart(Struct, frozen=True):
    """One numbered list of the document: the style and level whose numbering it takes, and its first number."""

    style: str
    level: int
    start: int


class Footnote(Struct, frozen=True):
    number: int
    pieces: Pieces


class Plan(Struct, frozen=True):
    items: tuple[Item, ...]
    footnotes: tuple[Footnote, ...]
    lists: tuple[ListStart, ...]
    last_orientation: str  # of the last section
    locations: dict[str, tuple[str, ...]]  # bookmarks by statement
    figures: dict[str, tuple[str, ...]] = {}  # bookmarks by figure
    tables: dict[str, tuple[str, ...]] = {}  # ids of the events of their rows, by where they are
    repeated_notes: dict[int, BookmarkStart] = {}  # bookmarks of footnotes with several references, by number
    misses: tuple[str, ...] = ()  # table styles that the template lacks, so that paragraphs stand in for them

    @property
    def orientations(self) -> list[str]:
        """The orientations of its sections, in order."""
        ended = [item.ends_section for item in self.items if isinstance(item, Para) and item.ends_section]
        return [*ended, self.last_orientation]
