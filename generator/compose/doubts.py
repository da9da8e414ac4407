"""Figures and an edition -> the events that the figures mark as doubtful, so that the text can explain the mark."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.model.dataset import Event
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.selection import select_records


def find_doubtful(edition: Edition, figures: Collection[Figure]) -> Sequence[Event]:
    """Return the events that any of `figures` marks, each once, in the edition's order."""
    doubtful = [event for event in edition.events if event.doubtful]
    drawn = {event.id for figure in figures for event in _drawn(figure, doubtful)}
    return [event for event in doubtful if event.id in drawn]


def _drawn(figure: Figure, events: Iterable[Event]) -> Iterator[Event]:
    """Yield those of `events` that the figure draws; an event only has to overlap the period of the figure."""
    start, end = figure.start and figure.start.first, figure.end and figure.end.last
    if start:
        events = [event for event in events if (event.end_date or event.date).last >= start]
    if end:
        events = [event for event in events if event.date.first <= end]
    for selection in figure.selections:
        yield from select_records(selection, events)
