"""A CSV file (RFC 4180, UTF-8) -> its rows by column, each with its line."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from io import BytesIO, TextIOWrapper
from itertools import islice, repeat

from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.read.syntax.bidi import isolated, turning
from generator.read.syntax.positions import MOST_SHOWN, SPACES, decoded, unusual

_AT_ONCE = 1_000  # rows: enough for columns to be worth it, too few to count in memory


class Rows(Struct, frozen=True):
    """Rows that follow each other: the line on which each begins, and what stands in each column, from the top down."""

    places: Sequence[Place]
    cells: Mapping[str, Sequence[str]]  # without spaces around them


class Sheet(Struct, frozen=True):
    """The columns that the first row of a file names, and the rows below, which are read as they are asked for."""

    columns: tuple[str, ...]
    parts: Iterator[Rows]


def read_csv(data: bytes, file: str, required: Sequence[str], found: list[Problem]) -> Sheet:
    """Return what `data` holds, the bytes of the CSV file shown as `file`; rows that cannot be read will be in `found`.

    The first row names the columns: all that are `required`, in any order, and further ones. Rows of empty cells only,
    as spreadsheets leave them behind, are passed over. Raises InputError where the first row is faulty.
    """
    decoded(data, file)  # or refused as a whole
    unread: list[Problem] = []
    rows = _rows(data, file, unread)
    place, cells = next(rows, (Place(file, 1), []))
    columns = tuple(name.strip(SPACES) for name in cells)
    wrong = [*unread, *_wrong_with_header(columns, required, place)]
    if wrong:
        raise InputError(wrong)
    parts = _parts(columns, _whole(columns, rows, unread))
    if not data.isascii() and turning(unusual(data)):
        parts = map(_isolated, parts)
    return Sheet(columns, _telling(parts, unread, found))


def _rows(data: bytes, file: str, found: list[Problem]) -> Iterator[tuple[Place, list[str]]]:
    """Yield each row with the line on which it begins, up to one that cannot be read."""
    lines = TextIOWrapper(BytesIO(data), "utf-8-sig")  # one after the other: no need to hold all of the text as well
    reader = csv.reader(lines, strict=True)
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


def _whole(
    header: Sequence[str], rows: Iterable[tuple[Place, list[str]]], found: list[Problem]
) -> Iterator[tuple[Place, list[str]]]:
    """Yield the rows that hold something, and a cell for each column."""
    for place, row in rows:
        if not "".join(row).strip(SPACES):
            continue
        if len(row) != len(header):
            remedy = "a cell that holds a comma stands in double quotes" if len(row) > len(header) else "add commas"
            found.append(Problem(place, f"{len(row)} cells, but there are {len(header)} columns", remedy))
            continue
        yield place, row


def _parts(header: Sequence[str], rows: Iterator[tuple[Place, list[str]]]) -> Iterator[Rows]:
    while part := list(islice(rows, _AT_ONCE)):
        places, cells = zip(*part, strict=True)
        columns = (tuple(map(str.strip, column, repeat(SPACES))) for column in zip(*cells, strict=True))
        yield Rows(places, dict(zip(header, columns, strict=True)))


def _isolated(rows: Rows) -> Rows:
    return Rows(rows.places, {name: tuple(map(isolated, cells)) for name, cells in rows.cells.items()})


def _telling(parts: Iterator[Rows], unread: list[Problem], found: list[Problem]) -> Iterator[Rows]:
    """Yield all `parts`, and then tell what in them could not be read."""
    yield from parts
    found += unread[:MOST_SHOWN]
