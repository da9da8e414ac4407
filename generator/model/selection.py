"""The one select grammar of lanes, claims and audiences, and whether a record meets it."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.model.dates import PartialDate


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


def matches(selection: Selection, record: Any) -> bool:
    """Return whether `record` (an event or a statement) meets `selection`; an empty one is met by all."""
    for condition in selection.conditions:  # asked a hundred thousand times of a long dataset
        if not _holds(condition, record):
            return False
    if not _inside(record, selection.start, selection.end):
        return False
    return selection.without is None or not matches(selection.without, record)


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


def _holds(condition: Condition, record: Any) -> bool:
    value = value_of(record, condition.column)
    if isinstance(value, str):
        return value in condition.values
    return any(each in condition.values for each in value)


def _inside(record: Any, start: PartialDate | None, end: PartialDate | None) -> bool:
    if start is None and end is None:
        return True
    when = record.date
    if when is None:
        return False
    until = getattr(record, "end_date", None) or when
    return (start is None or start.first <= when.first) and (end is None or until.last <= end.last)
