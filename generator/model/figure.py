"""Figures as the dataset describes them: which events are drawn, in which lanes, columns and periods."""

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.selection import Selection
from generator.model.source import CitedSource
from generator.model.text import Text

MARKS = ("circle", "square", "diamond", "triangle", "triangle-down", "star")
DRAWN_AS = ("marks", "columns")
LABELS = ("label", "title", "place", "none")
PERIODS = ("day", "week", "month", "quarter", "year", "decade", "century")
# page: as wide as a page's text; wide: fills a slide; tall: the enlarged period below; small: for a side panel
SHAPES = ("page", "wide", "tall", "small")


class Stack(Struct, frozen=True):
    """Columns divided by the values of one column of events.csv, bottom to top; other values follow as `other`."""

    by: str
    order: tuple[str, ...]
    titles: tuple[str, ...]


class Row(Struct, frozen=True):
    """A sub-lane: a further selection from its lane. `color` counts from 1 in the brand's chart palette."""

    title: str
    select: Selection
    mark: str
    color: int


class Lane(Struct, frozen=True):
    """One kind of event on the timeline, as marks or as stacked columns per period."""

    id: str
    title: str
    none: str  # said where the lane is silent, such as "No spill"; dates are added
    select: Selection
    rows: tuple[Row, ...] = ()
    mark: str = "circle"
    color: int = 1
    label: str = "label"  # one of LABELS: what is written at a mark
    draw: str = "marks"  # one of DRAWN_AS
    value: str = ""  # column to add up; empty: events are counted
    stack: Stack | None = None


class Timeline(Struct, frozen=True):
    """Lanes over one time axis; from `focus` on, the same lanes in a second panel with its own scale."""

    id: str
    title: Text
    takeaway: Text
    caption: Text
    note: Text
    start: PartialDate | None  # None: the first event
    end: PartialDate | None  # None: the as-of date
    focus: PartialDate | None
    lanes: tuple[Lane, ...]
    place: Place
    kind: str = "timeline"
    sources: tuple[CitedSource, ...] = ()
    shape: str = "page"  # one of SHAPES
    native: bool = False  # whether an audience wants its one lane of columns as an editable chart on slides

    @property
    def charted(self) -> bool:
        """Whether it can be an editable chart: it has nothing but columns."""
        return len(self.lanes) == 1 and self.lanes[0].draw == "columns"


class Columns(Struct, frozen=True):
    """Stacked columns, one a period."""

    id: str
    title: Text
    takeaway: Text
    caption: Text
    note: Text
    start: PartialDate | None
    end: PartialDate | None
    select: Selection
    per: str  # one of PERIODS
    value: str
    stack: Stack | None
    place: Place
    kind: str = "columns"
    sources: tuple[CitedSource, ...] = ()
    shape: str = "page"  # one of SHAPES
    native: bool = True  # on slides, unless an audience or a template wants the picture
    unit: str = ""  # what the value axis of an editable chart says; empty: the title

    @property
    def charted(self) -> bool:
        return True


Figure = Timeline | Columns
