"""A composed briefing or deck: all that a writer needs, so that none looks back at the dataset."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place
from generator.model.audience import Labels
from generator.model.block import Blocks, FigureBlock, Reference, Table
from generator.model.inline import Cite, Inlines, Plain
from generator.model.walk import Node, rewrite, walk


class Properties(Struct, frozen=True):
    """What Office shows as a file's properties; `custom` are further named texts."""

    title: str
    subject: str
    keywords: str
    author: str
    language: str  # BCP 47
    as_of: date  # also the date of creation and of the last change
    custom: Mapping[str, str]
    status: str = ""  # "Draft" of one


class Document(Struct, frozen=True):
    """A briefing. `fields` are the names that the Word template itself can print (`{{ marking }}`)."""

    properties: Properties
    fields: Mapping[str, str]
    labels: Labels
    blocks: Blocks
    references: tuple[Reference, ...]
    page: str  # a4 | letter
    contents: bool
    templates: Mapping[str, bytes] = {}  # as read
    watermark: str = ""  # the word across each page
    marking: str = ""  # the id of the highest that it tells
    hyphenation: bool = False  # words are divided at the ends of lines


EYEBROW_SEPARATOR = Plain(" · ")  # between the parts of an eyebrow


class Slide(Struct, frozen=True):
    """One slide as the template asks for it; a writer may continue it on further ones."""

    title: Inlines
    eyebrow: Inlines  # the line above the title: the section, then the slide's own
    section: str
    blocks: Blocks
    notes: Blocks
    place: Place  # of its heading in the template
    opening: bool = False  # the title slide
    divider: bool = False  # a section's own slide
    layout: str = ""  # its name, where the template asks for one
    hidden: bool = False
    topic: Inlines = ()  # what the eyebrow says besides the section

    @property
    def is_title(self) -> bool:
        """Whether it is a title slide: a cover or divider."""
        return self.opening or self.divider


class Deck(Struct, frozen=True):
    properties: Properties
    fields: Mapping[str, str]
    labels: Labels
    slides: tuple[Slide, ...]
    references: tuple[Reference, ...]
    limits: Mapping[str, int]  # bullets_per_slide
    templates: Mapping[str, bytes] = {}  # as read
    joins: bool = False  # slides of little text, where they are neighbours
    marking: str = ""  # the id of the highest that it tells


def share_sources(slide: Slide) -> Slide:
    """Return `slide` with the sources that all its statements inherit said once, and others where they are cited."""
    captions = (node.caption for node in walk(slide.blocks) if isinstance(node, FigureBlock | Table))
    beside = {id(node) for caption in captions for node in walk(caption)}
    cites = [node for node in walk(slide.blocks) if isinstance(node, Cite) and id(node) not in beside]
    inherited = [set(cite.shared) for cite in cites]
    if not any(inherited):
        return slide
    common = set.intersection(*inherited)

    def move(node: Node) -> Node:
        if not isinstance(node, Cite):
            return node
        citations = {*node.citations, *(cited for cited in node.shared if cited not in common)}
        ordered = sorted(citations, key=lambda citation: (citation.number, citation.locator))
        return Cite(tuple(ordered), tuple(cited for cited in node.shared if cited in common))

    return replace(slide, blocks=rewrite(slide.blocks, move), notes=rewrite(slide.notes, move))
