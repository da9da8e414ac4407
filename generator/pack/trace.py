"""A pack's manifest and some words -> where they come from: the item of the dataset, its sources, its places."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.language.words import Words, holds, words_of

_SIMILAR = 0.6  # the least share of the words asked for; with fewer in common, texts have nothing to do with each other


class Origin(Struct, frozen=True):
    """What says the words: `place` in the dataset as the pack was made, `locations` by file."""

    kind: str  # statement | event | text
    id: str
    place: str
    says: str
    sources: Sequence[str] = ()
    locations: Mapping[str, Sequence[str]] = {}
    exact: bool = True  # else the nearest


def trace(manifest: Mapping[str, Any], phrase: str) -> tuple[Origin, ...]:
    """Return what says `phrase`, statements first; where nothing does, the nearest, if any is near."""
    words = words_of(phrase)
    origins = [(origin, words_of(origin.says)) for origin in _origins(manifest)]
    exact = [origin for origin, its_words in origins if words and holds(its_words, words)]
    if exact:
        return _one_per_item(exact)
    nearest = max(origins, key=lambda origin: _share(origin[1], words), default=None)
    if nearest is None or not words or _share(nearest[1], words) < _SIMILAR:
        return ()
    return (replace(nearest[0], exact=False),)


def describe_source(manifest: Mapping[str, Any], id_: str) -> str:
    """Return what the manifest says of a source: its id, title and address."""
    source = manifest.get("sources", {}).get(id_, {})
    return ", ".join(part for part in (id_, source.get("title", ""), source.get("url", "")) if part)


def _origins(manifest: Mapping[str, Any]) -> Iterator[Origin]:
    for id_, entry in manifest["statements"].items():
        for says in entry["says"]:
            yield Origin("statement", id_, entry["place"], says, entry["sources"], entry["stands"])
    for id_, entry in manifest["events"].items():
        for says in entry["says"]:
            yield Origin("event", id_, entry["place"], says, entry["sources"])
    for place, says in manifest["texts"].items():
        yield Origin("text", "", place, says)


def _one_per_item(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return one origin an item, by the longest of its texts."""
    longest: dict[tuple[str, str], Origin] = {}
    for origin in origins:
        key = origin.kind, origin.id or origin.place
        if key not in longest or len(origin.says) > len(longest[key].says):
            longest[key] = origin
    return tuple(longest.values())


def _share(words: Words, wanted: Words) -> float:
    present = set(words)
    return sum(word in present for word in wanted) / len(wanted) if wanted else 0.0
