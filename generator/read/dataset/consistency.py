"""The parts of a dataset -> problems between them: duplicate ids, unknown sources, statements without a status."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.errors import Place, Problem, most_similar, suggest, suggest_comma
from generator.model.dataset import SECTIONS, Event
from generator.model.source import Source
from generator.read.dataset.events import cite
from generator.read.form.dataset import CellForm, DatasetForm, RecordForm, TitledForm
from generator.read.form.figures import FigureForm
from generator.read.syntax.nodes import ScalarNode
from generator.untrusted.names import is_name

_MOST_LISTED = 12  # names in a help
_MOST_REMEDIES = 50  # unknown sources for which similar names are looked for


def check_consistency(
    form: DatasetForm,
    figures: Sequence[FigureForm],
    events: Sequence[Event],
    sources: Mapping[str, Source] | None,
) -> Iterator[Problem]:
    """Yield what does not fit together; `sources` is None if sources.yaml could not be read."""
    groups = form.developments.groups if form.developments else []
    items = [*list_records(form), *(form.numbers.items if form.numbers else ()), *form.editions]
    yield from find_duplicates("id", (item.id for item in items))
    yield from find_duplicates("group", (group.id for group in groups))
    yield from find_duplicates("figure", (figure.id for figure in figures))
    known = [str(figure.id) for figure in figures]
    shown = (group.figure for group in groups)
    yield from find_duplicates("figure of a group", shown, "give each group a figure of its own")
    for group in groups:
        if group.figure and group.figure not in known:
            yield Problem(
                group.figure.place, f"unknown figure `{group.figure}`", suggest(group.figure, known, "figures")
            )
    for figure in figures:
        yield from find_duplicates("lane", (lane.id for lane in getattr(figure, "lanes", ())))
    yield from find_duplicates("event", (ScalarNode(event.id, event.origin) for event in events))
    if form.scorecard:
        yield from find_duplicates("statement", form.scorecard.statements, "delete one of them")
    for name in (name for item in (*items, *list_cells(form)) for name in item.audiences):
        if not is_name(name):
            yield Problem(name.place, f"`{name}` is not a valid audience name", "use the name of the audience's folder")
    if sources is not None:
        yield from _unknown_sources(_citations(form, figures, events), sources)


def check_scorecard(form: DatasetForm) -> Iterator[Problem]:
    """Yield the statements of the scorecard that do not exist or have no status, given a form without problems."""
    record_by_id = {record.id: record for record in list_records(form)}
    for id_ in form.scorecard.statements if form.scorecard else ():
        if id_ not in record_by_id:
            yield Problem(
                id_.place, f"unknown statement `{id_}`", nearest(id_, record_by_id, "the `id` of a statement")
            )
        elif not record_by_id[id_].status:
            remedy = "add one, such as `status: partly`, or delete the statement from the scorecard"
            yield Problem(id_.place, f"statement `{id_}` has no `status`", remedy)


def list_records(form: DatasetForm) -> Iterator[RecordForm]:
    """Yield all statements and questions, in the order of the file's sections."""
    for section in (form.key_messages, form.overview, form.open_questions):
        yield from section.statements if section else ()
    for group in form.developments.groups if form.developments else ():
        yield from group.statements


def list_cells(form: DatasetForm) -> Iterator[CellForm]:
    """Yield the cells of `positions`."""
    for holder in form.positions.holders if form.positions else ():
        yield from holder.cells
    yield from form.positions.cells if form.positions else ()


def list_parts(form: DatasetForm) -> Iterator[tuple[str, TitledForm]]:
    """Yield the sections and groups, and what each is called in messages."""
    for name in SECTIONS:
        if section := getattr(form, name):
            yield f"`{name}`", section
    for group in form.developments.groups if form.developments else ():
        yield f"group `{group.id}`", group


def find_duplicates(what: str, ids: Iterable[ScalarNode], remedy: str = "rename one of them") -> Iterator[Problem]:
    """Yield each id that is used again."""
    first: dict[str, Place] = {}
    for id_ in ids:
        if id_ in first:
            yield Problem(id_.place, f"duplicate {what} `{id_}` (first used in line {first[id_].line})", remedy)
        elif id_:
            first[id_] = id_.place


def _unknown_sources(cited: Iterable[tuple[str, Place, str]], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield one problem for each unknown source, at the first place that cites it: a misspelling is often copied."""
    unknown: dict[str, list[tuple[Place, str]]] = {}
    for source, place, where in cited:
        if source not in sources:
            unknown.setdefault(source, []).append((place, where))
    for number, (source, uses) in enumerate(unknown.items()):
        places = ", ".join(where for _, where in uses[:_MOST_LISTED])
        more = f" and {len(uses) - _MOST_LISTED} more" if len(uses) > _MOST_LISTED else ""
        # looking for similar names is slow
        remedy = _remedy(source, sources) if number < _MOST_REMEDIES else ""
        yield Problem(uses[0][0], f"unknown source `{source}` in sources.yaml ({places}{more})", remedy)


def _remedy(source: str, sources: Collection[str]) -> str:
    if " " in source and not suggest_comma(source, sources):
        return 'in `[…]`, a comma starts a new item: quote a source with its locator, `["audit, p. 2"]`'
    return nearest(source, sources, "an `id` of sources.yaml")


def _citations(
    form: DatasetForm, figures: Iterable[FigureForm], events: Iterable[Event]
) -> Iterator[tuple[str, Place, str]]:
    """Yield the id of each source that is cited, and where."""
    for entry in form.shared_sources:
        yield cite(entry).source, entry.place, "`sources`"
    for where, part in list_parts(form):
        for entry in part.sources:
            yield cite(entry).source, entry.place, where
    for record in list_records(form):
        for entry in (*record.sources, *(entry for position in record.positions for entry in position.sources)):
            yield cite(entry).source, entry.place, f"statement `{record.id}`"
    for cell in list_cells(form):
        for entry in cell.sources:
            yield cite(entry).source, entry.place, f"a position on `{cell.topic}`"
    for number in form.numbers.items if form.numbers else ():
        for entry in number.sources:
            yield cite(entry).source, entry.place, f"number `{number.id}`"
    for figure in figures:
        for entry in figure.sources:
            yield cite(entry).source, entry.place, f"figure `{figure.id}`"
    for event in events:
        for cited in event.sources:
            yield cited.source, event.origin, f"event `{event.id}`"


def nearest(name: str, names: Collection[str], what: str) -> str:
    """Return the help for an unknown `name`; if there are too many `names` to list, it says `what` they are."""
    is_suggested = suggest_comma(name, names) or most_similar(name, names)
    return suggest(name, names) if is_suggested or len(names) <= _MOST_LISTED else f"it must be {what}"
