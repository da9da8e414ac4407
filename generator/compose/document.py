"""An edition and its templates -> the tree of a briefing, numbered and complete, with warnings."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from generator.citation.numbering import Citations
from generator.citation.reference import Style
from generator.compose.blocks import blocks
from generator.compose.markdown.parser import parsed
from generator.compose.markdown.tree import Node
from generator.compose.properties import fields, properties
from generator.compose.reading import Reading
from generator.compose.template.render import Rendered, rendered
from generator.compose.template.slots import Slots
from generator.compose.traps import report_traps
from generator.errors import InputError, Problem
from generator.language.no_break import rules
from generator.model.block import Block, Blocks, Heading
from generator.model.document import Document
from generator.model.edition import Edition

TEMPLATE = "briefing.md.j2"

Tree = TypeVar("Tree")
Page = tuple[Rendered, Node]


def compose_document(edition: Edition, shelves: Sequence[Path]) -> tuple[Document, tuple[Problem, ...]]:
    """Compose the briefing of `edition` by the nearest `briefing.md.j2` of the `shelves`.

    Raises InputError with all that is wrong in the templates.
    """
    made, reading = read_twice(edition, shelves, TEMPLATE, edition.audience.citations, _read)
    document = Document(
        properties(edition),
        fields(edition),
        edition.labels,
        made,
        reading.citations.references(),
        edition.audience.page,
        edition.audience.contents,
        reading.templates,
    )
    return document, reading.uncited()


def read_twice(
    edition: Edition,
    shelves: Sequence[Path],
    file: str,
    citations: str,
    read: Callable[[Sequence[Page], Reading], Tree],
) -> tuple[Tree, Reading]:
    """Return what `read` makes of the rendered and parsed template; the first reading numbers all things.

    A second one is needed only where something was spoken of before it had its number.
    """
    slots = Slots()
    pages = [(each, parsed(each.text)) for each in rendered(edition, shelves, file, slots)]
    style = Style(edition.audience.date_format, edition.language, edition.labels)
    breaks = rules(edition.language)
    reading = Reading(edition, slots, Citations(edition.sources, citations, style, breaks), breaks, blocks)
    if pages:
        reading.remember(pages[0][0].sources)
    made = read(pages, reading)
    settled = reading.settled()
    if not settled:
        reading.begin()
    for page, root in pages:
        reading.enter(page)
        report_traps(root, reading)
    if not settled:
        made = read(pages, reading)
    if reading.problems:
        raise InputError(reading.problems)
    return made, reading


def _read(pages: Sequence[Page], reading: Reading) -> Blocks:
    made: list[Block] = []
    for page, root in pages:
        reading.enter(page)
        made += reading.blocks(root.children)
    return _without_bare_headings(made)


def _without_bare_headings(made: Sequence[Block]) -> Blocks:
    """Return the blocks without those headings under which nothing stands: their section is empty."""
    kept: list[Block] = []
    for block in reversed(made):
        below = kept[-1] if kept else None
        bare = below is None or (
            isinstance(below, Heading) and isinstance(block, Heading) and below.level <= block.level
        )
        if not (isinstance(block, Heading) and bare):
            kept.append(block)
    return tuple(reversed(kept))
