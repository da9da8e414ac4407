"""What a claim or a number says of the events that it selects -> a `Measure`; and what the events come to instead."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from generator.errors import Problem, suggest
from generator.language.slips import is_slip
from generator.model.dataset import Event
from generator.model.selection import (
    SINCE_UNITS,
    Measure,
    Selection,
    conditions_of,
    select_records,
    take_measure,
    values_of,
)
from generator.read.dataset.selections import read_select
from generator.read.form.claims import MeasureForm
from generator.read.form.field_types import INTEGER_HELP
from generator.read.syntax.nodes import ScalarNode

_MOST_LISTED = 12  # events in a help


def read_measure(
    form: MeasureForm, owner: str, remedy: str, columns: Collection[str], problems: list[Problem]
) -> Measure | None:
    """Return the one measure that `form` has, or None where it has none, two, or a faulty select.

    `owner` is what needs one, such as "a claim"; `remedy` is an example.
    """
    names = [name for name in form.measures if getattr(form, name) is not None]
    if len(names) != 1:
        what = f"{owner} needs exactly one of {', '.join(f'`{name}`' for name in form.measures)}"
        problems.append(Problem(form.place, what, remedy))
        return None
    before = len(problems)
    select = read_select(getattr(form, names[0]), columns, problems)
    unit = str(getattr(form, "unit_of_since", "") or SINCE_UNITS[0]) if names[0] == "since" else ""
    return Measure(names[0], select, unit) if len(problems) == before else None


def check_expected(measure: str, expected: ScalarNode, problems: list[Problem]) -> None:
    """Add a problem where `expected` is not what `measure` gives: a whole number, or a date."""
    if not expected or is_possible(measure, expected):  # one left out, or missing, which has been reported
        return
    if measure in ("first", "last"):
        what = f"`{expected}` is not a valid date"
        problems.append(Problem(expected.place, what, "write it as in events.csv: `2018-09-14`"))
    else:
        problems.append(Problem(expected.place, f"`{expected}` is not a whole number", INTEGER_HELP))


def is_possible(measure: str, expected: str) -> bool:
    """Return whether `expected` is written as `measure` could come out."""
    pattern = r"\d{4}(-\d\d){0,2}" if measure in ("first", "last") else r"0|[1-9]\d{0,8}"
    return bool(re.fullmatch(pattern, expected, re.ASCII))


def find_mismatch(
    measure: Measure, expected: str, name: str, events: Sequence[Event], as_of: date
) -> tuple[str, str] | None:
    """Return what is wrong, and help, if `measure` of `events` cannot be taken or is not `expected` (if not empty).

    `name` is what says so, such as "claim `three rises` of statement `rises`".
    """
    matching = select_records(measure.select, events)
    uncounted = [event.id for event in matching if measure.name == "sum" and event.count is None]
    if uncounted:
        what = f"`sum` needs a `count` in each row, but these have none: {_list(uncounted)}"
        return what, "fill them in, or use `count` to count the rows"
    value = take_measure(measure.name, matching, as_of, measure.unit)
    if value is not None and (not expected or str(value) == expected):
        return None
    rows = "1 row of events.csv matches" if len(matching) == 1 else f"{len(matching)} rows of events.csv match"
    shown = "empty" if value is None else value
    what = f"{name} does not hold: {rows}, so `{measure.name}` is {shown}{f', not {expected}' if expected else ''}"
    ids = _list([event.id for event in matching])
    remedy = f"matching {'row' if len(matching) == 1 else 'rows'}: {ids}" if ids else "check its select"
    return what, _explain_select(measure.select, events) or remedy


def _explain_select(select: Selection, events: Sequence[Event]) -> str:
    """Return help if no event has a value of `select`, or one has it with a slip: most often, that is why."""
    for column, wanted in conditions_of(select):
        known = {value: event for event in events for value in values_of(event, column)}
        for value in wanted:
            if value not in known:
                return f"no row has `{value}` in `{column}`: {suggest(value, known, 'values')}"
            if slip := next((other for other in known if other not in wanted and is_slip(other, value)), ""):
                return f"`{known[slip].id}` has `{slip}` in `{column}`: did you mean `{value}`?"
    return ""


def _list(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_LISTED} more" if len(ids) > _MOST_LISTED else ""
    return ", ".join(ids[:_MOST_LISTED]) + more
