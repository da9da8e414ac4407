"""Figures as described in a dataset: which events to draw, in which lanes, columns and periods."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from msgspec import Struct

from generator.errors import Place
from generator.model.dates import PartialDate
from generator.model.selection import Claim, Selection, select_records
from generator.model.source import CitedSource
from generator.model.text import Code, Text

MARKS = ("circle", "square", "diamond", "triangle", "triangle-down", "star")
LOOKS = ("filled", "hollow", "crossed")  # of marks
DRAWN_AS = ("marks", "columns")
LABELS = ("label", "title", "place", "none")
PERIODS = ("day", "week", "month", "quarter", "year", "decade", "century")
MOST_PHASES = 6  # of a timeline
NO_COVER = "none"  # instead of the id of a figure
MOST_COVER_LANES = 3  # of a timeline on the cover: more would be too small to read
MOST_REMARKS = 2  # on one figure: more would be a text of its own
# page: as wide as the text of a page; wide: fills a slide; tall: the enlarged period goes below; small: side panels
# strips: as wide as a page, with titles above the lanes; half: on half a slide
SHAPES = ("page", "low", "wide", "tall", "small", "strips", "half")
# cover: a simplified figure on the dark cover of a deck; inset: one in the box of its first key number
INSETS = ("cover", "inset")
# what an edition derives from a figure; main: the figure of page 1, with the lanes and the period of the cover
DERIVED = (*INSETS, "main")
FEWEST_STRIPS, MOST_STRIPS = 2, 5
FEWEST_BARS, MOST_BARS = 2, 30  # of a ranking


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
    label: str = ""  # one of LABELS; empty: as in the lane


class SumForms(Struct, frozen=True, gc=False):
    """How a lane's sum is said, by number: `{number}` stands for its digits. Forms are those of CLDR."""

    other: str
    none: str = ""  # of nothing
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""


class MarkLook(Struct, frozen=True):
    """How marks with one of some values look: `draw` is one of LOOKS, `title` says what that means."""

    values: tuple[str, ...]
    draw: str
    title: str


class Outcome(Struct, frozen=True):
    """The column of events.csv that tells how marks look; one whose value no look names is filled."""

    by: str
    looks: tuple[MarkLook, ...]


class Phase(Struct, frozen=True, gc=False):
    """A part of a timeline with a name; `sums` are ids of lanes, empty: all that can say their sum."""

    title: Text
    start: PartialDate
    end: PartialDate | None  # None: to the end of the figure
    place: Place
    sums: tuple[str, ...] = ()


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
    per: str = ""  # one of PERIODS: what a column stands for; empty: the shortest that has room
    value: str = ""  # column of events.csv to add up; if empty, events are counted
    stack: Stack | None = None
    sum: SumForms | None = None  # what phases say of it
    outcome: Outcome | None = None
    record_start: PartialDate | None = None  # the time of which the events are complete; None: unbounded
    record_end: PartialDate | None = None


class Cover(Struct, frozen=True, gc=False):
    """The figure on the cover of a deck, and what it shows there of it."""

    figure: Code
    place: Place
    lanes: tuple[Code, ...] = ()  # ids, in order; empty: all
    start: PartialDate | None = None
    end: PartialDate | None = None


class Remark(Struct, frozen=True, gc=False):
    """A few words on one period or moment of a figure."""

    at: PartialDate
    text: Text
    place: Place


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
    shape: str = "page"  # one of SHAPES or INSETS
    native: bool = False  # an editable chart, if `charted`; in a briefing only if the audience asks for it
    highlight: Selection | None = None  # the events in the accent colour: a column, if it has no others
    remarks: tuple[Remark, ...] = ()  # at most MOST_REMARKS

    @property
    def selections(self) -> tuple[Selection, ...]:
        """The events that it draws, by the select of each lane or series."""
        raise NotImplementedError(f"{type(self).__name__} does not say which events it draws")

    @property
    def lasting(self) -> tuple[Selection, ...]:
        """Those of `selections` whose events are drawn as long as they last, even if they began before the figure."""
        return ()

    def derived_id(self, kind: str) -> str:
        """Return the id of a figure derived from it, one of DERIVED; no id that an author writes has a `_`."""
        return f"{self.id}_{kind}"

    @property
    def is_inset(self) -> bool:
        """Whether it is a simplified version of another figure: without a number, a caption and marks of doubt."""
        return self.shape in INSETS

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
    phases: tuple[Phase, ...] = ()  # in order, apart

    @property
    def is_banded(self) -> bool:
        """Whether a phase may have a tint of what is highlighted behind it."""
        return bool(self.highlight and self.phases)

    @property
    def enlarged_from(self) -> PartialDate | None:
        """Where its second panel begins; an editable chart has one scale, and its picture shows the same."""
        return None if self.native and self.charted else self.focus

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


class Strips(Timeline, frozen=True, kw_only=True):
    """A few small lanes on one time axis, for the events of a group; a lane is titled above it."""

    kind: str = "strips"
    shape: str = "strips"


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


class Ranking(Figure, frozen=True, kw_only=True):
    """Horizontal bars, one a value of a column of events.csv, the longest on top."""

    kind: str = "ranking"
    select: Selection
    by: str
    titles: Mapping[str, str] = {}  # by value, for readers
    value: str = ""
    unit: str = ""  # what is counted, for the table; empty: the title
    most: int = 10  # bars; what else there is becomes one more, at the end

    @property
    def selections(self) -> tuple[Selection, ...]:
        return (self.select,)
