"""An edition -> the names of templates: mappings, lists, and texts on their way to slots. Never a model.

A model's public methods would run code in a template; what stands here can only be looked up, and is made when it is.
The names are those of the dataset; what is optional and missing is there, and empty.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from generator.compose.template.slots import When, Words, literal, prose
from generator.model.audience import Audience
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition, StatusGroup, Told, ToldSection
from generator.model.figure import Columns, Figure
from generator.model.inline import Inlines, Traced
from generator.model.selection import Selection, selected
from generator.model.source import CitedSource
from generator.model.text import Text

Names = Mapping[str, Any]
Makers = Mapping[str, Callable[[Edition, Any], Any]]
ALWAYS = (
    "title", "topic", "prepared_by", "as_of", "as_of_line", "language", "key_messages", "overview", "developments",
    "open_questions", "scorecard", "figures", "doubtful", "events", "audience", "labels",
)  # fmt: skip


class Record(Names):
    """The names of one thing of an edition; of the many, a template asks for a few."""

    def __init__(self, makers: Makers, edition: Edition, thing: Any) -> None:
        self._makers = makers
        self._edition = edition
        self._thing = thing
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name](self._edition, self._thing)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def names(edition: Edition) -> tuple[str, ...]:
    """Return the top-level names of templates: those of every dataset, then this dataset's own fields."""
    return (*ALWAYS, *(name for name in edition.fields if name not in ALWAYS))


def context(edition: Edition, wanted: Collection[str]) -> dict[str, Any]:
    """Return the values of the `wanted` names; a long list of events is made only where a template uses it."""
    made = {name: make(edition) for name, make in _MAKERS.items() if name in wanted}
    fields = {name: prose(text.value) for name, text in edition.fields.items() if name not in ALWAYS}
    return {**fields, **made}


def as_of_line(edition: Edition) -> str:
    """Return the as-of date in the words of the labels: "As of 5 August 2019"."""
    return filled(edition, "as_of", date=_as_of(edition))


def filled(edition: Edition, label: str, **values: str) -> str:
    """Return a fixed word of the language with its `{…}` filled in."""
    text = edition.labels[label]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _as_of(edition: Edition) -> str:
    return said(PartialDate.of(edition.as_of), edition.audience.date_format, edition.language)


def _date(edition: Edition, when: PartialDate | None) -> Words:
    return literal("") if when is None else When.at(when, said(when, edition.audience.date_format, edition.language))


_HEADED: Makers = {
    "title": lambda _, part: prose(part.title.value),
    "takeaway": lambda _, part: prose(part.takeaway.value),
    "intro": lambda _, part: prose(part.intro.value),
}


def _section(items: str) -> Makers:
    """What a section holds; its statements are called `items`."""
    return {
        **_HEADED,
        items: lambda edition, section: [Record(_TOLD, edition, told) for told in section.statements],
        "omitted": lambda _, section: section.omitted,
        "further": lambda edition, section: literal(_further(edition, section)),
    }


def _further(edition: Edition, section: ToldSection) -> str:
    return filled(edition, "further_questions", number=str(section.omitted)) if section.omitted else ""


_GROUP: Makers = {
    "id": lambda _, group: literal(group.id),
    "title": lambda _, group: prose(group.title.value),
    "takeaway": lambda _, group: prose(group.takeaway.value),
    "why_it_matters": lambda _, group: prose(group.why_it_matters.value),
    "statements": lambda edition, group: [Record(_TOLD, edition, told) for told in group.statements],
}
_DEVELOPMENTS: Makers = {
    **_HEADED,
    "groups": lambda edition, told: [Record(_GROUP, edition, group) for group in told.groups],
}
_STATUS_GROUP: Makers = {
    "status": lambda _, group: literal(group.status),
    "title": lambda _, group: literal(group.title),
    "assessed": lambda _, group: literal(_shared(group)),
    "assessed_by": lambda edition, group: _assessor(edition, _shared(group)),
    "statements": lambda edition, group: [Record(_TOLD, edition, told) for told in group.statements],
}
_SCORECARD: Makers = {
    **_HEADED,
    "groups": lambda edition, told: [Record(_STATUS_GROUP, edition, group) for group in told.groups],
}


def _shared(group: StatusGroup) -> str:
    """Whose verdict all of them are, so that it is said once; nothing where they differ."""
    whose = {told.assessed for told in group.statements}
    return whose.pop() if len(whose) == 1 else ""


def _assessor(edition: Edition, assessed: str) -> Words:
    return literal(edition.labels.get(f"assessed_{assessed}", "") if assessed else "")


_POSITION: Makers = {
    "holder": lambda _, position: prose(position.holder.value),
    "text": lambda _, position: prose(position.text.value),
}
_TOLD: Makers = {
    "id": lambda _, told: literal(told.id),
    "headline": lambda _, told: prose(told.headline.value),
    "question": lambda _, told: prose(told.question.value),
    # a page goes on where it is full; a slide may ask for fewer words
    "wording": lambda edition, told: _traced(
        told, told.wording.value, told.shorter if edition.output == "deck" else ()
    ),
    "text": lambda _, told: _traced(told, told.text.value),
    "short": lambda _, told: _traced(told, told.short.value),
    "status": lambda _, told: literal(told.status),
    "status_title": lambda edition, told: literal(edition.labels.get(told.status, told.status) if told.status else ""),
    "assessed": lambda _, told: literal(told.assessed),
    "assessed_by": lambda edition, told: _assessor(edition, told.assessed),
    "importance": lambda _, told: literal(told.importance),
    "date": lambda edition, told: _date(edition, told.date),
    "tags": lambda _, told: [literal(tag) for tag in told.tags],
    "sources": lambda _, told: _sources(told.sources),
    "positions": lambda edition, told: [Record(_POSITION, edition, position) for position in told.positions],
}


