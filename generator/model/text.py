"""Prose of a dataset, with its place."""

from dataclasses import dataclass, field

from generator.errors import Place


@dataclass(frozen=True)
class Text:
    """Prose as typed: Markdown inline (emphasis, links), all else in it literal. False where empty."""

    value: str
    place: Place = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value
