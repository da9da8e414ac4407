"""A finished pack, as its caller gets it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import Problem

MANIFEST = "manifest.json"


class Pack(Struct, frozen=True):
    """A pack's folder, its files by name, and what deserves attention before it is sent."""

    folder: Path
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    unchanged: bool = False  # it was up to date

    @property
    def paths(self) -> Mapping[str, Path]:
        """The path of each file, by its name."""
        return {name: self.folder / name for name in self.files}

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What was made from what: hashes, versions, what was left out, and where each statement is."""
        manifest: Mapping[str, Any] = json.loads(self.files[MANIFEST])
        return manifest
