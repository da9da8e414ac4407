"""A dataset -> what is longer than a slide can carry, or selects nothing: hints, for `--check` only."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.dataset import Dataset, Statement
from generator.model.figure import Timeline
from generator.model.selection import Selection, selected
from generator.model.text import Text

HEADLINE, SHORT, TEXT, TAKEAWAY, LABEL = 32, 110, 350, 90, 16  # characters, about


def hints(dataset: Dataset) -> tuple[Problem, ...]:
    """Return what deserves a second look, in the order of the files; nothing of it is an error."""
    found = [
        *_takeaways(dataset),
        *(hint for statement in dataset.statements for hint in _of_statement(statement)),
        *_labels(dataset),
        *_silent(dataset),
        *_uncited(dataset),
    ]
    return tuple(sorted(set(found)))


def _takeaways(dataset: Dataset) -> Iterator[Problem]:
    sections = (dataset.key_messages, dataset.overview, dataset.open_questions)
    takeaways = [section.takeaway for section in sections]
    takeaways += [dataset.scorecard.takeaway, dataset.developments.takeaway]
    takeaways += [group.takeaway for group in dataset.developments.groups]
    for takeaway in (*takeaways, *(figure.takeaway for figure in dataset.figures)):
        yield from _long(takeaway, "takeaway", TAKEAWAY, "a slide's title holds two lines")


def _of_statement(statement: Statement) -> Iterator[Problem]:
    yield from _long(statement.headline, "headline", HEADLINE, "two or three words name it")
    yield from _long(statement.short, "short", SHORT, "a line on a slide")
    yield from _long(statement.text, "text", TEXT, "one paragraph; split it where it says two things")
    if not statement.short and len(statement.text.value) > SHORT:
        yield Problem(statement.place, f"`{statement.id}` has no `short`", "slides will show its full `text`")
    if len(statement.short.value) > len(statement.text.value):
        yield Problem(statement.short.place, f"`short` of `{statement.id}` is longer than its `text`", "exchange them")


def _long(text: Text, name: str, most: int, remedy: str) -> Iterator[Problem]:
    length = len(text.value)
    if length > most:
        yield Problem(text.place, f"`{name}` has {length} characters, about {most} fit well", remedy)


def _labels(dataset: Dataset) -> Iterator[Problem]:
    for event in dataset.events:
        if len(event.label) > LABEL:
            what = f"`label` of `{event.id}` has {len(event.label)} characters, about {LABEL} fit well"
            yield Problem(event.origin, what, "what a mark in the figure carries")


def _silent(dataset: Dataset) -> Iterator[Problem]:
    known = [event for event in dataset.events if event.begun_by(dataset.as_of)]
    for figure in dataset.figures:
        selects = [(lane.id, lane.select) for lane in figure.lanes] if isinstance(figure, Timeline) else []
        for lane, select in selects or [("", getattr(figure, "select", Selection()))]:
            if not selected(select, known):
                where = f"the lane `{lane}`" if lane else f"the figure `{figure.id}`"
                yield Problem(figure.place, f"no event stands in {where}", "look at its `select`")


def _uncited(dataset: Dataset) -> Iterator[Problem]:
    for statement in dataset.statements:
        if not statement.sources:
            yield Problem(statement.place, f"`{statement.id}` has no `sources`", "readers will ask where it comes from")
