"""A dataset -> notes about values that selects, rows and orders name and no event has, and the other way round.

A lane would lack events, a claim "none since" would always hold, a column would be drawn as other.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.errors import Problem, most_similar, suggest
from generator.model.dataset import Dataset, Event
from generator.model.figure import Figure, Lane, Stack, Timeline
from generator.model.selection import Condition, Selection, conditions_of, matcher, select_records, values_of
from generator.read.dataset.notes.misspelt import EventValues, Misspelling, list_selects

_MOST_LISTED = 5  # events in a note
_LIKELY = 0.75  # how similar a value must be where others are valid, too


def find_unknown_values(
    select: Selection, values: EventValues, kinds: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield column, value and the most similar one for each value that no event has, though one is spelt like it.

    A kind that is declared in `kinds` may wait for its first event.
    """
    for column, wanted in conditions_of(select):
        known = values[column]
        for value in wanted:
            is_known = value in known or (column == "kind" and value in kinds)
            if not is_known and (similar := most_similar(value, known)):
                yield column, value, similar


def find_unmatched(dataset: Dataset, values: EventValues, misspelt: Sequence[Misspelling]) -> Iterator[Problem]:
    """Yield the notes; what is `misspelt` in events.csv has been reported."""
    notes = [*_check_selects(dataset, values)]
    reported = {misspelling.event.id for misspelling in misspelt} | find_missed(dataset, values)
    for figure in dataset.figures:
        for lane in figure.lanes if isinstance(figure, Timeline) else ():
            if lane.rows and lane.draw == "marks":
                outside = [event for event in _outside_rows(lane, dataset.events) if event.id not in reported]
                notes += _check_rows(lane, figure, outside, values)
    notes += _check_stacks(dataset, {(misspelling.column, misspelling.value) for misspelling in misspelt})
    yield from dict.fromkeys(notes)


def find_missed(dataset: Dataset, values: EventValues) -> set[str]:
    """Return the ids of the events that selects miss, since these spell a value differently."""
    missed: dict[str, set[str]] = {}
    for select in list_selects(dataset):
        for column, _, similar in find_unknown_values(select.selection, values, dataset.kinds):
            missed.setdefault(column, set()).add(similar)
    selections = (Selection((Condition(column, tuple(similar)),)) for column, similar in missed.items())
    return {event.id for selection in selections for event in select_records(selection, dataset.events)}


def list_events(events: Sequence[Event]) -> str:
    """Return the ids of the first few events and the number of others."""
    more = f" and {len(events) - _MOST_LISTED} more" if len(events) > _MOST_LISTED else ""
    return ", ".join(event.id for event in events[:_MOST_LISTED]) + more


def _check_selects(dataset: Dataset, values: EventValues) -> Iterator[Problem]:
    for figure in dataset.figures:
        if figure.highlight and not select_records(figure.highlight, figure.find_drawn(dataset.events)):
            yield Problem(figure.place, f"no event of figure `{figure.id}` matches its `highlight`", "check its select")
    for select in list_selects(dataset):
        unknown = [*find_unknown_values(select.selection, values, dataset.kinds)]
        for column, value, similar in unknown:
            what = f"{select.of} selects `{value}` in `{column}`, which no event has"
            remedy = f"did you mean `{similar}`?"
            if values[column][similar] == 1:  # either may be the misspelt one
                (event,) = select_records(Selection((Condition(column, (similar,)),)), dataset.events)
                remedy = f"spell it alike in both files: `{event.id}` has `{similar}`"
            yield Problem(select.place, what, remedy)
        if select.of == "`annex`" and not unknown and not select_records(select.selection, dataset.events):
            wanted = {
                value for column, wanted in conditions_of(select.selection) if column == "kind" for value in wanted
            }
            if not wanted & dataset.kinds.keys():
                yield Problem(select.place, "this select of `annex` matches no event", "correct it, or delete it")


def _outside_rows(lane: Lane, events: Sequence[Event]) -> Iterator[Event]:
    tests = [matcher(row.select) for row in lane.rows]
    return (event for event in select_records(lane.select, events) if not any(test(event) for test in tests))


def _check_rows(lane: Lane, figure: Figure, events: Sequence[Event], values: EventValues) -> Iterator[Problem]:
    """Yield a note for each of `events`, which are in none of the lane's rows, that almost is; one for all others."""
    wanted: dict[str, list[str]] = {}
    for row in lane.rows:
        for condition in row.select.conditions:
            wanted.setdefault(condition.column, []).extend(condition.values)
    others = []
    where = f"lane `{lane.id}` of figure `{figure.id}` but in none of its `rows`"
    for event in events:
        if nearest := _nearest_value(event, wanted):
            column, value, similar = nearest
            what = f"`{event.id}` is in {where}: `{value}` in `{column}`"
            yield Problem(event.origin, what, f"did you mean `{similar}`?")
        else:
            others.append(event)
    if others:
        remedy = "give them a row, or leave them out in the `select` of the lane"
        yield Problem(others[0].origin, f"{_count(others)} in {where}: {list_events(others)}", remedy)


