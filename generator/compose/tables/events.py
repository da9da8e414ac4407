"""`::: events` in a deck -> a table of all events of the edition, each with its whole date; annex.py is the briefing's.

A cell of events.csv is not Markdown: it is printed as typed.
"""

from collections.abc import Mapping

from generator.compose.composer import Composer
from generator.compose.prose import parse_prose
from generator.compose.template.filters import full_stop
from generator.language.punctuation import NO_BREAK
from generator.model.block import Blocks, Table
from generator.model.dataset import DOUBT, Event
from generator.model.dates import PartialDate, format_date
from generator.model.edition import Edition
from generator.model.inline import Emphasis, Inline, Inlines, Plain, Strong

_COLUMNS = ("date", "kind", "event", "source")


def compose_event_table(caption: Inlines, composer: Composer) -> Blocks:
    """Return the table, nothing if the edition has no events; doubtful ones carry a mark and their note."""
    edition = composer.edition
    if not edition.events:
        return ()
    columns = _COLUMNS if _is_cited(edition) else _COLUMNS[:-1]
    header = tuple((Plain(composer.breaks.bind_text(composer.label(name))),) for name in columns)
    kinds = {kind: compose_kind(kind, composer) for kind in {event.kind for event in edition.events}}
    rows = tuple([_compose_row(event, kinds, composer) for event in edition.events])
    number, anchor = composer.number_caption("table", "tbl-events") if caption else (0, "")
    events = tuple([(event.id,) for event in edition.events])
    return (Table(header, rows, caption, number, anchor, events=events),)


def _is_cited(edition: Edition) -> bool:
    return edition.audience.citations != "none"


def compose_kind(kind: str, composer: Composer) -> Inlines:
    """Return the dataset's title of the kind, or else its id as words."""
    title = composer.edition.kinds.get(kind)
    inlines = parse_prose(title.value) if title else (Plain(kind.replace("_", " ").capitalize()),)
    return composer.breaks.bind(inlines)


def _compose_row(event: Event, kinds: Mapping[str, Inlines], composer: Composer) -> tuple[Inlines, ...]:
    mark = f"{NO_BREAK}{DOUBT}" if event.doubtful else ""
    cells = (Plain(_format_dates(event, composer) + mark),), kinds[event.kind], _compose_event(event, composer)
    return (*cells, _compose_sources(event, composer)) if _is_cited(composer.edition) else cells


def _format_dates(event: Event, composer: Composer) -> str:
    start = _format_date(event.date, composer.edition)
    if event.end_date is None or event.end_date == event.date:
        return start
    span = composer.edition.labels.get("to", "{start} – {end}")
    span = span.replace("{start}", start).replace("{end}", _format_date(event.end_date, composer.edition))
    return composer.breaks.bind_text(span)


def _format_date(when: PartialDate, edition: Edition) -> str:
    """Return the date without a break: a column of dates is narrow, and is read from the top down."""
    return format_date(when, edition.audience.date_format, edition.language).replace(" ", NO_BREAK)


def compose_title(event: Event, composer: Composer, followed: bool = False) -> Inlines:
    """Return the title of an event and its detail, if any; the title is a sentence if a detail or more follows it."""
    bind_text = composer.breaks.bind_text
    stop = full_stop(event.title) if event.detail or followed else ""
    title = Strong((Plain(bind_text(event.title + stop)),))
    return (title, Plain(bind_text(f" {event.detail}"))) if event.detail else (title,)


def _compose_event(event: Event, composer: Composer) -> Inlines:
    inlines: list[Inline] = [*compose_title(event, composer)]
    if event.doubtful and event.note:
        inlines += [Plain(f" {DOUBT} "), Emphasis((Plain(composer.breaks.bind_text(event.note)),))]
    return tuple(inlines)


def _compose_sources(event: Event, composer: Composer) -> Inlines:
    return (composer.citations.cite_numbers(event.sources),) if event.sources else ()
