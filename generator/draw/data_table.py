"""A figure and its edition -> its twin in words: tables of the numbers and events that it draws, from the same sums."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.draw.columns import Table, join_data, tabulate
from generator.draw.layout.mark_lane import group_by_row
from generator.draw.marks.groups import label_of
from generator.draw.marks.looks import look_of
from generator.draw.phase_sums import sum_phases
from generator.draw.ranking import rank
from generator.draw.timeline import TimelineEvents, gather_events, tabulate_lane
from generator.language.numbers import format_number
from generator.model.dataset import DOUBT, Event
from generator.model.dates import PartialDate, format_date
from generator.model.edition import Edition
from generator.model.figure import Columns, Figure, Lane, Ranking, Timeline

_ROW = " · "  # between the title of a lane and that of a row in it

Cells = tuple[str, ...]


class DataTable(Struct, frozen=True):
    """A table of what a figure draws; `events` are the ids of those of each row, `title` is its lane's, if any."""

    header: Cells
    rows: tuple[Cells, ...]
    events: tuple[tuple[str, ...], ...]
    title: str = ""


def tabulate_figure(figure: Figure, edition: Edition) -> tuple[DataTable, ...]:
    """Return a table of the marks, and one for each lane of columns; none where no event is drawn.

    Nothing, too, for a kind of figure that does not say what it draws.
    """
    if isinstance(figure, Columns):
        table = tabulate(figure, edition)
        is_drawn = any(bin_.events for bin_ in table.bins)
        unit = figure.unit or figure.title.value
        return (_tabulate_columns([(table, figure.per)], unit, "", edition),) if is_drawn else ()
    if isinstance(figure, Ranking):
        return tuple(_tabulate_ranking(figure, edition))
    return tuple(_tabulate_timeline(figure, edition)) if isinstance(figure, Timeline) else ()


def _tabulate_ranking(figure: Ranking, edition: Edition) -> Iterator[DataTable]:
    """Yield each name with its number, in order."""
    ranks = rank(figure, edition).ranks
    rows = tuple((each.name, each.text) for each in ranks)
    if rows:
        header = figure.title.value, figure.unit or edition.labels["total"]
        yield DataTable(header, rows, tuple(tuple(event.id for event in each.events) for each in ranks))


def _tabulate_timeline(figure: Timeline, edition: Edition) -> Iterator[DataTable]:
    gathered = gather_events(figure, edition)
    yield from _tabulate_phases(figure, gathered, edition)
    drawn = {*(event.id for event in figure.find_drawn(edition.events))}
    marks = [
        (lane_events.lane, [event for event in lane_events.events if event.id in drawn])
        for lane_events in gathered.lanes
        if lane_events.lane.draw == "marks"
    ]
    if any(events for _, events in marks):
        yield _tabulate_marks(marks, edition)
    for lane_events in gathered.lanes:
        lane = lane_events.lane
        if lane.draw == "columns" and lane_events.shown:
            parts = tabulate_lane(lane_events, gathered, figure, edition)
            yield _tabulate_columns(parts, lane.title, lane.title if len(figure.lanes) > 1 else "", edition)


def _tabulate_phases(figure: Timeline, gathered: TimelineEvents, edition: Edition) -> Iterator[DataTable]:
    """Yield a table of the phases with their sums; nothing without phases."""
    period, labels = gathered.period, edition.labels
    rows = []
    for phase in sum_phases(figure, gathered.lanes, period.start, period.end, edition):
        dates = (PartialDate.of(day) for day in (phase.start, phase.end))
        rows.append((phase.title, _join_dates([*dates], edition), phase.sums))
    if rows and any(lane.shown for lane in gathered.lanes):
        yield DataTable((labels["phase"], labels["period"], labels["total"]), tuple(rows), ((),) * len(rows))


def _tabulate_columns(parts: Sequence[tuple[Table, str]], unit: str, title: str, edition: Edition) -> DataTable:
    """Return each period with the value of each series and, of several, their sum."""
    data, labels = join_data(parts, unit, (), edition), edition.labels
    is_stacked = len(data.series) > 1
    total = (labels["total"],) if is_stacked else ()
    rows = []
    for index, category in enumerate(data.categories):
        values = [series.values[index] for series in data.series]
        numbers = [
            format_number(value, edition.language) for value in (*values, *([sum(values)] if is_stacked else []))
        ]
        mark = DOUBT if index in data.doubtful else ""
        rows.append((category, *numbers[:-1], numbers[-1] + mark))
    events = tuple(tuple(event.id for event in bin_.events) for table, _ in parts for bin_ in table.bins)
    return DataTable((labels["period"], *(series.name for series in data.series), *total), tuple(rows), events, title)


def _tabulate_marks(lanes: Sequence[tuple[Lane, Sequence[Event]]], edition: Edition) -> DataTable:
    """Return the events of each lane in order of date, also those that began before the figure and go on in it."""
    labels = edition.labels
    rows, ids = [], []
    for lane, events in lanes:
        titles = _name_rows(lane, events, edition)
        for event in events:
            mark = DOUBT if event.doubtful else ""
            rows.append((titles[event.id], format_span(event, edition) + mark, _name(event, lane)))
            ids.append((event.id,))
    return DataTable((labels["kind"], labels["date"], labels["event"]), tuple(rows), tuple(ids))


def _name_rows(lane: Lane, events: Sequence[Event], edition: Edition) -> Mapping[str, str]:
    """Return the title of the lane, and of the row in it, by event; one outside all rows is under other, as drawn."""
    if not lane.rows:
        return {event.id: lane.title for event in events}
    return {
        event.id: f"{lane.title}{_ROW}{row.title if row else edition.labels['other']}"
        for row, (members,) in group_by_row(lane, [events]).items()
        for event in members
    }


def _name(event: Event, lane: Lane) -> str:
    """Return the title of an event, with the label and the outcome of its mark where these say something else."""
    name, look = event.title, look_of(event, lane.outcome)
    for more in (label_of(event, lane.label), look.title if look else ""):
        if more.casefold() not in name.casefold():
            name = f"{name} ({more})"
    return name


def format_span(event: Event, edition: Edition) -> str:
    """Return when an event was, from its first to its last day, in the audience's format."""
    lasts = event.end_date and event.end_date != event.date
    return _join_dates([event.date, event.end_date] if event.end_date and lasts else [event.date], edition)


def _join_dates(dates: Sequence[PartialDate], edition: Edition) -> str:
    texts = [format_date(date, edition.audience.date_format, edition.language) for date in dates]
    return edition.labels["to"].format(start=texts[0], end=texts[-1]) if len(texts) > 1 else texts[0]
