"""A pack's folder -> whether its files are still as they were built."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.errors import InputError, Place, Problem
from generator.pack.pack import MANIFEST

_SECTIONS = ("outputs", "statements", "events", "texts")
_BUILD = "build the pack again"


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Return the manifest in `folder`. Raises InputError where there is none, or not one of ours."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except OSError:
        hint = "" if folder.is_dir() else "; a pack is the folder that a build has written, OUT/DATASET/AUDIENCE"
        raise InputError([Problem(Place(str(path)), "no such file", _BUILD + hint)]) from None
    except ValueError:
        raise InputError([Problem(Place(str(path)), "not valid JSON any more", _BUILD)]) from None
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(name), dict) for name in _SECTIONS):
        raise InputError([Problem(Place(str(path)), "not the manifest of a pack, or of an older version", _BUILD)])
    return manifest


def find_differences(folder: Path) -> tuple[Problem, ...]:
    """Return a problem for each file of the pack that is missing or no longer as built."""
    return tuple(_differences(folder, read_manifest(folder)["outputs"]))


def _differences(folder: Path, outputs: Mapping[str, str]) -> Iterator[Problem]:
    for name, built in outputs.items():
        path = folder / Path(name).name  # an edited manifest cannot lead out of the folder
        try:
            now = sha256(path.read_bytes()).hexdigest()
        except OSError:
            yield Problem(Place(str(path)), "missing", _BUILD)
            continue
        if now != built:
            yield Problem(Place(str(path)), "changed since it was built", "a build keeps your version next to its own")


def other_files(folder: Path) -> tuple[str, ...]:
    """Return the names of what is in the folder and not part of the pack."""
    ours = {MANIFEST, *read_manifest(folder)["outputs"]}
    return tuple(sorted(path.name for path in folder.iterdir() if path.name not in ours))
