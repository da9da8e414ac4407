"""Markings, such as U, CUI and C: how far a statement, an event, a source or a file may go, in ascending order."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.model.text import Code


class Marking(Struct, frozen=True, gc=False):
    """One of a dataset's markings; headers print its `title` if it has one, paragraphs its `id`: "(CUI)"."""

    id: Code
    title: str = ""

    @property
    def name(self) -> str:
        return self.title or self.id


def find_highest(markings: Sequence[Marking], ids: Iterable[str]) -> str:
    """Return the highest of `ids`; the lowest of all where there is none, or nothing where none is declared.

    What carries no marking has the lowest. An id that is not declared has been reported.
    """
    names = [marking.id for marking in markings]
    ranks = (names.index(id_) for id_ in ids if id_ in names)
    return names[max(ranks, default=0)] if names else ""


def find_above(markings: Sequence[Marking], ceiling: str) -> frozenset[str]:
    """Return the ids above `ceiling`, none without one."""
    names = [marking.id for marking in markings]
    return frozenset(names[names.index(ceiling) + 1 :]) if ceiling in names else frozenset()
