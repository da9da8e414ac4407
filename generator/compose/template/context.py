"""The names that a template can print: the fields of an edition, as texts on their way to slots.

The names of a record follow from the types of its fields, so a new field of the dataset needs nothing here; `DERIVED`
has the names that are not fields. A template never gets a model, whose public methods would be code for it to call; a
record can only be looked up.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.compose.doubts import find_doubtful
from generator.compose.template import wordings
from generator.compose.template.headings import HEADINGS
from generator.compose.template.record import EventRecord, Names, Record, Value
from generator.compose.template.slots import SlotLabel, SlotText, literal, prose
from generator.compose.template.source_names import list_cited, list_weighed
from generator.compose.template.values import (
    as_of_line,
    format_change,
    format_earlier,
    format_value,
    format_when,
)
from generator.model.audience import Audience
from generator.model.clearance.version import Version
from generator.model.dataset import Event, Number, Party, Position, Statement
from generator.model.dates import PartialDate
from generator.model.edition import (
    Edition,
    Holder,
    SelectedDevelopments,
    SelectedEvidence,
    SelectedGroup,
    SelectedNumber,
    SelectedNumbers,
    SelectedPosition,
    SelectedPositions,
    SelectedScorecard,
    SelectedSection,
    SelectedStatement,
    StatusGroup,
)
from generator.model.figure import Figure
from generator.model.inline import Plain
from generator.model.source import CitedSource
from generator.model.text import NO_TEXT, Text

ALWAYS = (
    "title", "short_title", "topic", "prepared_by", "as_of", "as_of_line", "language", "key_messages", "numbers",
    "overview", "developments", "open_questions", "scorecard", "positions", "figures", "main_figure", "cover",
    "doubtful", "events", "sources", "sources_by_weight", "editions", "distribution", "audience", "labels",
)  # fmt: skip
# not for readers: who may read a statement, and how a profile is put together
_HIDDEN = {"audiences", "not_before", "withheld_above", "claims"}
_HIDDEN_OF_AUDIENCE = {"look", "lineage", "figures", "cover", "date_format"}


def top_level_names(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the names that every dataset has, then those of this dataset's own `fields`."""
    return (*ALWAYS, *(name for name in fields if name not in ALWAYS))


def build_context(edition: Edition, wanted: Collection[str]) -> dict[str, Any]:
    """Return the values of the `wanted` names of ALWAYS, and of all own fields of the dataset."""
    record = _record(edition, edition)
    fields = {name: prose(text.value) for name, text in edition.fields.items() if name not in ALWAYS}
    return {**fields, **{name: record[name] for name in ALWAYS if name in wanted}}


def _record(edition: Edition, part: Struct) -> Record:
    return Record(_values(type(part)), edition, part)


@cache
def _values(kind: type[Struct]) -> Mapping[str, Value]:
    """Return the values of a record of `kind` by name: its printable fields, then what is derived from them."""
    fields = _fields(kind)
    derived = (DERIVED.get(parent, {}) for parent in reversed(kind.__mro__))
    headings = HEADINGS if "takeaway" in fields and "title" in fields else {}
    return {**fields, **headings, **{name: value for values in derived for name, value in values.items()}}


def _fields(kind: type[Struct]) -> Mapping[str, Value]:
    if issubclass(kind, SelectedStatement):  # it has the names of the dataset's statement
        own = _printable(
            kind, [name for name in kind.__struct_fields__ if name not in SelectedStatement.__struct_fields__]
        )
        return {**{name: _of_statement(name) for name in _values(Statement)}, **own}
    if kind is SelectedNumber:
        return {name: _of_number(name) for name in _values(Number)}
    return _printable(kind, [name for name in kind.__struct_fields__ if name not in _HIDDEN])


