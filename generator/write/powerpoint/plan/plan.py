"""Deck and template -> planned slides: what is in which placeholder, how large, and what is continued. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place, Problem
from generator.model.block import (
    Agenda,
    Blocks,
    Cards,
    Column,
    Columns,
    FigureBlock,
    KeyNumbers,
    NumberedList,
    Panel,
    Paragraph,
    Reference,
    ReferenceList,
    Table,
)
from generator.model.document import Deck, Slide
from generator.model.drawing import Drawing
from generator.model.inline import Inlines, Link, Plain, text_of
from generator.model.walk import walk
from generator.write.powerpoint.fit.runts import bind_runts
from generator.write.powerpoint.fit.text import (
    SECTION_LINK,
    TextParagraph,
    cited_numbers,
    items_of,
    paragraphs_of,
    shared_numbers,
    statement_ids,
)
from generator.write.powerpoint.plan.cards import card_pages, number_pages
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.development import Development, find_development
from generator.write.powerpoint.plan.figures import figure_page
from generator.write.powerpoint.plan.fill import loosen
from generator.write.powerpoint.plan.heading import cover_page, footers, heading_shapes, title_page
from generator.write.powerpoint.plan.join import join_small
from generator.write.powerpoint.plan.notes import (
    figure_descriptions,
    footnotes,
    full_wordings,
    heading,
    notes_by_page,
)
from generator.write.powerpoint.plan.page import Page, PlannedSlide, TextShape
from generator.write.powerpoint.plan.problems import overfull_text, substituted_layouts, unknown_layouts
from generator.write.powerpoint.plan.segments import Segment, split_blocks
from generator.write.powerpoint.plan.sources.foot import Foot, SourceWords, drop_references, fit_foot, reference_notes
from generator.write.powerpoint.plan.sources.references import reference_pages
from generator.write.powerpoint.plan.table import table_pages
from generator.write.powerpoint.plan.titles.room import make_room
from generator.write.powerpoint.plan.titles.scales import TitleScales, choose_title_scales, number_title
from generator.write.powerpoint.template.layout_match import Stream, stream_of
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, LayoutSet

_PLACEHOLDERS = {"Figure": "picture"}  # that hold no text


class DeckContext(Struct, frozen=True):
    """What all slides of a deck share."""

    deck: Deck
    drawings: Mapping[str, Drawing]
    layouts: LayoutChooser
    agenda: NumberedList
    references: Mapping[int, Reference]  # by number
    pages: dict[int, tuple[Slide, tuple[Page, ...]]] = {}  # of slides laid out so far, which keeps their ids in use
    listed: frozenset[int] = frozenset()  # the numbers of the references in the list of sources on a slide
    title_scales: TitleScales = TitleScales()
    compact: bool = False  # lists of sources, since slides are limited

    @property
    def labels(self) -> Mapping[str, str]:
        return self.deck.labels

    @property
    def source_words(self) -> SourceWords:
        return SourceWords(self.deck.labels, self.deck.properties.language)


def plan_slides(
    deck: Deck, drawings: Mapping[str, Drawing], layout_set: LayoutSet, place: Place
) -> tuple[tuple[PlannedSlide, ...], tuple[Problem, ...]]:
    """Return all slides of `deck`, and warnings; `place` is that of the template."""
    planned = _plan_deck(deck, drawings, LayoutChooser(layout_set), place)
    roomy = make_room(layout_set, planned[0])
    has_both = LayoutChooser(layout_set).has_both_places(slide.layout for slide in planned[0])
    compact = sum(not slide.hidden for slide in planned[0]) > deck.limits.get("slides", len(planned[0]))
    if has_both or compact or roomy is not layout_set:
        layouts = LayoutChooser(roomy, panels_below=not has_both)
        return _plan_deck(deck, drawings, layouts, place, compact=compact)
    return planned


def _plan_deck(
    deck: Deck, drawings: Mapping[str, Drawing], layouts: LayoutChooser, place: Place, *, compact: bool = False
) -> tuple[tuple[PlannedSlide, ...], tuple[Problem, ...]]:
    references = {reference.number: reference for reference in deck.references}
    context = DeckContext(
        deck, drawings, layouts, _agenda(deck.slides), references, listed=_listed(deck.slides), compact=compact
    )
    slides: list[PlannedSlide] = []
    problems: list[Problem] = []
    has_agenda = any(isinstance(block, Agenda) for slide in deck.slides for block in slide.blocks)
    # an agenda links to the slide of each section
    paginate = partial(_paginate, context=context)
    joined = join_small(deck.slides, paginate, across=not has_agenda) if deck.joins else deck.slides
    paginated = [(slide, _slide_pages(slide, context)) for slide in joined]
    context = replace(context, title_scales=choose_title_scales(_titles(paginated, context.labels)))
    for slide, pages in paginated:
        planned = _plan_slide(slide, pages, context)
        slides += planned
        problems += overfull_text(slide, planned)
    problems += unknown_layouts(deck.slides, layouts.layout_set)
    problems += substituted_layouts(layouts.substitutes, place)
    problems += [
        Problem(
            place,
            f"no placeholder `{wanted}` in some layouts; {instead}",
            f"name a {_PLACEHOLDERS.get(wanted, 'text')} placeholder `{wanted}`",
        )
        for wanted, instead in layouts.missing.items()
    ]
    return tuple(slides), tuple(problems)


def _listed(slides: Sequence[Slide]) -> frozenset[int]:
    """Return the numbers of the references that a list of sources on a slide explains."""
    nodes = (node for slide in slides if not slide.hidden for node in walk(slide.blocks))
    return frozenset(each.number for node in nodes if isinstance(node, ReferenceList) for each in node.references)


def _titles(
    paginated: Sequence[tuple[Slide, Sequence[Page]]], labels: Mapping[str, str]
) -> Iterator[tuple[Inlines, Layout]]:
    """Yield the titles that should be of one size, each with its layout: all but those of covers and dividers."""
    for slide, pages in paginated:
        for number, page in enumerate(pages if not slide.is_title else (), 1):
            yield number_title(slide.title, number, len(pages), labels), page.layout


def _agenda(slides: Sequence[Slide]) -> NumberedList:
    """Return the sections that are shown, except the agenda's own, each linked to its first slide."""
    with_agenda = {slide.section for slide in slides if any(isinstance(block, Agenda) for block in slide.blocks)}
    shown = dict.fromkeys(slide.section for slide in slides if slide.section and not slide.hidden)
    names = [name for name in shown if name not in with_agenda]
    return NumberedList(tuple((Paragraph((Link((Plain(name),), f"{SECTION_LINK}{name}"),)),) for name in names))


