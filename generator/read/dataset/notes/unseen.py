"""A dataset -> notes about what its author wrote and no reader sees: phases and remarks beside the time of a figure,
names for values that no event has, evidence that nothing prints.
"""

from collections.abc import Iterable, Iterator

from generator.errors import Problem, most_similar
from generator.model.dataset import Dataset
from generator.model.figure import Figure, Lane, Ranking, Timeline
from generator.read.dataset.notes.misspelt import EventValues


def find_unseen(dataset: Dataset, values: EventValues) -> Iterator[Problem]:
    """Yield the notes about figures; `values` are those that events have."""
    for figure in dataset.figures:
        yield from _check_times(figure, dataset)
        if isinstance(figure, Ranking):
            for value, similar in _misspelt(figure.titles, figure.by, values):
                what = f"`titles` of figure `{figure.id}` name `{value}` in `{figure.by}`, which no event has"
                yield Problem(figure.place, what, f"did you mean `{similar}`?")
        for lane in figure.lanes if isinstance(figure, Timeline) else ():
            yield from _check_outcome(lane, figure, values)


def find_unprinted_evidence(dataset: Dataset) -> Iterator[Problem]:
    """Yield the statements whose evidence no shipped template prints."""
    for statement in dataset.statements:
        if statement.evidence and not statement.question and statement.id not in dataset.scorecard.statements:
            what = f"the `evidence` of `{statement.id}` is printed in the scorecard, where it does not stand"
            yield Problem(statement.place, what, "add it there, or print `statement.evidence` by a template of yours")


def _check_times(figure: Figure, dataset: Dataset) -> Iterator[Problem]:
    """Yield the phases and remarks that end before the figure begins, at its first event if it does not say when."""
    drawn = [event.date.first for event in figure.find_drawn(dataset.events)]
    start = figure.start.first if figure.start else min(drawn, default=dataset.as_of)
    phases = figure.phases if isinstance(figure, Timeline) else ()
    times = [
        *((f"phase `{phase.title}`", phase.end, phase.place) for phase in phases),
        *((f"remark `{remark.text}`", remark.at, remark.place) for remark in figure.remarks),
    ]
    for name, last, place in times:  # without `last`, a phase ends with the figure
        if last and last.last < start:
            yield Problem(place, f"{name} is before the beginning of figure `{figure.id}`", "check its dates")


def _check_outcome(lane: Lane, figure: Figure, values: EventValues) -> Iterator[Problem]:
    if not lane.outcome:
        return
    where = f"`outcome` of lane `{lane.id}` of figure `{figure.id}`"
    named = [value for look in lane.outcome.looks for value in look.values]
    for value, similar in _misspelt([*dict.fromkeys(named)], lane.outcome.by, values):
        what = f"{where} names `{value}` in `{lane.outcome.by}`, which no event has"
        yield Problem(figure.place, what, f"did you mean `{similar}`?")
    for value in dict.fromkeys(value for value in named if named.count(value) > 1):
        yield Problem(figure.place, f"{where} has two looks for `{value}`", "delete one: the first is drawn")


def _misspelt(named: Iterable[str], column: str, values: EventValues) -> Iterator[tuple[str, str]]:
    """Yield each of `named` that no event has in `column`, with one that events have and that is spelt like it."""
    wanted, known = {*named}, values[column]
    for value in named:
        if value not in known and (similar := most_similar(value, known.keys() - wanted)):
            yield value, similar
