"""The events of a row, some of which last -> the lines that they need so that no two spans overlap. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from generator.model.dataset import Event

_MOST_LINES = 8  # of one row; where spans need more, they share one line


def list_lines(panels: Iterable[Sequence[Event]]) -> list[frozenset[str]]:
    """Return the ids of the events on each line, from the top: as few lines as there are spans at one time.

    An event that lasts a day, or whose date is known only to the month or year, does not count as a span and goes on
    the first line.
    """
    events = {event.id: event for event in chain.from_iterable(panels)}
    lines = _pack(events.values())
    if not 1 < len(lines) <= _MOST_LINES:
        return [frozenset(events)]
    spans = [frozenset(event.id for event in line) for line in lines]
    return [frozenset(events).difference(*spans[1:]), *spans[1:]]


def do_spans_overlap(panels: Iterable[Sequence[Event]]) -> bool:
    """Return whether the events have too many spans at one time for lines of their own."""
    return len(_pack(chain.from_iterable(panels))) > _MOST_LINES


def end_of_span(event: Event) -> date | None:
    """Return the last day of an event that lasts beyond its date, None of any other."""
    return event.end_date.last if event.end_date and event.end_date.last > event.date.last else None


def _pack(events: Iterable[Event]) -> list[list[Event]]:
    """Return the spans, each on the first line that is free."""
    lines: list[list[Event]] = []
    ends: list[date] = []
    for event in sorted(events, key=lambda event: (event.date.first, event.id)):
        end = end_of_span(event)
        if end is None:
            continue
        number = next((number for number, last in enumerate(ends) if last < event.date.first), len(lines))
        lines[number:] = lines[number:] or [[]]
        ends[number : number + 1] = [end]
        lines[number].append(event)
    return lines
