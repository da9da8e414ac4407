"""Markings as typed -> problems with those that are not declared; a dataset -> the same with them passed down."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place, Problem, suggest
from generator.model.clearance.marking import Marking, find_highest
from generator.model.dataset import SECTIONS, Dataset, Event
from generator.model.source import Source
from generator.read.dataset.consistency import find_duplicates, list_cells, list_parts, list_records
from generator.read.form.dataset import DatasetForm

AnyPart = TypeVar("AnyPart", bound=Struct)


def check_markings(
    form: DatasetForm, events: Sequence[Event], sources: Mapping[str, Source] | None
) -> Iterator[Problem]:
    """Yield the markings that are declared twice, and each that is carried but not declared, where it is first."""
    yield from find_duplicates("marking", (marking.id for marking in form.markings), "delete one of them")
    known = [str(marking.id) for marking in form.markings]
    first: dict[str, Place] = {}
    for name, place in _list_carried(form, events, sources or {}):
        if name and name not in known:
            first.setdefault(name, place)
    remedy = "declare it: `markings: [U, CUI, C]`, in ascending order"
    for name, place in first.items():
        yield Problem(place, f"unknown marking `{name}`", suggest(name, known, "markings") if known else remedy)


def _list_carried(
    form: DatasetForm, events: Sequence[Event], sources: Mapping[str, Source]
) -> Iterator[tuple[str, Place]]:
    """Yield each marking that anything carries, and its place."""
    records = [*list_records(form)]
    evidence = [record.evidence for record in records if record.evidence]
    numbers = form.numbers.items if form.numbers else []
    parts = [part for _, part in list_parts(form)]
    items: list[Any] = [*parts, *records, *evidence, *list_cells(form), *numbers, *form.editions]
    for item in items:
        yield str(item.marking), item.marking.place
    yield from ((event.marking, event.origin) for event in events)
    yield from ((source.marking, source.place) for source in sources.values())


def pass_down_markings(dataset: Dataset) -> Dataset:
    """Return `dataset` with each statement, number and cell marked at least as high as its section and group.

    What the scorecard lists stands elsewhere too, and keeps its own.
    """
    if not dataset.markings:
        return dataset
    parts = {name: _raise(getattr(dataset, name), "", dataset.markings) for name in SECTIONS}
    return replace(dataset, **parts)


def _raise(part: AnyPart, above: str, markings: Sequence[Marking]) -> AnyPart:
    marking = find_highest(markings, (above, getattr(part, "marking", "")))
    lists = ((name, getattr(part, name)) for name in part.__struct_fields__)
    below = {
        name: tuple(_raise(item, marking, markings) for item in items)
        for name, items in lists
        if isinstance(items, tuple) and items and _is_part(items[0])
    }
    return replace(part, marking=marking, **below)


def _is_part(item: object) -> bool:
    return isinstance(item, Struct) and "marking" in item.__struct_fields__
