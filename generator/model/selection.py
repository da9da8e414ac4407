"""The one select grammar of lanes, claims and audiences, and whether a record meets it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.model.dates import PartialDate

Record = TypeVar("Record")
Test = Callable[[Any], bool]


class Condition(Struct, frozen=True, gc=False):
    """A column and the values it may have; `actors` and `tags` hold several and must have one of them."""

    column: str
    values: tuple[str, ...]


class Selection(Struct, frozen=True):
    """All conditions must hold, the whole span of the date must lie inside, and `without` must not be met."""

    conditions: tuple[Condition, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    without: "Selection | None" = None


def selected(selection: Selection, records: Iterable[Record]) -> list[Record]:
    """Return those `records` (events or statements) that meet `selection`, in their order; all meet an empty one."""
    found = list(records)
    for condition in selection.conditions:
        found = _holders(condition, found)
    for test in _tests(replace(selection, conditions=())):
        found = list(filter(test, found))
    return found


def _holders(condition: Condition, records: Sequence[Record]) -> list[Record]:
    values = [getattr(record, condition.column, None) for record in records]
    if set(map(type, values)) == {str}:  # as of most columns: then all are looked up at once
        return list(compress(records, map(frozenset(condition.values).__contains__, values)))
    return list(filter(_holding(condition), records))


def matches(selection: Selection, record: Any) -> bool:
    """Return whether `record` meets `selection`; who asks many makes one criterion for them."""
    return criterion(selection)(record)


def criterion(selection: Selection) -> Test:
    """Return what asks a record whether it meets `selection`; of a long dataset, a hundred thousand are asked."""
    tests = _tests(selection)
    return tests[0] if len(tests) == 1 else lambda record: all(test(record) for test in tests)


def _tests(selection: Selection) -> Sequence[Test]:
    tests = [_holding(condition) for condition in selection.conditions]
    if selection.start or selection.end:
        tests.append(_inside(selection.start, selection.end))
    if selection.without:
        unwanted = criterion(selection.without)
        tests.append(lambda record: not unwanted(record))
    return tests


def value_of(record: Any, column: str) -> str | Sequence[str]:
    """Return what `record` has in `column`: a field of its own, or a further column of events.csv."""
    value = getattr(record, column, None)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return tuple(str(getattr(each, "source", each)) for each in value)  # of a cited source, its id
    if value is None:
        columns: Mapping[str, str] = getattr(record, "columns", {})
        return columns.get(column, "")
    return str(value)


def _holding(condition: Condition) -> Test:
    column, wanted = condition.column, frozenset(condition.values)
    known: dict[Any, bool] = {}  # of several tags or actors, which stand together again and again

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


def _inside(start: PartialDate | None, end: PartialDate | None) -> Test:
    first, last = start and start.first, end and end.last

    def inside(record: Any) -> bool:
        when = record.date
        if when is None:
            return False
        until = getattr(record, "end_date", None) or when
        return (first is None or first <= when.first) and (last is None or until.last <= last)

    return inside
