"""An edition: what one audience gets of a dataset, for one output, in its wordings and in order."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.model.audience import Audience, Labels
from generator.model.clearance.marking import Marking
from generator.model.clearance.version import Version
from generator.model.dataset import Event, Headed, Number, Party, Statement
from generator.model.dates import PartialDate
from generator.model.figure import Figure
from generator.model.source import CitedSource, Source
from generator.model.text import NO_TEXT, Code, Text


class SelectedNumber(Struct, frozen=True, gc=False):
    """A number with the value that it has for this audience, and the value that it had before."""

    number: Number
    value: int | PartialDate
    earlier: int | PartialDate | None = None

    @property
    def id(self) -> str:
        return self.number.id

    @property
    def change(self) -> int | None:
        """By how much it has changed, where both values are counts or sums."""
        before, counts = self.number.before, ("count", "sum")
        if before is None or self.number.measure.name not in counts or before.measure.name not in counts:
            return None
        return self.value - self.earlier  # type: ignore[operator]  # counts and sums are numbers


class SelectedNumbers(Headed, frozen=True, gc=False):
    """The key numbers, the most prominent first."""

    items: tuple[SelectedNumber, ...]
    omitted: int = 0  # as in a section
    all: tuple[SelectedNumber, ...] = ()  # those without a `unit` as well, which only texts and evidence print
    marking: Code = ""


class SelectedEvidence(Struct, frozen=True, gc=False):
    """What bears a statement out: a number or an event that this audience gets, and a few words."""

    id: str  # the statement's
    words: Text
    number: SelectedNumber | None = None
    event: Event | None = None
    sources: tuple[CitedSource, ...] = ()  # those that the statement itself does not name
    marking: Code = ""


class SelectedStatement(Struct, frozen=True, gc=False):
    """A statement or question with the wording that this audience reads."""

    statement: Statement
    wording: Text
    shorter: tuple[Text, ...] = ()  # what may replace it where space is short, longest first
    evidence: SelectedEvidence | None = None
    latest: Event | None = None  # of a question

    @property
    def id(self) -> str:
        return self.statement.id


class SelectedSection(Headed, frozen=True, gc=False):
    statements: tuple[SelectedStatement, ...]
    omitted: int  # left out by the audience's select or limits, and not secret
    sources: tuple[CitedSource, ...] = ()  # of all its statements, as in the dataset; so below
    marking: Code = ""  # of its own words; so below


class SelectedGroup(Struct, frozen=True, gc=False):
    id: str
    title: Text
    takeaway: Text
    why_it_matters: Text
    statements: tuple[SelectedStatement, ...]
    sources: tuple[CitedSource, ...] = ()
    figure: Code = ""  # the id of its own, if this audience gets it
    marking: Code = ""


class SelectedDevelopments(Headed, frozen=True):
    groups: tuple[SelectedGroup, ...]
    sources: tuple[CitedSource, ...] = ()
    marking: Code = ""


class StatusGroup(Struct, frozen=True):
    """Statements of the scorecard that share one status."""

    status: str
    title: str
    statements: tuple[SelectedStatement, ...]


class SelectedScorecard(Headed, frozen=True):
    groups: tuple[StatusGroup, ...]
    omitted: int = 0  # as in a section
    sources: tuple[CitedSource, ...] = ()
    marking: Code = ""


class SelectedPosition(SelectedStatement, frozen=True, gc=False, kw_only=True):
    """What a holder says on a topic, with the wording that this audience reads."""

    topic: Party
    holder: Party


class Holder(Struct, frozen=True):
    """A holder with its positions, in the order of the topics."""

    id: str
    title: Text
    positions: tuple[SelectedPosition, ...]


class SelectedPositions(Headed, frozen=True):
    """The positions that this audience gets, and the topics and holders that it may know of."""

    topics: tuple[Party, ...]
    holders: tuple[Holder, ...]
    sources: tuple[CitedSource, ...] = ()
    marking: Code = ""


MAIN_FIGURE = "main_figure"  # the section for the figure of page 1


class LeftOut(Struct, frozen=True, gc=False):
    """An item that this audience does not get, with the reason."""

    id: str
    reason: str
    secret: bool = False  # withheld by the author, so that the pack must not even name it


class Edition(Struct, frozen=True):
    """All that a template can print for one output ("briefing" or "deck")."""

    dataset: str
    output: str
    title: Text
    topic: Text
    prepared_by: Text
    as_of: date
    language: str
    key_messages: SelectedSection
    overview: SelectedSection
    developments: SelectedDevelopments
    open_questions: SelectedSection
    scorecard: SelectedScorecard
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]  # up to `as_of`, in order of date
    sources: Mapping[str, Source]
    fields: Mapping[str, Text]
    audience: Audience
    labels: Labels
    left_out: tuple[LeftOut, ...]
    numbers: SelectedNumbers = SelectedNumbers(NO_TEXT, NO_TEXT, NO_TEXT, ())
    kinds: Mapping[str, Text] = {}  # names of the kinds of events, for readers
    positions: SelectedPositions = SelectedPositions(NO_TEXT, NO_TEXT, NO_TEXT, (), ())
    shared_sources: tuple[CitedSource, ...] = ()  # of all statements and questions
    short_title: Text = NO_TEXT  # the title itself if that is short, or nothing
    main_figure: Figure | None = None  # on page 1 of the briefing
    editions: tuple[Version, ...] = ()  # up to `as_of`, in order of date
    markings: tuple[Marking, ...] = ()  # in ascending order
    shortened: tuple[LeftOut, ...] = ()  # in a shorter wording than the audience's, with the reason

    @property
    def statements(self) -> tuple[SelectedStatement, ...]:
        """All statements, questions and positions, each once."""
        parts: list[tuple[SelectedStatement, ...]] = [holder.positions for holder in self.positions.holders]
        parts += [group.statements for group in self.scorecard.groups]
        parts += [group.statements for group in self.developments.groups]
        parts += [section.statements for section in (self.key_messages, self.overview, self.open_questions)]
        return tuple({each.id: each for part in parts for each in part}.values())

    @property
    def scored(self) -> frozenset[str]:
        """The ids of the statements on the scorecard, where the audience has that section."""
        if not any("scorecard" in section.split() for section in self.audience.sections.get(self.output, ())):
            return frozenset()
        return frozenset(each.id for group in self.scorecard.groups for each in group.statements)

    @property
    def lone_figures(self) -> tuple[Figure, ...]:
        """The figures that stand alone: neither a group nor page 1 shows them."""
        shown = {group.figure for group in self.developments.groups}
        lone = (figure for figure in self.figures if figure.id not in shown and not figure.is_inset)
        return tuple(figure for figure in lone if figure != self.main_figure)

    @property
    def cover(self) -> Figure | None:
        """The figure on the cover, simplified."""
        return next((figure for figure in self.figures if figure.shape == "cover"), None)

    @property
    def inset(self) -> Figure | None:
        """The figure of the first key number, simplified."""
        return next((figure for figure in self.figures if figure.shape == "inset"), None)
