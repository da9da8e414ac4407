"""Deck x template -> slides as planned: what stands in which placeholder, how large, and what is continued. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place, Problem, suggest
from generator.model.block import (
    Agenda,
    Blocks,
    Cards,
    Column,
    Columns,
    FigureBlock,
    NumberedList,
    Panel,
    Paragraph,
    ReferenceList,
    Table,
)
from generator.model.document import Deck, Slide
from generator.model.drawing import Drawing
from generator.model.inline import Inlines, Link, Plain, text_of
from generator.write.powerpoint.fit.fit import broken_words, fits, largest_scale
from generator.write.powerpoint.fit.text import SECTION, Flow, Line, Span, cited, flow, line, statements
from generator.write.powerpoint.plan.cards import card_pages
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.figures import figure_page
from generator.write.powerpoint.plan.notes import descriptions, footnotes, full_wordings, heading, notes_by_page
from generator.write.powerpoint.plan.page import Filled, Page, PlannedSlide, Shape
from generator.write.powerpoint.plan.parts import APART, parts
from generator.write.powerpoint.plan.sources import References, full_references, named, reference_pages, sources_line
from generator.write.powerpoint.plan.table import table_pages
from generator.write.powerpoint.template.layout_match import Stream, stream
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Layout, Region, Template

NO_BREAK = "\u00a0"
_TOO_MUCH = 'shorten it (`trace PACK "its words"` tells where it stands), or use a layout with more room'


class Setting(Struct, frozen=True):
    """What all slides of a deck share."""

    deck: Deck
    drawings: Mapping[str, Drawing]
    layouts: Layouts
    agenda: NumberedList
    references: References

    @property
    def for_long_titles(self) -> "Setting":
        return replace(self, layouts=self.layouts.for_long_titles)

    @property
    def labels(self) -> Mapping[str, str]:
        return self.deck.labels


def plan(
    deck: Deck, drawings: Mapping[str, Drawing], template: Template, place: Place
) -> tuple[tuple[PlannedSlide, ...], tuple[Problem, ...]]:
    """Return all slides of `deck`, and what a reader of them should know; `place` is the template's."""
    setting = Setting(deck, drawings, Layouts(template), _agenda(deck.slides), named(deck.references))
    slides: list[PlannedSlide] = []
    problems: list[Problem] = []
    for slide in deck.slides:
        planned = _planned(slide, setting)
        slides += planned
        problems += _crammed(slide, planned)
    problems += _called_alike(deck.slides)
    problems += _asked_in_vain(deck.slides, template)
    problems += [
        Problem(place, f"no layout `{wanted}`; `{taken}` is used instead", "name a layout so, to choose it")
        for wanted, taken in setting.layouts.substituted.items()
    ]
    problems += [
        Problem(place, f"no placeholder `{wanted}` in some layouts; {instead}", "name a text placeholder so")
        for wanted, instead in setting.layouts.missing.items()
    ]
    return tuple(slides), tuple(problems)


def _agenda(slides: Sequence[Slide]) -> NumberedList:
    """Return the sections of the deck that are shown, but for the agenda's own, each linked to its first slide."""
    own = {slide.section for slide in slides if any(isinstance(block, Agenda) for block in slide.blocks)}
    shown = dict.fromkeys(slide.section for slide in slides if slide.section and not slide.hidden)
    names = [name for name in shown if name not in own]
    return NumberedList(tuple((Paragraph((Link((Plain(name),), f"{SECTION}{name}"),)),) for name in names))


def _planned(slide: Slide, setting: Setting) -> tuple[PlannedSlide, ...]:
    """Return the slides of `slide`, in layouts for long titles where theirs need two lines."""
    planned = _laid_out(slide, setting)
    last = _continued(slide.title, len(planned), len(planned), setting.labels)
    return planned if _on_one_line(last, setting.layouts) else _laid_out(slide, setting.for_long_titles)


def _on_one_line(title: Inlines, layouts: Layouts) -> bool:
    region = layouts.content().region("Title")
    return region is None or fits(((line(title, 1, "none"),),), region)


def _laid_out(slide: Slide, setting: Setting) -> tuple[PlannedSlide, ...]:
    if slide.opening:
        pages: tuple[Page, ...] = (_opening(slide, setting.layouts.title()),)
    elif slide.divider:
        pages = (_opening(slide, setting.layouts.section()),)
    else:
        pages = tuple(_pages(slide, setting)) or (Page(setting.layouts.content(), ()),)
    told = [statements(page.items) for page in pages]
    notes = [*notes_by_page(slide.notes, told)]
    notes[0] = (*notes[0], *footnotes(slide.blocks), *descriptions(slide.blocks, setting.drawings))
    return tuple(
        _slide(slide, page, number, len(pages), (*said, *full_wordings(slide.blocks, page.items, said)), setting)
        for number, (page, said) in enumerate(zip(pages, notes, strict=True), 1)
    )


def _pages(slide: Slide, setting: Setting) -> Iterator[Page]:
    layouts, most = setting.layouts, setting.deck.limits.get("bullets_per_slide", 0)
    asked = layouts.template.named(slide.layout) if slide.layout else None
    for part in parts(slide.blocks):
        remarks = flow(part.text)
        match part.main:
            case Table() as table:
                yield from (replace(page, remarks=remarks) for page in table_pages(table, layouts))
            case FigureBlock() as figure:
                yield figure_page(figure, remarks, setting.drawings, layouts)
            case Cards() as cards:
                yield from card_pages(cards, layouts, most)
            case ReferenceList() as references:
                yield from reference_pages(references, layouts)
            case Agenda():
                yield from stream_pages([Stream("Content", (setting.agenda,))], layouts, 0, asked)
            case Columns(columns):
                yield from stream_pages([stream(column) for column in columns], layouts, most, asked)
            case _:
                yield from stream_pages(list(_beside(part.text)), layouts, most, asked)


