"""`::: events` -> a table of all events of the edition: what the figures show, for readers who want it in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.citation.numbering import Citations
from generator.compose.prose import inlines_of
from generator.compose.reading import Reading
from generator.compose.template.filters import full_stop
from generator.language.no_break import NO_BREAK, Rules
from generator.model.block import Blocks, Table
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.edition import Edition
from generator.model.inline import Emphasis, Inline, Inlines, Plain, Strong

DOUBTFUL = "†"
_COLUMNS = ("date", "kind", "event", "source")


def events_table(caption: Inlines, reading: Reading) -> Blocks:
    """Return the annex table, nothing where the edition has no events; doubtful ones carry a mark and their note."""
    edition = reading.edition
    if not edition.events:
        return ()
    cited = edition.audience.citations != "none"
    columns = _COLUMNS if cited else _COLUMNS[:-1]
    header = tuple((Plain(reading.breaks.text(reading.label(name))),) for name in columns)
    kinds = {kind: _kind(kind, reading) for kind in {event.kind for event in edition.events}}
    if cited:
        for event in edition.events:
            reading.citations.number(event.sources)
    number, anchor = reading.numbered("table", "tbl-events") if caption else (0, "")
    rows = _Rows(edition, reading.citations, reading.breaks, kinds, cited)
    return (Table(header, tuple(rows) if _numbered(edition) else rows, caption, number, anchor),)


def _numbered(edition: Edition) -> bool:
    """Whether sources are told by their numbers: where the output has them, and on slides."""
    return edition.audience.citations == "numbers" or edition.output == "deck"


def _kind(kind: str, reading: Reading) -> Inlines:
    """What the dataset calls the kind, else its id as words."""
    named = reading.edition.kinds.get(kind)
    inlines = inlines_of(named.value) if named else (Plain(kind.replace("_", " ").capitalize()),)
    return reading.breaks.bound(inlines)


class _Rows(Sequence[tuple[Inlines, ...]]):
    """What the cells of each row say, made when it is asked for: thousands of rows need not be held all at once.

    A cell of events.csv is no Markdown: it is printed as typed.
    """

    def __init__(
        self, edition: Edition, citations: Citations, breaks: Rules, kinds: Mapping[str, Inlines], cited: bool
    ) -> None:
        self._edition = edition
        self._citations = citations
        self._breaks = breaks
        self._kinds = kinds
        self._cited = cited
        self._dates: dict[PartialDate, str] = {}  # as said: events share their days, and dates are long to say

    def __len__(self) -> int:
        return len(self._edition.events)

    def __iter__(self) -> Iterator[tuple[Inlines, ...]]:
        return map(self._row, self._edition.events)

    def __getitem__(self, index: Any) -> Any:
        found = self._edition.events[index]
        return self._row(found) if isinstance(found, Event) else tuple(map(self._row, found))

    def _row(self, event: Event) -> tuple[Inlines, ...]:
        mark = f"{NO_BREAK}{DOUBTFUL}" if event.doubtful else ""
        told = (Plain(self._when(event) + mark),), self._kinds[event.kind], self._what(event)
        return (*told, self._sources(event)) if self._cited else told

    def _when(self, event: Event) -> str:
        start = self._said(event.date)
        if event.end_date is None or event.end_date == event.date:
            return start
        span = self._edition.labels.get("to", "{start} – {end}")
        return self._breaks.text(span.replace("{start}", start).replace("{end}", self._said(event.end_date)))

    def _said(self, when: PartialDate) -> str:
        """A date in one line: a column of dates is narrow, and is read from the top down."""
        if when not in self._dates:
            edition = self._edition
            self._dates[when] = said(when, edition.audience.date_format, edition.language).replace(" ", NO_BREAK)
        return self._dates[when]

    def _what(self, event: Event) -> Inlines:
        text = self._breaks.text
        mark = full_stop(event.title) if event.detail else ""
        inlines: list[Inline] = [Strong((Plain(text(event.title + mark)),))]
        if event.detail:
            inlines.append(Plain(text(f" {event.detail}")))
        if event.doubtful and event.note:
            inlines += [Plain(f" {DOUBTFUL} "), Emphasis((Plain(text(event.note)),))]
        return tuple(inlines)

    def _sources(self, event: Event) -> Inlines:
        """Numbers where the output has them; else names, since a note in each row would swamp the page."""
        if event.sources and _numbered(self._edition):
            return (self._citations.numbers(event.sources),)
        return self._citations.names(event.sources)
