"""A dataset and the pack's folder, where its last edition may stand -> notes about texts that still say its numbers."""

from pathlib import Path

from generator.errors import InputError, Problem
from generator.model.dataset import Dataset
from generator.pack.stored import read_manifest
from generator.read.dataset.stale import find_stale, parse_last_edition


def compare_with_last_edition(dataset: Dataset, folder: Path) -> tuple[Problem, ...]:
    """Return the notes; none where `folder` holds no pack of an earlier edition."""
    try:
        last = parse_last_edition(read_manifest(folder))
    except InputError:
        return ()
    return tuple(find_stale(dataset, last)) if last else ()
