"""A planned Word document: paragraphs, tables and notes by names of styles, with every number and width decided."""

from dataclasses import dataclass, field

# --- words of a paragraph -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """Characters in a character style, by its name; empty: the paragraph's own look."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class NewLine:
    """A line break inside a paragraph."""


@dataclass(frozen=True)
class Tab:
    """A move to the next tab stop of the style."""


@dataclass(frozen=True)
class NoteMark:
    """The reference mark of a footnote."""

    number: int


@dataclass(frozen=True)
class Opened:
    """Where a bookmark starts."""

    id: int
    name: str


@dataclass(frozen=True)
class Closed:
    """Where a bookmark ends."""

    id: int


@dataclass(frozen=True)
class Field:
    """A complex field, with the result that stands until Word computes it anew."""

    instruction: str
    result: str
    style: str = ""


@dataclass(frozen=True)
class FieldStart:
    """The start of a field whose result spans paragraphs."""

    instruction: str


@dataclass(frozen=True)
class FieldEnd:
    """The end of a field whose result spans paragraphs."""


@dataclass(frozen=True)
class Linked:
    """Words that lead to an address, or to a bookmark of the document."""

    pieces: "Pieces"
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing set in the line; `name` is what Word's selection pane calls it."""

    figure: str
    width_pt: float
    height_pt: float
    name: str
    native: bool = False


Piece = Words | NewLine | Tab | NoteMark | Opened | Closed | Field | FieldStart | FieldEnd | Linked | Picture
Pieces = tuple[Piece, ...]

# --- paragraphs and tables ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbering:
    """A place in a list: `list` counts the document's lists from 1; 0: as the style numbers by itself."""

    list: int
    level: int
    kind: str  # bullet | number


@dataclass(frozen=True)
class Para:
    """`ends` is the orientation of the section that this paragraph ends (empty: none); `outline` a heading's level."""

    style: str
    pieces: Pieces
    keep_next: bool = False
    numbering: Numbering | None = None
    ends: str = ""
    outline: int = 0


@dataclass(frozen=True)
class Cell:
    items: tuple["Item", ...]


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; `title` and `description` are its alternative text, `layout` says that it only arranges."""

    style: str
    widths_pt: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str = ""
    layout: bool = False


@dataclass(frozen=True)
class Contents:
    """A table of contents, as its title and one paragraph an entry; filled in, and a field that Word can renew."""

    title: str
    paragraphs: tuple[Para, ...]


@dataclass(frozen=True)
class Break:
    """The end of a section of that orientation; what follows starts on a new page."""

    ends: str


Item = Para | Grid | Contents | Break


@dataclass(frozen=True)
class List:
    """One numbered list of the document: its style and level say whose numbering it takes."""

    style: str
    level: int
    start: int


@dataclass(frozen=True)
class PlannedNote:
    number: int
    pieces: Pieces


@dataclass(frozen=True)
class Plan:
    items: tuple[Item, ...]
    notes: tuple[PlannedNote, ...]
    lists: tuple[List, ...]
    ends: str  # orientation of the last section
    stands: dict[str, tuple[str, ...]] = field(hash=False)  # bookmarks by statement

    @property
    def orientations(self) -> list[str]:
        """The orientations of its sections, each once."""
        ends = [item.ends for item in self.items if isinstance(item, Para) and item.ends]
        return list(dict.fromkeys([*ends, self.ends]))
