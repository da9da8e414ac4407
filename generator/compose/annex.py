"""`::: events` -> a table of all events of the edition: what the figures show, for readers who want it in words."""

from msgspec import Struct

from generator.compose.filters import full_stop
from generator.compose.inlines import inlines_of
from generator.compose.no_break import NO_BREAK
from generator.compose.reading import Reading
from generator.model.block import Blocks, Table
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.inline import Emphasis, Inline, Inlines, Plain, Strong

DOUBTFUL = "†"
_COLUMNS = ("date", "kind", "event", "source")


def events_table(caption: Inlines, reading: Reading) -> Blocks:
    """Return the annex table, nothing where the edition has no events; doubtful ones carry a mark and their note."""
    edition = reading.edition
    if not edition.events:
        return ()
    columns = _COLUMNS if edition.audience.citations != "none" else _COLUMNS[:-1]
    header = tuple((Plain(reading.breaks.text(reading.label(name))),) for name in columns)
    telling = _Telling(reading, {kind: _kind(kind, reading) for kind in {event.kind for event in edition.events}})
    rows = tuple([telling.row(event)[: len(columns)] for event in edition.events])
    number, anchor = reading.numbered("table", "tbl-events") if caption else (0, "")
    return (Table(header, rows, caption, number, anchor),)


def _kind(kind: str, reading: Reading) -> Inlines:
    """What the dataset calls the kind, else its id as words."""
    named = reading.edition.kinds.get(kind)
    inlines = inlines_of(named.value) if named else (Plain(kind.replace("_", " ").capitalize()),)
    return reading.breaks.bound(inlines)


class _Telling(Struct):
    """What the cells of a row say. A cell of events.csv is no Markdown: it is printed as typed."""

    reading: Reading
    kinds: dict[str, Inlines]

    def row(self, event: Event) -> tuple[Inlines, ...]:
        mark = f"{NO_BREAK}{DOUBTFUL}" if event.doubtful else ""
        return (Plain(self.when(event) + mark),), self.kinds[event.kind], self.what(event), self.sources(event)

    def when(self, event: Event) -> str:
        start = self.said(event.date)
        if event.end_date is None or event.end_date == event.date:
            return start
        span = self.reading.edition.labels.get("to", "{start} – {end}")
        return self.reading.breaks.text(span.replace("{start}", start).replace("{end}", self.said(event.end_date)))

    def said(self, when: PartialDate) -> str:
        """A date in one line: a column of dates is narrow, and is read from the top down."""
        edition = self.reading.edition
        return said(when, edition.audience.date_format, edition.language).replace(" ", NO_BREAK)

    def what(self, event: Event) -> Inlines:
        text = self.reading.breaks.text
        mark = full_stop(event.title) if event.detail else ""
        title = Plain(text(event.title))
        inlines: list[Inline] = [Strong((title, Plain(mark)) if mark else (title,))]
        if event.detail:
            inlines.append(Plain(text(f" {event.detail}")))
        if event.doubtful and event.note:
            inlines += [Plain(f" {DOUBTFUL} "), Emphasis((Plain(text(event.note)),))]
        return tuple(inlines)

    def sources(self, event: Event) -> Inlines:
        """Numbers where the output has them; else names, since a note in each row would swamp the page."""
        edition, citations = self.reading.edition, self.reading.citations
        if not event.sources or edition.audience.citations == "none":
            return ()
        if edition.audience.citations == "numbers" or edition.output == "deck":
            return (citations.numbers(event.sources),)
        return citations.names(event.sources)
