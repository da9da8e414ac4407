"""A simplified figure -> the edition and the brand that it is drawn with, and what introduces it in words. Pure.

select/insets.py says what it shows.
"""

from typing import Protocol, TypeVar

from msgspec.structs import astuple, replace

from generator.model.dataset import CertainEvent
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.look import Brand


class Described(Protocol):
    @property
    def alt(self) -> str: ...
    @property
    def description(self) -> str: ...


AnyDescribed = TypeVar("AnyDescribed", bound=Described)


def scene_of(figure: Figure, edition: Edition, brand: Brand) -> tuple[Edition, Brand]:
    """Return what `figure` is drawn with: a simplified one without marks of doubt, on the ground where it stands."""
    if not figure.is_inset:
        return edition, brand
    events = tuple(CertainEvent(*astuple(event)) for event in edition.events)
    return replace(edition, events=events), brand.on_cover if figure.shape == "cover" else brand.on_panel


def introduce(words: AnyDescribed, figure: Figure, edition: Edition) -> AnyDescribed:
    """Return `words` on `figure`, after those that say of which figure it is a simplified version."""
    if not figure.is_inset:
        return words
    opening = edition.labels["simplified"].format(title=figure.title)
    return replace(words, alt=f"{opening} {words.alt}", description=f"{opening} {words.description}")  # type: ignore[type-var]
