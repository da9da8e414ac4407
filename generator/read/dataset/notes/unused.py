"""A dataset -> notes about what is not used or not borne out: events that nothing shows, statements without sources.

What is silently left out is most often misspelt somewhere.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.errors import Problem, most_similar
from generator.model.dataset import SECTIONS, Dataset, Event
from generator.model.dates import PartialDate
from generator.model.figure import Figure
from generator.model.selection import Condition, Selection, select_records
from generator.model.source import CitedSource
from generator.read.dataset.claims import list_claimed
from generator.read.dataset.notes.misspelt import EventValues, find_misspelt
from generator.read.dataset.notes.unmatched import find_missed, find_unmatched, list_events
from generator.read.dataset.notes.unseen import find_unseen

_MOST_IDS = 5  # in a help
_LIKELY = 0.75  # how similar a kind must be where others are valid, too


def find_unused(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for each of these: statements and events without sources, sources without use, events that nothing
    shows or that are there twice, and values that are misspelt in events.csv or in what selects events.

    An event is accounted for by a figure that draws it, a claim, a number, what names it, or the select of `annex`.
    """
    for statement in dataset.statements:
        if not statement.rests_on:
            yield Problem(statement.place, f"`{statement.id}` has no `sources`", "readers will ask where it comes from")
    values = EventValues(dataset.events)
    misspelt = find_misspelt(dataset, values)
    yield from (misspelling.problem for misspelling in misspelt)
    yield from _unsourced_events(dataset.events)
    yield from _repeated_events(dataset.events)
    yield from _check_sources(dataset)
    yield from find_unmatched(dataset, values, misspelt)
    yield from find_unseen(dataset, values)
    reported = {misspelling.event.id for misspelling in misspelt} | find_missed(dataset, values)
    yield from _unused_events(dataset, reported)


def _unsourced_events(events: Sequence[Event]) -> Iterator[Problem]:
    """Yield one note for all events without sources, at the first of them."""
    unsourced = [event for event in events if not event.sources]
    if unsourced:
        have = "1 event has" if len(unsourced) == 1 else f"{len(unsourced)} events have"
        what = f"{have} no `sources`: {list_events(unsourced)}"
        yield Problem(unsourced[0].origin, what, "readers will ask where it comes from")


def _repeated_events(events: Sequence[Event]) -> Iterator[Problem]:
    """Yield a note for events of the same date, kind and title, at the second of them: they would be counted twice."""
    alike: dict[tuple[PartialDate, str, str], list[Event]] = {}
    for event in events:
        alike.setdefault((event.date, event.kind, event.title), []).append(event)
    for first, *others in alike.values():
        if others:
            what = f"same date, kind and title as `{first.id}`: {list_events(others)}"
            yield Problem(others[0].origin, what, "delete what is there twice, or tell them apart in the title")


def _unused_events(dataset: Dataset, reported: Collection[str]) -> Iterator[Problem]:
    """Yield a note for all unused events of a kind, at the first of them; those out of a figure's period are apart."""
    claims = (claim.select for claimed in list_claimed(dataset) for claim in claimed.claims)
    selects = (*dataset.annex, *claims, *_list_counted(dataset))
    used = {event.id for select in selects for event in select_records(select, dataset.events)}
    used |= {event.id for figure in dataset.figures for event in figure.find_drawn(dataset.events)}
    used_kinds = {event.kind for event in dataset.events if event.id in used}
    unused = [event for event in dataset.events if event.id not in used and event.id not in reported]
    period_by_id = _periods(dataset.figures, unused)
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in unused:
        groups.setdefault((event.kind, period_by_id.get(event.id, "")), []).append(event)
    for (kind, period), events in groups.items():
        count = "1 event" if len(events) == 1 else f"{len(events)} events"
        what = f"{count} of kind `{kind}` in no figure and no claim: {list_events(events)}"
        similar = most_similar(kind, used_kinds - {kind}, _LIKELY)
        check = period or (f"did you mean `{similar}`? Otherwise" if similar else "check its `kind`, or")
        yield Problem(events[0].origin, what, f"{check} add it to `annex`{_annex_select(kind, events, used_kinds)}")


def _list_counted(dataset: Dataset) -> Iterator[Selection]:
    """Yield the selects of numbers, and of what statements name as their evidence or their latest event."""
    for number in dataset.numbers.items:
        yield from (each.measure.select for each in (number, number.before) if each)
    for statement in dataset.statements:
        yield from (select for select in (statement.latest,) if select)
        if statement.evidence and statement.evidence.event:
            yield Selection((Condition("id", (statement.evidence.event,)),))


