"""What was written from what -> manifest.json: hashes, versions, warnings, and where each statement is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct, json

from generator.errors import Place, Problem
from generator.language.prose import prose
from generator.model.dataset import Dataset, Event
from generator.model.drawing import Drawing
from generator.model.edition import Edition, LeftOut, SelectedNumber, SelectedStatement
from generator.model.output import Written
from generator.model.selection import select_records
from generator.model.source import Source
from generator.model.text import Text
from generator.pack.publish import digest
from generator.read.dataset.claims import list_claimed


class _Event(Struct, frozen=True, gc=False):
    """Where an event is in the dataset, what it says, and its sources; a Struct, since there may be 90,000."""

    place: str
    says: tuple[str, ...]
    sources: tuple[str, ...]


class Origins(Struct, frozen=True):
    """What tells whether the pack would come out the same again."""

    versions: Mapping[str, str]
    key: str  # of all that it depends on
    folders: Sequence[str]  # the template folders of which all files count
    inputs: Mapping[str, str]  # SHA-256 by name


def write_manifest(
    dataset: Dataset,
    editions: Sequence[Edition],
    origins: Origins,
    outputs: Mapping[str, bytes],
    written: Mapping[str, Written],
    drawings: Mapping[str, Drawing],
    warnings: Iterable[Problem],
    certified: Mapping[str, Mapping[str, Sequence[str]]],
) -> bytes:
    """Return the manifest of one pack as JSON; the same pack gives the same bytes, wherever it is built."""
    secret = {item.id for edition in editions for item in edition.left_out if item.secret}
    sections: dict[str, Any] = {
        "format": 1,
        "dataset": dataset.name,
        "audience": editions[0].audience.name,
        "as_of": dataset.as_of.isoformat(),
        "versions": dict(origins.versions),
        "key": origins.key,
        "folders": list(origins.folders),
        "inputs": {name: origins.inputs[name] for name in sorted(origins.inputs)},
        "outputs": {name: digest(outputs[name]) for name in sorted(outputs)},
        "warnings": [_warning(warning) for warning in warnings],
        "left_out": _left_out(edition.left_out for edition in editions),
        "shortened": _left_out(edition.shortened for edition in editions),
        "withheld": len(secret),
        "claims": [*_claims(dataset, editions, secret)],
        "figures": _figures(editions, drawings, certified, written),
        "numbers": _numbers(editions[0], written),
        "statements": _statements(dataset, written),
        "events": {event.id: _event(event) for event in editions[0].events},
        "tables": {name: dict(file.tables) for name, file in written.items() if file.tables},
        "texts": {_where(text.place): text.value for edition in editions for text in _texts(edition)},
        "sources": {
            source.id: {"title": source.title, "url": source.url} for source in _sources(dataset, editions, secret)
        },
    }
    return _encode_indented(sections)


def _encode_indented(sections: dict[str, Any]) -> bytes:
    """Return `sections` as JSON, one at a time: of a long pack, each takes three times its size in memory."""
    target = BytesIO()
    start = b"{\n"
    for name in (*sections,):
        section = json.format(json.encode({name: sections.pop(name)}), indent=2)
        target.write(start + section.removeprefix(b"{\n").removesuffix(b"\n}"))
        start = b",\n"
    target.write(b"\n}\n")
    return target.getvalue()


def _warning(warning: Problem) -> dict[str, str]:
    return {"place": _where(warning.place), "what": warning.what, "help": warning.help}


def _where(place: Place) -> str:
    """Return `place` with the last two parts of its path alone: the others tell of the machine."""
    return str(Place(_end(place.file), place.line, place.column))


@lru_cache(maxsize=64)
def _end(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _left_out(lists: Iterable[Sequence[LeftOut]]) -> list[dict[str, str]]:
    """Return what any output leaves out, each item once, since the outputs of one audience mostly agree.

    What the author withholds from the audience is only counted ("withheld"), never named.
    """
    unique = dict.fromkeys(item for items in lists for item in items if not item.secret)
    return [{"id": item.id, "reason": item.reason} for item in unique]


def _figures(
    editions: Sequence[Edition],
    drawings: Mapping[str, Drawing],
    certified: Mapping[str, Mapping[str, Sequence[str]]],
    written: Mapping[str, Written],
) -> dict[str, Any]:
    """Return what each figure shows in words, where it is described, its sources and events, and where it stands."""
    figure_by_id = {figure.id: figure for edition in editions for figure in edition.figures}
    events = editions[0].events
    return {
        name: {
            "place": _where(figure_by_id[name].place),
            "alt": drawing.alt,
            "description": drawing.description,
            "sources": [cited.source for cited in figure_by_id[name].sources],
            "events": [event.id for event in figure_by_id[name].find_drawn(events)],
            "stands": {file: list(each.figures[name]) for file, each in written.items() if name in each.figures},
            "certified": {file: certified[name][file] for file in sorted(certified[name])},
        }
        for name, drawing in drawings.items()
    }


def _claims(dataset: Dataset, editions: Sequence[Edition], secret: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the claims on what the editions hold."""
    held = {("group", group.id) for edition in editions for group in edition.developments.groups}
    held |= {("figure", figure.id) for edition in editions for figure in edition.figures}
    held |= {("statement", statement.id) for statement in dataset.statements if statement.id not in secret}
    events = [event for event in dataset.events if event.begun_by(dataset.as_of)]
    for claimed in list_claimed(dataset):
        if claimed.kind in ("dataset", "section") or (claimed.kind, claimed.id) in held:
            of = "statement" if claimed.kind == "statement" else "part"
            for claim in claimed.claims:
                rows = [event.id for event in select_records(claim.select, events) if event.id not in secret]
                says = {"says": claim.says, "measure": claim.measure, "is": claim.expected}
                yield {of: claimed.key, "place": _where(claim.place), **says, "rows": rows}


