"""A pack's folder and what the pack would be made from now -> the pack, where it stands there already."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.cache.key import Seen
from generator.errors import Place, Problem
from generator.pack.pack import MANIFEST, Pack


def unchanged(folder: Path, audience: str, seen: Seen) -> Pack | None:
    """Return the pack in `folder` where its manifest has the key of what is `seen`, and all files are as it says."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
        told = json.loads(manifest)
        if told["key"] != seen.key(audience, told["folders"]):
            return None
        files = {name: (folder / name).read_bytes() for name in told["outputs"]}
        if any(sha256(data).hexdigest() != told["outputs"][name] for name, data in files.items()):
            return None
        return Pack(folder, {**files, MANIFEST: manifest}, tuple(map(_warning, told["warnings"])), unchanged=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # no pack, or none of ours


def _warning(told: Mapping[str, Any]) -> Problem:
    """Return a warning as it was given; of its place, the manifest has kept file and line."""
    return Problem(Place(told["place"]), told["what"], told["help"])
