"""Sources -> the names that a template can print of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.citation.weights import weigh_sources
from generator.compose.template.slots import SlotText, literal
from generator.model.edition import Edition
from generator.model.source import CitedSource


def list_cited(sources: Iterable[CitedSource]) -> list[Mapping[str, SlotText]]:
    """Return a record of each citation."""
    return [{"id": literal(cited.source), "locator": literal(cited.locator)} for cited in sources]


def list_weighed(edition: Edition) -> list[Mapping[str, Any]]:
    """Return a record of each source on which statements rest, with their number, the highest first."""
    total = len(edition.statements)
    return [
        {
            "id": literal(id_),
            "title": literal(edition.sources[id_].title),
            "count": count,
            "total": total,
            "sources": list_cited([CitedSource(id_)]),
        }
        for id_, count in weigh_sources(edition).items()
    ]
