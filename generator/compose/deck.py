"""An edition and its templates -> the slides of a deck as the template asks for them; the writer makes them fit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.compose.clearance.banner import write_banner
from generator.compose.clearance.portions import print_portions
from generator.compose.composer import Composer
from generator.compose.directives import name_of
from generator.compose.document import ParsedBlock, compose_template
from generator.compose.inlines import compose_as_typed, compose_attribute, is_blank
from generator.compose.markdown.attributes import Attributes
from generator.compose.markdown.parser import attributes_of
from generator.compose.markdown.tree import Node as SyntaxNode
from generator.compose.properties import fields_of, properties_of
from generator.compose.works import add_works
from generator.errors import Place, Problem
from generator.model.block import Agenda
from generator.model.document import EYEBROW_SEPARATOR, Deck, Slide, share_sources
from generator.model.edition import Edition
from generator.model.inline import Inlines, text_of

TEMPLATE = "deck.md.j2"


def compose_deck(edition: Edition, search_path: Sequence[Path]) -> tuple[Deck, tuple[Problem, ...]]:
    """Compose the deck of `edition` from the first `deck.md.j2` on the search path.

    Raises InputError with all problems of the templates.
    """
    # a slide has no room for footnotes or names, so whatever the briefing has, the deck has numbers
    citations = "none" if edition.audience.citations == "none" else "numbers"
    slides, composer = compose_template(edition, search_path, TEMPLATE, citations, _compose)
    namesakes = tuple(_find_namesakes(slides))
    (slides, references), highest = print_portions((slides, composer.citations.references()), edition)
    deck = Deck(
        properties_of(edition),
        {**fields_of(edition), "marking": write_banner(edition, highest)},
        edition.labels,
        slides,
        references,
        edition.audience.limits,
        composer.templates,
        edition.audience.join_slides,
        highest,
    )
    return deck, (*composer.find_uncited(), *namesakes)


def _find_namesakes(slides: Sequence[Slide]) -> Iterator[Problem]:
    """Yield the titles that several slides have: a screen reader tells slides by their titles."""
    places: dict[str, list[Place]] = {}
    for slide in slides:
        places.setdefault(text_of(slide.title).strip(), []).append(slide.place)
    for title, found in places.items():
        if len(found) > 1:
            what = f"{len(found)} slides are titled `{title}`"
            yield Problem(found[1], what, "give each a `takeaway` of its own")


class _DeckState(Struct):
    """The slides so far and the section of the next one."""

    composer: Composer
    section: Inlines = ()  # as typed: it is also a name
    slides: list[Slide] = []
    open: bool = False  # whether the template's current block has begun a slide


def _compose(parsed: Sequence[ParsedBlock], composer: Composer) -> tuple[Slide, ...]:
    state = _DeckState(composer)
    for block, root in parsed:
        composer.enter(block)
        state.open = False
        for run in _split(root.children):
            _take(run, state)
    slides = [slide for slide in state.slides if slide.blocks or slide.opening or slide.divider]
    has_sections = any(slide.section and not slide.hidden and not _has_agenda(slide) for slide in slides)
    shown = tuple(share_sources(slide) for slide in slides if has_sections or not _has_agenda(slide))
    return add_works(shown, composer)


def _has_agenda(slide: Slide) -> bool:
    return any(isinstance(block, Agenda) for block in slide.blocks)


def _split(nodes: Sequence[SyntaxNode]) -> list[list[SyntaxNode]]:
    """Return `nodes` in runs: each heading of a section or slide, each speaker note, and what is between them."""
    runs: list[list[SyntaxNode]] = [[]]
    for node in nodes:
        if _stands_alone(node):
            runs += [[node], []]
        else:
            runs[-1].append(node)
    return [run for run in runs if run]


def _stands_alone(node: SyntaxNode) -> bool:
    if node.type == "heading":
        return node.tag in ("h1", "h2")
    return node.type == "directive" and name_of(node) == "notes"


def _take(run: list[SyntaxNode], state: _DeckState) -> None:
    first, composer = run[0], state.composer
    origin = composer.move_to(first)
    if first.type == "heading" and first.tag == "h1":
        _begin_section(first, state)
    elif first.type == "heading" and first.tag == "h2":
        _begin_slide(first, state)
    elif not state.open:
        composer.report("this is not on any slide", "start a slide with `## Title`", origin)
    elif first.type == "directive" and name_of(first) == "notes":
        slide = state.slides[-1]
        state.slides[-1] = replace(slide, notes=slide.notes + composer.blocks(first.children))
    else:
        slide = state.slides[-1]
        blocks = composer.blocks(run)
        state.slides[-1] = replace(slide, blocks=slide.blocks + blocks, notes=slide.notes + tuple(composer.notes))
        composer.notes.clear()


def _begin_section(node: SyntaxNode, state: _DeckState) -> None:
    attributes, title = attributes_of(node), compose_as_typed(node.children, state.composer)
    opening, divider = "title" in attributes.classes, "divider" in attributes.classes
    state.section = () if opening else title
    state.open = opening or divider
    if state.open:
        slide = _slide(title, attributes, state)
        eyebrow = _compose_eyebrow(attributes, state)
        state.slides.append(replace(slide, eyebrow=eyebrow, opening=opening, divider=divider))


def _begin_slide(node: SyntaxNode, state: _DeckState) -> None:
    attributes, title = attributes_of(node), compose_as_typed(node.children, state.composer)
    eyebrow, bind = _compose_eyebrow(attributes, state), state.composer.breaks.bind
    slide = _slide(title, attributes, state)
    if is_blank(title):  # without a takeaway, the section's title becomes the slide's
        slide = replace(slide, title=bind(state.section), eyebrow=eyebrow, topic=eyebrow)
    elif eyebrow or text_of(state.section) != text_of(title):
        separator = (EYEBROW_SEPARATOR,) if state.section and eyebrow else ()
        slide = replace(slide, eyebrow=bind(state.section) + separator + eyebrow, topic=eyebrow)
    state.slides.append(slide)
    state.open = True


def _compose_eyebrow(attributes: Attributes, state: _DeckState) -> Inlines:
    return compose_attribute(attributes.get("eyebrow"), state.composer)


def _slide(title: Inlines, attributes: Attributes, state: _DeckState) -> Slide:
    text = state.composer.slots.text
    return Slide(
        title=state.composer.breaks.bind(title),
        eyebrow=(),
        section=text_of(state.section),
        blocks=(),
        notes=(),
        place=state.composer.here.place,
        layout=text(attributes.get("layout")),
        hidden="hidden" in attributes.classes or text(attributes.get("hidden")) == "true",
    )
