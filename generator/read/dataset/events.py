"""The rows of events.csv -> events, each with its place."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place, Problem, suggest
from generator.model.dataset import IMPORTANCES, Event
from generator.model.dates import PartialDate
from generator.model.selection import Cells
from generator.model.source import CitedSource
from generator.read.form.field_types import DATE_HELP, DAY_HELP, parse_day, parse_integer
from generator.read.syntax.csv_file import Row, Sheet
from generator.untrusted.links import find_faults_in_prose

OPTIONAL_COLUMNS = ("audiences", "not_before", "marking")
COLUMNS = tuple(
    name for name in Event.__struct_fields__ if name not in ("columns", "origin", "withheld_above", *OPTIONAL_COLUMNS)
)
CONFIDENCES = ("high", "medium", "low")
_REQUIRED_CELLS = ("id", "date", "kind", "title")
_RESERVED = (
    "columns",
    "origin",
    "doubtful",
    "withheld_above",
    "from",
    "until",
    "not",
)  # names of the model or of selects


class _Rule(Struct, frozen=True):
    """How a cell is read, what an empty one means, and what helps if `parse` raises ValueError."""

    parse: Callable[[str], Any]
    empty: Any
    remedy: str = ""
    names: tuple[str, ...] = ()


def read_events(sheet: Sheet, file: str, problems: list[Problem]) -> tuple[Event, ...]:
    """Return the events of `sheet`, the contents of `file`; a faulty cell is a problem and read as if it were empty."""
    for name in _RESERVED:
        if name in sheet.columns:
            what = f"`{name}` cannot be used as a column name"
            problems.append(Problem(Place(file, 1), what, "rename the column"))
    number_by_column = {name: number for number, name in enumerate(sheet.columns)}
    # equal cells share one value, which saves 40 MiB at 90,000 rows (×1000 in tests/bench)
    rules = {column: replace(rule, parse=cache(rule.parse)) for column, rule in _RULES.items()}
    return tuple(_read_event(row, number_by_column, rules, problems) for row in sheet.rows)


def _read_event(
    row: Row, number_by_column: Mapping[str, int], rules: Mapping[str, _Rule], problems: list[Problem]
) -> Event:
    cells = Cells(number_by_column, row.cells)
    problems += [Problem(row.place, *fault) for cell in row.cells for fault in find_faults_in_prose(cell)]
    for column in _REQUIRED_CELLS:
        if not cells[column]:
            problems.append(Problem(row.place, f"`{column}` is empty", "every event needs one"))
    values: dict[str, Any] = {column: cells[column] for column in COLUMNS}
    for column, rule in rules.items():
        cell = cells.get(column)
        try:
            values[column] = rule.parse(cell) if cell else rule.empty
        except ValueError:
            values[column] = rule.empty
            remedy = rule.remedy or suggest(cell, rule.names, "values")
            problems.append(Problem(row.place, f"`{cell}` is not a valid `{column}`", remedy))
    date, end_date = values["date"], values["end_date"]
    if end_date and end_date.last < date.first:
        problems.append(Problem(row.place, f"`end_date` {end_date} is before `date` {date}", "swap them"))
    return Event(**values, columns=cells, origin=row.place)


def split_entries(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell, which semicolons separate."""
    return tuple([stripped for entry in cell.split(";") if (stripped := entry.strip())])


def cite(entry: str) -> CitedSource:
    """Return `id` or `id, locator` as a cited source."""
    source, _, locator = entry.partition(",")
    return CitedSource(source.strip(), locator.strip())


def _cite_all(cell: str) -> tuple[CitedSource, ...]:
    return tuple(map(cite, split_entries(cell)))


def _matching(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


_RULES: Mapping[str, _Rule] = {
    "id": _Rule(_matching(r"[A-Za-z][A-Za-z0-9_-]{0,29}"), "", "use letters, digits, `-` and `_`, at most 30"),
    "date": _Rule(PartialDate.parse, PartialDate(1000), DATE_HELP),
    "end_date": _Rule(PartialDate.parse, None, DATE_HELP),
    "kind": _Rule(
        _matching(r"[a-z][a-z0-9_-]{0,39}"), "", "use lower-case letters, digits, `-` and `_`, such as `toll_rise`"
    ),
    "actors": _Rule(split_entries, ()),
    "count": _Rule(parse_integer, None, "write a whole number in digits, such as `4`"),
    "confidence": _Rule(_matching("|".join(CONFIDENCES)), "", names=CONFIDENCES),
    "importance": _Rule(_matching("|".join(IMPORTANCES)), "normal", names=IMPORTANCES),
    "tags": _Rule(split_entries, ()),
    "sources": _Rule(_cite_all, ()),
    "audiences": _Rule(split_entries, ()),
    "not_before": _Rule(parse_day, None, DAY_HELP),
    "marking": _Rule(str, ""),  # checked with those of dataset.yaml
}
