"""A pack's manifest and some words -> where they come from: the item of the dataset, its sources, where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.language.words import Words, holds, words_of

_ALIKE = 0.6  # of the words asked for; fewer have nothing to do with each other


class Origin(Struct, frozen=True):
    """What says the words: `place` in the dataset as the pack was made, `stands` by file."""

    kind: str  # statement | event | text
    id: str
    place: str
    says: str
    sources: Sequence[str]
    stands: Mapping[str, Sequence[str]]
    exact: bool  # else it is the nearest


def traced(manifest: Mapping[str, Any], asked: str) -> tuple[Origin, ...]:
    """Return what says the words `asked`, statements first; where nothing does, what comes nearest, if anything."""
    words = words_of(asked)
    known = [(origin, words_of(origin.says)) for origin in _origins(manifest)]
    exact = [origin for origin, own in known if words and holds(own, words)]
    if exact:
        return _once(exact)
    nearest = max(known, key=lambda each: _shared(each[1], words), default=None)
    if nearest is None or not words or _shared(nearest[1], words) < _ALIKE:
        return ()
    near = nearest[0]
    return (Origin(near.kind, near.id, near.place, near.says, near.sources, near.stands, exact=False),)


def source(manifest: Mapping[str, Any], id_: str) -> str:
    """Return what the manifest tells of a source: its id, title and address."""
    told = manifest.get("sources", {}).get(id_, {})
    return ", ".join(part for part in (id_, told.get("title", ""), told.get("url", "")) if part)


def _origins(manifest: Mapping[str, Any]) -> Iterator[Origin]:
    for id_, told in manifest["statements"].items():
        for says in told["says"]:
            yield Origin("statement", id_, told["place"], says, told["sources"], told["stands"], exact=True)
    for id_, told in manifest["events"].items():
        for says in told["says"]:
            yield Origin("event", id_, told["place"], says, told["sources"], {}, exact=True)
    for place, says in manifest["texts"].items():
        yield Origin("text", "", place, says, (), {}, exact=True)


def _once(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return one origin an item, by the longest of its texts that hold the words."""
    longest: dict[tuple[str, str], Origin] = {}
    for origin in origins:
        key = origin.kind, origin.id or origin.place
        if key not in longest or len(origin.says) > len(longest[key].says):
            longest[key] = origin
    return tuple(longest.values())


def _shared(own: Words, asked: Words) -> float:
    there = set(own)
    return sum(word in there for word in asked) / len(asked) if asked else 0.0