def _periods(figures: Sequence[Figure], events: Sequence[Event]) -> Mapping[str, str]:
    """Return the help for those of `events` that a figure selects but does not draw, by their ids."""
    period_by_id: dict[str, str] = {}
    for figure in figures:
        ends = [f"{verb} in {date}" for verb, date in (("starts", figure.start), ("ends", figure.end)) if date]
        remedy = f"figure `{figure.id}` {' and '.join(ends)}: check the date, or"
        for selection in figure.selections:
            period_by_id |= {event.id: remedy for event in select_records(selection, events)}
    return period_by_id


def _annex_select(kind: str, events: Sequence[Event], used_kinds: Collection[str]) -> str:
    """Return an item for `annex`: the kind only if no event of it is used, since it would hide the next mistake."""
    if kind not in used_kinds:
        return f": `- {{kind: {kind}}}`"
    if len(events) > _MOST_IDS:
        return ", by a select of what they have in common"
    ids = ", ".join(event.id for event in events)
    return f": `- {{id: {ids}}}`" if len(events) == 1 else f": `- {{id: [{ids}]}}`"


def _check_sources(dataset: Dataset) -> Iterator[Problem]:
    """Yield the sources that nothing cites, and those that lack `later-copy` or have it without reason."""
    cited = cited_by(dataset)
    later = {f"event `{event.id}`" for event in dataset.events if not event.begun_by(dataset.as_of)}
    for id_, source in dataset.sources.items():
        if id_ not in cited:
            yield Problem(source.place, f"no statement, event or figure cites `{id_}`", "cite it, or delete it")
            continue
        issued = source.issued
        if source.later_copy and issued is None:
            yield Problem(source.place, f"`{id_}` has `later-copy: yes`, but no date", "add `issued`")
        elif source.later_copy and issued and issued.last <= dataset.as_of:
            what = f"`{id_}` was issued {_when(issued)}, which is not after the edition's date, {dataset.as_of}"
            yield Problem(source.place, what, "delete `later-copy: yes`, or correct `issued`")
        elif not source.later_copy and issued and issued.first > dataset.as_of and not set(cited[id_]) <= later:
            what = f"`{id_}` was issued {_when(issued)}, after the edition's date, {dataset.as_of}"
            yield Problem(source.place, what, "cite an earlier one, or say that it is meant: `later-copy: yes`")


def _when(date: PartialDate) -> str:
    return f"{'on' if date.day else 'in'} {date}"


def cited_by(dataset: Dataset) -> Mapping[str, Sequence[str]]:
    """Return what cites each source, such as "event `e1`" or "all of `overview`", by the source's id."""
    users: dict[str, list[str]] = {}
    for name, sources in _citing(dataset):
        for source in dict.fromkeys(cited.source for cited in sources):
            users.setdefault(source, []).append(name)
    return users


def _citing(dataset: Dataset) -> Iterator[tuple[str, tuple[CitedSource, ...]]]:
    """Yield what cites sources of its own, those of all below it first."""
    yield "all of dataset.yaml", dataset.shared_sources
    yield from ((f"all of `{name}`", getattr(getattr(dataset, name), "sources", ())) for name in SECTIONS)
    yield from ((f"all of group `{group.id}`", group.sources) for group in dataset.developments.groups)
    for statement in dataset.statements:
        yield f"statement `{statement.id}`", statement.sources
        yield from ((f"statement `{statement.id}`", position.sources) for position in statement.positions)
    yield from ((f"number `{number.id}`", number.sources) for number in dataset.numbers.items)
    yield from ((f"event `{event.id}`", event.sources) for event in dataset.events)
    yield from ((f"figure `{figure.id}`", figure.sources) for figure in dataset.figures)


def find_withdrawn(dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for each withdrawn source that is cited, with all that rests on it."""
    users = cited_by(dataset)
    begun = [event for event in dataset.events if event.begun_by(dataset.as_of)]
    for id_, source in dataset.sources.items():
        if source.withdrawn and id_ in users:
            citing = [event for event in begun if any(cited.source == id_ for cited in event.sources)]
            drawing = [f"figure `{figure.id}`" for figure in dataset.figures if figure.find_drawn(citing)]
            further = [figure for figure in drawing if figure not in users[id_]]
            by_events = f"; by its events, also in {', '.join(further)}" if further else ""
            what = f"`{id_}` is withdrawn, and cited by {', '.join(users[id_])}{by_events}"
            yield Problem(source.place, what, "cite another source, or set `withdrawn: mark` in the audience's profile")
