"""Dataset x audience x outputs -> an `Edition` each: what this audience gets, in its wordings and in order. Pure.

The only place that knows of wordings, and that leaves anything out; what is left out is listed with its reason.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.model.audience import Audience, Labels, Variant
from generator.model.dataset import IMPORTANCES, STATUSES, Dataset, Event, Section, Statement, kept_from
from generator.model.edition import (
    Edition,
    LeftOut,
    StatusGroup,
    Told,
    ToldDevelopments,
    ToldGroup,
    ToldScorecard,
    ToldSection,
)
from generator.model.figure import Figure, Timeline
from generator.model.selection import matches
from generator.model.text import Text

# The parts of which an audience's limits leave a number.
NUMBERED = ("key_messages", "questions", "scorecard")


def select(dataset: Dataset, audience: Audience, labels: Labels, outputs: Iterable[str]) -> Mapping[str, Edition]:
    """Return what `audience` gets of `dataset` in each of `outputs` ("briefing" or "deck")."""
    events, later = _events(dataset, audience)
    return {output: _edition(_Telling(dataset, audience, output), labels, events, later) for output in outputs}


def _edition(telling: "_Telling", labels: Labels, events: tuple[Event, ...], later: Sequence[LeftOut]) -> Edition:
    dataset, audience, limits = telling.dataset, telling.audience, telling.audience.limits
    key_messages, no_messages = _section(dataset.key_messages, telling, limits.get("key_messages"), "key messages")
    overview, _ = _section(dataset.overview, telling, None, "")
    questions, no_questions = _section(dataset.open_questions, telling, limits.get("questions"), "questions")
    scorecard, no_scores = _scorecard(dataset, telling, labels)
    return Edition(
        dataset=dataset.name,
        output=telling.output,
        title=dataset.title,
        topic=dataset.topic,
        prepared_by=dataset.prepared_by,
        as_of=dataset.as_of,
        language=dataset.language,
        key_messages=key_messages,
        overview=overview,
        developments=_developments(dataset, telling),
        open_questions=questions,
        scorecard=scorecard,
        figures=tuple(_figures(dataset, audience, telling.output)),
        events=events,
        sources=dataset.sources,
        fields=dataset.fields,
        kinds=dataset.kinds,
        audience=audience,
        labels=labels,
        left_out=(*telling.withheld(), *no_messages, *no_questions, *no_scores, *later),
    )


UNSELECTED = "not selected by the audience"


class _Telling(Struct, frozen=True):
    """Which statements are told to the audience, and how."""

    dataset: Dataset
    audience: Audience
    output: str

    def told(self, statements: Iterable[Statement]) -> tuple[Told, ...]:
        return tuple(self._told(statement) for statement in statements if not self.reason(statement))

    def withheld(self) -> Iterable[LeftOut]:
        for statement in self.dataset.statements:
            reason = self.reason(statement)
            if reason:
                yield LeftOut(
                    statement.id, reason, secret=bool(kept_from(statement, self.audience.name, self.dataset.as_of))
                )

    def reason(self, statement: Statement) -> str:
        """Return why `statement` is kept from the audience, empty where it is not."""
        as_of = self.dataset.as_of
        if secret := kept_from(statement, self.audience.name, as_of):
            return secret
        if statement.date and statement.date.first > as_of:
            return f"later than {as_of}"
        return "" if matches(self.audience.select, statement) else UNSELECTED

    def _told(self, statement: Statement) -> Told:
        wording, shorter = _wordings(statement, self.audience.wording[self.output])
        return Told(
            id=statement.id,
            headline=statement.headline,
            question=statement.question,
            wording=wording,
            shorter=shorter,
            text=statement.text,
            short=statement.short or statement.text,
            status=statement.status,
            assessed=statement.assessed,
            importance=statement.importance,
            date=statement.date,
            tags=statement.tags,
            sources=statement.sources,
            positions=statement.positions,
        )


def _wordings(statement: Statement, asked: str) -> tuple[Text, tuple[Text, ...]]:
    """Return the wording that was asked for, and the shorter ones that may stand in; a headline is never one of them.

    It names a statement but does not make it, and stands before the wording in most templates. A missing wording
    falls back to the next longer one.
    """
    if asked == "headline":
        return statement.headline or statement.question or statement.short or statement.text, ()
    short = statement.short or statement.text
    if asked == "short":
        return short, ()
    return statement.text, (short,) if len(short.value) < len(statement.text.value) else ()


def _section(section: Section, telling: _Telling, limit: int | None, what: str) -> tuple[ToldSection, list[LeftOut]]:
    told = telling.told(section.statements)
    kept = _most_important(told, limit)
    out = _dropped(told, kept, f"at most {limit} {what}")
    further = sum(telling.reason(each) in ("", UNSELECTED) for each in section.statements) - len(kept)
    return ToldSection(section.title, section.takeaway, section.intro, kept, further), out


def _most_important(told: Sequence[Told], limit: int | None) -> tuple[Told, ...]:
    """Return at most `limit` statements in their order; of equal importance, the earlier ones stay."""
    ranked = sorted(range(len(told)), key=lambda index: IMPORTANCES.index(told[index].importance))
    return tuple(told[index] for index in sorted(ranked[:limit]))


def _dropped(told: Iterable[Told], kept: Iterable[Told], reason: str) -> list[LeftOut]:
    ids = {each.id for each in kept}
    return [LeftOut(each.id, reason) for each in told if each.id not in ids]


def _developments(dataset: Dataset, telling: _Telling) -> ToldDevelopments:
    """Return the groups that have anything to tell."""
    developments = dataset.developments
    groups = (
        ToldGroup(group.id, group.title, group.takeaway, group.why_it_matters, telling.told(group.statements))
        for group in developments.groups
    )
    kept = tuple(group for group in groups if group.statements)
    return ToldDevelopments(developments.title, developments.takeaway, developments.intro, kept)


def _scorecard(dataset: Dataset, telling: _Telling, labels: Labels) -> tuple[ToldScorecard, list[LeftOut]]:
    """Return the scorecard by status, in the order of STATUSES, of the statements that the audience gets."""
    limit = telling.audience.limits.get("scorecard")
    statement_by_id = {statement.id: statement for statement in dataset.statements}
    told = telling.told(statement_by_id[each] for each in dataset.scorecard.statements)
    groups, out = [], []
    for status in STATUSES:
        of_status = [each for each in told if each.status == status]
        kept = _most_important(of_status, limit)
        out += _dropped(of_status, kept, f"at most {limit} a status in the scorecard")
        if kept:
            groups.append(StatusGroup(status, labels[status], kept))
    card = dataset.scorecard
    return ToldScorecard(card.title, card.takeaway, card.intro, tuple(groups)), out


def _figures(dataset: Dataset, audience: Audience, output: str) -> Iterable[Figure]:
    figure_by_id = {figure.id: figure for figure in dataset.figures}
    for id_ in figure_by_id if audience.figures is None else audience.figures:
        variant = audience.variants.get(id_, Variant(id_, audience.place))
        if variant.of in figure_by_id:
            yield _varied(figure_by_id[variant.of], id_, variant, output)


def _varied(figure: Figure, id_: str, variant: Variant, output: str) -> Figure:
    """Return `figure` as the audience wants it; on slides, a timeline is wide unless another shape is asked for."""
    usual = "wide" if isinstance(figure, Timeline) and output == "deck" else figure.shape

    def said(name: str) -> Text:
        text: Text = getattr(figure, name)
        return Text(variant.texts[name], variant.place) if name in variant.texts else text

    varied = replace(
        figure,
        id=id_,
        title=said("title"),
        takeaway=said("takeaway"),
        caption=said("caption"),
        note=said("note"),
        shape=variant.shape.get(output, usual),
        start=variant.start or figure.start,
        end=variant.end or figure.end,
        native=figure.native if variant.native is None else variant.native,
    )
    if not isinstance(varied, Timeline) or not variant.lanes:
        return varied
    lane_by_id = {lane.id: lane for lane in varied.lanes}
    return replace(varied, lanes=tuple(lane_by_id[lane] for lane in variant.lanes if lane in lane_by_id))


def _events(dataset: Dataset, audience: Audience) -> tuple[tuple[Event, ...], Sequence[LeftOut]]:
    """Return the events up to the as-of date, by date (of one date, in the order of the file), and those left out."""
    told, out = [], []
    for event in dataset.events:
        if secret := kept_from(event, audience.name, dataset.as_of):
            out.append(LeftOut(event.id, secret, secret=True))
        elif not event.begun_by(dataset.as_of):
            out.append(LeftOut(event.id, f"later than {dataset.as_of}"))
        else:
            told.append(event)
    return tuple(sorted(told, key=lambda event: (event.date.first, event.date.last))), out
