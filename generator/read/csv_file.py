"""A CSV file (RFC 4180, UTF-8) -> its rows by column, each with its line."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.read.directions import isolated
from generator.read.located import MOST_SHOWN, SPACES, decoded


_LINE = re.compile("[^\n]*\n|[^\n]+")  # one after the other: a file of 25 MB need not be held twice


class Sheet(Struct, frozen=True):
    """The rows of a file, and the columns that its first row names."""

    columns: tuple[str, ...]
    records: tuple["Record", ...]


class Record(Struct, frozen=True):
    """One row: its cells by column, without spaces around them, and the line on which it begins."""

    cells: Mapping[str, str]
    place: Place


def read_csv(data: bytes, file: str, required: Sequence[str], found: list[Problem]) -> Sheet:
    """Return what `data` holds, the bytes of the CSV file shown as `file`; rows that cannot be read are in `found`.

    The first row names the columns: all that are `required`, in any order, and further ones. Rows of empty cells only,
    as spreadsheets leave them behind, are passed over. Raises InputError where the first row is faulty.
    """
    unread: list[Problem] = []
    rows = _rows(decoded(data, file), file, unread)
    place, cells = next(rows, (Place(file, 1), []))
    columns = tuple(name.strip(SPACES) for name in cells)
    wrong = [*unread, *_wrong_with_header(columns, required, place)]
    if wrong:
        raise InputError(wrong)
    records = tuple(_records(columns, rows, unread))
    found += unread[:MOST_SHOWN]
    return Sheet(columns, records)


def _rows(text: str, file: str, found: list[Problem]) -> Iterator[tuple[Place, list[str]]]:
    """Yield each row with the line on which it begins, up to one that cannot be read."""
    reader = csv.reader((line.group() for line in _LINE.finditer(text)), strict=True)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            found.append(_unreadable(str(error), Place(file, line)))
            return
        if row is None:
            return
        yield Place(file, line), row
        line = reader.line_num + 1


def _unreadable(said: str, place: Place) -> Problem:
    if "unexpected end of data" in said:
        return Problem(place, "a quotation mark is opened in this row and never closed", 'close it with `"`')
    if "expected after" in said:
        return Problem(place, "text follows a closing quotation mark", 'write `""` for a quotation mark inside a cell')
    assert "field larger" in said, said  # csv knows other faults, but in text of lines that hold no NUL there are none
    remedy = "look for a quotation mark that is not closed"
    return Problem(place, f"a cell holds more than {csv.field_size_limit():,} characters", remedy)


def _wrong_with_header(header: Sequence[str], required: Sequence[str], place: Place) -> Iterator[Problem]:
    if not any(header):
        yield Problem(place, "the first row names no columns", "begin with: " + ",".join(required))
        return
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        separator = "tabs" if "\t" in header[0] else "semicolons"
        yield Problem(place, f"cells are separated by {separator}", "save the file as CSV UTF-8, with commas")
        return
    missing = [name for name in required if name not in header]
    for name in list(missing):
        near = get_close_matches(name, [each for each in header if each not in required], n=1)
        if near:
            missing.remove(name)
            yield Problem(place, f"no column `{name}`", f"rename `{near[0]}`")
    if missing:
        named = ", ".join(f"`{name}`" for name in missing)
        yield Problem(place, f"no column {named}", "add what is missing to the first row; its cells may be empty")
    for name in dict.fromkeys(each for each in header if header.count(each) > 1):
        yield Problem(place, f"two columns are named `{name}`" if name else "a column has no name", "rename one")
    if header.count("") == 1:
        yield Problem(place, f"column {header.index('') + 1} has no name", "name it, or delete it")


def _records(header: Sequence[str], rows: Iterator[tuple[Place, list[str]]], found: list[Problem]) -> Iterator[Record]:
    for place, row in rows:
        cells = [cell.strip(SPACES) for cell in row]
        if not all(map(str.isascii, cells)):
            cells = list(map(isolated, cells))
        if not any(cells):
            continue
        if len(cells) != len(header):
            remedy = "a cell that holds a comma stands in double quotes" if len(cells) > len(header) else "add commas"
            found.append(Problem(place, f"{len(cells)} cells, but there are {len(header)} columns", remedy))
            continue
        yield Record(dict(zip(header, cells, strict=True)), place)
