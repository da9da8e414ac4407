"""A pack's manifest, and words or an id -> where the words come from, or all that rests on the source or event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.language.words import Words, contains, words_of

_MOST_ROWS = 12  # that are listed
_SIMILAR = 0.6  # the least share of the words asked for; with fewer in common, texts have nothing to do with each other


class Origin(Struct, frozen=True):
    """What says the words: `place` in the dataset as the pack was made, `locations` by file."""

    kind: str  # statement | number | event | figure | claim | text
    id: str
    place: str
    says: str
    sources: Sequence[str] = ()
    locations: Mapping[str, Sequence[str]] = {}
    exact: bool = True  # else the nearest
    claims: Sequence[str] = ()  # on it, each with the events that bear it out
    events: Sequence[str] = ()  # by which it rests on the source that was asked for


def trace(manifest: Mapping[str, Any], phrase: str) -> tuple[Origin, ...]:
    """Return what says `phrase`, statements first; where nothing does, the nearest, if any is near."""
    words = words_of(phrase)
    origins = [(origin, words_of(origin.says)) for origin in _origins(manifest)]
    exact = [origin for origin, its_words in origins if words and contains(its_words, words)]
    if exact:
        return tuple(_locate_events(_one_per_item(exact), manifest))
    nearest = max(origins, key=lambda origin: _share(origin[1], words), default=None)
    if nearest is None or not words or _share(nearest[1], words) < _SIMILAR:
        return ()
    return (replace(nearest[0], exact=False),)


def trace_id(manifest: Mapping[str, Any], id_: str) -> tuple[Origin, ...]:
    """Return all that rests on the source or the event `id_`, none where neither has that id.

    An event comes first, with the tables that have a row of it; then the claims and numbers that count it, and the
    figures that draw it. A source has statements, events and figures; a figure may rest on it by its events alone.
    """
    if id_ in manifest["sources"]:
        citing = [name for name, event in manifest["events"].items() if id_ in event["sources"]]
        direct = [origin for origin in _origins(manifest) if id_ in origin.sources]
        return *_locate_events(_one_per_item(direct), manifest), *_figures(manifest, citing, id_)
    if id_ not in manifest["events"]:
        return ()
    events = _one_per_item([origin for origin in _origins(manifest) if (origin.kind, origin.id) == ("event", id_)])
    claims = (claim for claim in manifest.get("claims", ()) if id_ in claim.get("rows", ()))
    drawing = (replace(figure, events=()) for figure in _figures(manifest, [id_]))
    counting = [_claim(claim, manifest) for claim in claims]
    counting += [
        Origin("number", name, entry["place"], _describe_measure(entry), locations=entry["stands"])
        for name, entry in manifest.get("numbers", {}).items()
        if id_ in entry["rows"]
    ]
    return *_locate_events(events, manifest), *counting, *drawing


def _locate_events(origins: Iterable[Origin], manifest: Mapping[str, Any]) -> Iterator[Origin]:
    """Yield `origins`, the events among them with the tables that have a row of them, by file."""
    tables: dict[str, dict[str, list[str]]] = {}
    for file, by_place in manifest.get("tables", {}).items():
        for place, ids in by_place.items():
            for id_ in ids:
                tables.setdefault(id_, {}).setdefault(file, []).append(place)
    for origin in origins:
        is_listed = origin.kind == "event" and origin.id in tables
        yield replace(origin, locations=tables[origin.id]) if is_listed else origin


def _figures(manifest: Mapping[str, Any], events: Sequence[str], source: str = "") -> Iterator[Origin]:
    """Yield the figures that draw any of `events`, or that cite the `source`."""
    for name, figure in manifest.get("figures", {}).items():
        drawn = {*figure.get("events", ())}
        shown = [event for event in events if event in drawn]
        sources = figure.get("sources", ())
        if shown or (source and source in sources):
            stands = figure.get("stands", {})
            yield Origin("figure", name, figure.get("place", ""), figure["alt"], sources, stands, events=shown)


def _claim(claim: Mapping[str, Any], manifest: Mapping[str, Any]) -> Origin:
    """Return a claim, which is found where its statement or figure is."""
    kind, _, id_ = _owner(claim).rpartition(" ")
    item = manifest["figures" if kind == "figure" else "statements"].get(id_, {}) if kind in ("", "figure") else {}
    return Origin("claim", _owner(claim), claim["place"], _describe_claim(claim), locations=item.get("stands", {}))


def _owner(claim: Mapping[str, Any]) -> str:
    return str(claim.get("statement") or claim.get("part"))


def _describe_claim(claim: Mapping[str, Any]) -> str:
    return f"{claim['says']}: {_describe_measure(claim)}"


def _describe_measure(counted: Mapping[str, Any]) -> str:
    """Return what a claim or a number comes to, and by which events."""
    rows = counted.get("rows", ())
    borne_out = f", by {list_rows(rows)}" if rows else ""
    return f"{counted['measure']} is {counted['is']}{borne_out}"


def list_rows(rows: Sequence[str]) -> str:
    """Return the ids of `rows` of events.csv, of many the first."""
    more = f" and {len(rows) - _MOST_ROWS} more" if len(rows) > _MOST_ROWS else ""
    return f"{', '.join(rows[:_MOST_ROWS])}{more}"


def describe_source(manifest: Mapping[str, Any], id_: str) -> str:
    """Return what the manifest says of a source: its id, title and address."""
    source = manifest.get("sources", {}).get(id_, {})
    return ", ".join(part for part in (id_, source.get("title", ""), source.get("url", "")) if part)


def _origins(manifest: Mapping[str, Any]) -> Iterator[Origin]:
    claims: dict[str, list[str]] = {}
    for claim in manifest.get("claims", ()):
        claims.setdefault(_owner(claim), []).append(_describe_claim(claim))
    for id_, entry in manifest["statements"].items():
        for says in entry["says"]:
            borne_out = claims.get(id_, ())
            yield Origin("statement", id_, entry["place"], says, entry["sources"], entry["stands"], claims=borne_out)
    for id_, entry in manifest.get("numbers", {}).items():
        for says in entry["says"]:
            counted = (_describe_measure(entry),)
            yield Origin("number", id_, entry["place"], says, entry["sources"], entry["stands"], claims=counted)
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
