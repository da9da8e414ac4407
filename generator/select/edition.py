"""Dataset x audience x outputs -> an `Edition` each: what this audience gets, in its wordings and in order. Pure.

The only place that chooses wordings and leaves anything out; what is left out is listed with its reason.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import InputError
from generator.language.computed import without_marks
from generator.model.audience import Audience, Labels
from generator.model.clearance.version import Version
from generator.model.dataset import (
    IMPORTANCES,
    MOST_SHORT_TITLE,
    STATUSES,
    Cell,
    Dataset,
    Event,
    Section,
    Statement,
    reason_withheld,
)
from generator.model.edition import (
    Edition,
    LeftOut,
    SelectedDevelopments,
    SelectedEvidence,
    SelectedGroup,
    SelectedNumber,
    SelectedScorecard,
    SelectedSection,
    SelectedStatement,
    StatusGroup,
)
from generator.model.selection import Selection, matches, select_records
from generator.model.text import NO_TEXT, Text
from generator.select.columns import find_overfull
from generator.select.figures import select_figures
from generator.select.insets import select_insets, select_main_figure
from generator.select.numbers import find_unprinted, select_numbers
from generator.select.positions import select_positions

# the parts whose number of items an audience can limit
NUMBERED = ("key_messages", "numbers", "questions", "scorecard")
UNSELECTED = "not selected by the audience"


def select_editions(
    dataset: Dataset, audience: Audience, labels: Labels, outputs: Iterable[str]
) -> Mapping[str, Edition]:
    """Return what `audience` gets of `dataset` in each of `outputs` ("briefing" or "deck").

    Raises InputError for a figure with too many columns, and a text that prints a number that is withheld.
    """
    events, later = _select_events(dataset, audience)
    versions, more = _select_versions(dataset, audience)
    numbers, by_id, fewer = select_numbers(dataset, audience, events)
    event_by_id = {event.id: event for event in events}
    editions: dict[str, Edition] = {}
    for output in outputs:
        selector = _Selector(dataset, audience, output, event_by_id, by_id)
        edition = _edition(selector, labels, (*later, *fewer, *more))
        insets = select_insets(dataset, audience, edition.figures, numbers, events) if output == "deck" else ()
        main = select_main_figure(dataset, audience, edition.lone_figures) if output == "briefing" else None
        added = (*insets, *([main] if main and main not in edition.figures else []))
        figures = (*edition.figures, *added)
        editions[output] = replace(edition, numbers=numbers, figures=figures, main_figure=main, editions=versions)
    if problems := [*find_overfull(editions.values()), *find_unprinted(editions.values())]:
        raise InputError(problems)
    return editions


def _edition(selector: "_Selector", labels: Labels, later: Sequence[LeftOut]) -> Edition:
    dataset, audience, limits = selector.dataset, selector.audience, selector.audience.limits
    key_messages, fewer_messages = _section(dataset.key_messages, selector, limits.get("key_messages"), "key messages")
    overview, _ = _section(dataset.overview, selector, None, "")
    questions, fewer_questions = _section(dataset.open_questions, selector, limits.get("questions"), "questions")
    scorecard, fewer_scores = _scorecard(selector, labels)
    every_figure = tuple(select_figures(dataset, audience, selector.output))
    developments = _developments(selector, {figure.id for figure in every_figure})
    # the figure of a group goes with it
    dropped = {group.figure for group in dataset.developments.groups} - {group.figure for group in developments.groups}
    figures = tuple(figure for figure in every_figure if figure.id not in dropped)
    return Edition(
        dataset=dataset.name,
        output=selector.output,
        title=dataset.title,
        topic=dataset.topic,
        prepared_by=dataset.prepared_by,
        as_of=dataset.as_of,
        language=dataset.language,
        key_messages=key_messages,
        overview=overview,
        developments=developments,
        open_questions=questions,
        scorecard=scorecard,
        figures=figures,
        events=tuple(selector.events.values()),
        sources=dataset.sources,
        fields=dataset.fields,
        kinds=dataset.kinds,
        audience=audience,
        labels=labels,
        positions=select_positions(dataset.positions, selector.select(dataset.positions.all_cells)),
        markings=dataset.markings,
        left_out=(*selector.left_out(), *fewer_messages, *fewer_questions, *fewer_scores, *later),
        # of nothing, there is no source to say
        short_title=dataset.short_title or _title_if_short(dataset.title),
        shared_sources=dataset.shared_sources if any(selector.select(dataset.statements)) else (),
    )


def _title_if_short(title: Text) -> Text:
    return title if len(without_marks(title.value)) <= MOST_SHORT_TITLE else NO_TEXT


# Of a section whose items are all kept from the audience: its title and takeaway would speak of what is not there.
_NO_HEAD = (NO_TEXT,) * 3


class _Selector(Struct, frozen=True):
    """Decides which statements the audience gets, and in which wording."""

    dataset: Dataset
    audience: Audience
    output: str
    events: Mapping[str, Event]  # that the audience gets, by id, in order
    numbers: Mapping[str, SelectedNumber]  # by id

    def select(self, statements: Iterable[Statement]) -> tuple[SelectedStatement, ...]:
        return tuple(self._select(statement) for statement in statements if not self.reason(statement))

    def left_out(self) -> Iterator[LeftOut]:
        for statement in self.dataset.statements:
            if reason := self.reason(statement):
                secret = bool(reason_withheld(statement, self.audience.name, self.dataset.as_of))
                yield LeftOut(statement.id, reason, secret)

    def reason(self, statement: Statement) -> str:
        """Return why the audience does not get `statement`, empty where it does."""
        as_of = self.dataset.as_of
        if withheld := reason_withheld(statement, self.audience.name, as_of):
            return withheld
        if statement.date and statement.date.first > as_of:
            return f"later than {as_of}"
        select = self.audience.select
        if isinstance(statement, Cell):  # a gap says that nothing is recorded, so only what `not` excludes leaves one
            select = Selection(without=select.without)
        selectable = replace(statement, sources=statement.rests_on) if statement.inherited else statement
        return "" if matches(select, selectable) else UNSELECTED

    def _select(self, statement: Statement) -> SelectedStatement:
        wording, shorter = _wordings(statement, self.audience.wording[self.output], self.output)
        latest = select_records(statement.latest, self.events.values())[-1:] if statement.latest else []
        return SelectedStatement(statement, wording, shorter, self._find_evidence(statement), *latest)

    def _find_evidence(self, statement: Statement) -> SelectedEvidence | None:
        """Return the evidence of `statement`, None where it names what the audience does not get."""
        evidence = statement.evidence
        number = self.numbers.get(evidence.number) if evidence else None
        event = self.events.get(evidence.event) if evidence else None
        if evidence is None or (number is None and event is None):
            return None
        further = number.number.sources if number else event.sources if event else ()
        named = {cited.source for cited in statement.rests_on}
        sources = tuple(cited for cited in further if cited.source not in named)
        return SelectedEvidence(statement.id, evidence.words, number, event, sources, evidence.marking)


def _wordings(statement: Statement, wanted: str, output: str) -> tuple[Text, tuple[Text, ...]]:
    """Return the `wanted` wording, and the shorter ones that may replace it.

    A missing wording falls back to the next longer one; on slides, a label may replace both. A headline never replaces
    a wording: it names a statement without making it, and most templates print it before the wording.
    """
    if wanted == "headline":
        return statement.headline or statement.question or statement.short or statement.text, ()
    short = statement.short or statement.text
    if isinstance(statement, Cell) and statement.label:  # a table with many columns has no room for more
        wording, others = _wordings(replace(statement, label=NO_TEXT), wanted, output)
        return wording, (*others, statement.label)
    wording = short if wanted == "short" else statement.text
    shorter: list[Text] = []
    for text in (short, statement.label if output == "deck" else NO_TEXT):
        if text and len(text.value) < len((shorter or [wording])[-1].value):
            shorter.append(text)
    return wording, tuple(shorter)


def _section(
    section: Section, selector: _Selector, limit: int | None, items: str
) -> tuple[SelectedSection, list[LeftOut]]:
    selected = selector.select(section.statements)
    kept = _most_important(selected, limit)
    left_out = _left_out(selected, kept, f"at most {limit} {items}")
    known = sum(selector.reason(statement) in ("", UNSELECTED) for statement in section.statements)
    if section.statements and not kept:
        return SelectedSection(*_NO_HEAD, (), 0), left_out
    omitted = known - len(kept)
    heads = section.title, section.takeaway, section.intro
    return SelectedSection(*heads, kept, omitted, section.sources, section.marking), left_out


def _most_important(selected: Sequence[SelectedStatement], limit: int | None) -> tuple[SelectedStatement, ...]:
    """Return at most `limit` statements in their order; of equal importance, the earlier ones stay."""
    ranked = sorted(range(len(selected)), key=lambda index: _rank(selected[index]))
    return tuple(selected[index] for index in sorted(ranked[:limit]))


def _most_important_of_each(parts: Sequence[Sequence[SelectedStatement]], limit: int | None) -> frozenset[str]:
    """Return the ids of at most `limit` statements; of equal importance, the first of each part, then the second …"""
    ranked: list[tuple[int, int, int, str]] = []
    for number, part in enumerate(parts):
        places = dict.fromkeys(range(len(IMPORTANCES)), 0)
        for statement in part:
            ranked.append((_rank(statement), places[_rank(statement)], number, statement.id))
            places[_rank(statement)] += 1
    return frozenset(id_ for *_, id_ in sorted(ranked)[:limit])


def _rank(statement: SelectedStatement) -> int:
    return IMPORTANCES.index(statement.statement.importance)


def _left_out(selected: Iterable[SelectedStatement], kept: Iterable[SelectedStatement], reason: str) -> list[LeftOut]:
    ids = {statement.id for statement in kept}
    return [LeftOut(statement.id, reason) for statement in selected if statement.id not in ids]


def _developments(selector: _Selector, figures: Collection[str]) -> SelectedDevelopments:
    """Return the groups in which any statement is left; `figures` are the ids of those that the audience gets."""
    developments = selector.dataset.developments
    kept = tuple(
        SelectedGroup(
            group.id,
            group.title,
            group.takeaway,
            group.why_it_matters,
            statements,
            group.sources,
            group.figure if group.figure in figures else "",
            group.marking,
        )
        for group in developments.groups
        if (statements := selector.select(group.statements))
    )
    if developments.groups and not kept:
        return SelectedDevelopments(*_NO_HEAD, ())
    heads = developments.title, developments.takeaway, developments.intro
    return SelectedDevelopments(*heads, kept, developments.sources, developments.marking)


def _scorecard(selector: _Selector, labels: Labels) -> tuple[SelectedScorecard, list[LeftOut]]:
    """Return the audience's statements of the scorecard by status, in the order of STATUSES."""
    limit = selector.audience.limits.get("scorecard")
    scorecard = selector.dataset.scorecard
    statement_by_id = {statement.id: statement for statement in selector.dataset.statements}
    selected = selector.select(statement_by_id[id_] for id_ in scorecard.statements)
    by_status = [[statement for statement in selected if statement.statement.status == status] for status in STATUSES]
    kept = _most_important_of_each(by_status, limit)
    reason = f"at most {limit} in the scorecard"
    groups, left_out = [], []
    for status, of_status in zip(STATUSES, by_status, strict=True):
        shown = tuple(statement for statement in of_status if statement.id in kept)
        left_out += _left_out(of_status, shown, reason)
        if shown:
            groups.append(StatusGroup(status, labels[status], shown))
    if not groups:
        return SelectedScorecard(*_NO_HEAD, ()), left_out
    listed = [statement_by_id[id_] for id_ in scorecard.statements]
    known = sum(selector.reason(statement) in ("", UNSELECTED) for statement in listed)
    omitted = known - sum(len(group.statements) for group in groups)
    heads = scorecard.title, scorecard.takeaway, scorecard.intro
    return SelectedScorecard(*heads, tuple(groups), omitted, scorecard.sources, scorecard.marking), left_out


