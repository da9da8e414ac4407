"""A composed pack: all that can be wrong with its input has been found, and nothing has been drawn or written."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Problem
from generator.model.audience import Audience
from generator.model.dataset import Dataset
from generator.model.edition import Edition
from generator.model.look import Look

Progress = Callable[[str, str], None]  # called after each stage with its name and what it did


def no_progress(stage: str, result: str) -> None:
    """Report nothing."""


class Composition(Struct, frozen=True):
    """`editions` are by output ("briefing", "deck"); `trees` (a Document, a Deck …) by the format's name."""

    dataset: Dataset
    audience: Audience
    look: Look
    editions: Mapping[str, Edition]
    trees: Mapping[str, Any]
    search_path: Sequence[Path]  # the template folders, in the order in which they are searched
    warnings: tuple[Problem, ...]

    def look_for(self, output: str) -> Look:
        """Return the look in which `output` is set: paper stays white where slides are dark."""
        look = self.look
        return replace(look, brand=look.brand.on_paper) if output == "briefing" else look

    @property
    def inputs(self) -> Mapping[str, str]:
        """The SHA-256 of all that the pack is made from, by names that are the same on every machine."""
        labels = next(iter(self.editions.values())).labels
        files = {
            **self.audience.files,
            **{name: text for tree in self.trees.values() for name, text in tree.templates.items()},
            "labels": json.dumps(labels, ensure_ascii=False, sort_keys=True).encode(),
            **self.look.files,
        }
        return {**self.dataset.files, **{name: sha256(data).hexdigest() for name, data in files.items()}}
