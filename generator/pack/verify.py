"""A pack's folder -> whether its files are still as they were built."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.errors import InputError, Place, Problem
from generator.pack.pack import MANIFEST

_PARTS = ("outputs", "statements", "events", "texts")
_BUILD = "build the pack anew"


def manifest_of(folder: Path) -> Mapping[str, Any]:
    """Return what the manifest in `folder` tells. Raises InputError where there is none, or none of ours."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_bytes())
    except OSError:
        named = "" if folder.is_dir() else "; a pack is the folder that a build has written, OUT/DATASET/AUDIENCE"
        raise InputError([Problem(Place(str(path)), "there is no such file", _BUILD + named)]) from None
    except ValueError:
        raise InputError([Problem(Place(str(path)), "is no JSON any more", _BUILD)]) from None
    if not isinstance(told, dict) or not all(isinstance(told.get(name), dict) for name in _PARTS):
        raise InputError([Problem(Place(str(path)), "is no manifest of a pack, or one of an older version", _BUILD)])
    return told


def differences(folder: Path) -> tuple[Problem, ...]:
    """Return a problem for each file of the pack that is missing or no longer as built."""
    return tuple(_differences(folder, manifest_of(folder)["outputs"]))


def _differences(folder: Path, outputs: Mapping[str, str]) -> Iterator[Problem]:
    for name, built in outputs.items():
        path = folder / Path(name).name  # a manifest that was changed leads nowhere else
        try:
            now = sha256(path.read_bytes()).hexdigest()
        except OSError:
            yield Problem(Place(str(path)), "is missing", _BUILD)
            continue
        if now != built:
            yield Problem(
                Place(str(path)), "was changed since it was built", "a build keeps your version beside its own"
            )


def others(folder: Path) -> tuple[str, ...]:
    """Return the names of what stands in the folder and is not of the pack."""
    ours = {MANIFEST, *manifest_of(folder)["outputs"]}
    return tuple(sorted(path.name for path in folder.iterdir() if path.name not in ours))
