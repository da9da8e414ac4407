"""An edition and its templates -> the tree of a briefing, numbered and complete, with warnings."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from generator.citation.numbering import Citations
from generator.citation.reference import CitationStyle
from generator.citation.weights import find_leading, weigh_sources
from generator.compose.blocks import compose_blocks
from generator.compose.clearance.banner import write_banner
from generator.compose.clearance.portions import print_portions
from generator.compose.composer import Composer
from generator.compose.directives import lists_all_sources, name_of
from generator.compose.lint import lint
from generator.compose.markdown.parser import parse
from generator.compose.markdown.tree import Node
from generator.compose.properties import fields_of, properties_of
from generator.compose.template.render import RenderedBlock, render
from generator.compose.template.slots import Slots
from generator.errors import InputError, Problem
from generator.language.no_break import no_break_rules
from generator.model.block import Block, Blocks, Heading, Landscape
from generator.model.document import Document
from generator.model.edition import Edition

TEMPLATE = "briefing.md.j2"

Tree = TypeVar("Tree")
ParsedBlock = tuple[RenderedBlock, Node]  # with its syntax tree


def compose_document(edition: Edition, search_path: Sequence[Path]) -> tuple[Document, tuple[Problem, ...]]:
    """Compose the briefing of `edition` from the first `briefing.md.j2` on the search path.

    Raises InputError with all problems of the templates.
    """
    blocks, composer = compose_template(edition, search_path, TEMPLATE, edition.audience.citations, _compose)
    (blocks, references), highest = print_portions((blocks, composer.citations.references()), edition)
    document = Document(
        properties_of(edition),
        {**fields_of(edition), "marking": write_banner(edition, highest)},
        edition.labels,
        blocks,
        references,
        edition.audience.page,
        edition.audience.contents,
        composer.templates,
        composer.label("draft") if edition.audience.draft else "",
        highest,
        edition.audience.hyphenation,
    )
    return document, composer.find_uncited()


def compose_template(
    edition: Edition,
    search_path: Sequence[Path],
    file_name: str,
    citations: str,
    compose: Callable[[Sequence[ParsedBlock], Composer], Tree],
) -> tuple[Tree, Composer]:
    """Return what `compose` makes of the rendered and parsed template, and the composer with its references.

    A second pass is made only if something was mentioned before it had its number.
    """
    slots = Slots()
    rendered = render(edition, search_path, file_name, slots)
    parsed = [(block, parse("" if slots.is_furniture(block.text) else block.text)) for block in rendered]
    style = CitationStyle(edition.audience.date_format, edition.language, edition.labels, edition.as_of)
    breaks = no_break_rules(edition.language)
    lists_all = any(lists_all_sources(root) for _, root in parsed)
    numbering = Citations(edition.sources, citations, style, breaks, _weights(edition), lists_all)
    lists_sources = any(_has_directive(root.children, "refs") for _, root in parsed)
    composer = Composer(edition, slots, numbering, breaks, compose_blocks, lists_sources)
    if parsed:
        composer.record_templates(parsed[0][0].files)
    tree = compose(parsed, composer)
    settled = composer.is_settled()
    if not settled:
        composer.begin_pass()
    for block, root in parsed:
        composer.enter(block)
        lint(root, composer)
    if not settled:
        tree = compose(parsed, composer)
    if composer.problems:
        raise InputError(composer.problems)
    return tree, composer


def _has_directive(nodes: Sequence[Node], name: str) -> bool:
    directives = [node for node in nodes if node.type == "directive"]
    return any(name_of(node) == name or _has_directive(node.children, name) for node in directives)


def _weights(edition: Edition) -> Mapping[str, int]:
    """Return the weights by which sources are numbered: of those that come first, in a deck the works that carry it."""
    weights = weigh_sources(edition)
    if edition.audience.sources_order == "weight":
        return weights
    leading = find_leading(weights, len(edition.statements)) if edition.output == "deck" else ()
    return {source: weights[source] for source in leading}


def _compose(parsed: Sequence[ParsedBlock], composer: Composer) -> Blocks:
    blocks: list[Block] = []
    for block, root in parsed:
        composer.enter(block)
        blocks += composer.head(_without_empty_sections(composer.groups(root.children)))
    return _without_empty_sections(blocks)


def _without_empty_sections(blocks: Sequence[Block]) -> Blocks:
    """Return the blocks without headings that have nothing below them, also on landscape pages."""
    result: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, Landscape):
            block = Landscape(_without_empty_sections(block.blocks))
            if not block.blocks:
                continue
        below = result[-1] if result else None
        empty = below is None or (
            isinstance(below, Heading) and isinstance(block, Heading) and below.level <= block.level
        )
        if not (isinstance(block, Heading) and empty):
            result.append(block)
    return tuple(reversed(result))
