"""events.csv -> events, each knowing its row. One column, one rule."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.dataset import IMPORTANCES, Event
from generator.model.dates import PartialDate
from generator.model.source import CitedSource
from generator.read.csv_file import Record, Sheet

COLUMNS = (
    "id", "date", "end_date", "kind", "label", "title", "detail", "place", "actors", "range", "count", "outcome",
    "confidence", "importance", "tags", "sources", "note",
)  # fmt: skip
CONFIDENCES = ("high", "medium", "low")
_RESERVED = ("columns", "origin", "doubtful", "from", "until", "not")  # names that a select or the model needs
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)


def read_events(sheet: Sheet, file: str, found: list[Problem]) -> tuple[Event, ...]:
    """Return the events of `sheet`; what is wrong with them is added to `found`."""
    for name in _RESERVED:
        if name in sheet.columns:
            found.append(Problem(Place(file, 1), f"a column cannot be called `{name}`", "rename it"))
    return tuple([_event(record, found) for record in sheet.records])


def _event(record: Record, found: list[Problem]) -> Event:
    cells = record.cells
    for column in _NEEDED:
        if not cells[column]:
            found.append(Problem(record.place, f"the cell `{column}` is empty", "every event has one"))
    parsed = _parsed(record, found)
    begun, end_date = parsed["date"], parsed["end_date"]
    if end_date and end_date.last < begun.first:
        found.append(Problem(record.place, f"`end_date` {end_date} is before `date` {begun}", "exchange them"))
    return Event(
        **parsed,
        label=cells["label"],
        title=cells["title"],
        detail=cells["detail"],
        place=cells["place"],
        actors=entries(cells["actors"]),
        range=cells["range"],
        outcome=cells["outcome"],
        tags=entries(cells["tags"]),
        sources=tuple([cited(entry) for entry in entries(cells["sources"])]),
        note=cells["note"],
        columns=cells,
        origin=record.place,
        audiences=entries(cells.get("audiences", "")),
    )


def _parsed(record: Record, found: list[Problem]) -> dict[str, Any]:
    """Return the values of the columns that hold more than text; what cannot be read is as if nothing was typed."""
    values = {}
    for column, rule in _RULES.items():
        cell = record.cells.get(column)  # the column that keeps an event from someone may be missing
        value = rule.otherwise
        if cell:
            try:
                value = rule.parse(cell)
            except ValueError:
                found.append(Problem(record.place, f"`{cell}` in `{column}` is no {rule.what}", rule.remedy))
        values[column] = value
    return values


def entries(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that holds several: they are separated by semicolons."""
    return tuple([entry for each in cell.split(";") if (entry := each.strip())]) if cell else ()


def cited(entry: str) -> CitedSource:
    """Return `id` or `id, locator` as a cited source."""
    source, _, locator = entry.partition(",")
    return CitedSource(source.strip(), locator.strip())


def whole(text: str) -> int:
    """Return the whole number that `text` writes in digits. Raises ValueError for all else."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _day(text: str) -> date:
    when = PartialDate.parse(text)
    if not when.day:
        raise ValueError(text)
    return when.first


def _matching(form: re.Pattern[str]) -> Callable[[str], str]:
    def matched(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(text)
        return text

    return matched


def _few(names: Collection[str]) -> str:
    return "one of " + ", ".join(f"`{name}`" for name in names)


def _among(names: Collection[str]) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in names:
            raise ValueError(text)
        return text

    return chosen


class _Rule(Struct, frozen=True):
    """How a cell is read, what it should be, and what it means where it is empty."""

    parse: Callable[[str], Any]
    what: str
    remedy: str
    otherwise: Any


_NEEDED = ("id", "date", "kind", "title")
_DATE_HELP = "write it as `2018`, `2018-09` or `2018-09-14`"
_RULES: Mapping[str, _Rule] = {
    "id": _Rule(_matching(_ID), "id", "letters, digits, `-` and `_`, at most 30", ""),
    "date": _Rule(PartialDate.parse, "date", _DATE_HELP, PartialDate(1000)),
    "end_date": _Rule(PartialDate.parse, "date", _DATE_HELP, None),
    "kind": _Rule(_matching(_KIND), "kind", "small letters, digits, `-` and `_`: `toll_rise`", ""),
    "count": _Rule(whole, "whole number", "write it in digits, such as `4`", None),
    "confidence": _Rule(_among(CONFIDENCES), "`confidence`", _few(CONFIDENCES), ""),
    "importance": _Rule(_among(IMPORTANCES), "`importance`", _few(IMPORTANCES), "normal"),
    "not_before": _Rule(_day, "day", "write it as `2019-08-05`", None),
}
