"""A CSV file (RFC 4180, UTF-8) -> its columns, and its rows with their lines."""

import csv
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper

from msgspec import Struct

from generator.errors import InputError, Place, Problem, most_similar
from generator.read.syntax.bidi import has_bidi_controls, isolate
from generator.read.syntax.decode import MOST_SHOWN, SPACES, decode
from generator.read.syntax.yaml_file import MOST_LINES


class Row(Struct, frozen=True):
    """One row: the line on which it starts, and its cells without surrounding spaces."""

    place: Place
    cells: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """The column names of the first row, and the rows below it, each with a cell for each column."""

    columns: tuple[str, ...]
    rows: Iterator[Row]  # read on demand


def read_csv(data: bytes, file: str, required: Sequence[str], problems: list[Problem]) -> Sheet:
    """Return what `data`, the bytes of the CSV file `file`, holds; reading the rows adds to `problems`.

    The first row names the columns: all that are `required`, in any order, and further ones. Empty rows, as
    spreadsheets leave them behind, are skipped. Raises InputError if the first row is faulty.
    """
    has_controls = has_bidi_controls(decode(data, file))
    rows, before = _rows(data, file, problems), len(problems)
    header = next(rows, Row(Place(file, 1), ()))
    if header_problems := problems[before:] or [*_check_header(header, required)]:
        raise InputError(header_problems)
    rows = _complete_rows(rows, len(header.cells), problems)
    if has_controls:
        rows = (Row(row.place, tuple(map(isolate, row.cells))) for row in rows)
    return Sheet(header.cells, rows)


def _rows(data: bytes, file: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield all rows, empty ones included, up to one that cannot be read."""
    reader = csv.reader(TextIOWrapper(BytesIO(data), "utf-8-sig"), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(_explain(str(error), Place(file, line)))
            return
        if reader.line_num - line > MOST_LINES:
            what = f"a row with more than {MOST_LINES:,} lines"
            problems.append(Problem(Place(file, line), what, "look for an unclosed quotation mark"))
            return
        # equal cells share one object, which saves 80 MiB at 90,000 rows (×1000 in tests/bench)
        yield Row(Place(file, line), tuple([sys.intern(cell.strip(SPACES)) for cell in cells]))
        line = reader.line_num + 1


def _explain(error: str, place: Place) -> Problem:
    if "unexpected end of data" in error:
        return Problem(place, "unclosed quotation mark in this row", 'close it with `"`')
    if "expected after" in error:
        return Problem(place, "text after a closing quotation mark", 'write `""` for a quotation mark inside a cell')
    assert "field larger" in error, error  # the other errors need a NUL or a bare CR, which decoding has excluded
    what = f"a cell has more than {csv.field_size_limit():,} characters"
    return Problem(place, what, "look for an unclosed quotation mark")


def _check_header(header: Row, required: Sequence[str]) -> Iterator[Problem]:
    names, place = header.cells, header.place
    if not any(names):
        yield Problem(place, "the first row has no column names", "start with: " + ",".join(required))
        return
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        separator = "tabs" if "\t" in names[0] else "semicolons"
        yield Problem(place, f"the cells are separated by {separator}", "save the file as CSV UTF-8, with commas")
        return
    missing = [name for name in required if name not in names]
    for name in list(missing):
        if similar := most_similar(name, (other for other in names if other not in required)):
            missing.remove(name)
            yield Problem(place, f"missing column `{name}`", f"rename `{similar}`")
    if missing:
        what = f"missing column{'s' if len(missing) > 1 else ''} " + ", ".join(f"`{name}`" for name in missing)
        yield Problem(place, what, "add what is missing to the first row; its cells may be empty")
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        yield Problem(place, f"duplicate column `{name}`", "rename one of them")
    for number, name in enumerate(names, 1):
        if not name:
            yield Problem(place, f"column {number} has no name", "name it, or delete it")


def _complete_rows(rows: Iterator[Row], width: int, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that have `width` cells, skip empty ones, and report the others."""
    reported = 0
    for row in rows:
        if len(row.cells) == width and any(row.cells):
            yield row
        elif any(row.cells) and reported < MOST_SHOWN:
            reported += 1
            remedy = "put a cell that contains a comma in double quotes" if len(row.cells) > width else "add commas"
            problems.append(Problem(row.place, f"{len(row.cells)} cells in this row, but {width} columns", remedy))