def _statements(dataset: Dataset, written: Mapping[str, Written]) -> dict[str, Any]:
    """Return where each statement that is in a file can be found, and its sources."""
    return {
        statement.id: {
            "place": _where(statement.place),
            "says": [text.value for text in prose(statement) if isinstance(text, Text) and text],
            "sources": [cited.source for cited in statement.rests_on],
            "stands": _locate(statement.id, written),
        }
        for statement in dataset.statements
        if any(statement.id in file.locations for file in written.values())
    }


def _locate(id_: str, written: Mapping[str, Written]) -> dict[str, Sequence[str]]:
    return {name: list(file.locations[id_]) for name, file in written.items() if id_ in file.locations}


def _numbers(edition: Edition, written: Mapping[str, Written]) -> dict[str, Any]:
    """Return the value of each number that the audience gets, the events it is of, its words, and where it stands."""
    return {
        selected.id: {
            "place": _where(selected.number.place),
            "measure": selected.number.measure.name,
            "is": str(selected.value),
            "rows": [event.id for event in select_records(selected.number.measure.select, edition.events)],
            "says": [*_say_number(selected)],
            "sources": [cited.source for cited in selected.number.sources],
            "stands": _locate(selected.id, written),
        }
        for selected in edition.numbers.all
    }


def _say_number(selected: SelectedNumber) -> Iterator[str]:
    """Yield the value with the words beside it, now and before."""
    number = selected.number
    if number.unit:
        yield f"{selected.value} {number.unit}"
    if number.before and selected.earlier is not None:
        yield f"{selected.earlier} {number.before.words}"


def _event(event: Event) -> _Event:
    says = (event.title, event.detail, event.note)
    return _Event(_where(event.origin), tuple(filter(None, says)), tuple(cited.source for cited in event.sources))


def _texts(edition: Edition) -> Iterator[Text]:
    """Yield the prose around statements: titles, takeaways, introductions, captions, further fields."""
    for text in prose(edition, without=(SelectedStatement, SelectedNumber, Event)):
        if isinstance(text, Text) and text:
            yield text


def _sources(dataset: Dataset, editions: Sequence[Edition], secret: set[str]) -> Iterator[Source]:
    """Yield the sources of what the editions hold, in the order of sources.yaml."""
    sources = [statement.rests_on for statement in dataset.statements if statement.id not in secret]
    sources += [event.sources for event in editions[0].events]
    sources += [selected.number.sources for selected in editions[0].numbers.all]
    sources += [figure.sources for edition in editions for figure in edition.figures]
    ids = {cited.source for group in sources for cited in group}
    yield from (source for id_, source in dataset.sources.items() if id_ in ids)
