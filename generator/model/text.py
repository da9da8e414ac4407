"""Prose of a dataset, with its place."""

from msgspec import Struct

from generator.errors import Place


class Text(Struct, frozen=True, gc=False):
    """Prose as typed: Markdown inline (emphasis, links), all else in it literal. False where empty."""

    value: str
    place: Place

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value
