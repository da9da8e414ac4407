"""A part of an edition -> the marking that its words carry: its own, or that of what they tell, whichever is higher."""

from collections.abc import Iterator
from typing import Any

from generator.language.computed import list_printed
from generator.model.clearance.marking import find_highest
from generator.model.clearance.version import Version
from generator.model.dataset import Event, Headed
from generator.model.edition import (
    Edition,
    SelectedEvidence,
    SelectedGroup,
    SelectedNumber,
    SelectedStatement,
)
from generator.model.figure import Figure
from generator.model.inline import Inlines, Portion
from generator.model.selection import select_records
from generator.model.text import Text


def find_marking(edition: Edition, part: Any, name: str = "") -> str:
    """Return the id of the marking of `part`, or of its text `name`; nothing where it is not of a kind that has one."""
    if not edition.markings or not isinstance(part, _CARRIERS):
        return ""
    text = getattr(part, name, None) if name and isinstance(part, Headed | SelectedGroup) else None
    printed = _list_printed(edition, text) if isinstance(text, Text) else ()
    return find_highest(edition.markings, (*_list_told(edition, part), *printed))


def mark(edition: Edition, part: Any, inlines: Inlines) -> Inlines:
    """Return words of `part` under its marking, as they are where it has none."""
    marking = find_marking(edition, part) if inlines else ""
    return (Portion(inlines, marking),) if marking else inlines


_CARRIERS = (SelectedStatement, SelectedNumber, SelectedEvidence, SelectedGroup, Headed, Event, Figure, Version)


def _list_told(edition: Edition, part: Any) -> Iterator[str]:
    """Yield the markings of what the words of `part` tell."""
    match part:
        case SelectedStatement(statement=statement):
            yield statement.marking
            yield from _list_printed(edition, statement)
        case SelectedNumber(number=number):
            yield number.marking
            measures = [number.measure, *([number.before.measure] if number.before else [])]
            for measure in measures:
                yield from (event.marking for event in select_records(measure.select, edition.events))
        case SelectedEvidence(marking=marking, number=of_number, event=event):
            yield from (marking, event.marking if event else "")
            yield from _list_told(edition, of_number) if of_number else ()
        case Event(marking=marking):
            yield marking
        case Version(marking=marking):
            yield marking
            yield from _list_printed(edition, part)
        case Figure():
            yield from (event.marking for event in part.find_drawn(edition.events))
        case SelectedGroup() | Headed():
            yield getattr(part, "marking", "")


def _list_printed(edition: Edition, texts: Any) -> Iterator[str]:
    """Yield the markings of the numbers whose values `texts` print."""
    numbers = {number.id: number for number in edition.numbers.all}
    for id_ in dict.fromkeys(list_printed(texts)):
        yield from _list_told(edition, numbers[id_]) if id_ in numbers else ()