def _slide_pages(slide: Slide, context: DeckContext) -> tuple[Page, ...]:
    if slide.opening:
        return (cover_page(slide.blocks, context.drawings, context.layouts),)
    if slide.divider:
        return (title_page(slide.blocks, context.layouts.section()),)
    return tuple(map(loosen, _paginate(slide, context)))


def _plan_slide(slide: Slide, pages: Sequence[Page], context: DeckContext) -> tuple[PlannedSlide, ...]:
    notes = [*notes_by_page(slide.notes, [statement_ids(page.items) for page in pages])]
    nodes = tuple(walk(slide.blocks))
    notes[0] = (*notes[0], *footnotes(nodes), *figure_descriptions(nodes, context.drawings))
    planned = [
        _assemble(slide, page, number, len(pages), (*own, *full_wordings(nodes, page.items, own)), context)
        for number, (page, own) in enumerate(zip(pages, notes, strict=True), 1)
    ]
    noted = (row for table in slide.notes if isinstance(table, Table) for row in table.events)
    return replace(planned[0], noted=tuple(id_ for row in noted for id_ in row)), *planned[1:]


def _paginate(slide: Slide, context: DeckContext) -> tuple[Page, ...]:
    """Return the pages of a slide, laid out once: neighbours are tried with each other."""
    known = context.pages.get(id(slide))
    if known is None:
        pages = tuple(_pages(slide, context)) or (Page(context.layouts.content(), ()),)
        known = context.pages[id(slide)] = slide, pages
    return known[1]


