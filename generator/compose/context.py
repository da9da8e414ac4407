"""An edition -> the names of templates: mappings, lists, and texts on their way to slots. Never a model.

A model's public methods would run code in a template; what stands here can only be looked up. The names are those of
the dataset; what is optional and missing is there, and empty.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from generator.compose.slots import When, Words, literal, prose
from generator.model.audience import Audience
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition, StatusGroup, Told, ToldGroup, ToldSection
from generator.model.figure import Columns, Figure
from generator.model.inline import Inlines, Traced
from generator.model.selection import Selection, matches
from generator.model.source import CitedSource

Names = dict[str, Any]
ALWAYS = (
    "title", "topic", "prepared_by", "as_of", "as_of_line", "language", "key_messages", "overview", "developments",
    "open_questions", "scorecard", "figures", "doubtful", "events", "audience", "labels",
)  # fmt: skip


def names(edition: Edition) -> tuple[str, ...]:
    """Return the top-level names of templates: those of every dataset, then this dataset's own fields."""
    return (*ALWAYS, *(name for name in edition.fields if name not in ALWAYS))


def context(edition: Edition, wanted: Collection[str]) -> Names:
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


def _section(edition: Edition, section: ToldSection, items: str = "statements") -> Names:
    further = filled(edition, "further_questions", number=str(section.omitted)) if section.omitted else ""
    return {
        "title": prose(section.title.value),
        "takeaway": prose(section.takeaway.value),
        "intro": prose(section.intro.value),
        items: [_told(edition, told) for told in section.statements],
        "omitted": section.omitted,
        "further": literal(further),
    }


def _developments(edition: Edition) -> Names:
    told = edition.developments
    return {
        "title": prose(told.title.value),
        "takeaway": prose(told.takeaway.value),
        "intro": prose(told.intro.value),
        "groups": [_group(edition, group) for group in told.groups],
    }


def _group(edition: Edition, group: ToldGroup) -> Names:
    return {
        "id": literal(group.id),
        "title": prose(group.title.value),
        "takeaway": prose(group.takeaway.value),
        "why_it_matters": prose(group.why_it_matters.value),
        "statements": [_told(edition, told) for told in group.statements],
    }


def _scorecard(edition: Edition) -> Names:
    told = edition.scorecard
    return {
        "title": prose(told.title.value),
        "takeaway": prose(told.takeaway.value),
        "intro": prose(told.intro.value),
        "groups": [_status_group(edition, group) for group in told.groups],
    }


def _status_group(edition: Edition, group: StatusGroup) -> Names:
    whose = {told.assessed for told in group.statements}
    shared = whose.pop() if len(whose) == 1 else ""  # said once for all of them
    return {
        "status": literal(group.status),
        "title": literal(group.title),
        "assessed": literal(shared),
        "assessed_by": literal(edition.labels.get(f"assessed_{shared}", "") if shared else ""),
        "statements": [_told(edition, told) for told in group.statements],
    }


def _told(edition: Edition, told: Told) -> Names:
    return {
        "id": literal(told.id),
        "headline": prose(told.headline.value),
        "question": prose(told.question.value),
        "wording": _traced(told, told.wording.value, tuple(prose(text.value).inlines for text in told.shorter)),
        "text": _traced(told, told.text.value),
        "short": _traced(told, told.short.value),
        "status": literal(told.status),
        "status_title": literal(edition.labels.get(told.status, told.status) if told.status else ""),
        "assessed": literal(told.assessed),
        "assessed_by": literal(edition.labels.get(f"assessed_{told.assessed}", "") if told.assessed else ""),
        "importance": literal(told.importance),
        "date": _date(edition, told.date),
        "tags": [literal(tag) for tag in told.tags],
        "sources": _sources(told.sources),
        "positions": [
            {"holder": prose(position.holder.value), "text": prose(position.text.value)} for position in told.positions
        ],
    }


def _traced(told: Told, text: str, shorter: tuple[Inlines, ...] = ()) -> Words:
    words = prose(text)
    return Words(words, (Traced(told.id, words.inlines, shorter),)) if words else words


def _sources(cited: Iterable[CitedSource]) -> list[Names]:
    return [{"id": literal(each.source), "locator": literal(each.locator)} for each in cited]


def _figure(edition: Edition, figure: Figure) -> Names:
    return {
        "id": literal(figure.id),
        "kind": literal(figure.kind),
        "title": prose(figure.title.value),
        "takeaway": prose(figure.takeaway.value),
        "caption": prose(figure.caption.value),
        "note": prose(figure.note.value),
        "sources": _sources(figure.sources),
        "doubtful": [_event(edition, event) for event in edition.events if _marked(figure, event)],
    }


def _marked(figure: Figure, event: Event) -> bool:
    return event.doubtful and _shows(figure, event)


def _doubtful(edition: Edition) -> list[Names]:
    """Return the events that any figure marks as doubtful, each once."""
    marked = (event for event in edition.events if any(_marked(figure, event) for figure in edition.figures))
    return [_event(edition, event) for event in marked]


def _shows(figure: Figure, event: Event) -> bool:
    """Whether `figure` draws `event`; its start and end need only touch the period that is drawn."""
    begins, ends = event.date.first, (event.end_date or event.date).last
    if (figure.start and ends < figure.start.first) or (figure.end and begins > figure.end.last):
        return False
    return any(matches(selection, event) for selection in _selections(figure))


def _selections(figure: Figure) -> tuple[Selection, ...]:
    return (figure.select,) if isinstance(figure, Columns) else tuple(lane.select for lane in figure.lanes)


def _event(edition: Edition, event: Event) -> Names:
    columns = {name: literal(value) for name, value in event.columns.items()}
    return {
        **columns,
        "id": literal(event.id),
        "date": _date(edition, event.date),
        "end_date": _date(edition, event.end_date),
        "kind": literal(event.kind),
        "label": literal(event.label),
        "title": literal(event.title),
        "detail": literal(event.detail),
        "place": literal(event.place),
        "actors": [literal(actor) for actor in event.actors],
        "range": literal(event.range),
        "count": literal("" if event.count is None else str(event.count)),
        "outcome": literal(event.outcome),
        "confidence": literal(event.confidence),
        "importance": literal(event.importance),
        "tags": [literal(tag) for tag in event.tags],
        "sources": _sources(event.sources),
        "note": literal(event.note),
        "doubtful": event.doubtful,
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
    "key_messages": lambda edition: _section(edition, edition.key_messages),
    "overview": lambda edition: _section(edition, edition.overview),
    "developments": _developments,
    "open_questions": lambda edition: _section(edition, edition.open_questions, "questions"),
    "scorecard": _scorecard,
    "figures": lambda edition: [_figure(edition, figure) for figure in edition.figures],
    "doubtful": _doubtful,
    "events": lambda edition: [_event(edition, event) for event in edition.events],
    "audience": lambda edition: _audience(edition.audience),
    "labels": lambda edition: _labels(edition.labels),
}