def _select_events(dataset: Dataset, audience: Audience) -> tuple[tuple[Event, ...], Sequence[LeftOut]]:
    """Return the events up to the as-of date, by date (of one date, in the order of the file), and those left out."""
    selected, left_out = [], []
    for event in dataset.events:
        if withheld := reason_withheld(event, audience.name, dataset.as_of):
            left_out.append(LeftOut(event.id, withheld, secret=True))
        elif not event.begun_by(dataset.as_of):
            left_out.append(LeftOut(event.id, f"later than {dataset.as_of}"))
        else:
            selected.append(event)
    return tuple(sorted(selected, key=lambda event: (event.date.first, event.date.last))), left_out


def _select_versions(dataset: Dataset, audience: Audience) -> tuple[tuple[Version, ...], Sequence[LeftOut]]:
    """Return the editions up to the as-of date, by date, and those that are withheld; later ones have been noted."""
    reasons = {version: reason_withheld(version, audience.name, dataset.as_of) for version in dataset.editions}
    secret = [LeftOut(version.name, reason, secret=True) for version, reason in reasons.items() if reason]
    told = [version for version, reason in reasons.items() if not reason and version.date.first <= dataset.as_of]
    return tuple(sorted(told, key=lambda version: (version.date.first, version.date.last))), secret
