"""A written file, and what to say about it."""

from collections.abc import Mapping

from msgspec import Struct

from generator.errors import Problem


class Written(Struct, frozen=True):
    """`stands` tells where each statement stands in the file: a bookmark's name, or "slide 4"."""

    data: bytes
    warnings: tuple[Problem, ...]
    stands: Mapping[str, tuple[str, ...]]
