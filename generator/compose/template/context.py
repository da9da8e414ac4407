"""The names that a template can print: the fields of an edition, as texts on their way to slots.

What a record holds follows from the types of its fields, so that a new field of the dataset needs nothing here; what is
not a field stands in `DERIVED`. A template never meets a model: the public methods of one would be code that it could
call, whereas records can only be looked up.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.compose.template.slots import When, Words, literal, prose
from generator.model.audience import Audience
from generator.model.dataset import Event, Position, Statement
from generator.model.dates import PartialDate, said
from generator.model.edition import (
    Edition,
    SelectedDevelopments,
    SelectedGroup,
    SelectedScorecard,
    SelectedSection,
    SelectedStatement,
    StatusGroup,
)
from generator.model.figure import Figure
from generator.model.inline import Traced
from generator.model.selection import selected
from generator.model.source import CitedSource
from generator.model.text import Text

Names = Mapping[str, Any]
Value = Callable[[Edition, Any], Any]  # of a name of a record: from the edition and what the record is of
ALWAYS = (
    "title", "topic", "prepared_by", "as_of", "as_of_line", "language", "key_messages", "overview", "developments",
    "open_questions", "scorecard", "figures", "doubtful", "events", "audience", "labels",
)  # fmt: skip
_HIDDEN = {"audiences", "not_before", "claims"}  # they say who may read a statement, and are not for its readers


class Record(Names):
    """The names of one thing of an edition, made when they are looked up: of many, a template asks for a few."""

    def __init__(self, values: Mapping[str, Value], edition: Edition, thing: Any) -> None:
        self._values = values
        self._edition = edition
        self._thing = thing
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = self._values[name](self._edition, self._thing)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def names(edition: Edition) -> tuple[str, ...]:
    """Return the top-level names of templates: those of every dataset, then this dataset's own fields."""
    return (*ALWAYS, *(name for name in edition.fields if name not in ALWAYS))


def context(edition: Edition, wanted: Collection[str]) -> dict[str, Any]:
    """Return the values of the `wanted` names; a long list of events is made only where a template uses it."""
    record = _record(edition, edition)
    fields = {name: prose(text.value) for name, text in edition.fields.items() if name not in ALWAYS}
    return {**fields, **{name: record[name] for name in ALWAYS if name in wanted}}


def as_of_line(edition: Edition) -> str:
    """Return the as-of date in the words of the labels: "As of 5 August 2019"."""
    return fill(edition, "as_of", date=_format(edition, PartialDate.of(edition.as_of)))


def fill(edition: Edition, label: str, **values: str) -> str:
    """Return the label named `label` with its `{placeholders}` filled in."""
    text = edition.labels[label]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _format(edition: Edition, when: PartialDate) -> str:
    return said(when, edition.audience.date_format, edition.language)


def _record(edition: Edition, thing: Struct) -> Record:
    return Record(_values(type(thing)), edition, thing)


@cache
def _values(kind: type[Struct]) -> Mapping[str, Value]:
    """Return what records of `kind` hold, by name: its printable fields, then what is derived from them."""
    derived = (DERIVED.get(parent, {}) for parent in reversed(kind.__mro__))
    return {**_fields(kind), **{name: value for values in derived for name, value in values.items()}}


def _fields(kind: type[Struct]) -> Mapping[str, Value]:
    if kind is SelectedStatement:  # it stands for the statement of the dataset
        return {name: _of_statement(name) for name in _values(Statement)}
    hints = get_type_hints(kind)
    printers = {name: _printer(hints[name]) for name in kind.__struct_fields__ if name not in _HIDDEN}
    return {name: _of_field(name, printer) for name, printer in printers.items() if printer}


def _of_field(name: str, printer: Value) -> Value:
    return lambda edition, thing: printer(edition, getattr(thing, name))


def _printer(hint: Any) -> Value | None:
    """Return what prints a field of this type, None for one that readers never see."""
    if get_origin(hint) is UnionType:
        hint = next(inner for inner in get_args(hint) if inner is not type(None))
    if get_origin(hint) is tuple:
        return _PRINTERS_OF_MANY.get(get_args(hint)[0])
    return _PRINTERS.get(hint)


def _date(edition: Edition, when: PartialDate | None) -> Words:
    return literal("") if when is None else When.at(when, _format(edition, when))


def _records(edition: Edition, things: Iterable[Struct]) -> list[Names]:
    return [_record(edition, thing) for thing in things]


def _events(edition: Edition, events: Iterable[Event]) -> list[Names]:
    """Return records of `events` that know the author's own columns too."""
    records: list[Names] = []
    for header, alike in groupby(events, lambda event: event.columns.header):
        values = _values_of_event(tuple(header))
        records += [Record(values, edition, event) for event in alike]
    return records