def _printable(kind: type[Struct], names: Iterable[str]) -> Mapping[str, Value]:
    """Return the values of those fields `names` that readers may see."""
    hints = get_type_hints(kind)
    printers = {name: _printer(hints[name]) for name in names}
    return {name: _of_field(name, printer) for name, printer in printers.items() if printer}


def _of_field(name: str, printer: Value) -> Value:
    return lambda edition, part: printer(edition, getattr(part, name))


def _printer(hint: Any) -> Value | None:
    """Return what prints a field of this type, None for one that readers never see."""
    if get_origin(hint) is UnionType:
        hint = next(inner for inner in get_args(hint) if inner is not type(None))
    if get_origin(hint) is tuple:
        return _PRINTERS_OF_MANY.get(get_args(hint)[0])
    return _PRINTERS.get(hint)


def _records(edition: Edition, parts: Iterable[Struct]) -> list[Names]:
    return [_record(edition, part) for part in parts]


def _events(edition: Edition, events: Iterable[Event]) -> list[Names]:
    """Return records of `events` that also have the columns that the author added to events.csv."""
    records: list[Names] = []
    for header, alike in groupby(events, lambda event: event.columns.header):
        values = _values_of_event(tuple(header))
        records += [EventRecord(values, edition, event) for event in alike]
    return records


@lru_cache(maxsize=8)
def _values_of_event(columns: tuple[str, ...]) -> Mapping[str, Value]:
    return {**{name: partial(_cell, name) for name in columns}, **_values(Event)}


def _cell(name: str, _: Edition, event: Event) -> SlotText:
    return literal(event.columns[name])


_PRINTERS: Mapping[Any, Value] = {
    Text: lambda _, text: prose(text.value),
    str: lambda _, text: literal(text),
    int: lambda _, number: literal("" if number is None else str(number)),
    bool: lambda _, flag: flag,
    PartialDate: format_when,
    SelectedSection: _record,
    SelectedDevelopments: _record,
    SelectedScorecard: _record,
    SelectedPositions: _record,
    Party: _record,
    SelectedNumbers: _record,
}
_LISTED = (
    Figure, Holder, Party, Position, SelectedGroup,
    SelectedNumber, SelectedPosition, SelectedStatement, StatusGroup, Version,
)  # fmt: skip
_PRINTERS_OF_MANY: Mapping[Any, Value] = {
    str: lambda _, texts: [literal(text) for text in texts],
    CitedSource: lambda _, sources: list_cited(sources),
    Event: _events,
    **dict.fromkeys(_LISTED, _records),
}


def _of_statement(name: str) -> Value:
    """Return the value of a name of the dataset's statement, for a SelectedStatement."""
    return lambda edition, selected: _values(Statement)[name](edition, selected.statement)


def _of_number(name: str) -> Value:
    return lambda edition, selected: _values(Number)[name](edition, selected.number)


def _event(edition: Edition, event: Event | None) -> Names | SlotText:
    return _events(edition, [event])[0] if event else literal("")


def _evidence(edition: Edition, selected: SelectedStatement) -> Names | SlotText:
    return _record(edition, selected.evidence) if selected.evidence else literal("")


def _questions(edition: Edition) -> Record:
    """Return the record of the open questions, in which the statements are called questions."""
    values = {{"statements": "questions"}.get(name, name): value for name, value in _values(SelectedSection).items()}
    return Record({**values, "further": wordings.print_further("further_questions")}, edition, edition.open_questions)


def _figure(edition: Edition, id_: str) -> Record | bool:
    """Return the figure with that id, False if there is none."""
    found = next((figure for figure in edition.figures if figure.id == id_), None)
    return _record(edition, found) if found else False


def _find_distribution(edition: Edition) -> str:
    """Return who gets the edition: the audience's own text `distribution`, or else the dataset's."""
    return edition.audience.fields.get("distribution") or edition.fields.get("distribution", NO_TEXT).value