def _beside(blocks: Blocks) -> Iterator[Stream]:
    """Yield the text, and the panels that stand beside it."""
    text = tuple(block for block in blocks if not isinstance(block, Panel))
    panels = [block for block in blocks if isinstance(block, Panel)]
    if text:
        yield Stream("Content", text)
    if panels:
        yield stream(Column(tuple(panels)))


def _opening(slide: Slide, layout: Layout) -> Page:
    """Fill the title slide: paragraphs of the style "Byline" in that region, the others below the title."""
    byline = layout.region("Byline")
    styled = [block for block in slide.blocks if isinstance(block, Paragraph) and block.style == "Byline" and byline]
    others = tuple(block for block in slide.blocks if block not in styled and not isinstance(block, APART))
    below = layout.region("Subtitle") or layout.region("Content")
    shapes: list[Shape] = []
    if below and others:
        shapes.append(_fitted(below, flow(others)))
    if byline and styled:
        shapes.append(_fitted(byline, flow(tuple(styled))))
    return Page(layout, tuple(shapes))


def _fitted(region: Region, items: Flow) -> Filled:
    return Filled(region, items, largest_scale(items, region) or 1.0)


def _slide(slide: Slide, page: Page, number: int, count: int, notes: Sequence[Line], setting: Setting) -> PlannedSlide:
    title = _continued(slide.title, number, count, setting.labels)
    shapes: list[Shape] = []
    for role, inlines in (("Title", title), ("Eyebrow", slide.eyebrow)):
        region = page.layout.region(role)
        if region and inlines:
            shapes.append(_fitted(region, ((line(inlines, 1, "none"),),)))
    shapes.extend(page.shapes)
    numbers = cited(page.items)
    region = page.layout.region("Sources")
    said = sources_line(numbers, setting.references, region, setting.labels) if region else ()
    if region and fits((*page.remarks, *said), region):
        said = (*page.remarks, *said)
    else:
        notes = (*notes, *(each for item in page.remarks for each in item))
    if region and said:
        shapes.append(Filled(region, said))
    elif numbers:
        setting.layouts.missing["Sources"] = "the sources of a slide stand in its notes only"
    full = full_references(numbers, setting.references)
    if full:
        notes = (*notes, heading(setting.labels["sources"]), *full)
    return PlannedSlide(
        text_of(title), page.layout, tuple(shapes), tuple(_footers(page.layout, setting.deck)), tuple(notes),
        slide.section, slide.hidden, statements(page.items),
    )  # fmt: skip


def _continued(title: Inlines, number: int, count: int, labels: Mapping[str, str]) -> Inlines:
    """Return the title as the language numbers it ("… (2 of 3)"), keeping the title's own marks."""
    if count == 1:
        return title
    before, _, after = labels["continued"].partition("{title}")
    # no-break spaces: "(1 of" and "2)" on two lines read as two things
    around = [part.format(number=number, count=count) for part in (before, after)]
    around = [f"{part[:1]}{part[1:].replace(' ', NO_BREAK)}" for part in around]
    return tuple(each for each in (Plain(around[0]), *title, Plain(around[1])) if each != Plain(""))


def _footers(layout: Layout, deck: Deck) -> Iterator[Filled]:
    texts = {"Date": deck.fields.get("as_of_line", ""), "Footer": deck.fields.get("marking", ""), "Slide number": "#"}
    for role, text in texts.items():
        region = layout.region(role)
        if region and text:
            yield Filled(region, ((Line((Span(text),), marker="none"),),))


def _asked_in_vain(slides: Sequence[Slide], template: Template) -> Iterator[Problem]:
    for slide in slides:
        if slide.layout and not template.named(slide.layout):
            names = [layout.name for layout in template.layouts]
            yield Problem(slide.place, f"no layout `{slide.layout}` in the template", suggest(slide.layout, names))


def _called_alike(slides: Sequence[Slide]) -> Iterator[Problem]:
    """Yield the slides whose title another one has already: who hears a deck tells slides apart by their titles."""
    seen: dict[str, int] = {}
    for number, slide in enumerate(slides, 1):
        title = text_of(slide.title)
        if title in seen and not slide.divider:
            what = f"two slides are called `{title}`"
            yield Problem(slide.place, what, "give one a title of its own")
        seen.setdefault(title, number)


def _crammed(slide: Slide, planned: Sequence[PlannedSlide]) -> Iterator[Problem]:
    """Yield what cannot be helped: text larger than its region at every size, words wider than their line."""
    for each in planned:
        for shape in each.shapes:
            if not isinstance(shape, Filled):
                continue
            if not fits(shape.items, shape.region, shape.scale):
                what = f"the text of `{shape.region.name}` on slide `{each.title}` does not fit"
                yield Problem(slide.place, what, _TOO_MUCH)
            for word, statement in broken_words(shape.items, shape.region, shape.scale):
                where = f" (statement `{statement}`)" if statement else ""
                what = f"`{word}` on slide `{each.title}` is wider than its line{where}"
                yield Problem(slide.place, what, "shorten the word, or use a layout with fewer columns")
