"""The outcomes of a batch -> batch.json, which the next batch replaces; a file of somebody else's stays."""

import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.json import decode

from generator.batch.job import Outcome, State
from generator.errors import OutputError
from generator.pack.place import check_file
from generator.pack.publish import publish_file

SUMMARY = "batch.json"


class _Entry(Struct, forbid_unknown_fields=True):
    """What became of one pack."""

    dataset: str
    audience: str
    state: State
    seconds: float
    folder: str
    problems: list[str]
    warnings: list[str]


def check_summary(folder: Path) -> None:
    """Raise OutputError where no summary can be written into `folder`. Asked before anything is built."""
    try:
        check_file(folder / SUMMARY, is_summary)
    except OSError as error:
        raise OutputError(f"cannot write {error.filename}: {error.strerror}") from error


def write_summary(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Write what became of each pack. Raises OutputError where that cannot be written."""
    entries = [
        _Entry(
            dataset=outcome.job.dataset_name,
            audience=outcome.job.audience,
            state=outcome.state,
            seconds=round(outcome.seconds, 3),
            folder=outcome.job.folder.as_posix(),
            problems=[str(problem) for problem in outcome.problems],
            warnings=[str(warning) for warning in outcome.warnings],
        )
        for outcome in outcomes
    ]
    text = json.dumps(to_builtins(entries), ensure_ascii=False, indent=2) + "\n"
    publish_file(folder / SUMMARY, text.encode("utf-8", "replace"), is_summary)


def is_summary(data: bytes) -> bool:
    """Return whether `data` is a summary that we wrote, and to which nothing was added."""
    try:
        return bool(decode(data, type=list[_Entry]))
    except (ValueError, RecursionError):
        return False
