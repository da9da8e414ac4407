"""`::: events` -> a table of all events of the edition: what the figures show, for readers who want it in words."""

from generator.compose.filters import stop
from generator.compose.inlines import inlines_of
from generator.compose.no_break import NO_BREAK
from generator.compose.reading import Reading
from generator.compose.slots import literal
from generator.model.block import Blocks, Table
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.inline import Emphasis, Inline, Inlines, Plain, Strong

DOUBTFUL = "†"


def events_table(caption: Inlines, reading: Reading) -> Blocks:
    """Return the annex table, nothing where the edition has no events; doubtful ones carry a mark and their note."""
    events = reading.edition.events
    if not events:
        return ()
    names = ("date", "kind", "event", "source") if reading.edition.audience.citations != "none" else _UNCITED
    header = tuple((Plain(reading.label(name)),) for name in names)
    rows = tuple(_row(event, reading)[: len(names)] for event in events)
    number, anchor = reading.numbered("table", "tbl-events") if caption else (0, "")
    return (Table(header, rows, caption, number, anchor),)


_UNCITED = ("date", "kind", "event")


def _row(event: Event, reading: Reading) -> tuple[Inlines, ...]:
    mark = f"{NO_BREAK}{DOUBTFUL}" if event.doubtful else ""
    return (
        (Plain(_when(event, reading) + mark),),
        _kind(event, reading),
        _what(event),
        _sources(event, reading),
    )


def _kind(event: Event, reading: Reading) -> Inlines:
    """What the dataset calls the kind, else its id as words."""
    named = reading.edition.kinds.get(event.kind)
    return inlines_of(named.value) if named else (Plain(event.kind.replace("_", " ").capitalize()),)


def _when(event: Event, reading: Reading) -> str:
    start = _said(event.date, reading)
    if event.end_date is None or event.end_date == event.date:
        return start
    span = reading.edition.labels.get("to", "{start} – {end}")
    return span.replace("{start}", start).replace("{end}", _said(event.end_date, reading))


def _said(when: PartialDate, reading: Reading) -> str:
    """A date in one line: a column of dates is narrow, and is read from the top down."""
    return said(when, reading.edition.audience.date_format, reading.edition.language).replace(" ", NO_BREAK)


def _what(event: Event) -> Inlines:
    title = literal(event.title)
    inlines: list[Inline] = [Strong(stop(title).inlines if event.detail else title.inlines)]
    if event.detail:
        inlines.append(Plain(f" {event.detail}"))
    if event.doubtful and event.note:
        inlines += [Plain(f" {DOUBTFUL} "), Emphasis((Plain(event.note),))]
    return tuple(inlines)


def _sources(event: Event, reading: Reading) -> Inlines:
    """Numbers where the output has them; else names, since a note in each row would swamp the page."""
    if not event.sources or reading.edition.audience.citations == "none":
        return ()
    if reading.edition.audience.citations == "numbers" or reading.edition.output == "deck":
        return (reading.citations.numbers(event.sources),)
    return reading.citations.names(event.sources)
