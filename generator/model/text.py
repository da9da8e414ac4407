"""Prose of a dataset with its place, and strings that are no prose."""

from typing import Annotated

from msgspec import Struct

from generator.errors import Place

# A string for the program, not for readers: an id, a keyword, a column's name. A plain `str` counts as prose, so that
# whatever a new field holds is withheld from the audiences that must not read it.
Code = Annotated[str, "code"]


class Text(Struct, frozen=True, gc=False):
    """Prose: inline Markdown (emphasis, links), all else in it literal. False where empty.

    Where the values of numbers are printed in it, `source` is how it was typed, such as "{= rises =} rises".
    """

    value: str
    place: Place
    source: str = ""

    @property
    def typed(self) -> str:
        """The words of its author, without the values that are computed: only these can become stale."""
        return self.source or self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


NO_TEXT = Text("", Place(""))
