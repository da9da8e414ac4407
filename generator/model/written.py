"""A written file, and what to say about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import Problem


@dataclass(frozen=True)
class Written:
    """`stands` tells where each statement stands in the file: a bookmark's name, or "slide 4"."""

    data: bytes = field(repr=False)
    warnings: tuple[Problem, ...]
    stands: Mapping[str, tuple[str, ...]] = field(hash=False)
