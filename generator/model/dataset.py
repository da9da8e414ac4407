"""The dataset as its author wrote it: frozen, validated values, each of which knows its place in its file."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.dates import PartialDate
from generator.model.figure import Figure
from generator.model.selection import Selection
from generator.model.source import CitedSource, Source
from generator.model.text import Text

STATUSES = ("achieved", "partly", "not_achieved")
ASSESSORS = ("source", "ours")
IMPORTANCES = ("high", "normal", "low")


class Claim(Struct, frozen=True, gc=False):
    """Words that the events must bear out: `says` quotes them, `measure` of the `select`ed must be `expected`."""

    says: str
    measure: str  # count | sum | first | last
    select: Selection
    expected: str
    place: Place


class Position(Struct, frozen=True, gc=False):
    """What one party holds on a question."""

    holder: Text
    text: Text


class Statement(Struct, frozen=True, gc=False):
    """One sourced statement, or one open question (then `question` stands in place of `headline`)."""

    id: str
    text: Text
    short: Text
    headline: Text
    question: Text
    place: Place
    status: str = ""  # one of STATUSES; empty: the question of achievement does not arise
    assessed: str = ""  # one of ASSESSORS: whose assessment `status` is
    importance: str = "normal"
    date: PartialDate | None = None
    tags: tuple[str, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    claims: tuple[Claim, ...] = ()
    audiences: tuple[str, ...] = ()  # empty: for all
    not_before: datetime.date | None = None
    positions: tuple[Position, ...] = ()


class Section(Struct, frozen=True, gc=False):
    """A part of the pack: `takeaway` is a sentence that a slide can carry as its title."""

    title: Text
    takeaway: Text
    intro: Text
    statements: tuple[Statement, ...]


class Group(Struct, frozen=True, gc=False):
    """Developments of one field, in the order in which they are told."""

    id: str
    title: Text
    takeaway: Text
    why_it_matters: Text
    statements: tuple[Statement, ...]


class Developments(Struct, frozen=True):
    title: Text
    takeaway: Text
    intro: Text
    groups: tuple[Group, ...]


class Scorecard(Struct, frozen=True):
    """Ids of statements with a status, in the order in which the scorecard shows them."""

    title: Text
    takeaway: Text
    intro: Text
    statements: tuple[str, ...]


class Cells(Struct, frozen=True, gc=False):
    """One row of events.csv, to be asked like a mapping: what stands in a column, by its name."""

    header: Mapping[str, int]  # of each column, the number; all rows of a file share it
    cells: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.header[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.header)

    def __len__(self) -> int:
        return len(self.header)

    def get(self, column: str, otherwise: str = "") -> str:
        """Return what stands in `column`, or else `otherwise`."""
        number = self.header.get(column)
        return otherwise if number is None else self.cells[number]

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""
        return self.header.keys()

    def items(self) -> Iterable[tuple[str, str]]:
        """Return the name of each column with what stands in it."""
        return zip(self.header, self.cells, strict=True)


class Event(Struct, frozen=True, gc=False):
    """One row of events.csv; `origin` is its place in the file, since `place` is where it happened."""

    id: str
    date: PartialDate
    end_date: PartialDate | None
    kind: str
    label: str
    title: str
    detail: str
    place: str
    actors: tuple[str, ...]
    range: str
    count: int | None
    outcome: str
    confidence: str
    importance: str
    tags: tuple[str, ...]
    sources: tuple[CitedSource, ...]
    note: str
    columns: Cells  # all columns, further ones included, as typed
    origin: Place
    audiences: tuple[str, ...] = ()  # empty: for all
    not_before: datetime.date | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a figure must mark it: its sources disagree, or it is thinly attested."""
        return self.confidence == "low" or "disputed" in self.tags

    def begun_by(self, day: datetime.date) -> bool:
        """Whether it may have begun on `day` or before; what has not is later than the edition."""
        return self.date.first <= day


class Dataset(Struct, frozen=True):
    """All that a dataset folder says, checked: every source, id, claim and select in it holds."""

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
    files: Mapping[str, str]  # the hash (SHA-256) of each as it was read, for the manifest
    kinds: Mapping[str, Text] = {}  # what readers call a kind of event
    language_place: Place = Place("")
    warnings: tuple[Problem, ...] = ()  # about the files

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements and questions, in the order of the file's sections."""
        groups = (group.statements for group in self.developments.groups)
        sections = (self.key_messages, self.overview, self.open_questions)
        return tuple(each for part in (*(section.statements for section in sections), *groups) for each in part)


def kept_from(item: Statement | Event, audience: str, as_of: datetime.date) -> str:
    """Return why `audience` must not get `item` in an edition of `as_of`, empty where it may."""
    if item.audiences and audience not in item.audiences:
        return f"for other audiences: {', '.join(item.audiences)}"
    if item.not_before and as_of < item.not_before:
        return f"not before {item.not_before}"
    return ""
