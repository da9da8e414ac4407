"""The dataset as its author wrote it: validated values that know their place in its files."""

import datetime
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.clearance.marking import Marking
from generator.model.clearance.version import Version
from generator.model.dates import PartialDate
from generator.model.figure import Cover, Figure
from generator.model.selection import Cells, Claim, Measure, Selection
from generator.model.source import CitedSource, Source
from generator.model.text import NO_TEXT, Code, Text

FILES = ("dataset.yaml", "events.csv", "sources.yaml")  # of a dataset folder
STATUSES = ("achieved", "partly", "not_achieved")
ASSESSORS = ("source", "ours")
IMPORTANCES = ("high", "normal", "low")
MOST_SHORT_TITLE = 40  # characters
DOUBT = "†"  # marks an event that sources disagree on or attest thinly
DISPUTED = "disputed"  # the tag of such an event
SECTIONS = (  # of a dataset
    "key_messages", "overview", "scorecard", "developments", "open_questions", "positions", "numbers",
)  # fmt: skip


class Position(Struct, frozen=True, gc=False):
    """What one party's position on a question is; with a `topic`, it is also a cell of the dataset's `positions`."""

    holder: Text
    text: Text
    topic: Code = ""
    sources: tuple[CitedSource, ...] = ()  # what it adds to those of the question


class Evidence(Struct, frozen=True, gc=False):
    """What bears a statement out, at a glance: a number or an event, by its id, and a few words."""

    number: Code
    event: Code
    words: Text
    marking: Code = ""


