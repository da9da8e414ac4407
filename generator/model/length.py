"""How long a composed file is, by a writer's own measure."""

from collections.abc import Mapping

from msgspec import Struct


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
