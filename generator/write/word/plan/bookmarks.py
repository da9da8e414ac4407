"""Names and ids of a document's bookmarks: statements, captions, headings and sources."""

import re
from collections.abc import Iterable

from msgspec import Struct

from generator.model.block import (
    Block,
    BulletList,
    Cards,
    Columns,
    FigureBlock,
    Landscape,
    NumberedList,
    Panel,
    ReferenceList,
    Table,
)
from generator.write.word.planned import Opened

_LONGEST = 40  # Word cuts longer names, and links to them break
# Word's own dialogs know captions and headings by such names: an underscore, the purpose, and a number.
_FIRST_NUMBER = 100000001


class Bookmarks(Struct):
    """Bookmarks share one space of ids with comments and revisions, so all are made here."""

    by_anchor: dict[str, str]  # of captions
    sources: frozenset[int]  # numbers that the document's list of sources holds
    first_number: int = _FIRST_NUMBER
    stands: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()  # given, or taken by the template
    _made: int = 0
    _headings: int = 0

    def for_statement(self, statement: str) -> Opened:
        """Return the next bookmark of a statement: `s_leader_meetings`, then `s_leader_meetings_2`."""
        mark = self._opened(f"s_{statement.replace('-', '_')}")
        self.stands[statement] = (*self.stands.get(statement, ()), mark.name)
        return mark

    def for_heading(self) -> Opened:
        self._headings += 1
        return self._opened(f"_Toc{self.first_number + self._headings - 1}")

    def for_caption(self, anchor: str) -> Opened | None:
        """Return the bookmark to which references to `anchor` lead; None where it stands already."""
        name = self.by_anchor.get(anchor, "")
        return self._opened(name) if name and name not in self.names else None

    def for_source(self, number: int) -> Opened:
        return self._opened(_source(number))

    def of_anchor(self, anchor: str) -> str:
        """Return the name of a caption's bookmark; empty where the document has no such caption."""
        return self.by_anchor.get(anchor, "")

    def of_source(self, number: int) -> str:
        return _source(number) if number in self.sources else ""

    def _opened(self, name: str) -> Opened:
        """Return a bookmark with a name of its own: `name` itself, or the first free of `name_2`, `name_3` …"""
        free, count = name[:_LONGEST], 1
        while free in self.names:
            count += 1
            free = name[: _LONGEST - len(f"_{count}")] + f"_{count}"
        self.names.add(free)
        self._made += 1
        return Opened(self._made, free)


def _source(number: int) -> str:
    return f"source_{number}"


def bookmarks_of(blocks: Iterable[Block], taken: Iterable[str] = ()) -> Bookmarks:
    """Return the bookmarks that a document refers to before it reaches them: those of captions and sources.

    Names that the template has `taken` are not given again.
    """
    names = set(taken)
    numbers = [int(found.group(1)) for name in names if (found := re.fullmatch(r"_(?:Ref|Toc)(\d+)", name))]
    first = max([_FIRST_NUMBER, *(number + 1 for number in numbers)])
    anchors: dict[str, str] = {}
    sources: set[int] = set()
    for block in every(blocks):
        match block:
            case FigureBlock(anchor=anchor) | Table(anchor=anchor) if anchor:
                anchors.setdefault(anchor, f"_Ref{first + len(anchors)}")
            case ReferenceList(references):
                sources.update(reference.number for reference in references)
    return Bookmarks(anchors, frozenset(sources), first, names=names)


def every(blocks: Iterable[Block]) -> Iterable[Block]:
    """Yield all blocks in which captions, headings or lists of sources can stand, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Panel(blocks=inner) | Landscape(inner):
                yield from every(inner)
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from every(item)
            case Columns(columns):
                for column in columns:
                    yield from every(column.blocks)
            case Cards(cards):
                for card in cards:
                    yield from every(card.blocks)
