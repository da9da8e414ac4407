"""Planned items -> the same with what Word wants between them: space after tables, and section breaks on paragraphs."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.model.block import SOURCES_LINE
from generator.write.word.plan.style_set import BODY, CARD, SPACED, SPACED_BODY
from generator.write.word.planned import DataTable, Item, LayoutTable, Para, SectionBreak
from generator.write.word.template.page import PORTRAIT

_GAP = Para("Table Gap", ())


def separate_tables(items: Iterable[Item]) -> list[Item]:
    """Add space after each table: by the style of the next paragraph, else by a paragraph that does nothing else.

    Word merges two tables if nothing stands between them, and wants a paragraph after the last.
    """
    separated: list[Item] = []
    for item in items:
        last = separated[-1] if separated else None
        if isinstance(item, Para) and item.style == BODY.text and _needs_space(last):
            item = replace(item, style=SPACED_BODY)
        elif isinstance(last, DataTable | LayoutTable) and not (isinstance(item, Para) and item.style in SPACED):
            separated.append(_GAP)
        separated.append(item)
    if separated and isinstance(separated[-1], DataTable | LayoutTable):
        separated.append(_GAP)
    return separated


def keep_sources(items: Iterable[Item]) -> Iterator[Item]:
    """Keep each line of sources on the page of what is above it, which it explains."""
    last: Item | None = None
    for item in items:
        if last is not None:
            yield _keep_next(last) if isinstance(item, Para) and item.style == SOURCES_LINE else last
        last = item
    if last is not None:
        yield last


def _keep_next(item: Item) -> Item:
    match item:
        case Para():
            return replace(item, keep_next=True)
        case DataTable(rows=(*above, last)):
            return replace(item, rows=(*above, replace(last, keep_next=True)))
        case LayoutTable(rows=(*above, cells)) if above:
            return replace(item, rows=(*above, tuple(tuple(map(_hold_next, cell)) for cell in cells)))
    return item


def _hold_next(item: Item) -> Item:
    return replace(item, hold_next=True) if isinstance(item, Para) else item


def _needs_space(item: Item | None) -> bool:
    """Whether body text needs space after `item`: a table, or the smaller text of cards."""
    return isinstance(item, DataTable | LayoutTable) or (
        isinstance(item, Para) and item.style in {CARD.text, *CARD.bullets}
    )


def mark_sections(items: Iterable[Item]) -> tuple[tuple[Item, ...], str]:
    """Replace section breaks by marks on the paragraphs before them; also return the last section's orientation.

    A section without content is left out, such as that before a landscape page that opens the document.
    """
    marked: list[Item] = []
    ended = ""  # orientation of a section, to be marked once another one has content
    for item in items:
        if isinstance(item, SectionBreak):
            ended = ended or (item.orientation if marked else "")
            continue
        if ended:
            last = marked.pop() if isinstance(marked[-1], Para) else _GAP
            marked.append(replace(last, ends_section=ended))
            ended = ""
        marked.append(item)
    return tuple(marked), ended or PORTRAIT
