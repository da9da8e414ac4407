"""A finished pack, as whoever asked for it gets it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.errors import Problem

MANIFEST = "manifest.json"


class Pack(Struct, frozen=True):
    """Its folder, its files by name, and what deserves a look before it is sent."""

    folder: Path
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    unchanged: bool = False  # it stood there already, made from the same

    @property
    def paths(self) -> Mapping[str, Path]:
        """Where each file stands, by its name."""
        return {name: self.folder / name for name in self.files}

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What was made from what: hashes, versions, what was left out, and where each statement stands."""
        told: Mapping[str, Any] = json.loads(self.files[MANIFEST])
        return told
