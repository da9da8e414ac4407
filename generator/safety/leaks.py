"""Finished files x dataset x audience -> what stands in them that this audience must not get. The last look.

Knows nothing of how a pack is made: whichever way the words came in, by a template, a caption or an event that says
the same, they are found. What is secret: all prose of statements and events that are kept from the audience.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from generator.errors import Place, Problem
from generator.language.words import Words, words_of
from generator.model.dataset import Dataset, Event, Statement, kept_from

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
_TELLING = 4  # words; fewer, such as a headline's "New tolls", may stand anywhere by chance
_RUN = 8  # so many in a row are no chance, nor a name
_HEAD = 3  # words by which secrets are looked up, so that the search is linear in what is searched
# Columns of an event that hold no prose; whatever else stands in its row does, an author's own columns included.
_NO_PROSE = {
    "id", "date", "end_date", "kind", "actors", "range", "count", "confidence", "importance", "tags", "sources",
    "audiences", "not_before",
}  # fmt: skip


class Secret(Struct, frozen=True):
    """Words that an audience must not read, and whose they are."""

    words: Words
    said: str
    owner: str
    place: Place


def leaks(files: Mapping[str, bytes], dataset: Dataset, audience: str) -> tuple[Problem, ...]:
    """Return a problem for each secret that stands in `files`, naming file and part."""
    secrets = _secrets(dataset, audience)
    if not secrets:
        return ()
    index = _index(secrets)
    found: dict[str, Problem] = {}
    for name, data in files.items():
        for part, text in _strings(name, data):
            for secret in _found(index, words_of(text)):
                found.setdefault(secret.owner, _problem(secret, audience, part))
    return tuple(found.values())


def _problem(secret: Secret, audience: str, part: str) -> Problem:
    said = secret.said if len(secret.said) <= 60 else f"{secret.said[:60]} …"
    what = f"`{secret.owner}` is kept from `{audience}`, but its words “{said}” stand in {part}"
    return Problem(secret.place, what, "look for what says the same: a template, a caption, a note, another item")


def _secrets(dataset: Dataset, audience: str) -> list[Secret]:
    items: list[Statement | Event] = [*dataset.statements, *dataset.events]
    kept = [each for each in items if kept_from(each, audience, dataset.as_of)]
    secrets = [
        Secret(words, said, each.id, each.origin if isinstance(each, Event) else each.place)
        for each in kept
        for text in _texts(each)
        for words, said in _phrases(text)
    ]
    others = (each for each in items if secrets and not kept_from(each, audience, dataset.as_of))
    told = _told({secret.words for secret in secrets}, (text for each in others for text in _texts(each)))
    return [secret for secret in secrets if secret.words not in told]


def _told(phrases: set[Words], texts: Iterable[str]) -> set[Words]:
    """Return those `phrases` that stand in `texts`: what another item says to this audience was written for it."""
    lengths = {len(words) for words in phrases}
    every = (words_of(text) for text in texts)
    runs = (words[at : at + length] for words in every for length in lengths for at in range(len(words) - length + 1))
    return {run for run in runs if run in phrases}


def _phrases(text: str) -> Iterator[tuple[Words, str]]:
    """Yield what of a text would give it away: it and each sentence where that is short, else each run of words."""
    for said in dict.fromkeys((text, *_SENTENCE.split(text))):
        words = words_of(said)
        if _TELLING <= len(words) < _RUN:
            yield words, said
    words = words_of(text)
    for at in range(len(words) - _RUN + 1):
        yield words[at : at + _RUN], " ".join(words[at : at + _RUN])


def _texts(item: Statement | Event) -> Iterator[str]:
    return _texts_of_event(item) if isinstance(item, Event) else _texts_of_statement(item)


def _texts_of_statement(statement: Statement) -> Iterator[str]:
    named = (statement.headline, statement.question, statement.short, statement.text)
    yield from (text.value for text in named)
    for position in statement.positions:
        yield position.holder.value
        yield position.text.value
    yield from (claim.says for claim in statement.claims)
    yield from (source.locator for source in statement.sources)


def _texts_of_event(event: Event) -> Iterator[str]:
    yield from (cell for name, cell in event.columns.items() if name not in _NO_PROSE)
    yield from event.actors
    yield from (source.locator for source in event.sources)


def _index(secrets: Iterable[Secret]) -> Mapping[Words, Sequence[Secret]]:
    index: dict[Words, list[Secret]] = {}
    for secret in secrets:
        index.setdefault(secret.words[:_HEAD], []).append(secret)
    return index


def _found(index: Mapping[Words, Sequence[Secret]], words: Words) -> Iterator[Secret]:
    for at, head in enumerate(zip(words, words[1:], words[2:], strict=False)):
        for secret in index.get(head, ()):
            if words[at : at + len(secret.words)] == secret.words:
                yield secret


def _strings(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield all strings of a file, or of each part of it, with its name."""
    if data.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(data)) as archive:
            for part in archive.namelist():
                for inner, text in _strings(part, archive.read(part)):
                    yield f"{name} ({inner})", text
    elif name.endswith((".xml", ".rels", ".svg", ".vml")):
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        yield name, " ".join(str(text) for text in root.itertext())
        yield name, "\n".join(str(value) for each in root.iter(etree.Element) for value in each.values())
    elif name.endswith(".json"):
        yield name, "\n".join(_strings_of_json(json.loads(data)))


def _strings_of_json(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _strings_of_json(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings_of_json(each)
