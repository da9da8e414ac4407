"""A pack's folder and the inputs as they are now -> the pack, where it is up to date. Changes nothing."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.cache.key import InputSnapshot
from generator.errors import InputError, Place, Problem
from generator.pack.pack import MANIFEST, Pack
from generator.pack.stored import read_manifest, read_pack_file


def find_up_to_date(folder: Path, audience: str, snapshot: InputSnapshot) -> Pack | None:
    """Return the pack in `folder` where its manifest has the key of `snapshot` and all files are as it says."""
    try:
        manifest = read_manifest(folder)
        outputs = manifest["outputs"]
        if manifest["key"] != snapshot.key(audience, manifest["folders"]):
            return None
        if any(Path(name).name != name for name in outputs):
            return None  # edited by hand
        files = {name: read_pack_file(folder / name) for name in (*outputs, MANIFEST)}
    except (InputError, OSError, ValueError):
        return None  # no pack, or not one of ours
    if any(sha256(files[name]).hexdigest() != built for name, built in outputs.items()):
        return None
    return Pack(folder, files, tuple(map(_warning, manifest["warnings"])), unchanged=True)


def _warning(entry: Mapping[str, Any]) -> Problem:
    """Return a warning as the manifest keeps it: its place is one string."""
    return Problem(Place(entry["place"]), entry["what"], entry["help"])
