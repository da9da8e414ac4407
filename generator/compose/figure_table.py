"""A figure -> its twin in words: a table of the numbers or events that it draws, from the same sums as the picture."""

from collections.abc import Iterator

from generator.compose.composer import Composer
from generator.draw.columns import chart_data, tabulate
from generator.draw.layout.lane import LaneEvents
from generator.draw.scale.counts import bin_events
from generator.draw.scale.periods import short_name
from generator.draw.timeline import Period, gather_events
from generator.model.block import Table
from generator.model.dataset import DOUBT
from generator.model.dates import format_date
from generator.model.edition import Edition
from generator.model.figure import Columns, Figure, Timeline
from generator.model.inline import Inlines, Plain

_Row = tuple[str, ...]


def compose_figure_table(figure: Figure, composer: Composer) -> Table | None:
    """Return the table, None for a kind of figure that does not say what it draws."""
    edition = composer.edition
    if isinstance(figure, Columns):
        header, *rows = _columns_rows(figure, edition)
    elif isinstance(figure, Timeline):
        labels = edition.labels
        header, *rows = (labels["kind"], labels["date"], labels["event"]), *_timeline_rows(figure, edition)
    else:
        return None
    return Table(_cells(header, composer), tuple(_cells(row, composer) for row in rows)) if rows else None


def _cells(texts: _Row, composer: Composer) -> tuple[Inlines, ...]:
    return tuple((Plain(composer.breaks.bind_text(text)),) if text else () for text in texts)


def _columns_rows(figure: Columns, edition: Edition) -> Iterator[_Row]:
    """Yield the header, then each period with the value of each series and, of several, their sum."""
    data = chart_data(tabulate(figure, edition), figure.per, figure.unit or figure.title.value, edition)
    is_stacked = len(data.series) > 1
    yield "", *(series.name for series in data.series), *((edition.labels["total"],) if is_stacked else ())
    for index, category in enumerate(data.categories):
        values = [series.values[index] for series in data.series]
        mark = DOUBT if index in data.doubtful else ""
        numbers = [*map(str, values), str(sum(values))] if is_stacked else [str(values[0])]
        yield category, *numbers[:-1], numbers[-1] + mark


def _timeline_rows(figure: Timeline, edition: Edition) -> Iterator[_Row]:
    """Yield the events of each lane in order; of a lane of columns, its sum in each year."""
    gathered = gather_events(figure, edition)
    for lane_events in gathered.lanes:
        if lane_events.lane.draw == "columns":
            yield from _yearly_rows(lane_events, gathered.period, edition)
        else:
            for event in lane_events.shown:
                when = format_date(event.date, edition.audience.date_format, edition.language)
                yield lane_events.lane.title, when + (DOUBT if event.doubtful else ""), event.title


def _yearly_rows(lane_events: LaneEvents, period: Period, edition: Edition) -> Iterator[_Row]:
    lane = lane_events.lane
    for bin_ in bin_events(lane_events.shown, period.start, period.end, "year", lane.value):
        year = short_name(bin_.start, "year", edition.language)
        yield lane.title, year, f"{bin_.total}{DOUBT if bin_.doubtful else ''}"
