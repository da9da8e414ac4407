"""A pack's folder and its manifest -> whether its files are still as they were built. Changes nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.errors import Place, Problem
from generator.pack.pack import MANIFEST
from generator.pack.stored import hash_pack_file


def find_differences(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each file of the pack that is missing or no longer as built."""
    for name, built in manifest["outputs"].items():
        path = folder / Path(name).name  # an edited manifest cannot lead out of the folder
        try:
            now = hash_pack_file(path)
        except FileNotFoundError:
            yield Problem(Place(str(path)), "missing", "build the pack again")
            continue
        except OSError:
            now = ""  # a folder, a link, a pipe, or too large
        if now != built:
            yield Problem(Place(str(path)), "changed since it was built", "a build keeps your version next to its own")


def other_files(folder: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of what is in the folder and not part of the pack."""
    ours = {MANIFEST, *manifest["outputs"]}
    return tuple(sorted(path.name for path in folder.iterdir() if path.name not in ours))
