"""A dataset and the pack's folder, where its last edition may stand -> notes about texts that still say its numbers."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import InputError, Problem
from generator.model.dataset import Dataset
from generator.model.dates import PartialDate
from generator.pack.stored import read_manifest
from generator.read.dataset.stale import LastClaim, LastEdition, find_stale


def compare_with_last_edition(dataset: Dataset, folder: Path) -> tuple[Problem, ...]:
    """Return the notes; none where `folder` holds no pack of an earlier edition."""
    try:
        manifest = read_manifest(folder)
        last = LastEdition(date.fromisoformat(manifest["as_of"]), tuple(_claims(manifest)))
    except (InputError, ValueError):  # no pack, or one whose manifest was edited
        return ()
    return tuple(find_stale(dataset, last))


def _claims(manifest: Mapping[str, Any]) -> Iterator[LastClaim]:
    """Yield the claims of a manifest. Raises ValueError where one has no value that a claim can have."""
    for claim in manifest.get("claims", ()):
        value = int(claim["is"]) if claim["measure"] in ("count", "sum") else PartialDate.parse(claim["is"])
        yield LastClaim(claim.get("statement") or claim.get("part", ""), claim["says"], claim["measure"], value)
