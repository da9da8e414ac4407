"""One pack that a batch is to make, and what became of it."""

from pathlib import Path

from msgspec import Struct

from generator.errors import Problem


class Order(Struct, frozen=True):
    """A dataset folder, for one audience; the rest is as `generator.build` takes it."""

    dataset: Path
    audience: str
    out: Path
    templates: Path | None = None
    look: Path | None = None
    force: bool = False

    @property
    def name(self) -> str:
        return f"{self.dataset.resolve().name} {self.audience}"

    @property
    def folder(self) -> Path:
        """Where the pack goes."""
        return self.out / self.dataset.resolve().name / self.audience


class Done(Struct, frozen=True):
    """`state` is built, unchanged or failed; `problems` say why it failed, `warnings` what deserves a look."""

    order: Order
    state: str
    seconds: float
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
