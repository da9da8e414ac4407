"""A composed briefing or deck: everything a writer needs, so that none looks back at the dataset."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.errors import Place
from generator.model.audience import Labels
from generator.model.block import Blocks, Reference
from generator.model.inline import Inlines


class Properties(Struct, frozen=True):
    """What Office shows as a file's properties; `custom` are further named texts."""

    title: str
    subject: str
    keywords: str
    author: str
    language: str  # BCP 47
    as_of: date  # taken as the day of creation and change
    custom: Mapping[str, str]


class Document(Struct, frozen=True):
    """A briefing. `fields` are the names that the Word template itself may print (`{{ marking }}`)."""

    properties: Properties
    fields: Mapping[str, str]
    labels: Labels
    blocks: Blocks
    references: tuple[Reference, ...]
    page: str  # a4 | letter
    contents: bool
    templates: Mapping[str, bytes] = {}  # as read


class Slide(Struct, frozen=True):
    """One slide as asked for; a writer may continue it on further ones."""

    title: Inlines
    eyebrow: Inlines  # the line above the title: section, then what the slide adds
    section: str
    blocks: Blocks
    notes: Blocks
    place: Place  # of its heading in the template
    opening: bool = False  # the title slide
    divider: bool = False  # a section's own slide
    layout: str = ""  # asked for by name
    hidden: bool = False


class Deck(Struct, frozen=True):
    properties: Properties
    fields: Mapping[str, str]
    labels: Labels
    slides: tuple[Slide, ...]
    references: tuple[Reference, ...]
    limits: Mapping[str, int]  # bullets_per_slide
    templates: Mapping[str, bytes] = {}  # as read
