"""A dataset -> notes about what is not used or not borne out: events that nothing shows, statements without sources.

What is silently left out is most often misspelt somewhere.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.errors import Problem, most_similar, suggest
from generator.model.dataset import Dataset, Event, Statement
from generator.model.dates import PartialDate
from generator.model.figure import Figure, Stack, Timeline
from generator.model.selection import Selection, select_records, value_of
from generator.read.dataset.claims import list_claimed

_MOST_LISTED = 5  # events in a note


def find_unused(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for each statement without sources, source without use, unused events, and value that is not drawn.

    An event is accounted for by a lane, a chart, a claim, or the select of `annex`.
    """
    for statement in dataset.statements:
        if not statement.sources:
            yield Problem(statement.place, f"`{statement.id}` has no `sources`", "readers will ask where it comes from")
    yield from _unused_events(dataset)
    yield from _check_sources(dataset)
    for figure in dataset.figures:
        yield from _check_selections(figure, dataset.events)
        for stack, selection in figure.stacks:
            yield from _check_stack(stack, select_records(selection, dataset.events))


def _unused_events(dataset: Dataset) -> Iterator[Problem]:
    """Yield a note for all unused events of a kind, at the first of them."""
    used = {event.id for selection in _selections(dataset) for event in select_records(selection, dataset.events)}
    by_kind: dict[str, list[Event]] = {}
    for event in dataset.events:
        if event.id not in used:
            by_kind.setdefault(event.kind, []).append(event)
    for kind, events in by_kind.items():
        count = "1 event" if len(events) == 1 else f"{len(events)} events"
        ids = ", ".join(event.id for event in events[:_MOST_LISTED])
        more = f" and {len(events) - _MOST_LISTED} more" if len(events) > _MOST_LISTED else ""
        what = f"{count} of kind `{kind}` in no figure and no claim: {ids}{more}"
        remedy = f"check its `kind`, or add it to `annex`: `- {{kind: {kind}}}`"
        yield Problem(events[0].origin, what, remedy)


def _selections(dataset: Dataset) -> Iterator[Selection]:
    yield from dataset.annex
    for figure in dataset.figures:
        yield from figure.selections
    yield from (claim.select for claimed in list_claimed(dataset) for claim in claimed.claims)


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
    """Return what cites each source, such as "event `e1`", by the source's id."""
    users: dict[str, list[str]] = {}
    citing: tuple[tuple[str, tuple[Statement | Event | Figure, ...]], ...] = (
        ("statement", dataset.statements), ("event", dataset.events), ("figure", dataset.figures),
    )  # fmt: skip
    for kind, items in citing:
        for item in items:
            for source in dict.fromkeys(cited.source for cited in item.sources):
                users.setdefault(source, []).append(f"{kind} `{item.id}`")
    return users


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


def _check_selections(figure: Figure, events: Sequence[Event]) -> Iterator[Problem]:
    """Yield the values of selects that no event has, where one is spelt like it: a lane would lack events, or all."""
    rows = [row.select for lane in figure.lanes for row in lane.rows] if isinstance(figure, Timeline) else []
    for condition in (condition for select in (*figure.selections, *rows) for condition in select.conditions):
        values = (value_of(event, condition.column) for event in events)
        known = {value for found in values for value in ([found] if isinstance(found, str) else found)}
        for value in condition.values:
            if value not in known and (similar := most_similar(value, known)):
                what = f"figure `{figure.id}` selects `{value}` in `{condition.column}`, which no event has"
                yield Problem(figure.place, what, f"did you mean `{similar}`?")


def _check_stack(stack: Stack, events: Sequence[Event]) -> Iterator[Problem]:
    """Yield the values that `order` lacks, unless it names `other` on purpose, and those that no event has."""
    drawn: dict[str, Event] = {}
    for event in events:
        value = value_of(event, stack.by)
        first = value if isinstance(value, str) else next(iter(value), "")
        drawn.setdefault(first or "unknown", event)
    absent = [value for value in stack.order if value not in drawn and value not in ("other", "unknown")]
    unlisted = () if "other" in stack.order else drawn.keys() - {*stack.order, "unknown"}
    for value in sorted(unlisted):
        similar = most_similar(value, absent)
        remedy = f"did you mean `{similar}`?" if similar else "add it to `order`, or add `other`"
        what = f"`{value}` is not in the `order` of `{stack.by}`, so the figure draws it as other"
        yield Problem(drawn[value].origin, what, remedy)
    for value in absent:
        what = f"no event of the figure has `{value}` in `{stack.by}`"
        yield Problem(stack.place, what, suggest(value, drawn, "values"))
