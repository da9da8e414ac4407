"""Names and ids of a document's bookmarks, and what is where: statements, figures, events, headings and sources."""

import re
from collections.abc import Iterable

from msgspec import Struct

from generator.model.block import (
    Block,
    BulletList,
    Cards,
    Columns,
    FigureBlock,
    Heading,
    Landscape,
    NumberedList,
    Panel,
    ReferenceList,
    SideHeads,
    Table,
)
from generator.model.inline import Cite
from generator.write.word.planned import BookmarkStart

_MAX_LENGTH = 40  # Word cuts longer names, and links to them break
# Word's own dialogs know captions and headings by such names: an underscore, the purpose, and a number.
_FIRST_NUMBER = 100000001


class Bookmarks(Struct):
    """Starts bookmarks, each with an id and a name of its own."""

    caption_names: dict[str, str]  # by anchor
    sources: frozenset[int]  # numbers of the document's list of sources
    first_number: int = _FIRST_NUMBER
    heading_names: dict[str, str] = {}  # by the template's block
    by_statement: dict[str, tuple[str, ...]] = {}  # names
    by_figure: dict[str, tuple[str, ...]] = {}
    tables: dict[str, tuple[str, ...]] = {}  # ids of the events of their rows, by where they are
    heading: str = ""  # above what comes next
    names: set[str] = set()  # given so far, or taken by the template
    _count: int = 0
    _headings: int = 0
    _notes: int = 0

    def start_statement(self, statement: str) -> BookmarkStart:
        """Start the next bookmark of a statement: `s_leader_meetings`, then `s_leader_meetings_2`."""
        start = self._start(f"s_{statement.replace('-', '_')}")
        self.by_statement[statement] = (*self.by_statement.get(statement, ()), start.name)
        return start

    def locate_figure(self, figure: str, anchor: str) -> None:
        """Record where a figure is: at the bookmark of its caption."""
        self.by_figure[figure] = (*self.by_figure.get(figure, ()), self.caption_name(anchor))

    def locate_table(self, events: Iterable[Iterable[str]]) -> None:
        """Record where a table with the `events` of its rows is: under the last heading."""
        if ids := tuple(dict.fromkeys(id_ for row in events for id_ in row)):
            location = f"table under “{self.heading}”"
            self.tables[location] = tuple(dict.fromkeys((*self.tables.get(location, ()), *ids)))

    def start_heading(self, text: str) -> BookmarkStart:
        self.heading = text
        self._headings += 1
        return self._start(_heading_name(self.first_number, self._headings - 1))

    def start_caption(self, anchor: str) -> BookmarkStart | None:
        """Start the bookmark to which references to `anchor` lead; None if it exists already."""
        name = self.caption_name(anchor)
        return self._start(name) if name and name not in self.names else None

    def start_source(self, number: int) -> BookmarkStart:
        return self._start(_source_name(number))

    def start_note(self) -> BookmarkStart:
        """Start the bookmark of a footnote's number, to which further references lead."""
        self._notes += 1
        return self._start(f"_Ref{self.first_number + len(self.caption_names) + self._notes - 1}")

    def caption_name(self, anchor: str) -> str:
        """Return the name of a caption's bookmark; empty if the document has no such caption."""
        return self.caption_names.get(anchor, "")

    def source_name(self, number: int) -> str:
        """Return the name of a source's bookmark; empty if the document does not list the source."""
        return _source_name(number) if number in self.sources else ""

    def _start(self, name: str) -> BookmarkStart:
        """Start a bookmark called `name`, or the first free of `name_2`, `name_3` …"""
        free, count = name[:_MAX_LENGTH], 1
        while free in self.names:
            count += 1
            free = name[: _MAX_LENGTH - len(f"_{count}")] + f"_{count}"
        self.names.add(free)
        self._count += 1
        return BookmarkStart(self._count, free)


def _heading_name(first: int, index: int) -> str:
    return f"_Toc{first + index}"


def _source_name(number: int) -> str:
    return f"source_{number}"


def collect_bookmarks(blocks: Iterable[Block], taken: Iterable[str] = ()) -> Bookmarks:
    """Return the bookmarks that a document may refer to before it reaches them: those of captions and sources.

    Names in `taken` are not given again.
    """
    names = set(taken)
    numbers = [int(match[1]) for name in names if (match := re.fullmatch(r"_(?:Ref|Toc)(\d+)", name))]
    first = max([_FIRST_NUMBER, *(number + 1 for number in numbers)])
    captions: dict[str, str] = {}
    headings: dict[str, str] = {}
    started = 0
    sources: set[int] = set()
    for block in walk_blocks(blocks):
        match block:
            case FigureBlock(anchor=anchor) | Table(anchor=anchor) if anchor:
                captions.setdefault(anchor, f"_Ref{first + len(captions)}")
            case Heading(block=name):
                headings[name] = _heading_name(first, started)
                started += 1
            case ReferenceList(references=references):
                sources.update(reference.number for reference in references)
    return Bookmarks(captions, frozenset(sources), first, headings, names=names)


def walk_blocks(blocks: Iterable[Block]) -> Iterable[Block]:
    """Yield all blocks in reading order. `model.walk` would also visit each word of a long table."""
    for block in blocks:
        yield block
        match block:
            case Panel(blocks=inner) | Landscape(inner):
                yield from walk_blocks(inner)
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from walk_blocks(item)
            case Columns(columns):
                for column in columns:
                    yield from walk_blocks(column.blocks)
            case Cards(cards):
                for card in cards:
                    yield from walk_blocks(card.blocks)
            case SideHeads(heads):
                for head in heads:
                    yield from walk_blocks(head.blocks)


def has_numbers(block: Block) -> bool:
    """Return whether a table has a column of numbers of sources."""
    return isinstance(block, Table) and any(
        isinstance(inline, Cite) and inline.bare
        for row in (block.rows if block.bands else ())
        for cell in row
        for inline in cell[:1]
    )
