"""The select grammar of lanes, claims, numbers and audiences: which records match, and what they come to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place
from generator.model.dates import PartialDate, whole_months
from generator.model.text import Code

Record = TypeVar("Record")
Test = Callable[[Any], bool]


class Condition(Struct, frozen=True, gc=False):
    """A column and the values that match; `actors` and `tags` hold several, of which one must match."""

    column: str
    values: tuple[str, ...]


class Selection(Struct, frozen=True):
    """Matches where all conditions hold, the whole span of the date is inside, and `without` does not match."""

    conditions: tuple[Condition, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    without: "Selection | None" = None


MEASURES = ("count", "sum", "first", "last")  # what a claim can say of the events selected
MEASURES_OF_NUMBERS = (*MEASURES, "since")
SINCE_UNITS = ("months", "days")


class Measure(Struct, frozen=True):
    """What the events selected come to, by one of MEASURES_OF_NUMBERS; `unit` is that of `since`."""

    name: Code
    select: Selection
    unit: Code = ""

    def take(self, events: Iterable[Any], as_of: date) -> int | PartialDate | None:
        """Return what it is of `events`; None for the date of none, or the time since none."""
        return take_measure(self.name, select_records(self.select, events), as_of, self.unit)


class Claim(Struct, frozen=True, gc=False):
    """Words that the events must bear out: `says` quotes them; `measure` of the events selected must be `expected`."""

    says: str
    measure: Code  # count | sum | first | last
    select: Selection
    expected: Code
    place: Place


def select_records(selection: Selection, records: Iterable[Record]) -> list[Record]:
    """Return those `records` (events or statements) that match `selection`, in order; an empty one matches all."""
    matching = list(records)
    for condition in selection.conditions:
        matching = _filter(condition, matching)
    for test in _tests(replace(selection, conditions=())):
        matching = list(filter(test, matching))
    return matching


def take_measure(name: str, events: Sequence[Any], as_of: date, unit: str = "") -> int | PartialDate | None:
    """Return what `events` come to by one of MEASURES_OF_NUMBERS; None for the date of none, or the time since none.

    `since` is in whole `unit`s from the end of the last event to `as_of`; where only its month is known, from the
    month's end, so that at least as many have passed.
    """
    match name:
        case "count":
            return len(events)
        case "sum":
            return sum(event.count or 0 for event in events)
        case "first":
            return min((event.date for event in events), key=lambda when: (when.first, when.last), default=None)
        case "last":
            return max((event.date for event in events), key=lambda when: (when.last, when.first), default=None)
    if not events:
        return None
    latest = min(max((event.end_date or event.date).last for event in events), as_of)
    return (as_of - latest).days if unit == "days" else whole_months(latest, as_of)


def _filter(condition: Condition, records: Sequence[Record]) -> list[Record]:
    values = [getattr(record, condition.column, None) for record in records]
    if set(map(type, values)) == {str}:  # as in most columns: compared all at once
        return list(compress(records, map(frozenset(condition.values).__contains__, values)))
    return list(filter(_condition_test(condition), records))


def matches(selection: Selection, record: Any) -> bool:
    """Whether `record` matches `selection`; for many records, make one `matcher`."""
    return matcher(selection)(record)


def matcher(selection: Selection) -> Test:
    """Return a function that tells whether a record matches `selection`."""
    tests = _tests(selection)
    return tests[0] if len(tests) == 1 else lambda record: all(test(record) for test in tests)


def _tests(selection: Selection) -> Sequence[Test]:
    tests = [_condition_test(condition) for condition in selection.conditions]
    if selection.start or selection.end:
        tests.append(_span_test(selection.start, selection.end))
    if selection.without:
        unwanted = matcher(selection.without)
        tests.append(lambda record: not unwanted(record))
    return tests


def value_of(record: Any, column: str) -> str | Sequence[str]:
    """Return the value of `record` in `column`: a field, or a column of the author's own in events.csv."""
    value = getattr(record, column, None)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return tuple(str(getattr(item, "source", item)) for item in value)  # the id of a cited source
    if value is None:
        columns: Mapping[str, str] = getattr(record, "columns", {})
        return columns.get(column, "")
    return str(value)


def values_of(record: Any, column: str) -> Sequence[str]:
    """Return the values of `record` in `column`: one, or each of its actors, tags and sources."""
    value = value_of(record, column)
    return [value] if isinstance(value, str) else value


def conditions_of(selection: Selection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that `selection` names with their values, also those under `not`."""
    yield from ((condition.column, condition.values) for condition in selection.conditions)
    if selection.without:
        yield from conditions_of(selection.without)


def _condition_test(condition: Condition) -> Test:
    column, wanted = condition.column, frozenset(condition.values)
    known: dict[Any, bool] = {}  # the same few tags or actors occur together again and again

    def holds(record: Any) -> bool:
        value = getattr(record, column, None)
        if isinstance(value, str):
            return value in wanted
        if isinstance(value, tuple):
            if value not in known:
                known[value] = not wanted.isdisjoint(value_of(record, column))
            return known[value]
        return value_of(record, column) in wanted

    return holds


def _span_test(start: PartialDate | None, end: PartialDate | None) -> Test:
    first, last = start and start.first, end and end.last

    def inside(record: Any) -> bool:
        when = record.date
        if when is None:
            return False
        until = getattr(record, "end_date", None) or when
        return (first is None or first <= when.first) and (last is None or until.last <= last)

    return inside


class Cells(Struct, frozen=True, gc=False):
    """One row of events.csv as a mapping of column names to cells."""

    header: Mapping[str, int]  # column numbers by name; all rows of a file share it
    cells: tuple[Code, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.header[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.header)

    def __len__(self) -> int:
        return len(self.header)

    def get(self, column: str, otherwise: str = "") -> str:
        """Return the cell in `column`, `otherwise` where the column does not exist."""
        number = self.header.get(column)
        return otherwise if number is None else self.cells[number]

    def keys(self) -> Iterable[str]:
        """Return the column names."""
        return self.header.keys()

    def items(self) -> Iterable[tuple[str, str]]:
        """Return the column names, each with its cell."""
        return zip(self.header, self.cells, strict=True)
