"""An edition and its templates -> the slides of a deck as asked for: what does not fit is its writer's affair."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.compose.directives import name_of
from generator.compose.document import Page, read_twice
from generator.compose.inlines import breaking, is_blank, value
from generator.compose.markdown.attributes import Attributes
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node
from generator.compose.properties import fields, properties
from generator.compose.reading import Reading
from generator.errors import Problem
from generator.model.document import Deck, Slide
from generator.model.edition import Edition
from generator.model.inline import Inlines, Plain, text_of

TEMPLATE = "deck.md.j2"
_SEPARATOR = Plain(" · ")


def compose_deck(edition: Edition, shelves: Sequence[Path]) -> tuple[Deck, tuple[Problem, ...]]:
    """Compose the deck of `edition` by the nearest `deck.md.j2` of the `shelves`.

    Raises InputError with all that is wrong in the templates.
    """
    # a slide has no foot for notes and no room for names: what is either in the briefing is a number here
    citations = "none" if edition.audience.citations == "none" else "numbers"
    slides, reading = read_twice(edition, shelves, TEMPLATE, citations, _read)
    deck = Deck(
        properties(edition),
        fields(edition),
        edition.labels,
        slides,
        reading.citations.references(),
        edition.audience.limits,
        reading.templates,
    )
    return deck, reading.uncited()


class _Position(Struct):
    """Where in the deck the reading is: the section, and the slides so far."""

    reading: Reading
    section: Inlines = ()  # as typed: it is a name, too
    slides: list[Slide] = []
    open: bool = False  # whether blocks may follow: a slide has begun


def _read(pages: Sequence[Page], reading: Reading) -> tuple[Slide, ...]:
    position = _Position(reading)
    for page, root in pages:
        reading.enter(page)
        position.open = False
        for run in _runs(root.children):
            _take(run, position)
    return tuple(slide for slide in position.slides if slide.blocks or slide.opening or slide.divider)


def _runs(nodes: Sequence[Node]) -> list[list[Node]]:
    """Cut `nodes` into runs of blocks, each heading of a section or slide and each speaker note alone."""
    runs: list[list[Node]] = [[]]
    for node in nodes:
        if _is_cut(node):
            runs += [[node], []]
        else:
            runs[-1].append(node)
    return [run for run in runs if run]


def _is_cut(node: Node) -> bool:
    if node.type == "heading":
        return node.tag in ("h1", "h2")
    return node.type == "directive" and name_of(node) == "notes"


def _take(run: list[Node], position: _Position) -> None:
    first, reading = run[0], position.reading
    at = reading.at(first)
    if first.type == "heading" and first.tag == "h1":
        _begin_section(first, position)
    elif first.type == "heading" and first.tag == "h2":
        _begin_slide(first, position)
    elif not position.open:
        reading.report("this stands on no slide", "begin one with `## Title`", at)
    elif first.type == "directive" and name_of(first) == "notes":
        slide = position.slides[-1]
        position.slides[-1] = replace(slide, notes=slide.notes + reading.blocks(first.children))
    else:
        slide = position.slides[-1]
        position.slides[-1] = replace(slide, blocks=slide.blocks + reading.blocks(run))


def _begin_section(node: Node, position: _Position) -> None:
    attributes, title = attributes_of(node), breaking(node.words, position.reading)
    opening, divider = "title" in attributes.classes, "divider" in attributes.classes
    position.section = () if opening else title
    position.open = opening or divider
    if position.open:
        slide = _slide(title, attributes, position)
        position.slides.append(
            replace(slide, eyebrow=_own_eyebrow(attributes, position), opening=opening, divider=divider)
        )


def _begin_slide(node: Node, position: _Position) -> None:
    attributes, title = attributes_of(node), breaking(node.words, position.reading)
    own, bound = _own_eyebrow(attributes, position), position.reading.breaks.bound
    slide = _slide(title, attributes, position)
    if is_blank(title):  # no takeaway was written: the section's title stands in, and above it what is left
        slide = replace(slide, title=bound(position.section), eyebrow=own)
    elif own or text_of(position.section) != text_of(title):
        between = (_SEPARATOR,) if position.section and own else ()
        slide = replace(slide, eyebrow=bound(position.section) + between + own)
    position.slides.append(slide)
    position.open = True


def _own_eyebrow(attributes: Attributes, position: _Position) -> Inlines:
    return value(attributes.get("eyebrow"), position.reading)


def _slide(title: Inlines, attributes: Attributes, position: _Position) -> Slide:
    text = position.reading.slots.text
    return Slide(
        title=position.reading.breaks.bound(title),
        eyebrow=(),
        section=text_of(position.section),
        blocks=(),
        notes=(),
        place=position.reading.here.place,
        layout=text(attributes.get("layout")),
        hidden="hidden" in attributes.classes or text(attributes.get("hidden")) == "true",
    )
