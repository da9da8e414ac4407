"""A dataset x an audience with a ceiling -> the dataset, in which what is marked above that is withheld from it. Pure.

Statements, events and numbers stay, as those that are for other audiences: `reason_withheld` tells them. What only
belongs to something else is taken away: evidence, citations of sources, the heads of sections and groups. Its words are
kept in `withheld`, so that they are searched for in the finished files.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place
from generator.model.audience import Audience
from generator.model.clearance.marking import find_above
from generator.model.dataset import Dataset, Group, Headed, Scorecard, Statement
from generator.model.source import CitedSource, Source
from generator.model.text import NO_TEXT, Text

_HEADS = ("title", "takeaway", "intro", "why_it_matters")


def apply_ceiling(dataset: Dataset, audience: Audience) -> Dataset:
    """Return `dataset` as `audience` may use it; as it is where the audience has no ceiling, or nothing is above it."""
    above = find_above(dataset.markings, audience.ceiling)
    if not above:
        return dataset
    sources = frozenset(source.id for source in dataset.sources.values() if source.marking in above)
    ceiling = _Ceiling(audience.ceiling, above, sources, [])
    lowered: Dataset = ceiling.lower(replace(dataset, sources={}))
    secret = (_say(source.id, source.place, source.title_short, source.title) for source in _pick(dataset, sources))
    kept = {id_: source for id_, source in dataset.sources.items() if id_ not in sources}
    return replace(lowered, sources=kept, withheld=(*ceiling.withheld, *secret))


def _pick(dataset: Dataset, ids: Collection[str]) -> Iterator[Source]:
    yield from (source for source in dataset.sources.values() if source.id in ids)


class _Ceiling(Struct, frozen=True):
    """Takes away what is `above` it; what it took is added to `withheld`."""

    name: str
    above: frozenset[str]
    sources: frozenset[str]  # that are above it
    withheld: list[Statement]

    def lower(self, value: Any) -> Any:
        """Return `value` without what is above the ceiling, whatever its type."""
        if isinstance(value, tuple):
            kept = [item for item in value if not (isinstance(item, CitedSource) and item.source in self.sources)]
            return tuple([self.lower(item) for item in kept])
        if isinstance(value, Mapping):
            return {name: self.lower(inner) for name, inner in value.items()}
        if not isinstance(value, Struct):
            return value
        if isinstance(value, Statement) and value.evidence and value.evidence.marking in self.above:
            self.withheld.append(_say(value.id, value.place, value.evidence.words))
            value = replace(value, evidence=None)
        if getattr(value, "marking", "") in self.above:
            if isinstance(value, Headed | Group):
                value = self._behead(value)
            elif "withheld_above" in value.__struct_fields__:
                value = replace(value, withheld_above=self.name)
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: new for name, old in fields.items() if (new := self._lower_field(old)) is not old}
        return replace(value, **changed) if changed else value

    def _lower_field(self, value: Any) -> Any:
        if not isinstance(value, tuple | Mapping | Struct) or not value:
            return value
        lowered = self.lower(value)
        return value if lowered == value else lowered

    def _behead(self, part: Any) -> Any:
        """Return a section or group without its own words and claims, a scorecard without its list too."""
        heads = {name: getattr(part, name) for name in _HEADS if name in part.__struct_fields__}
        self.withheld.append(_say(getattr(part, "id", str(part.title)), part.title.place, *heads.values()))
        lists = {"statements": ()} if isinstance(part, Scorecard) else {}
        return replace(part, **dict.fromkeys(heads, NO_TEXT), claims=(), **lists)


def _say(owner: str, place: Place, *texts: Text | str) -> Statement:
    """Return words as a statement that says nothing else."""
    said = [text if isinstance(text, Text) else Text(text, place) for text in texts]
    headline, short, text, state = (*said, *[NO_TEXT] * (4 - len(said)))
    return Statement(owner, headline, NO_TEXT, short, text, place, state=state)
