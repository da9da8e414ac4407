"""A written file with what to say about it, and how long a composed file is."""

from collections.abc import Mapping

from msgspec import Struct

from generator.errors import Problem


class Written(Struct, frozen=True):
    """`stands` tells where each statement stands in the file: a bookmark's name, or "slide 4"."""

    data: bytes
    warnings: tuple[Problem, ...]
    stands: Mapping[str, tuple[str, ...]]


class Length(Struct, frozen=True):
    """`count` is in pages or slides; `by_section` weighs the sections against each other, in any one unit."""

    count: int
    by_section: Mapping[str, float]
    statements: frozenset[str]  # ids of those that stand in the file
    shortened: frozenset[str] = frozenset()  # those that stand in a shorter wording, for want of room

    @property
    def longest(self) -> str:
        """The title of the longest section, the first of several."""
        return max(self.by_section, key=lambda title: self.by_section[title], default="")
