"""Figures and an edition -> the events that the figures mark as doubtful, so that the text can explain the mark."""

from collections.abc import Collection, Sequence

from generator.model.dataset import Event
from generator.model.edition import Edition
from generator.model.figure import Figure


def find_doubtful(edition: Edition, figures: Collection[Figure]) -> Sequence[Event]:
    """Return the events that any of `figures` marks, each once, in the edition's order."""
    doubtful = [event for event in edition.events if event.doubtful]
    drawn = {event.id for figure in figures for event in figure.find_drawn(doubtful)}
    return [event for event in doubtful if event.id in drawn]
