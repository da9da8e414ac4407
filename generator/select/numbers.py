"""Numbers x the events that an audience gets -> their values, and the dataset with these printed in its texts. Pure.

An audience's numbers count what its charts and tables show. A number that is withheld from it, or that would be the
date of no event, has no value; a text that would print it to this audience is a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from generator.errors import InputError, Place, Problem
from generator.language.computed import Printer, Values, find_faulty_marks, find_marks
from generator.model.audience import Audience
from generator.model.dataset import IMPORTANCES, Dataset, Event, Number, Statement, reason_withheld
from generator.model.edition import Edition, LeftOut, SelectedNumber, SelectedNumbers
from generator.model.text import NO_TEXT


def print_numbers(dataset: Dataset, audience: Audience) -> tuple[Dataset, Audience]:
    """Return both with the values of numbers printed in their texts; those that the audience must not get stay marks.

    Raises InputError for a text of the profile that prints what is no number.
    """
    values = take_values(dataset, select_events(dataset, audience))
    public = {
        number.id: values[number.id]
        for number in dataset.numbers.items
        if number.id in values and not reason_withheld(number, audience.name, dataset.as_of)
    }
    known = [number.id for number in dataset.numbers.items]
    texts = audience.variants, audience.fields, audience.labels
    if faulty := [
        replace(problem, place=audience.place) if problem.place == Place("") else problem
        for problem in find_faulty_marks(texts, known, values)
    ]:
        raise InputError(faulty)
    all_values = take_values(dataset, [event for event in dataset.events if event.begun_by(dataset.as_of)])

    def values_inside(part: Any) -> Values | None:
        """What is withheld prints all, so that its words are known and can be searched for."""
        is_item = isinstance(part, Statement | Number)
        return all_values if is_item and reason_withheld(part, audience.name, dataset.as_of) else None

    printer = Printer(public, dataset.language, audience.date_format, values_inside)
    variants, fields, labels = map(printer.print_in, texts)
    return printer.print_in(dataset), replace(audience, variants=variants, fields=fields, labels=labels)


def select_events(dataset: Dataset, audience: Audience) -> list[Event]:
    """Return the events up to the as-of date that `audience` gets."""
    return [
        event
        for event in dataset.events
        if event.begun_by(dataset.as_of) and not reason_withheld(event, audience.name, dataset.as_of)
    ]


def take_values(dataset: Dataset, events: Sequence[Event]) -> Values:
    """Return the value of each number that has one, by its id."""
    taken = ((number.id, number.measure.take(events, dataset.as_of)) for number in dataset.numbers.items)
    return {id_: value for id_, value in taken if value is not None}


def select_numbers(
    dataset: Dataset, audience: Audience, events: Sequence[Event]
) -> tuple[SelectedNumbers, Mapping[str, SelectedNumber], list[LeftOut]]:
    """Return the key numbers, all numbers that the audience gets by id, and those that are left out."""
    selected: dict[str, SelectedNumber] = {}
    left_out: list[LeftOut] = []
    for number in dataset.numbers.items:
        withheld = reason_withheld(number, audience.name, dataset.as_of)
        value = number.measure.take(events, dataset.as_of)
        if withheld or value is None:
            left_out.append(LeftOut(number.id, withheld or "no event that this audience gets", secret=True))
            continue
        earlier = number.before.measure.take(events, dataset.as_of) if number.before else None
        selected[number.id] = SelectedNumber(number, value, earlier)
    key_numbers = [number for number in selected.values() if number.number.unit]
    limit = audience.limits.get("numbers")
    by_importance = sorted(key_numbers, key=lambda number: IMPORTANCES.index(number.number.importance))[:limit]
    kept = tuple(number for number in key_numbers if number in by_importance)
    left_out += [
        LeftOut(number.id, f"at most {limit} numbers") for number in key_numbers if number not in by_importance
    ]
    numbers = dataset.numbers
    head = (numbers.title, numbers.takeaway, numbers.intro) if kept else (NO_TEXT,) * 3
    every = tuple(selected.values())
    selected_numbers = SelectedNumbers(*head, kept, len(key_numbers) - len(kept), every, numbers.marking)
    return selected_numbers, selected, left_out


def find_unprinted(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield the texts that would print to an audience a number that it must not get."""
    for edition in editions:
        for id_, _, place in find_marks(edition):
            what = f"this text prints the number `{id_}`, which `{edition.audience.name}` does not get"
            yield Problem(place, what, "withhold the text as well, or say it without the number")