def _pages(slide: Slide, context: DeckContext) -> Iterator[Page]:
    layout = context.layouts.layout_set.find(slide.layout) if slide.layout else None
    for segment in split_blocks(slide.blocks):
        yield from _segment_pages(segment, layout, context)


def _segment_pages(segment: Segment, requested: Layout | None, context: DeckContext) -> Sequence[Page]:
    layouts, most = context.layouts, context.deck.limits.get("bullets_per_slide", 0)
    match segment.main:
        case Table() as table:
            return [replace(page, remarks=items_of(segment.text)) for page in table_pages(table, layouts)]
        case FigureBlock() as figure:
            return [figure_page(figure, items_of(segment.text), context.drawings, layouts)]
        case Cards() as cards:
            return card_pages(cards, layouts, most)
        case KeyNumbers() as numbers:
            return number_pages(numbers, context.drawings, layouts, most)
        case ReferenceList() as references:
            return reference_pages(references, layouts, context.source_words, compact=context.compact)
        case Agenda():
            return stream_pages([Stream("Content", (context.agenda,))], layouts, 0, requested)
        case Columns(columns) if development := find_development(segment.main):
            return development.pages(context.drawings, layouts, most) or [*_apart(development, requested, context)]
        case Columns(columns):
            return stream_pages([stream_of(column) for column in columns], layouts, most, requested)
        case None:
            return stream_pages([*_text_and_panels(segment.text)], layouts, most, requested)
        case _:
            assert_never(segment.main)


def _apart(development: Development, requested: Layout | None, context: DeckContext) -> Iterator[Page]:
    """Yield the pages of the text with its panels, then those of the figure."""
    for segment in (
        Segment(None, (*development.text, *development.panels)),
        Segment(development.figure, development.remarks),
    ):
        yield from _segment_pages(segment, requested, context)


def _text_and_panels(blocks: Blocks) -> Iterator[Stream]:
    """Yield the text, and the panels beside it."""
    text = tuple(block for block in blocks if not isinstance(block, Panel))
    panels = tuple(block for block in blocks if isinstance(block, Panel))
    if text:
        yield Stream("Content", text)
    if panels:
        yield stream_of(Column(panels))


def _assemble(
    slide: Slide, page: Page, number: int, count: int, notes: Sequence[TextParagraph], context: DeckContext
) -> PlannedSlide:
    """Return page `number` of `count` with its title, sources, notes and footers."""
    title = number_title(slide.title, number, count, context.labels)
    references, shared = (
        [context.references[number] for number in numbers if number in context.references]
        for numbers in (cited_numbers(page.items), shared_numbers(page.items))
    )
    region = page.layout.region("Sources")
    words, said = context.source_words, not page.lists_sources and (references or shared)
    at_foot = (references, shared) if said else ((), ())
    foot = fit_foot(page.remarks, at_foot, region, words) if region else Foot((), page.remarks)
    scales = TitleScales() if slide.is_title else context.title_scales
    shapes = [*heading_shapes(title, slide.eyebrow, page.layout, scales), *page.shapes]
    if said and not region:
        context.layouts.missing["Sources"] = "the sources of a slide are only in its notes"
        if not context.listed.issuperset(reference.number for reference in (*references, *shared)):
            shapes = [*map(drop_references, shapes)]
    shapes = [replace(shape, items=bind_runts(shape.items, shape.region, shape.scale))
              if isinstance(shape, TextShape) else shape for shape in shapes]  # fmt: skip
    if region and foot.items:
        shapes.append(TextShape(region, foot.items))
    notes = (*notes, *paragraphs_of(foot.left_over))
    if references or shared:
        notes = (*notes, heading(context.labels["sources"]), *reference_notes(references, shared, words))
    return PlannedSlide(
        text_of(title), page.layout, tuple(shapes), footers(page.layout, context.deck, slide.opening), tuple(notes),
        slide.section, slide.hidden, statement_ids(page.items), is_title=slide.is_title,
    )  # fmt: skip
