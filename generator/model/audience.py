"""An audience: what it gets of a dataset, in which wording, order and number, and how that is printed."""

from collections.abc import Mapping

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.figure import Cover
from generator.model.selection import Selection

OUTPUTS = ("briefing", "deck")
WORDINGS = ("text", "short", "headline")
CITATIONS = ("footnotes", "numbers", "group", "links", "none")
WITHDRAWN = ("refuse", "mark")
HEADINGS = ("topics", "takeaways")
SOURCES_ORDERS = ("cited", "weight")
LIMITS = ("key_messages", "numbers", "questions", "bullets_per_slide", "scorecard", "slides", "pages")


class Variant(Struct, frozen=True):
    """A figure of the dataset as one audience wants it; empty fields stay as in the dataset."""

    of: str  # the dataset's figure
    place: Place
    shape: Mapping[str, str] = {}  # output -> one of SHAPES
    start: PartialDate | None = None
    end: PartialDate | None = None
    lanes: tuple[str, ...] = ()  # ids, in order; empty: all
    native: Mapping[str, bool] = {}  # output -> whether it is an editable chart there
    texts: Mapping[str, str] = {}  # title, takeaway, caption, note

    @property
    def narrower(self) -> bool:
        """Whether it shows less than the dataset's figure, whose caption then no longer fits."""
        return bool(self.start or self.end or self.lanes)


class Audience(Struct, frozen=True):
    """A profile, with those that it extends merged in."""

    name: str  # of its folder
    title: str
    lineage: tuple[str, ...]  # its own name, then those it extends, nearest first
    wording: Mapping[str, str]  # output -> one of WORDINGS
    sections: Mapping[str, tuple[str, ...]]  # output -> template blocks, in order
    select: Selection
    limits: Mapping[str, int]  # by LIMITS
    figures: tuple[str, ...] | None  # ids, in order; None: all of the dataset
    marking: str
    citations: str  # one of CITATIONS
    date_format: str  # CLDR pattern
    page: str  # usual | a4 | letter
    contents: bool
    look: str  # resolved path of the look folder
    labels: Mapping[str, str]  # replace those of the language
    fields: Mapping[str, str]  # further texts, for templates
    place: Place
    files: Mapping[str, bytes]
    # where each setting is made, by name (`figures`, `sections.deck`); defaults are not listed
    places: Mapping[str, Place] = {}
    # the figures that differ from the dataset's, by their id here
    variants: Mapping[str, Variant] = {}
    cover: Cover | None = None  # instead of the dataset's
    strict: bool = False  # a note refuses the build
    sources_order: str = "cited"  # one of SOURCES_ORDERS: of the list of sources, and of their numbers
    source_counts: bool = False  # the list says how many statements rest on each source
    headings: str = "topics"  # one of HEADINGS: what heads a section of the briefing, its title or its takeaway
    join_slides: bool = True  # those of little text
    withdrawn: str = "refuse"  # one of WITHDRAWN: what becomes of a source that is withdrawn
    ceiling: str = ""  # the highest of the dataset's markings that it gets; empty: all
    portions: bool = False  # each paragraph begins with its marking
    hyphenation: bool = False  # Word divides words at the ends of lines
    draft: bool = False  # not cleared yet, and every page and slide says so


# The fixed words of a language ("Sources", "Figure", "Page {page} of {pages}"), by name.
Labels = Mapping[str, str]