def _traced(told: Told, text: str, shorter: Iterable[Text] = ()) -> Words:
    words = prose(text)
    return Words(words, (Traced(told.id, words.inlines, tuple(_inlines(shorter))),)) if words else words


def _inlines(texts: Iterable[Text]) -> Iterator[Inlines]:
    return (prose(text.value).inlines for text in texts)


def _sources(cited: Iterable[CitedSource]) -> list[Names]:
    return [{"id": literal(each.source), "locator": literal(each.locator)} for each in cited]


_FIGURE: Makers = {
    "id": lambda _, figure: literal(figure.id),
    "kind": lambda _, figure: literal(figure.kind),
    "title": lambda _, figure: prose(figure.title.value),
    "takeaway": lambda _, figure: prose(figure.takeaway.value),
    "caption": lambda _, figure: prose(figure.caption.value),
    "note": lambda _, figure: prose(figure.note.value),
    "sources": lambda _, figure: _sources(figure.sources),
    "doubtful": lambda edition, figure: _doubtful(edition, [figure]),
}


def _doubtful(edition: Edition, figures: Collection[Figure]) -> list[Names]:
    """Return the events that any of `figures` marks as doubtful, each once."""
    doubtful = [event for event in edition.events if event.doubtful]
    shown = {event.id for figure in figures for event in _shown(figure, doubtful)}
    return _events(edition, [event for event in doubtful if event.id in shown])


def _shown(figure: Figure, events: Iterable[Event]) -> Iterator[Event]:
    """Yield which `events` the figure draws; its start and end need only touch the period that is drawn."""
    start, end = figure.start and figure.start.first, figure.end and figure.end.last
    if start:
        events = [event for event in events if (event.end_date or event.date).last >= start]
    if end:
        events = [event for event in events if event.date.first <= end]
    for selection in _selections(figure):
        yield from selected(selection, events)


def _selections(figure: Figure) -> tuple[Selection, ...]:
    return (figure.select,) if isinstance(figure, Columns) else tuple(lane.select for lane in figure.lanes)


def _events(edition: Edition, events: Iterable[Event]) -> list[Names]:
    made: list[Names] = []
    for header, own in groupby(events, lambda event: event.columns.header):
        makers = _event(tuple(header))
        made += [Record(makers, edition, event) for event in own]
    return made


@lru_cache(maxsize=8)
def _event(columns: tuple[str, ...]) -> Makers:
    """What an event of a file with those `columns` holds: they may be further ones, of the author's own."""
    return {**{name: partial(_cell, name) for name in columns}, **_EVENT}


def _cell(name: str, _: Edition, event: Event) -> Words:
    return literal(event.columns[name])


_EVENT: Makers = {
    "id": lambda _, event: literal(event.id),
    "date": lambda edition, event: _date(edition, event.date),
    "end_date": lambda edition, event: _date(edition, event.end_date),
    "kind": lambda _, event: literal(event.kind),
    "label": lambda _, event: literal(event.label),
    "title": lambda _, event: literal(event.title),
    "detail": lambda _, event: literal(event.detail),
    "place": lambda _, event: literal(event.place),
    "actors": lambda _, event: [literal(actor) for actor in event.actors],
    "range": lambda _, event: literal(event.range),
    "count": lambda _, event: literal("" if event.count is None else str(event.count)),
    "outcome": lambda _, event: literal(event.outcome),
    "confidence": lambda _, event: literal(event.confidence),
    "importance": lambda _, event: literal(event.importance),
    "tags": lambda _, event: [literal(tag) for tag in event.tags],
    "sources": lambda _, event: _sources(event.sources),
    "note": lambda _, event: literal(event.note),
    "doubtful": lambda _, event: event.doubtful,
}


def _audience(audience: Audience) -> Names:
    return {
        **{name: prose(text) for name, text in audience.fields.items()},
        "name": literal(audience.name),
        "title": literal(audience.title),
        "marking": literal(audience.marking),
        "citations": literal(audience.citations),
        "page": literal(audience.page),
        "contents": audience.contents,
        "wording": {output: literal(wording) for output, wording in audience.wording.items()},
        "limits": dict(audience.limits),
    }


def _labels(labels: Mapping[str, str]) -> Names:
    return {name: literal(text) for name, text in labels.items()}


_MAKERS: Mapping[str, Callable[[Edition], Any]] = {
    "title": lambda edition: prose(edition.title.value),
    "topic": lambda edition: prose(edition.topic.value),
    "prepared_by": lambda edition: prose(edition.prepared_by.value),
    "as_of": lambda edition: _date(edition, PartialDate.of(edition.as_of)),
    "as_of_line": lambda edition: literal(as_of_line(edition)),
    "language": lambda edition: literal(edition.language),
    "key_messages": lambda edition: Record(_section("statements"), edition, edition.key_messages),
    "overview": lambda edition: Record(_section("statements"), edition, edition.overview),
    "developments": lambda edition: Record(_DEVELOPMENTS, edition, edition.developments),
    "open_questions": lambda edition: Record(_section("questions"), edition, edition.open_questions),
    "scorecard": lambda edition: Record(_SCORECARD, edition, edition.scorecard),
    "figures": lambda edition: [Record(_FIGURE, edition, figure) for figure in edition.figures],
    "doubtful": lambda edition: _doubtful(edition, edition.figures),
    "events": lambda edition: _events(edition, edition.events),
    "audience": lambda edition: _audience(edition.audience),
    "labels": lambda edition: _labels(edition.labels),
}
