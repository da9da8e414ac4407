"""Figures as described in a dataset: which events to draw, in which lanes, columns and periods."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.selection import Claim, Selection, select_records
from generator.model.source import CitedSource
from generator.model.text import Text

MARKS = ("circle", "square", "diamond", "triangle", "triangle-down", "star")
DRAWN_AS = ("marks", "columns")
LABELS = ("label", "title", "place", "none")
PERIODS = ("day", "week", "month", "quarter", "year", "decade", "century")
# page: as wide as the text of a page; wide: fills a slide; tall: the enlarged period goes below; small: side panels
SHAPES = ("page", "wide", "tall", "small")


class Dated(Protocol):
    """An event, as far as a figure must know it."""

    @property
    def id(self) -> str: ...
    @property
    def date(self) -> PartialDate: ...
    @property
    def end_date(self) -> PartialDate | None: ...


Record = TypeVar("Record", bound=Dated)


class Stack(Struct, frozen=True):
    """The values of one column of events.csv that divide columns, bottom to top; other values follow as `other`."""

    by: str
    order: tuple[str, ...]
    titles: tuple[str, ...]
    place: Place = Place("")


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
    draw: str = "marks"  # one of DRAWN_AS
    value: str = ""  # column of events.csv to add up; if empty, events are counted
    stack: Stack | None = None
    record_start: PartialDate | None = None  # the time of which the events are complete; None: unbounded
    record_end: PartialDate | None = None


class Figure(Struct, frozen=True, kw_only=True):
    """What all kinds of figures have."""

    id: str
    kind: str
    title: Text
    takeaway: Text
    caption: Text
    note: Text
    start: PartialDate | None = None  # if None, the first event
    end: PartialDate | None = None  # if None, the as-of date
    place: Place
    sources: tuple[CitedSource, ...] = ()
    claims: tuple[Claim, ...] = ()
    shape: str = "page"  # one of SHAPES
    native: bool = False  # an editable chart on slides, if `charted`

    @property
    def selections(self) -> tuple[Selection, ...]:
        """The events that it draws, by the select of each lane or series."""
        raise NotImplementedError(f"{type(self).__name__} does not say which events it draws")

    @property
    def lasting(self) -> tuple[Selection, ...]:
        """Those of `selections` whose events are drawn as long as they last, even if they began before the figure."""
        return ()

    def find_drawn(self, events: Sequence[Record]) -> list[Record]:
        """Return those of `events`, all begun by the edition's date, that it draws, in their order."""
        start = self.start.first if self.start else date.min
        end = self.end.last if self.end else date.max
        begun = [event for event in events if event.date.first <= end]
        within = [event for event in begun if start <= event.date.first]
        still = [event for event in begun if event.end_date and start <= event.end_date.last]
        drawn = {event.id for select in self.selections for event in select_records(select, within)}
        drawn |= {event.id for select in self.lasting for event in select_records(select, still)}
        return [event for event in events if event.id in drawn]

    @property
    def stacks(self) -> tuple[tuple[Stack, Selection], ...]:
        """How its columns are divided into segments, each with the events that they count."""
        return ()

    @property
    def charted(self) -> bool:
        """Whether it can be an editable chart."""
        return False


class Timeline(Figure, frozen=True, kw_only=True):
    """Lanes over one time axis; from `focus` on, they continue in a second panel with its own scale."""

    kind: str = "timeline"
    focus: PartialDate | None = None
    lanes: tuple[Lane, ...]

    @property
    def selections(self) -> tuple[Selection, ...]:
        return tuple(lane.select for lane in self.lanes)

    @property
    def lasting(self) -> tuple[Selection, ...]:
        return tuple(lane.select for lane in self.lanes if lane.draw == "marks")

    @property
    def stacks(self) -> tuple[tuple[Stack, Selection], ...]:
        return tuple((lane.stack, lane.select) for lane in self.lanes if lane.stack)

    @property
    def charted(self) -> bool:
        return len(self.lanes) == 1 and self.lanes[0].draw == "columns"


class Columns(Figure, frozen=True, kw_only=True):
    """Stacked columns, one per period."""

    kind: str = "columns"
    select: Selection
    per: str  # one of PERIODS
    value: str = ""
    stack: Stack | None = None
    native: bool = True  # unless an audience or template wants the picture
    unit: str = ""  # the title of the value axis of an editable chart; empty: the figure's title

    @property
    def selections(self) -> tuple[Selection, ...]:
        return (self.select,)

    @property
    def stacks(self) -> tuple[tuple[Stack, Selection], ...]:
        return ((self.stack, self.select),) if self.stack else ()

    @property
    def charted(self) -> bool:
        return True
