"""What was written from what -> manifest.json: hashes, versions, warnings, and where each statement stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct, json

from generator.errors import Place, Problem
from generator.model.dataset import Dataset, Event, Statement
from generator.model.drawing import Drawing
from generator.model.edition import Edition, LeftOut
from generator.model.output import Written
from generator.model.source import Source
from generator.model.text import Text
from generator.pack.publish import digest


class _Traced(Struct, frozen=True, gc=False):
    """Where an event stands in the dataset, what it says, and its sources."""

    place: str
    says: tuple[str, ...]
    sources: tuple[str, ...]


class Made(Struct, frozen=True):
    """What tells whether the pack would come out the same again."""

    versions: Mapping[str, str]
    key: str  # of all that it depends on
    folders: Sequence[str]  # of the template folders, those of which all files count


def manifest(
    dataset: Dataset,
    editions: Sequence[Edition],
    made: Made,
    inputs: Mapping[str, str],
    outputs: Mapping[str, bytes],
    written: Mapping[str, Written],
    drawings: Mapping[str, Drawing],
    warnings: Iterable[Problem],
) -> bytes:
    """Return the manifest of one pack as JSON; the same pack gives the same bytes, wherever it is built."""
    secret = {item.id for edition in editions for item in edition.left_out if item.secret}
    told = {
        "format": 1,
        "dataset": dataset.name,
        "audience": editions[0].audience.name,
        "as_of": dataset.as_of.isoformat(),
        "versions": dict(made.versions),
        "key": made.key,
        "folders": list(made.folders),
        "inputs": {name: inputs[name] for name in sorted(inputs)},
        "outputs": {name: digest(outputs[name]) for name in sorted(outputs)},
        "warnings": [_warning(each) for each in warnings],
        "left_out": _left_out(edition.left_out for edition in editions),
        "shortened": _left_out(edition.shortened for edition in editions),
        "withheld": len(secret),
        "claims": [
            claim for statement in dataset.statements if statement.id not in secret for claim in _claims(statement)
        ],
        "figures": {name: {"alt": each.alt, "description": each.description} for name, each in drawings.items()},
        "statements": _trace(dataset, written),
        "events": {event.id: _event(event) for event in editions[0].events},
        "texts": {_where(text.place): text.value for edition in editions for text in _texts(edition) if text},
        "sources": {each.id: {"title": each.title, "url": each.url} for each in _cited(dataset, editions)},
    }
    return _indented(told)


def _indented(told: dict[str, Any]) -> bytes:
    """Return `told` as JSON, a section at a time: for a long pack, each of them stands in memory three times over."""
    target = BytesIO()
    opened = b"{\n"
    for name in (*told,):
        section = json.format(json.encode({name: told.pop(name)}), indent=2)
        target.write(opened + section.removeprefix(b"{\n").removesuffix(b"\n}"))
        opened = b",\n"
    target.write(b"\n}\n")
    return target.getvalue()


def _warning(warning: Problem) -> dict[str, str]:
    """Return `warning` with the end of its file's path alone, since the rest tells of the machine."""
    return {"place": _where(warning.place), "what": warning.what, "help": warning.help}


def _where(place: Place) -> str:
    return str(Place(_end(place.file), place.line, place.column))


@lru_cache(maxsize=64)
def _end(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _left_out(lists: Iterable[Sequence[LeftOut]]) -> list[dict[str, str]]:
    """Return what any output leaves out, each once: the outputs of one audience mostly agree.

    What is kept from the audience by its author's word is not even named, only counted ("withheld").
    """
    unique = dict.fromkeys(item for items in lists for item in items if not item.secret)
    return [{"id": item.id, "reason": item.reason} for item in unique]


def _claims(statement: Statement) -> list[dict[str, str]]:
    return [
        {"statement": statement.id, "says": claim.says, "measure": claim.measure, "is": claim.expected}
        for claim in statement.claims
    ]


def _trace(dataset: Dataset, written: Mapping[str, Written]) -> dict[str, Any]:
    """Return for each statement that stands in a file: where, and its sources."""
    return {
        statement.id: {
            "place": _where(statement.place),
            "says": [text.value for text in _wordings(statement) if text],
            "sources": [source.source for source in statement.sources],
            "stands": {
                name: list(file.stands[statement.id]) for name, file in written.items() if statement.id in file.stands
            },
        }
        for statement in dataset.statements
        if any(statement.id in file.stands for file in written.values())
    }


def _wordings(statement: Statement) -> tuple[Text, ...]:
    said = (statement.headline, statement.question, statement.short, statement.text)
    return (*said, *(text for position in statement.positions for text in (position.holder, position.text)))


def _event(event: Event) -> _Traced:
    says = (event.title, event.detail, event.note)
    return _Traced(_where(event.origin), tuple(filter(None, says)), tuple(each.source for each in event.sources))


def _texts(edition: Edition) -> Iterator[Text]:
    """Yield the prose around statements: titles, takeaways, introductions, captions, further fields."""
    yield from (edition.title, edition.topic, edition.prepared_by)
    parts = (edition.key_messages, edition.overview, edition.developments, edition.open_questions, edition.scorecard)
    for part in (*parts, *edition.figures):
        yield from (part.title, part.takeaway)
    yield from (part.intro for part in parts)
    for group in edition.developments.groups:
        yield from (group.title, group.takeaway, group.why_it_matters)
    for figure in edition.figures:
        yield from (figure.caption, figure.note)
    yield from edition.fields.values()


def _cited(dataset: Dataset, editions: Sequence[Edition]) -> Iterator[Source]:
    """Yield the sources of what the editions tell, in the order of sources.yaml."""
    secret = {item.id for edition in editions for item in edition.left_out if item.secret}
    told = [each.sources for each in dataset.statements if each.id not in secret]
    cited = {source.source for sources in (*told, *(each.sources for each in editions[0].events)) for source in sources}
    yield from (source for id_, source in dataset.sources.items() if id_ in cited)
