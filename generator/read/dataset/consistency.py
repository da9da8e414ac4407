"""Parts of a dataset -> what does not fit together: ids that stand twice, sources and verdicts that are not there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from generator.errors import Place, Problem, suggest, suggest_comma
from generator.model.dataset import Event
from generator.model.source import Source
from generator.read.dataset.events import cited
from generator.read.form.dataset import DatasetForm, RecordForm
from generator.read.syntax.positions import Typed

_MOST_LISTED = 12
_MOST_SEARCHED = 50
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)


def records(form: DatasetForm) -> Iterator[RecordForm]:
    """Yield all statements and questions, in the order of the file's sections."""
    for section in (form.key_messages, form.overview):
        yield from section.statements if section else ()
    if form.open_questions:
        yield from form.open_questions.questions
    for group in form.developments.groups if form.developments else ():
        yield from group.statements


def misfits(form: DatasetForm, events: Sequence[Event], sources: Mapping[str, Source] | None) -> Iterator[Problem]:
    """Yield what does not fit together; `sources` is None where sources.yaml could not be read."""
    everything = list(records(form))
    yield from _twice((record.id for record in everything), "the id")
    yield from _twice((group.id for group in form.developments.groups) if form.developments else (), "the group")
    yield from _twice((figure.id for figure in form.figures), "the figure")
    for figure in form.figures:
        yield from _twice((lane.id for lane in getattr(figure, "lanes", ())), "the lane")
    yield from _twice((Typed(event.id, event.origin) for event in events), "the event")
    if form.scorecard:
        yield from _twice(form.scorecard.statements, "in the scorecard, the statement", "keep one")
    yield from _unfit_names(everything)
    if sources is not None:
        yield from _unknown_sources(form, events, sources)


def unscored(form: DatasetForm) -> Iterator[Problem]:
    """Yield what the scorecard names and cannot show; not to be asked of a form with problems, which may be why."""
    record_by_id = {record.id: record for record in records(form)}
    ids = form.scorecard.statements if form.scorecard else []
    for each in ids:
        if each not in record_by_id:
            yield Problem(each.place, f"no statement `{each}`", nearest(each, record_by_id, "the `id` of a statement"))
        elif not record_by_id[each].status:
            remedy = "give it one, such as `status: partly`, or take it out of the scorecard"
            yield Problem(each.place, f"the statement `{each}` has no `status`", remedy)


def _twice(ids: Iterable[Typed], what: str, remedy: str = "rename one") -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for each in ids:
        if each and each in first:
            yield Problem(each.place, f"{what} `{each}` stands twice", f"first at {first[each]}; {remedy}")
        first.setdefault(each, each.place)


def _unfit_names(everything: Iterable[RecordForm]) -> Iterator[Problem]:
    for record in everything:
        for name in record.audiences:
            if not _NAME.fullmatch(name):
                yield Problem(
                    name.place, f"`{name}` is no name of an audience", "it is the name of the audience's folder"
                )


def _unknown_sources(form: DatasetForm, events: Iterable[Event], sources: Mapping[str, Source]) -> Iterator[Problem]:
    nearest_by_name: dict[str, str] = {}  # a misspelling is often copied, and looking for the nearest name is slow
    for source, place, where in _cited(form, events):
        if source not in sources:
            if source not in nearest_by_name:
                searched = len(nearest_by_name) < _MOST_SEARCHED
                nearest_by_name[source] = _remedy(source, sources) if searched else ""
            yield Problem(place, f"no source `{source}` in sources.yaml ({where})", nearest_by_name[source])


def _cited(form: DatasetForm, events: Iterable[Event]) -> Iterator[tuple[str, Place, str]]:
    for record in records(form):
        for typed in record.sources:
            yield cited(typed).source, typed.place, f"statement `{record.id}`"
    for figure in form.figures:
        for typed in figure.sources:
            yield cited(typed).source, typed.place, f"figure `{figure.id}`"
    for event in events:
        for each in event.sources:
            yield each.source, event.origin, f"event `{event.id}`"


def _remedy(source: str, sources: Collection[str]) -> str:
    if " " in source and not suggest_comma(source, sources):
        return 'in `[…]` a comma begins a new entry: put a source and the place in it in quotes, `["audit, p. 2"]`'
    return nearest(source, sources, "an `id` of sources.yaml")


def nearest(name: str, names: Collection[str], otherwise: str) -> str:
    """Return the nearest of `names`, or all of them; where there are too many to read, what they are."""
    is_near = suggest_comma(name, names) or get_close_matches(name, names, n=1)
    return suggest(name, names) if is_near or len(names) <= _MOST_LISTED else f"it must be {otherwise}"
