"""A dataset as written -> the same with the sources that are said once passed down to the statements they hold for."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.model.dataset import SECTIONS, Dataset, Numbers
from generator.model.source import CitedSource

AnyPart = TypeVar("AnyPart", bound=Struct)
Sources = tuple[CitedSource, ...]


def pass_down_sources(dataset: Dataset) -> Dataset:
    """Return `dataset` with the sources of dataset, section and group in the `inherited` of each statement below.

    A statement below two sections, its own and the scorecard, inherits from both. What it repeats of them, with the
    same locator, is no longer among its own sources.
    """
    scored = dict.fromkeys(dataset.scorecard.statements, dataset.scorecard.sources)
    parts = {name: _pass_down(getattr(dataset, name), dataset.shared_sources, scored) for name in SECTIONS}
    return replace(dataset, **{**parts, "numbers": _share_among_numbers(dataset.numbers)})


def _share_among_numbers(numbers: Numbers) -> Numbers:
    """Return `numbers` with the sources of the section among those of each, since each stands apart from the others."""
    items = (
        replace(number, sources=tuple(dict.fromkeys((*numbers.sources, *number.sources)))) for number in numbers.items
    )
    return replace(numbers, items=tuple(items))


def _pass_down(part: AnyPart, above: Sources, scored: Mapping[str, Sources]) -> AnyPart:
    """Return a section, group or statement that inherits the sources `above` it."""
    if "inherited" in part.__struct_fields__:
        return _inherit(part, (*above, *scored.get(getattr(part, "id", ""), ())))
    sources = (*above, *getattr(part, "sources", ()))
    lists = ((name, getattr(part, name)) for name in part.__struct_fields__)
    below = {
        name: tuple(_pass_down(item, sources, scored) for item in items)
        for name, items in lists
        if isinstance(items, tuple) and items and _is_part(items[0])
    }
    return replace(part, **below)


def _is_part(item: object) -> bool:
    return isinstance(item, Struct) and "sources" in item.__struct_fields__


def _inherit(part: AnyPart, above: Sources) -> AnyPart:
    inherited = tuple(dict.fromkeys(above))
    own = tuple(cited for cited in getattr(part, "sources", ()) if cited not in inherited)
    return replace(part, inherited=inherited, sources=own)
