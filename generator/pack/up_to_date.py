"""A pack's folder and the inputs as they are now -> the pack, where it is up to date."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.cache.key import InputSnapshot
from generator.errors import Place, Problem
from generator.pack.pack import MANIFEST, Pack


def find_up_to_date(folder: Path, audience: str, snapshot: InputSnapshot) -> Pack | None:
    """Return the pack in `folder` where its manifest has the key of `snapshot` and all files are as it says."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
        entries = json.loads(manifest)
        if entries["key"] != snapshot.key(audience, entries["folders"]):
            return None
        files = {name: (folder / name).read_bytes() for name in entries["outputs"]}
        if any(sha256(data).hexdigest() != entries["outputs"][name] for name, data in files.items()):
            return None
        warnings = tuple(map(_warning, entries["warnings"]))
        return Pack(folder, {**files, MANIFEST: manifest}, warnings, unchanged=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # no pack, or not one of ours


def _warning(entry: Mapping[str, Any]) -> Problem:
    """Return a warning as the manifest keeps it: its place is one string."""
    return Problem(Place(entry["place"]), entry["what"], entry["help"])