class Statement(Struct, frozen=True, gc=False):
    """A sourced statement, or an open question (which has a `question` instead of a `headline`)."""

    id: Code
    headline: Text
    question: Text
    short: Text
    text: Text
    place: Place
    positions: tuple[Position, ...] = ()
    status: Code = ""  # one of STATUSES; empty where achievement is not the question
    assessed: Code = ""  # one of ASSESSORS: whose assessment `status` is
    importance: Code = "normal"
    date: PartialDate | None = None
    tags: tuple[Code, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # what it adds to those that it inherits
    claims: tuple[Claim, ...] = ()
    audiences: tuple[Code, ...] = ()  # empty: for all
    not_before: datetime.date | None = None
    label: Text = NO_TEXT  # the wording for cells in which `short` is too long
    inherited: tuple[CitedSource, ...] = ()  # sources of all statements of its group, section or dataset
    evidence: Evidence | None = None
    state: Text = NO_TEXT  # of a question: where it stands
    latest: Selection | None = None  # of a question: the events of which the last is the latest on it
    marking: Code = ""  # one of the dataset's `markings`, at least that of its section and group; so below
    withheld_above: Code = ""  # the ceiling of the audience at hand, where its marking is above that; so below

    @property
    def rests_on(self) -> tuple[CitedSource, ...]:
        """All its sources, those of its positions included."""
        return (*self.inherited, *self.sources, *(cited for position in self.positions for cited in position.sources))


class Headed(Struct, frozen=True, gc=False):
    """What heads a part of the pack; `takeaway` is a sentence that can be the title of a slide."""

    title: Text
    takeaway: Text
    intro: Text


class Section(Headed, frozen=True, gc=False):
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all its statements
    marking: Code = ""


class Group(Struct, frozen=True, gc=False):
    """The developments in one field, in order."""

    id: str
    title: Text
    takeaway: Text
    why_it_matters: Text
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all its statements
    marking: Code = ""
    figure: Code = ""  # the id of its own


class Developments(Headed, frozen=True):
    groups: tuple[Group, ...]
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all statements of its groups
    marking: Code = ""


class Scorecard(Headed, frozen=True):
    """Ids of statements with a status, in the order of the scorecard."""

    statements: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all its statements
    marking: Code = ""


class Cell(Statement, frozen=True, gc=False):
    """What a holder says on a topic, each by its id: a statement without a headline."""

    topic: Code = ""
    holder: Code = ""


class Party(Struct, frozen=True, gc=False):
    """A holder of positions, or a topic on which there are some."""

    id: Code
    title: Text


class Positions(Headed, frozen=True):
    """Who says what on which topic; what nobody has recorded has no cell."""

    topics: tuple[Party, ...]
    holders: tuple[Party, ...]
    cells: tuple[Cell, ...]
    from_questions: tuple[Cell, ...] = ()  # with their ids
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all its cells
    marking: Code = ""

    @property
    def all_cells(self) -> tuple[Cell, ...]:
        return (*self.cells, *self.from_questions)


class Earlier(Struct, frozen=True):
    """What a number was before, in the same terms; `words` say when."""

    words: Text
    measure: Measure


class Number(Struct, frozen=True):
    """A value that is computed from the events. With a `unit`, the words beside it, it is a key number."""

    id: Code
    measure: Measure
    unit: Text
    place: Place
    before: Earlier | None = None
    figure: Code = ""  # the id of one that shows it
    importance: Code = "normal"
    sources: tuple[CitedSource, ...] = ()
    audiences: tuple[Code, ...] = ()  # empty: for all
    not_before: datetime.date | None = None
    marking: Code = ""
    withheld_above: Code = ""


class Numbers(Headed, frozen=True):
    """The numbers of a dataset, in order; the first is the most prominent one."""

    items: tuple[Number, ...]
    claims: tuple[Claim, ...] = ()
    sources: tuple[CitedSource, ...] = ()  # of all of them
    marking: Code = ""


class Event(Struct, frozen=True, gc=False):
    """A row of events.csv; `origin` is its place in the file, since `place` is where it happened."""

    id: Code
    date: PartialDate
    end_date: PartialDate | None
    kind: Code
    label: str
    title: str
    detail: str
    place: str
    actors: tuple[str, ...]
    range: Code
    count: int | None
    outcome: str
    confidence: Code
    importance: Code
    tags: tuple[Code, ...]
    sources: tuple[CitedSource, ...]
    note: str
    columns: Cells  # of all columns, the author's own included, as typed
    origin: Place
    audiences: tuple[Code, ...] = ()  # empty: for all
    not_before: datetime.date | None = None
    marking: Code = ""
    withheld_above: Code = ""

    @property
    def doubtful(self) -> bool:
        """Whether a figure must mark it: its sources disagree, or are thin."""
        return self.confidence == "low" or DISPUTED in self.tags

    @property
    def further(self) -> Iterator[str]:
        """The cells of the author's own columns."""
        return (cell for column, cell in self.columns.items() if column not in self.__struct_fields__)

    def begun_by(self, day: datetime.date) -> bool:
        """Whether it may have begun on or before `day`; otherwise it is later than the edition."""
        return self.date.first <= day


class CertainEvent(Event, frozen=True, gc=False):
    """An event in a figure that has no room to explain marks of doubt, and so shows none."""

    @property
    def doubtful(self) -> bool:
        return False


class Dataset(Struct, frozen=True):
    """The content of a dataset folder, checked: every source, id, claim and select in it holds."""

    name: str  # of the folder
    title: Text
    topic: Text
    prepared_by: Text
    as_of: datetime.date
    language: str  # BCP 47
    key_messages: Section
    overview: Section
    developments: Developments
    open_questions: Section
    scorecard: Scorecard
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    sources: Mapping[str, Source]
    fields: Mapping[str, Text]  # further top-level texts, for templates
    files: Mapping[str, str]  # SHA-256 of each file as it was read, for the manifest
    kinds: Mapping[str, Text] = {}  # names of the kinds of events, for readers
    claims: tuple[Claim, ...] = ()  # on its title and its further texts
    positions: Positions = Positions(NO_TEXT, NO_TEXT, NO_TEXT, (), (), ())
    numbers: Numbers = Numbers(NO_TEXT, NO_TEXT, NO_TEXT, ())
    annex: tuple[Selection, ...] = ()  # the events that only a table of all events is to show
    annex_places: tuple[Place, ...] = ()
    shared_sources: tuple[CitedSource, ...] = ()  # of all statements and questions
    cover: Cover | None = None
    short_title: Text = NO_TEXT
    language_place: Place = Place("")
    editions: tuple[Version, ...] = ()  # the one at hand included
    markings: tuple[Marking, ...] = ()  # in ascending order
    withheld: tuple[Statement, ...] = ()  # what else the audience at hand must not read, as statements without more
    warnings: tuple[Problem, ...] = ()  # what deserves attention without stopping a build

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, questions and cells of positions, in the order of the file's sections."""
        groups = (group.statements for group in self.developments.groups)
        sections = (section.statements for section in (self.key_messages, self.overview, self.open_questions))
        return tuple(each for part in (*sections, *groups, self.positions.cells) for each in part)


Item = Statement | Event | Number | Version  # what its author can keep from an audience


def reason_withheld(item: Item, audience: str, as_of: datetime.date) -> str:
    """Return why `item` is withheld from `audience` in an edition of `as_of`, empty where it is not."""
    if item.withheld_above:
        return f"marked {item.marking}, above {item.withheld_above}"
    if item.audiences and audience not in item.audiences:
        return f"for other audiences: {', '.join(item.audiences)}"
    if item.not_before and as_of < item.not_before:
        return f"not before {item.not_before}"
    return ""