@lru_cache(maxsize=8)
def _values_of_event(columns: tuple[str, ...]) -> Mapping[str, Value]:
    return {**{name: partial(_cell, name) for name in columns}, **_values(Event)}


def _cell(name: str, _: Edition, event: Event) -> Words:
    return literal(event.columns[name])


_PRINTERS: Mapping[Any, Value] = {
    Text: lambda _, text: prose(text.value),
    str: lambda _, text: literal(text),
    int: lambda _, number: literal("" if number is None else str(number)),
    PartialDate: _date,
    SelectedSection: _record,
    SelectedDevelopments: _record,
    SelectedScorecard: _record,
}
_PRINTERS_OF_MANY: Mapping[Any, Value] = {
    str: lambda _, texts: [literal(text) for text in texts],
    CitedSource: lambda _, cited: [
        {"id": literal(source.source), "locator": literal(source.locator)} for source in cited
    ],
    Event: _events,
    **dict.fromkeys((Figure, Position, SelectedGroup, SelectedStatement, StatusGroup), _records),
}


def _of_statement(name: str) -> Value:
    """Return the value of a name of the dataset's statement, for the statement as selected."""
    return lambda edition, selected: _values(Statement)[name](edition, selected.statement)


def _traced(selected: SelectedStatement, text: Text, shorter: Iterable[Text] = ()) -> Words:
    words = prose(text.value)
    alternatives = tuple(prose(other.value).inlines for other in shorter)
    return Words(words, (Traced(selected.id, words.inlines, alternatives),)) if words else words


def _wording(edition: Edition, selected: SelectedStatement) -> Words:
    # a page goes on where it is full; a slide may ask for fewer words
    return _traced(selected, selected.wording, selected.shorter if edition.output == "deck" else ())


def _assessor(edition: Edition, assessed: str) -> Words:
    return literal(edition.labels.get(f"assessed_{assessed}", "") if assessed else "")


def _shared_assessor(group: StatusGroup) -> str:
    """Return whose verdict all of them are, so that it is said once; nothing where they differ."""
    assessors = {selected.statement.assessed for selected in group.statements}
    return assessors.pop() if len(assessors) == 1 else ""


def _status_title(edition: Edition, selected: SelectedStatement) -> Words:
    status = selected.statement.status
    return literal(edition.labels.get(status, status) if status else "")


def _questions(edition: Edition) -> Record:
    """Return the record of the open questions, in which the statements are called questions."""
    values = {{"statements": "questions"}.get(name, name): value for name, value in _values(SelectedSection).items()}
    return Record(values, edition, edition.open_questions)


def _further(edition: Edition, section: SelectedSection) -> Words:
    return literal(fill(edition, "further_questions", number=str(section.omitted)) if section.omitted else "")


def _doubtful(edition: Edition, figures: Collection[Figure]) -> list[Names]:
    """Return the events that any of `figures` marks as doubtful, each once."""
    doubtful = [event for event in edition.events if event.doubtful]
    shown = {event.id for figure in figures for event in _shown(figure, doubtful)}
    return _events(edition, [event for event in doubtful if event.id in shown])


def _shown(figure: Figure, events: Iterable[Event]) -> Iterator[Event]:
    """Yield those of `events` that the figure draws; an event need only touch the period that is drawn."""
    start, end = figure.start and figure.start.first, figure.end and figure.end.last
    if start:
        events = [event for event in events if (event.end_date or event.date).last >= start]
    if end:
        events = [event for event in events if event.date.first <= end]
    for selection in figure.selections:
        yield from selected(selection, events)


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


DERIVED: Mapping[type[Struct], Mapping[str, Value]] = {
    Edition: {
        "as_of": lambda edition, _: _date(edition, PartialDate.of(edition.as_of)),
        "as_of_line": lambda edition, _: literal(as_of_line(edition)),
        "open_questions": lambda edition, _: _questions(edition),
        "doubtful": lambda edition, _: _doubtful(edition, edition.figures),
        "audience": lambda edition, _: _audience(edition.audience),
        "labels": lambda edition, _: {name: literal(text) for name, text in edition.labels.items()},
    },
    SelectedSection: {
        "omitted": lambda _, section: section.omitted,
        "further": _further,
    },
    SelectedStatement: {
        "wording": _wording,
        "text": lambda _, selected: _traced(selected, selected.statement.text),
        "short": lambda _, selected: _traced(selected, selected.statement.short or selected.statement.text),
        "status_title": _status_title,
        "assessed_by": lambda edition, selected: _assessor(edition, selected.statement.assessed),
    },
    StatusGroup: {
        "assessed": lambda _, group: literal(_shared_assessor(group)),
        "assessed_by": lambda edition, group: _assessor(edition, _shared_assessor(group)),
    },
    Event: {"doubtful": lambda _, event: event.doubtful},
    Figure: {"doubtful": lambda edition, figure: _doubtful(edition, [figure])},
}
