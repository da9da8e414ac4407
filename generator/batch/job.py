"""One pack for a batch to build, and its outcome."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.errors import Problem

State = Literal["built", "unchanged", "failed"]


class Job(Struct, frozen=True):
    """A dataset folder and an audience; the other fields are as in `generator.build`."""

    dataset: Path
    audience: str
    out: Path
    templates: Path | None = None
    look: Path | None = None
    force: bool = False
    problem: Problem | None = None  # of the plan, for which it can only fail
    strict: bool = False
    draft: bool = False

    @property
    def dataset_name(self) -> str:
        return self.dataset.resolve().name

    @property
    def name(self) -> str:
        return f"{self.dataset_name} {self.audience}"

    @property
    def folder(self) -> Path:
        """The folder of the pack."""
        return self.out / self.dataset_name / self.audience


class Outcome(Struct, frozen=True):
    """How a job ended; `problems` say why it failed, `warnings` what deserves attention."""

    job: Job
    state: State
    seconds: float
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    files: dict[str, int] = {}  # the size of each file of the pack in bytes, by its name
