"""Figures as described in a dataset: which events to draw, in which lanes, columns and periods."""

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.selection import Selection
from generator.model.source import CitedSource
from generator.model.text import Text

MARKS = ("circle", "square", "diamond", "triangle", "triangle-down", "star")
LABELS = ("label", "title", "place", "none")
PERIODS = ("day", "week", "month", "quarter", "year", "decade", "century")
# page: as wide as the text of a page; wide: fills a slide; tall: the enlarged period goes below; small: side panels
SHAPES = ("page", "wide", "tall", "small")


class Stack(Struct, frozen=True):
    """The values of one column of events.csv that divide columns, bottom to top; other values follow as `other`."""

    by: str
    order: tuple[str, ...]
    titles: tuple[str, ...]


class Row(Struct, frozen=True):
    """A part of a lane with its own line. `color` is a number in the brand's chart palette, from 1."""

    title: str
    select: Selection
    mark: str
    color: int


class Lane(Struct, frozen=True):
    """One kind of event on a timeline, as marks or as stacked columns per period."""

    id: str
    title: str
    none: str  # printed where the lane is silent, such as "No spill"; dates are added
    select: Selection
    rows: tuple[Row, ...] = ()
    mark: str = "circle"
    color: int = 1
    label: str = "label"  # one of LABELS: what a mark is labelled with
    draw: str = "marks"  # marks | columns
    value: str = ""  # column of events.csv to add up; if empty, events are counted
    stack: Stack | None = None


class Timeline(Struct, frozen=True):
    """Lanes over one time axis; from `focus` on, they continue in a second panel with its own scale."""

    id: str
    title: Text
    takeaway: Text
    caption: Text
    note: Text
    start: PartialDate | None  # if None, the first event
    end: PartialDate | None  # if None, the as-of date
    focus: PartialDate | None
    lanes: tuple[Lane, ...]
    place: Place
    kind: str = "timeline"
    sources: tuple[CitedSource, ...] = ()
    shape: str = "page"  # one of SHAPES
    native: bool = False  # an editable chart on slides, if `charted`

    @property
    def charted(self) -> bool:
        """Whether it can be an editable chart: it has columns only."""
        return len(self.lanes) == 1 and self.lanes[0].draw == "columns"


class Columns(Struct, frozen=True):
    """Stacked columns, one per period."""

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
    native: bool = True  # an editable chart on slides, unless an audience or template wants the picture
    unit: str = ""  # title of the value axis of an editable chart; if empty, the figure's title

    @property
    def charted(self) -> bool:
        return True


Figure = Timeline | Columns
