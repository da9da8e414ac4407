"""`::: events` in a briefing -> the annex: one table of all events, by year, and above it what its signs mean.

A cell of events.csv is not Markdown: it is printed as typed.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.compose.composer import Composer
from generator.compose.tables.events import compose_kind, compose_title
from generator.compose.template.filters import full_stop
from generator.compose.template.values import format_day
from generator.language.days import format_in_year, format_short, format_years
from generator.language.numbers import choose_label, format_number
from generator.language.punctuation import NO_BREAK
from generator.model.block import Block, Blocks, Paragraph, Table, TableBand
from generator.model.dataset import DOUBT, Event
from generator.model.dates import PartialDate
from generator.model.edition import Edition
from generator.model.figure import Lane, Timeline
from generator.model.inline import Inlines, Plain, Strong, Styled
from generator.select.repeated_notes import find_repeated_notes
from generator.select.year_bands import YearBand, band_years

_STYLE, _KIND, _NOTE, _SIGN = "Event Table", "Event Kind", "Event Note", "footnote reference"
_COLORS = 7  # of the chart palette, and so of the styles of kinds


class _Columns(Struct, frozen=True):
    """What the rows share: kinds by id, signs by note, and whether there are sources and counts."""

    kinds: Mapping[str, Inlines]
    signs: Mapping[str, str]
    cited: bool
    numbered: bool
    counted: bool

    @property
    def names(self) -> tuple[str, ...]:
        return ("date", "kind", "event", *(["sources"] if self.cited else []), *(["count"] if self.counted else []))

    @property
    def aligned(self) -> tuple[str, ...]:
        return "", "", "", *(["right" if self.numbered else ""] if self.cited else []), *(["right"] * self.counted)


def compose_annex(caption: Inlines, composer: Composer) -> Blocks:
    """Return the line above the table, and the table; nothing if the edition has no events."""
    edition = composer.edition
    events = edition.events
    if not events:
        return ()
    columns = _plan_columns(composer)
    header = tuple((Plain(composer.breaks.bind_text(composer.label(name))),) for name in columns.names)
    bands = [*band_years(events)]
    rows = tuple([_compose_row(event, band, columns, composer) for band in bands for event in band.events])
    number, anchor = composer.number_caption("table", "tbl-events") if caption else (0, "")
    table = Table(
        header, rows, caption, number, anchor, style=_STYLE, events=tuple([(event.id,) for event in events]),
        aligned=columns.aligned, bands=tuple(_title_bands(bands, edition)),
    )  # fmt: skip
    return _introduce(columns, composer), table


def _plan_columns(composer: Composer) -> _Columns:
    edition = composer.edition
    colors = _color_kinds(edition)
    titles = {kind: compose_kind(kind, composer) for kind in dict.fromkeys(event.kind for event in edition.events)}
    kinds: dict[str, Inlines] = {
        kind: (Styled(title, f"{_KIND} {colors[kind]}") if kind in colors else Strong(title),)
        for kind, title in titles.items()
    }
    citations = edition.audience.citations
    return _Columns(
        kinds,
        find_repeated_notes(edition.events),
        cited=citations != "none" and any(event.sources for event in edition.events),
        numbered=citations in ("numbers", "group") or composer.lists_sources,
        counted=any(event.count is not None for event in edition.events),
    )


def _title_bands(bands: Sequence[YearBand], edition: Edition) -> Iterator[TableBand]:
    row = 0
    for band in bands:
        yield TableBand(row, (Plain(format_years(band.first, band.last, edition.language)),))
        row += len(band.events)


def _introduce(columns: _Columns, composer: Composer) -> Block:
    """Return how many events there are up to when, and what the signs and the numbers of the table mean."""
    edition, parts = composer.edition, list[Inlines]()
    number, day = format_number(len(edition.events), edition.language), format_day(edition, _as_of(edition))
    label = choose_label(edition.labels, "events_up_to", len(edition.events), edition.language)
    parts.append((Plain(label.replace("{number}", number).replace("{date}", day)),))
    if any(event.doubtful for event in edition.events):
        parts.append((Plain(composer.label("shows_doubt")),))
    parts += [(Strong((Plain(sign),)), Plain(f"{NO_BREAK}{note}{full_stop(note)}"))
              for note, sign in columns.signs.items()]  # fmt: skip
    if columns.cited and columns.numbered:
        parts.append((Plain(composer.label("numbers_of_sources")),))
    spaced = [inline for part in parts for inline in (Plain(" "), *part)]
    return Paragraph(composer.breaks.bind(tuple(spaced[1:])))


def _as_of(edition: Edition) -> PartialDate:
    return PartialDate.of(edition.as_of)


def _compose_row(event: Event, band: YearBand, columns: _Columns, composer: Composer) -> tuple[Inlines, ...]:
    day = _compose_date(event, band, columns, composer)
    cells = [day, columns.kinds[event.kind], _compose_event(event, columns, composer)]
    if columns.cited:
        cells.append(_compose_sources(event, columns, composer))
    if columns.counted:
        count = "" if event.count is None else format_number(event.count, composer.edition.language)
        cells.append((Strong((Plain(count),)),) if count else ())
    return tuple(cells)


def _compose_date(event: Event, band: YearBand, columns: _Columns, composer: Composer) -> Inlines:
    """Return the date, a mark of doubt and the sign of its note; it breaks only where a span does."""
    write = format_in_year if band.is_year else format_short
    span = composer.label("to").replace("{start} ", "{start}\n").replace(" {end}", "\n{end}")
    edition = composer.edition
    day = write(event.date, event.end_date, edition.audience.date_format, edition.language, span)
    marked = day.replace(" ", NO_BREAK).replace("\n", " ") + (f"{NO_BREAK}{DOUBT}" if event.doubtful else "")
    sign = columns.signs.get(event.note)
    return (Plain(marked), Styled((Plain(sign),), _SIGN)) if sign else (Plain(marked),)


def _compose_event(event: Event, columns: _Columns, composer: Composer) -> Inlines:
    """Return title and detail, and of a doubtful event its note, if no sign stands for it."""
    has_note = bool(event.doubtful and event.note and event.note not in columns.signs)
    title = compose_title(event, composer, followed=has_note)
    if not has_note:
        return title
    return (*title, Plain(" "), Styled((Plain(composer.breaks.bind_text(event.note)),), _NOTE))


def _compose_sources(event: Event, columns: _Columns, composer: Composer) -> Inlines:
    if not columns.numbered:
        return composer.citations.cite_names(event.sources)
    return (composer.citations.cite_column(event.sources),) if event.sources else ()


def _color_kinds(edition: Edition) -> Mapping[str, int]:
    """Return a number of the chart palette for each kind of event: that of its lane in a figure, or else a free one.

    A kind for which there is none, since all are taken, has no number.
    """
    lanes = [lane for figure in edition.figures if isinstance(figure, Timeline) for lane in figure.lanes]
    wanted = [*_find_colors(lanes, with_rows=False), *_find_colors(lanes, with_rows=True)]
    kinds = [*dict.fromkeys([*edition.kinds, *(event.kind for event in edition.events)])]
    colors: dict[str, int] = {}
    for kind, color in wanted:
        if kind in kinds and kind not in colors and color not in colors.values():
            colors[kind] = color
    free = (color for color in range(1, _COLORS + 1) if color not in colors.values())
    return {**colors, **dict(zip((kind for kind in kinds if kind not in colors), [*free], strict=False))}


def _find_colors(lanes: Sequence[Lane], with_rows: bool) -> Sequence[tuple[str, int]]:
    """Return the colours of marks of lanes that hold a single kind: of the lanes themselves, or of their rows."""
    return [
        (condition.values[0], (color - 1) % _COLORS + 1)
        for lane in lanes
        if lane.draw == "marks" and bool(lane.rows) == with_rows
        for condition in lane.select.conditions
        if condition.column == "kind" and len(condition.values) == 1
        for color in ([row.color for row in lane.rows] or [lane.color])
    ]
