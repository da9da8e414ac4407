"""A written file with what to say about it, and how long a composed file is."""

from collections.abc import Mapping

from msgspec import Struct

from generator.errors import Problem


class Written(Struct, frozen=True):
    """The bytes of a file, and where things are in it: a bookmark's name, "slide 4", or "table under “Notes”".

    By id: `locations` of statements, and `figures`; by where they are: `tables`, with the ids of their rows' events.
    """

    data: bytes
    warnings: tuple[Problem, ...] = ()
    locations: Mapping[str, tuple[str, ...]] = {}
    figures: Mapping[str, tuple[str, ...]] = {}
    tables: Mapping[str, tuple[str, ...]] = {}


class Length(Struct, frozen=True):
    """How long a file is, as its writer measures it: `count` pages or slides."""

    count: int
    by_section: Mapping[str, float]  # the sections' weights against each other, in any one unit
    statements: frozenset[str]  # ids of those in the file
    shortened: frozenset[str] = frozenset()  # those in a shorter wording, for want of room

    @property
    def longest(self) -> str:
        """The title of the longest section, the first of several."""
        return max(self.by_section, key=lambda title: self.by_section[title], default="")