def _audience(edition: Edition) -> Names:
    """Return the settings that can be printed, and the profile's own texts."""
    audience = edition.audience
    texts = {name: prose(text) for name, text in audience.fields.items()}
    settings = _values(Audience).items()
    return {**texts, **{name: value(edition, audience) for name, value in settings if name not in _HIDDEN_OF_AUDIENCE}}


DERIVED: Mapping[type[Struct], Mapping[str, Value]] = {
    Audience: {
        "wording": lambda _, audience: {output: literal(name) for output, name in audience.wording.items()},
        "limits": lambda _, audience: dict(audience.limits),
    },
    Edition: {
        "as_of": lambda edition, _: format_when(edition, PartialDate.of(edition.as_of)),
        "as_of_line": lambda edition, _: literal(as_of_line(edition)),
        "open_questions": lambda edition, _: _questions(edition),
        "sources": lambda edition, _: list_cited(edition.shared_sources),
        "doubtful": lambda edition, _: _events(edition, find_doubtful(edition, edition.figures)),
        "sources_by_weight": lambda edition, _: list_weighed(edition),
        "main_figure": lambda edition, _: _record(edition, edition.main_figure) if edition.main_figure else False,
        "figures": lambda edition, _: _records(edition, edition.lone_figures),
        "cover": lambda edition, _: _figure(edition, edition.cover.id) if edition.cover else False,
        "distribution": lambda edition, _: prose(_find_distribution(edition)),
        "audience": lambda edition, _: _audience(edition),
        "labels": lambda edition, _: {name: SlotLabel(text, (Plain(text),)) for name, text in edition.labels.items()},
    },
    SelectedGroup: {"figure": lambda edition, group: _figure(edition, group.figure)},
    SelectedSection: {
        "unscored": lambda edition, part: _records(edition, [s for s in part.statements if s.id not in edition.scored]),
        "omitted": lambda _, section: section.omitted,
        "further": wordings.print_further("further_points"),
    },
    SelectedScorecard: {
        "omitted": lambda _, scorecard: scorecard.omitted,
        "has_evidence": lambda _, card: any(each.evidence for part in card.groups for each in part.statements),
        "further": wordings.print_further("further_findings"),
    },
    SelectedStatement: {
        "wording": wordings.print_wording,
        "text": lambda _, selected: wordings.trace(selected, selected.statement.text),
        "label": lambda _, selected: wordings.trace(selected, wordings.find_shortest(selected.statement)),
        "state": lambda _, selected: wordings.trace(selected, selected.statement.state),
        "evidence": _evidence,
        "finding": wordings.print_finding,
        "latest": lambda edition, selected: _event(edition, selected.latest),
        "short": lambda _, selected: wordings.trace(selected, selected.statement.short or selected.statement.text),
        "status_title": wordings.title_status,
        "assessed_by": lambda edition, selected: wordings.name_assessor(edition, selected.statement.assessed),
    },
    SelectedEvidence: {
        "value": lambda edition, evidence: format_value(edition, evidence.number and evidence.number.value),
        "date": lambda edition, evidence: format_when(edition, evidence.event and evidence.event.date),
        "number": lambda _, evidence: literal(evidence.number.id if evidence.number else ""),
        "event": lambda edition, evidence: _event(edition, evidence.event),
    },
    SelectedNumbers: {
        "omitted": lambda _, numbers: numbers.omitted,
    },
    SelectedNumber: {
        "value": lambda edition, number: format_value(edition, number.value),
        "unit": wordings.print_unit,
        "before": format_earlier,
        "change": lambda edition, number: format_change(edition, number.change),
    },
    StatusGroup: {
        "assessed": lambda _, group: literal(wordings.find_shared_assessor(group)),
        "assessed_by": lambda edition, group: wordings.name_assessor(edition, wordings.find_shared_assessor(group)),
    },
    Event: {"doubtful": lambda _, event: event.doubtful},
    Figure: {"doubtful": lambda edition, figure: _events(edition, find_doubtful(edition, [figure]))},
}
