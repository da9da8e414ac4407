"""A composed text with portions x its edition -> the text as it is printed, and the highest marking that it tells.

Where the audience asks for it, each paragraph, item, card, caption, note and reference begins with its marking, such as
"(CUI) …". In a table, each cell that makes a statement does, or one of a row. A title has one only above the lowest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.compose.clearance.markings import find_marking
from generator.language.punctuation import NO_BREAK
from generator.model.block import (
    Card,
    FigureBlock,
    Heading,
    KeyNumber,
    Panel,
    Paragraph,
    Reference,
    ReferenceList,
    SideHead,
    Table,
    Title,
)
from generator.model.clearance.marking import find_highest
from generator.model.document import Slide
from generator.model.edition import Edition
from generator.model.inline import Inlines, Note, Plain, Portion, Strong, Traced, merge, text_of
from generator.model.walk import walk

Tree = TypeVar("Tree")


def print_portions(tree: Tree, edition: Edition) -> tuple[Tree, str]:
    """Return `tree` (blocks, slides, references) with its portions printed, and the id of the highest marking in it."""
    if not edition.markings:
        return tree, ""
    printer = _printer_of(edition)
    return printer.print_in(tree), printer.find_highest(printer.list_told(tree))


def _printer_of(edition: Edition) -> "_Printer":
    markings: dict[str, list[str]] = {}
    for selected in edition.statements:
        markings.setdefault(selected.id, []).append(find_marking(edition, selected))
    for number in edition.numbers.all:
        markings.setdefault(number.id, []).append(find_marking(edition, number))
    statements = {id_: find_highest(edition.markings, ids) for id_, ids in markings.items()}
    figures = {figure.id: find_marking(edition, figure) for figure in edition.figures}
    events = {event.id: event.marking for event in edition.events}
    return _Printer(edition, statements, figures, events)


class _Printer(Struct, frozen=True):
    """The markings of an edition's statements and numbers, figures and events, by their ids."""

    edition: Edition
    statements: Mapping[str, str]
    figures: Mapping[str, str]
    events: Mapping[str, str]

    def find_highest(self, ids: Iterable[str]) -> str:
        return find_highest(self.edition.markings, ids)

    def list_told(self, tree: Any) -> Iterator[str]:
        """Yield the markings of all that a file with `tree` tells; the titles of groups are among its keywords."""
        for node in walk(tree):
            match node:
                case Reference(source=source):
                    yield self.edition.sources[source].marking
                case FigureBlock(figure=figure):
                    yield self.figures.get(figure, "")
                case Table(events=events):
                    yield from (self.events.get(id_, "") for row in events for id_ in row)
                case Portion() | Traced():
                    yield self._of_node(node)
        yield from (find_marking(self.edition, group) for group in self.edition.developments.groups)

    def _of_node(self, node: Portion | Traced) -> str:
        return node.marking if isinstance(node, Portion) else self.statements.get(node.statement, "")

    def print_in(self, tree: Any) -> Any:
        """Return `tree` with the markings of its paragraphs printed, and without portions."""
        match tree:
            case Heading(inlines=inlines) | Title(inlines=inlines):
                tree = replace(tree, inlines=self._begin_title(inlines))
            case Slide(title=title, eyebrow=eyebrow, topic=topic):
                lines = {"title": title, "eyebrow": eyebrow, "topic": topic}
                tree = replace(tree, **{name: self._begin_title(line) for name, line in lines.items()})
            case Panel(title=title):
                tree = replace(tree, title=self._begin_title(title))
            case Paragraph(inlines) | Note(inlines):
                tree = replace(tree, inlines=self._begin(inlines))
            case Card(title, (Paragraph(inlines) as first, *others)):
                paragraph = replace(first, inlines=self._begin(inlines, self._list(title)))
                # entered, not printed: it has begun already
                return Card(self._enter(title), (self._enter(paragraph), *map(self.print_in, others)))
            case SideHead(head, (Paragraph(inlines) as first, *others)) if head:
                # beside or before its text, the head begins the item
                begun = self._enter(self._begin(head, self._list(inlines)))
                blocks = (self._enter(first), *map(self.print_in, others))
                return replace(tree, head=begun, blocks=blocks, assessed=self._enter(tree.assessed))
            case Card(title):
                tree = replace(tree, title=self._begin(title))
            case KeyNumber(words=words):
                tree = replace(tree, words=self._begin(words))
            case FigureBlock(figure=figure, caption=caption) if caption:
                tree = replace(tree, caption=self._begin(caption, [self.figures.get(figure, "")]))
            case Table():
                tree = self._mark_table(tree)
            case Reference(source=source, full=full):
                tree = replace(tree, full=self._begin(full, [self.edition.sources[source].marking]))
            case ReferenceList(note=note) if note:
                tree = replace(tree, note=self._begin(note))
        return self._enter(tree)

    def _enter(self, tree: Any) -> Any:
        """Return what `tree` holds, printed; the same object where nothing changes."""
        if isinstance(tree, tuple | list):
            flat = [*_flatten(tree)]
            items = [self._print_below(item) for item in flat]
            is_same = len(items) == len(tree) and all(new is old for new, old in zip(items, tree, strict=True))
            return tree if is_same else merge(items) if _is_line(items) else tuple(items)
        if not isinstance(tree, Struct):
            return tree
        fields = {name: getattr(tree, name) for name in tree.__struct_fields__}
        changed = {name: new for name, old in fields.items() if (new := self._print_below(old)) is not old}
        return replace(tree, **changed) if changed else tree

    def _print_below(self, item: Any) -> Any:
        return self.print_in(item) if isinstance(item, Struct) else self._enter(item)

    def _list(self, inlines: Any) -> list[str]:
        """Return the markings in a line, but for those in its notes, which are paragraphs of their own."""
        found: list[str] = []
        for inline in inlines:
            if isinstance(inline, Portion | Traced):
                found.append(self._of_node(inline))
            if isinstance(inner := getattr(inline, "inlines", ()), tuple) and not isinstance(inline, Note):
                found += self._list(inner)
        return found

    def _begin(self, inlines: Inlines, further: Sequence[str] = (), *, is_title: bool = False) -> Inlines:
        """Return a line that begins with its marking or a `further` one, whichever is higher; as it is without any."""
        markings = [*self._list(inlines), *further]
        highest = self.find_highest(markings)
        is_lowest = highest == self.edition.markings[0].id
        if not self.edition.audience.portions or not markings or (is_title and is_lowest):
            return inlines
        return (Plain(f"({highest}){NO_BREAK}"), *inlines)

    def _begin_title(self, inlines: Inlines) -> Inlines:
        return self._begin(inlines, is_title=True)

    def _mark_table(self, table: Table) -> Table:
        if not self.edition.audience.portions:
            return table
        events = table.events or ((),) * len(table.rows)
        rows = tuple([self._mark_row(row, ids) for row, ids in zip(table.rows, events, strict=True)])
        header = tuple(map(self._begin_title, table.header))
        return replace(table, header=header, rows=rows, caption=self._begin(table.caption))

    def _mark_row(self, row: tuple[Inlines, ...], events: Sequence[str]) -> tuple[Inlines, ...]:
        """Return the row with a marking in each cell that makes a statement; else in the one that says the most."""
        markings = [self._list(cell) for cell in row]
        further = [self.events.get(id_, "") for id_ in events]
        stating = [number for number, cell in enumerate(row) if any(isinstance(node, Traced) for node in walk(cell))]
        if not stating and not any(markings) and not further:
            return row
        if not stating:
            candidates = [number for number, found in enumerate(markings) if found] or [
                number for number, cell in enumerate(row) if any(isinstance(node, Strong) for node in cell)
            ]
            longest = max(candidates or range(len(row)), key=lambda number: len(text_of(row[number])))
            stating = [longest]
        further += [marking for number, found in enumerate(markings) if number not in stating for marking in found]
        first = stating[0]
        return tuple(
            self._begin(cell, further if number == first else ()) if number in stating else cell
            for number, cell in enumerate(row)
        )


def _flatten(items: Sequence[Any]) -> Iterator[Any]:
    """Yield `items` with what portions hold in their places."""
    for item in items:
        if isinstance(item, Portion):
            yield from _flatten(item.inlines)
        else:
            yield item


def _is_line(items: Sequence[Any]) -> bool:
    return any(isinstance(item, Plain) for item in items)
