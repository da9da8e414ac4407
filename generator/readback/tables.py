"""Tables as read back from a file -> how they differ from the events: those of all events, and the twins of figures."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.draw.data_table import DataTable
from generator.errors import Problem, quote_names
from generator.language.days import format_in_year, format_short, format_years
from generator.model.clearance.marking import find_highest
from generator.model.dataset import DOUBT, Event
from generator.model.edition import Edition
from generator.readback.office import Table, normalize_space
from generator.select.repeated_notes import find_repeated_notes
from generator.select.year_bands import band_years

HELP = "build again with `--force`; if this comes again, please report it: the file does not say what the events say"
_EVENT_COLUMNS = ("date", "kind", "event")  # of a table of all events


def is_event_table(header: Sequence[str], edition: Edition) -> bool:
    """Return whether the texts of a header are those of a table of all events."""
    names = [_squeeze(edition.labels[name]) for name in _EVENT_COLUMNS]
    return [*map(_squeeze, header[: len(names)])] == names


def compare_events(file: str, rows: Sequence[Sequence[str]], edition: Edition) -> Iterator[Problem]:
    """Yield where the rows of a table of all events differ from these: in their number, date, mark or title."""
    for expected, row in zip_longest(_expect_events(edition), rows):
        event, wanted = expected or (edition.events[-1], ())
        cells = [*map(_squeeze, row or ())]
        said = [cells[0], *cells[2:3]] if cells else []  # without the kind
        if len(said) != len(wanted) or not all(map(str.startswith, said, wanted)) or said[:1] != [*wanted[:1]]:
            shown, meant = quote_names((row or ())[:3]) or "nothing", quote_names(wanted) or "nothing"
            yield Problem(event.origin, f"the table of events in `{file}` says {shown}, expected {meant}", HELP)


def _expect_events(edition: Edition) -> Iterator[tuple[Event, tuple[str, ...]]]:
    """Yield each event with its date and title; before the first of a band, with the years of the band alone."""
    signs, language = find_repeated_notes(edition.events), edition.language
    for band in band_years(edition.events):
        yield band.events[0], (_squeeze(format_years(band.first, band.last, language)),)
        write = format_in_year if band.is_year else format_short
        for event in band.events:
            date = write(event.date, event.end_date, edition.audience.date_format, language, edition.labels["to"])
            marks = (DOUBT if event.doubtful else "") + signs.get(event.note, "")
            yield event, (_squeeze(date) + marks, _squeeze(_mark_portion(event, edition) + event.title))


def _mark_portion(event: Event, edition: Edition) -> str:
    """Return the marking before an event's title, where the audience has portions marked."""
    marking = find_highest(edition.markings, [event.marking]) if edition.audience.portions else ""
    return f"({marking})" if marking else ""


def take_twin(expected: DataTable, tables: list[Table]) -> Iterator[str]:
    """Take from `tables` the one with the header of a figure's twin, and yield how it differs.

    Of several, as lanes with the same series have, it is the one with the fewest differences.
    """
    header = [*map(_squeeze, expected.header)]
    alike = [table for table in tables if [*map(_squeeze, table[0])] == header]
    if not alike:
        yield f"has no table with the columns {quote_names(expected.header)}"
        return
    differences = [[*_compare_rows(expected, table[1:])] for table in alike]
    fewest = min(range(len(alike)), key=lambda number: len(differences[number]))
    tables.remove(alike[fewest])
    yield from differences[fewest]


def _compare_rows(expected: DataTable, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for wanted, row in zip_longest(expected.rows, rows):
        if [*map(_squeeze, wanted or ())] != [*map(_squeeze, row or ())]:
            said, meant = (quote_names(cells or ()) or "nothing" for cells in (row, wanted))
            yield f"says in its table {said}, expected {meant}"


def write_as_notes(table: DataTable) -> Iterator[str]:
    """Yield the rows of a figure's twin as speaker notes say them: "Period: 2016; Short range: 4; Total: 24†"."""
    for row in table.rows:
        cells = zip(table.header, row, strict=True)
        yield normalize_space("; ".join(f"{name}: {cell}" for name, cell in cells))


def _squeeze(text: str) -> str:
    """Return `text` without spaces, which are written so that lines break well."""
    return "".join(text.split())
