"""The form of `positions` -> its model; and problems: unknown topics and holders, two positions in one cell."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Problem
from generator.model.dataset import Cell, Dataset, Position, Positions, Statement
from generator.model.source import CitedSource
from generator.model.text import NO_TEXT, Text
from generator.read.dataset.consistency import find_duplicates, nearest
from generator.read.form.build import Converters, build
from generator.read.form.dataset import CellForm, DatasetForm, PositionsForm
from generator.read.syntax.nodes import ScalarNode


class _Placed(Struct, frozen=True):
    """What is said in one cell, and who may read it: all audiences, or only these."""

    holder: ScalarNode
    topic: ScalarNode
    audiences: Collection[str]


def build_positions(form: PositionsForm, converters: Converters) -> Positions:
    """Return the model of `form`, with the cells of all holders, then the others; each has an id of its own."""
    cells: list[Cell] = []
    for holder, cell in list_cells(form):
        name = f"{holder}.{cell.topic}"  # no id of a statement has a dot
        same = sum(other.holder == holder and other.topic == cell.topic for other in cells)
        id_ = f"{name}.{same + 1}" if same else name
        cells.append(build(Cell, cell, converters, id=id_, headline=NO_TEXT, question=NO_TEXT, holder=str(holder)))
    return build(Positions, form, converters, cells=tuple(cells))


def add_given(dataset: Dataset) -> Dataset:
    """Return `dataset` with the cells that its questions give: positions that name a topic.

    A question names a holder by its title, as readers know it, even where dataset.yaml gives its id.
    """
    positions, section = dataset.positions, dataset.open_questions
    given = tuple(
        _cell_of(question, position, holder.id, section.sources)
        for question in section.statements
        for position in question.positions
        for holder in positions.holders
        if position.topic and position.holder.value in (holder.title.value, holder.id)
    )
    if not given:
        return dataset
    titles = {holder.id: holder.title.value for holder in positions.holders}
    questions = tuple(
        replace(question, positions=tuple(_with_title(position, titles) for position in question.positions))
        for question in section.statements
    )
    return replace(
        dataset,
        positions=replace(positions, from_questions=given),
        open_questions=replace(section, statements=questions),
    )


def _with_title(position: Position, titles: Mapping[str, str]) -> Position:
    title = titles.get(position.holder.value) if position.topic else None
    return replace(position, holder=Text(title, position.holder.place)) if title else position


def _cell_of(question: Statement, position: Position, holder: str, shared: tuple[CitedSource, ...]) -> Cell:
    """Return a position on a question as a cell: withheld with the question, on its sources and its own."""
    return Cell(
        id=question.id,
        headline=NO_TEXT,
        question=NO_TEXT,
        short=NO_TEXT,
        text=position.text,
        place=position.text.place,
        importance=question.importance,
        date=question.date,
        tags=question.tags,
        sources=tuple(dict.fromkeys((*shared, *question.sources, *position.sources))),
        audiences=question.audiences,
        not_before=question.not_before,
        marking=question.marking,
        topic=position.topic,
        holder=holder,
    )


def list_cells(form: PositionsForm) -> Iterator[tuple[ScalarNode, CellForm]]:
    """Yield all cells, each with the id of its holder."""
    for holder in form.holders:
        yield from ((holder.id, cell) for cell in holder.cells)
    yield from ((cell.holder, cell) for cell in form.cells)


def check_positions(form: DatasetForm) -> Iterator[Problem]:
    """Yield what does not fit together in `positions`, and in the positions of questions that name a topic."""
    questions = form.open_questions.statements if form.open_questions else []
    asked = [(question, position) for question in questions for position in question.positions if position.topic]
    positions = form.positions
    if positions is None:
        for _, position in asked[:1]:
            what = f"`topic: {position.topic}` of a position, but there are no `positions`"
            yield Problem(position.topic.place, what, "add the section `positions`, or delete `topic`")
        return
    yield from find_duplicates("topic", (topic.id for topic in positions.topics))
    yield from find_duplicates("holder", (holder.id for holder in positions.holders))
    topics, holders = [topic.id for topic in positions.topics], [holder.id for holder in positions.holders]
    placed: list[_Placed] = []
    for holder, cell in list_cells(positions):
        yield from _unknown("topic", cell.topic, topics)
        yield from _unknown("holder", holder, holders)
        placed.append(_Placed(holder, cell.topic, cell.audiences))
    titles = {name: known.id for known in positions.holders for name in (known.id, known.title)}
    for question, position in asked:
        yield from _unknown("topic", position.topic, topics)
        yield from _unknown("holder", position.holder, [*titles])
        holder = titles.get(position.holder, position.holder)
        placed.append(_Placed(holder, position.topic, question.audiences))
    yield from _doubles(placed)


def _unknown(what: str, name: ScalarNode, names: Sequence[str]) -> Iterator[Problem]:
    if name and name not in names:
        yield Problem(
            name.place, f"unknown {what} `{name}`", nearest(name, names, f"the `id` of a {what} in `positions`")
        )


def _doubles(placed: Sequence[_Placed]) -> Iterator[Problem]:
    """Yield the positions in a cell that has one already, unless no audience reads both."""
    first: dict[tuple[str, str], list[_Placed]] = {}
    for item in placed:
        for other in first.setdefault((item.holder, item.topic), []):
            if not (item.audiences and other.audiences) or not set(item.audiences).isdisjoint(other.audiences):
                line = other.topic.place.line
                what = f"a second position of `{item.holder}` on `{item.topic}` (the first is in line {line})"
                yield Problem(item.topic.place, what, "put them into one text, or give each `audiences` of its own")
                break
        first[item.holder, item.topic].append(item)
