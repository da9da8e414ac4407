"""events.csv -> events, each knowing its row. One column, one rule."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from typing import Any

from msgspec import Struct

from generator.errors import Place, Problem
from generator.model.dataset import IMPORTANCES, Cells, Event
from generator.model.dates import PartialDate
from generator.model.source import CitedSource
from generator.read.syntax.csv_file import Rows, Sheet

COLUMNS = (
    "id", "date", "end_date", "kind", "label", "title", "detail", "place", "actors", "range", "count", "outcome",
    "confidence", "importance", "tags", "sources", "note",
)  # fmt: skip
CONFIDENCES = ("high", "medium", "low")
_RESERVED = ("columns", "origin", "doubtful", "from", "until", "not")  # names that a select or the model needs
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_KIND = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)


def read_events(sheet: Sheet, file: str, found: list[Problem]) -> tuple[Event, ...]:
    """Return the events of `sheet`; what is wrong with them is added to `found`."""
    for name in _RESERVED:
        if name in sheet.columns:
            found.append(Problem(Place(file, 1), f"a column cannot be called `{name}`", "rename it"))
    header = {name: number for number, name in enumerate(sheet.columns)}
    return tuple(chain.from_iterable(_events(rows, header, found) for rows in sheet.parts))


def _events(rows: Rows, header: Mapping[str, int], found: list[Problem]) -> Iterator[Event]:
    """Return the events of some rows: values are read column by column, and equal ones in a column are one object."""
    cells = {name: cells if name in _UNLIKE else _shared(cells) for name, cells in rows.cells.items()}
    for column in _NEEDED:
        for place, cell in zip(rows.places, cells[column], strict=True):
            if not cell:
                found.append(Problem(place, f"the cell `{column}` is empty", "every event has one"))
    values: dict[str, Iterable[Any]] = {
        **{column: cells[column] for column in COLUMNS},
        **{column: _read(column, rule, cells.get(column), rows.places, found) for column, rule in _RULES.items()},
        "columns": map(Cells, repeat(header), zip(*cells.values(), strict=True)),
        "origin": rows.places,
    }
    for place, begun, ended in zip(rows.places, values["date"], values["end_date"], strict=True):
        if ended and ended.last < begun.first:
            found.append(Problem(place, f"`end_date` {ended} is before `date` {begun}", "exchange them"))
    return map(Event, *(values[name] for name in Event.__struct_fields__))


def _shared(cells: Sequence[str]) -> Sequence[str]:
    first: dict[str, str] = {}
    return list(map(first.setdefault, cells, cells))


def _read(
    column: str, rule: "_Rule", cells: Sequence[str] | None, places: Sequence[Place], found: list[Problem]
) -> Iterable[Any]:
    """Return what the `cells` of a column hold; what cannot be read is as if nothing was typed."""
    if cells is None:  # the column that keeps an event from someone may be missing
        return repeat(rule.otherwise)
    values = dict.fromkeys(cells, rule.otherwise)
    unread = set()
    for cell in filter(None, values):
        try:
            values[cell] = rule.parse(cell)
        except ValueError:
            unread.add(cell)
    for place, cell in zip(places, cells, strict=True) if unread else ():
        if cell in unread:
            found.append(Problem(place, f"`{cell}` in `{column}` is no {rule.what}", rule.remedy))
    return list(map(values.__getitem__, cells))


def entries(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that holds several: they are separated by semicolons."""
    return tuple([entry for each in cell.split(";") if (entry := each.strip())]) if cell else ()


def _all_cited(cell: str) -> tuple[CitedSource, ...]:
    return tuple([cited(entry) for entry in entries(cell)])


def cited(entry: str) -> CitedSource:
    """Return `id` or `id, locator` as a cited source."""
    source, _, locator = entry.partition(",")
    return CitedSource(source.strip(), locator.strip())


def whole(text: str) -> int:
    """Return the whole number that `text` writes in digits. Raises ValueError for all else."""
    if not _WHOLE.fullmatch(text):
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
    """How a cell is read, what it means where it is empty, and what it should be, where it cannot hold anything."""

    parse: Callable[[str], Any]
    otherwise: Any
    what: str = ""
    remedy: str = ""


_NEEDED = ("id", "date", "kind", "title")
_UNLIKE = frozenset(("id", "title", "detail", "note"))  # columns in which no cell is expected to stand twice
_DATE_HELP = "write it as `2018`, `2018-09` or `2018-09-14`"
_RULES: Mapping[str, _Rule] = {
    "id": _Rule(_matching(_ID), "", "id", "letters, digits, `-` and `_`, at most 30"),
    "date": _Rule(PartialDate.parse, PartialDate(1000), "date", _DATE_HELP),
    "end_date": _Rule(PartialDate.parse, None, "date", _DATE_HELP),
    "kind": _Rule(_matching(_KIND), "", "kind", "small letters, digits, `-` and `_`: `toll_rise`"),
    "actors": _Rule(entries, ()),
    "count": _Rule(whole, None, "whole number", "write it in digits, such as `4`"),
    "confidence": _Rule(_among(CONFIDENCES), "", "`confidence`", _few(CONFIDENCES)),
    "importance": _Rule(_among(IMPORTANCES), "normal", "`importance`", _few(IMPORTANCES)),
    "tags": _Rule(entries, ()),
    "sources": _Rule(_all_cited, ()),
    "audiences": _Rule(entries, ()),
    "not_before": _Rule(_day, None, "day", "write it as `2019-08-05`"),
}
