"""A dataset -> hints for `--check`: texts too long for a slide, figures without events, numbers without a claim."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.dataset import SECTIONS, Dataset, Group, Headed, Statement
from generator.model.figure import Figure, Timeline
from generator.model.selection import Selection, select_records
from generator.model.text import Text
from generator.read.dataset.notes.misspelt import EventValues
from generator.read.dataset.notes.stale import find_unclaimed
from generator.read.dataset.notes.unmatched import find_unknown_values
from generator.read.dataset.notes.unseen import find_unprinted_evidence

HEADLINE, SHORT, TEXT, TAKEAWAY, LABEL, ROW, UNIT = 32, 110, 350, 90, 16, 80, 60  # characters that fit, approximately
_FEW_COLUMNS = 2  # of positions, each wide enough for a `short`


def find_hints(dataset: Dataset) -> tuple[Problem, ...]:
    """Return what deserves a second look, sorted by place; none of it is an error."""
    hints = [
        *_check_takeaways(dataset),
        *(hint for statement in dataset.statements for hint in _check_statement(statement)),
        *_check_rows(dataset),
        *_check_cells(dataset),
        *_check_units(dataset),
        *_check_labels(dataset),
        *_check_selects(dataset),
        *find_unclaimed(dataset),
        *find_unprinted_evidence(dataset),
    ]
    return tuple(sorted(set(hints)))


def _check_takeaways(dataset: Dataset) -> Iterator[Problem]:
    sections = (getattr(dataset, name) for name in SECTIONS)
    parts: tuple[Headed | Group | Figure, ...] = (*sections, *dataset.developments.groups, *dataset.figures)
    for part in parts:
        yield from _check_length(part.takeaway, "takeaway", TAKEAWAY, "a slide title has two lines")


def _check_statement(statement: Statement) -> Iterator[Problem]:
    yield from _check_length(statement.headline, "headline", HEADLINE, "two or three words are enough")
    yield from _check_length(statement.short, "short", SHORT, "it is one line of a slide")
    yield from _check_length(statement.text, "text", TEXT, "write one paragraph; split it if it makes two points")
    if not statement.short and len(statement.text.value) > SHORT:
        yield Problem(statement.place, f"`{statement.id}` has no `short`", "slides will print its full `text`")
    if len(statement.short.value) > len(statement.text.value):
        yield Problem(statement.short.place, f"`short` of `{statement.id}` is longer than its `text`", "swap them")


def _check_rows(dataset: Dataset) -> Iterator[Problem]:
    """Yield the wordings that are long for a row of the scorecard or of the open questions."""
    for statement in dataset.statements:
        wording = statement.short or statement.text
        if statement.id in dataset.scorecard.statements and not statement.label and len(wording.value) > ROW:
            what = f"the scorecard prints {len(wording.value)} characters of `{statement.id}`; about {ROW} fit a row"
            yield Problem(wording.place, what, "give it a `label`")
    for question in dataset.open_questions.statements:
        wording = question.short or question.text
        if not question.state and len(wording.value) > ROW:
            what = f"slides print {len(wording.value)} characters of `{question.id}`; about {ROW} fit among questions"
            yield Problem(wording.place, what, "give it a `state`")


def _check_cells(dataset: Dataset) -> Iterator[Problem]:
    """Yield the wordings that are long for a cell of the positions."""
    positions = dataset.positions
    most = SHORT if len(positions.topics) <= _FEW_COLUMNS else ROW
    for cell in positions.cells:
        wording = cell.label or cell.short or cell.text
        if len(wording.value) > most:
            what = f"the table of positions prints {len(wording.value)} characters of this cell; about {most} fit"
            yield Problem(wording.place, what, "shorten its `label`" if cell.label else "give it a `label`")
    for cell in positions.from_questions:  # which has one wording
        if len(cell.text.value) > most:
            what = f"the table of positions prints {len(cell.text.value)} characters of this position; about {most} fit"
            yield Problem(cell.text.place, what, "shorten it, or write it as a cell of `positions` with a `label`")


def _check_length(text: Text, name: str, limit: int, remedy: str) -> Iterator[Problem]:
    length = len(text.value)
    if length > limit:
        yield Problem(text.place, f"`{name}` has {length} characters; about {limit} fit", remedy)


def _check_units(dataset: Dataset) -> Iterator[Problem]:
    for number in dataset.numbers.items:
        yield from _check_length(number.unit, "unit", UNIT, "it stands beside the number, in large type")
        if number.before:
            yield from _check_length(number.before.words, "words", UNIT, "it stands below the number, on one line")


def _check_labels(dataset: Dataset) -> Iterator[Problem]:
    for event in dataset.events:
        if len(event.label) > LABEL:
            what = f"`label` of `{event.id}` has {len(event.label)} characters; about {LABEL} fit"
            yield Problem(event.origin, what, "it is printed next to a mark in the figure")


def _check_selects(dataset: Dataset) -> Iterator[Problem]:
    """Yield the lanes and figures without events, unless a value is misspelt: each build reports that."""
    events = [event for event in dataset.events if event.begun_by(dataset.as_of)]
    values = EventValues(dataset.events)
    for figure in dataset.figures:
        lanes = {f"lane `{lane.id}`": lane.select for lane in figure.lanes} if isinstance(figure, Timeline) else {}
        for part, select in (lanes or {f"figure `{figure.id}`": getattr(figure, "select", Selection())}).items():
            if not select_records(select, events) and not any(find_unknown_values(select, values, dataset.kinds)):
                yield Problem(figure.place, f"no event matches {part}", "check its `select`")
