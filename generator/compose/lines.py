"""Which template line each rendered line came from."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from generator.compose.shelf import Source
from generator.errors import Place, Problem

_SHOWN = 160  # characters of a line that is quoted: two lines of a screen


class Origin(Struct, frozen=True):
    """A line of a template, and its words as typed."""

    place: Place
    typed: str

    def problem(self, what: str, remedy: str = "") -> Problem:
        """Return the problem `what` at this line, quoting it under the remedy."""
        shown = self.typed if len(self.typed) <= _SHOWN else f"{self.typed[:_SHOWN]} …"
        quoted = f"| {shown}" if shown else ""
        return Problem(self.place, what, "\n    ".join(part for part in (remedy, quoted) if part))


@lru_cache(maxsize=4096)
def origin(source: Source, line: int) -> Origin:
    return Origin(Place(source.file, line), source.line(line))


class Lines:
    """A text under way, and where each of its lines comes from: where the first of its pieces does."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._origins: list[Origin | None] = [None]  # None: nothing stands in the line

    def add(self, text: str, at: Origin) -> None:
        """Add a piece without line ends to the line under way."""
        if text:
            self._put([text], [at], len(text))

    def end(self) -> None:
        """End the line under way."""
        self._put(["\n"], [None, None], 1)

    def add_all(self, lines: "Lines", at: Origin) -> None:
        """Add another text; the line under way comes from `at`, those that follow from where they come."""
        self._put(lines._pieces, [at, *lines._origins[1:]], lines.length)

    def told(self, first: Origin) -> tuple[str, tuple[Origin, ...]]:
        """Return the text, and the origin of each line: that of the line before, or `first`, where it is empty."""
        origins, last = [], first
        for each in self._origins:
            last = each or last
            origins.append(last)
        return "".join(self._pieces), tuple(origins)

    def _put(self, pieces: Sequence[str], origins: Sequence[Origin | None], length: int) -> None:
        self._pieces += pieces
        self._origins[-1] = self._origins[-1] or origins[0]
        self._origins += origins[1:]
        self.length += length