def _nearest_value(event: Event, wanted: Mapping[str, Sequence[str]]) -> tuple[str, str, str] | None:
    for column, names in wanted.items():
        for value in values_of(event, column):
            if similar := most_similar(value, names, _LIKELY):
                return column, value, similar
    return None


def _count(events: Sequence[Event]) -> str:
    return "1 event" if len(events) == 1 else f"{len(events)} events"


class _Drawn(Struct, frozen=True):
    """Events of one value, and the figures whose `order` lacks it."""

    events: Sequence[Event]
    figures: list[str] = []
    order: list[str] = []


def _check_stacks(dataset: Dataset, misspelt: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Yield the values that orders lack, unless they have `other` on purpose; and what they have and no event does."""
    unlisted: dict[tuple[str, str], _Drawn] = {}
    for figure in dataset.figures:
        for stack, selection in figure.stacks:
            drawn = _events_by_value(stack, select_records(selection, dataset.events))
            yield from _check_order(stack, figure, drawn)
            for value in _unlisted(stack, drawn):
                if (stack.by, value) not in misspelt:
                    entry = unlisted.setdefault((stack.by, value), _Drawn(drawn[value]))
                    entry.figures.append(f"`{figure.id}`")
                    entry.order.extend(value for value in stack.order if value not in ("other", "unknown"))
    for (column, value), entry in unlisted.items():
        yield _report_unlisted(column, value, entry)


def _events_by_value(stack: Stack, events: Sequence[Event]) -> Mapping[str, Sequence[Event]]:
    drawn: dict[str, list[Event]] = {}
    for event in events:
        drawn.setdefault(next(iter(values_of(event, stack.by)), ""), []).append(event)
    return drawn


def _unlisted(stack: Stack, drawn: Mapping[str, Sequence[Event]]) -> Iterator[str]:
    """Yield what `order` lacks, but not what is misspelt there: that is reported at `order`."""
    blamed = {similar for _, similar in _misspelt_in(stack, drawn)}
    if "other" not in stack.order:
        lacking = drawn.keys() - {*stack.order, *blamed, "unknown"}
        yield from sorted(lacking - {""} if "unknown" in stack.order else lacking)


def _misspelt_in(stack: Stack, drawn: Mapping[str, Sequence[Event]]) -> Iterator[tuple[str, str]]:
    """Yield each value of `order` that no event has, with the one like it that several events have."""
    free = [value for value, events in drawn.items() if value and value not in stack.order and len(events) > 1]
    for value in _absent(stack, drawn):
        if similar := most_similar(value, free):
            yield value, similar


def _absent(stack: Stack, drawn: Mapping[str, Sequence[Event]]) -> Sequence[str]:
    return [value for value in stack.order if value not in drawn and value not in ("other", "unknown")]


def _check_order(stack: Stack, figure: Figure, drawn: Mapping[str, Sequence[Event]]) -> Iterator[Problem]:
    """Yield what is wrong with `order` itself."""
    similar = dict(_misspelt_in(stack, drawn))
    free = {value for value in drawn if value not in stack.order}
    for value in _absent(stack, drawn):
        # a single row with a value like it is reported itself, unless it belongs to `other`
        if value in similar or "other" in stack.order or not most_similar(value, free):
            what = f"no event of figure `{figure.id}` has `{value}` in `{stack.by}`"
            remedy = f"did you mean `{similar[value]}`?" if value in similar else suggest(value, drawn, "values")
            yield Problem(stack.place, what, remedy)
    for value in dict.fromkeys(value for value in stack.order if stack.order.count(value) > 1):
        what = f"`{value}` is in the `order` of figure `{figure.id}` more than once"
        yield Problem(stack.place, what, "delete what is too much, and its title")


def _report_unlisted(column: str, value: str, entry: _Drawn) -> Problem:
    figures = list(dict.fromkeys(entry.figures))
    draw = f"so figure {figures[0]} draws" if len(figures) == 1 else f"so figures {' and '.join(figures)} draw"
    it = "it" if len(entry.events) == 1 else f"{len(entry.events)} events"
    place, titles = entry.events[0].origin, "to `order`, with a title if it has `titles`"
    if not value:
        what = f"`{column}` is empty in {list_events(entry.events)}, {draw} {it} as unknown"
        return Problem(place, what, f"fill it in, or add `unknown` {titles}")
    similar = most_similar(value, entry.order, _LIKELY if len(entry.events) > 1 else 0.6)
    remedy = f"did you mean `{similar}`? Otherwise add" if similar else "add"
    what = f"`{value}` is not in the `order` of `{column}`, {draw} {it} as other"
    return Problem(place, what, f"{remedy} it or `other` {titles}")
