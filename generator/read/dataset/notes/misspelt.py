"""The events of a dataset -> values of a single row that differ by one letter from those of others.

A tag that nobody selects, or an actor, can be misspelt without any other sign: `disputd` takes a mark of doubt away.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.errors import Place, Problem
from generator.language.slips import is_slip, neighbours
from generator.model.dataset import DISPUTED, Dataset, Event
from generator.model.figure import Timeline
from generator.model.selection import Selection, conditions_of, values_of
from generator.read.dataset.claims import list_claimed

_COLUMNS = ("kind", "place", "actors", "range", "outcome", "tags")  # and the author's own
_OFTEN = 3  # rows that make a value right
_MOST_VALUES = 2_000  # of a column; one with more is no class of events


class EventValues:
    """How many rows of events.csv have each value, by column; a row has several actors, tags and sources."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._counts: dict[str, Mapping[str, int]] = {}

    def __getitem__(self, column: str) -> Mapping[str, int]:
        if column not in self._counts:
            self._counts[column] = self._count(column)
        return self._counts[column]

    def _count(self, column: str) -> Mapping[str, int]:
        is_field = column in Event.__struct_fields__
        raw = [getattr(event, column) if is_field else event.columns.get(column) for event in self._events]
        event_by_raw = dict(zip(raw, self._events, strict=True))  # equal cells are taken apart once
        counts: Counter[str] = Counter()
        for value, count in Counter(raw).items():
            counts.update(dict.fromkeys(values_of(event_by_raw[value], column), count))
        return counts


class Misspelling(Struct, frozen=True):
    """A value of an event that is most likely misspelt, and a note about it."""

    event: Event
    column: str
    value: str
    problem: Problem


def find_misspelt(dataset: Dataset, values: EventValues) -> Sequence[Misspelling]:
    """Return the values of single rows that differ by one letter, or in case, from a value that is right.

    Right is what several rows have, or what a select, a row, an `order` or `kinds` names. All values named there are
    meant, however similar they are.
    """
    if not dataset.events:
        return ()
    named = _named_values(dataset)
    own = [column for column in dataset.events[0].columns if column not in Event.__struct_fields__]
    found: list[Misspelling] = []
    for column in (*_COLUMNS, *own):
        meant = named.get(column, set())
        similar = _find_similar(values[column], meant)
        if column == "tags":
            similar |= {value: DISPUTED for value in values[column].keys() - meant if is_slip(value, DISPUTED)}
        found += _report(column, similar, dataset.events, values) if similar else ()
    return found


def _report(
    column: str, similar: Mapping[str, str], events: Sequence[Event], values: EventValues
) -> Iterator[Misspelling]:
    """Yield what is misspelt in `column`, each value at the first row that has it."""
    waiting = dict(similar)
    for event in events:
        for value in values_of(event, column):
            if right := waiting.pop(value, ""):
                what = f"`{value}` in `{column}` of `{event.id}` is almost `{right}`, {_reason(right, column, values)}"
                otherwise = f"Otherwise name it in a select, such as `annex: [{{{column}: {_quote(value)}}}]`"
                problem = Problem(event.origin, what, f"did you mean `{right}`? {otherwise}")
                yield Misspelling(event, column, value, problem)


def _reason(right: str, column: str, values: EventValues) -> str:
    if (column, right) == ("tags", DISPUTED):
        return "which marks doubtful events"
    count = values[column][right]
    return f"which {count} rows have" if count > 1 else "which dataset.yaml names"


def _quote(value: str) -> str:
    """Return `value` as an item of YAML's `{…}`."""
    is_plain = all(word.isalnum() for word in value.replace("-", "x").replace("_", "x").split())
    return value if is_plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _named_values(dataset: Dataset) -> Mapping[str, set[str]]:
    """Return the values that dataset.yaml names, by column."""
    named: dict[str, set[str]] = {"kind": set(dataset.kinds)}
    for select in list_selects(dataset):
        for column, values in conditions_of(select.selection):
            named.setdefault(column, set()).update(values)
    for figure in dataset.figures:
        for stack, _ in figure.stacks:
            named.setdefault(stack.by, set()).update(stack.order)
        for lane in figure.lanes if isinstance(figure, Timeline) else ():
            if lane.outcome:
                named.setdefault(lane.outcome.by, set()).update(*(look.values for look in lane.outcome.looks))
    return named


class PlacedSelect(Struct, frozen=True):
    """A select of dataset.yaml, what it belongs to and where that is."""

    of: str  # such as "figure `a`"
    place: Place
    selection: Selection


def list_selects(dataset: Dataset) -> Iterator[PlacedSelect]:
    """Yield the selects of figures, lanes and their rows, claims, numbers, latest events and the annex."""
    for figure in dataset.figures:
        if figure.highlight:
            yield PlacedSelect(f"`highlight` of figure `{figure.id}`", figure.place, figure.highlight)
        if isinstance(figure, Timeline):
            for lane in figure.lanes:
                of = f"lane `{lane.id}` of figure `{figure.id}`"
                selections = (lane.select, *(row.select for row in lane.rows))
                yield from (PlacedSelect(of, figure.place, select) for select in selections)
        else:
            yield from (PlacedSelect(f"figure `{figure.id}`", figure.place, select) for select in figure.selections)
    for claimed in list_claimed(dataset):
        for claim in claimed.claims:
            yield PlacedSelect(f"claim `{claim.says}` of {claimed.name}", claim.place, claim.select)
    for number in dataset.numbers.items:
        yield PlacedSelect(f"number `{number.id}`", number.place, number.measure.select)
        if number.before:
            yield PlacedSelect(f"`before` of number `{number.id}`", number.place, number.before.measure.select)
    for statement in dataset.statements:
        if statement.latest:
            yield PlacedSelect(f"`latest` of `{statement.id}`", statement.place, statement.latest)
    for select, place in zip(dataset.annex, dataset.annex_places, strict=True):
        yield PlacedSelect("`annex`", place, select)


def _find_similar(counts: Mapping[str, int], meant: Collection[str]) -> dict[str, str]:
    """Return the values of single rows that are most likely misspelt, each with the right one."""
    right = [value for value, count in counts.items() if count >= _OFTEN or value in meant]
    rare = [value for value, count in counts.items() if count == 1 and value not in meant]
    if max(len(right), len(rare)) > _MOST_VALUES:
        return {}
    by_neighbour: dict[str, list[str]] = {}
    for value in sorted(right, key=lambda value: -counts[value]):
        for neighbour in neighbours(value):
            by_neighbour.setdefault(neighbour, []).append(value)
    found = {}
    for value in rare:
        alike = (other for neighbour in neighbours(value) for other in by_neighbour.get(neighbour, ()))
        if similar := next((other for other in alike if is_slip(value, other)), ""):
            found[value] = similar
    return found
