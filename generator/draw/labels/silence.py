"""The gaps between a lane's events, and a part of the axis -> what to say where the lane is silent. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.figure import Lane

_LONG = 0.4  # share of a panel that must be empty to be worth a sentence
_DAY, _MONTH = "d MMMM y", "MMMM y"


Gap = tuple[
    PartialDate | None, PartialDate | None
]  # the last date known to be busy and the next one, where there are any


class Silence(Struct, frozen=True):
    """A stretch of a panel (both days included) without any event of the lane, and the sentence about it."""

    start: date
    end: date
    text: str


def silences(
    lane: Lane, gaps: Sequence[Gap], start: date, end: date, labels: Labels, language: str
) -> tuple[Silence, ...]:
    """Return the long silences between `start` and `end`; `gaps` are the lane's, also those outside the figure."""
    if not lane.none:
        return ()
    found = []
    for before, after in gaps:
        first = max(before.last + timedelta(1) if before else start, start)
        last = min(after.first - timedelta(1) if after else end, end)
        if (last - first).days + 1 >= _LONG * ((end - start).days + 1):
            found.append(Silence(first, last, _sentence(lane.none, before, after, labels, language)))
    return tuple(found)


def gaps_of(events: Sequence[Event]) -> tuple[Gap, ...]:
    """Return where at least a day lies between one event and the next; `events` are in order of date."""
    busy: PartialDate | None = None  # to the last day of this date, so far
    gaps: list[Gap] = []
    for event in events:
        if busy is None or (event.date.first - busy.last).days > 1:
            gaps.append((busy, event.date))
        end = event.end_date or event.date
        if busy is None or busy.last < end.last:
            busy = end
    return (*gaps, (busy, None))


def _sentence(none: str, before: PartialDate | None, after: PartialDate | None, labels: Labels, language: str) -> str:
    if before and after:
        start, end = _between(before, after)
        form = "between" if start.day else "between_month"
        return labels[form].format(said=none, start=said(start, _DAY, language), end=said(end, _DAY, language))
    if before:
        form = "since" if before.day else "since_month"
        return labels[form].format(said=none, date=said(before, _DAY, language))
    if after:
        month = PartialDate(after.year, after.month)
        return labels["before"].format(said=none, date=said(month, _MONTH, language))
    return none


def _between(before: PartialDate, after: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Return the first and last whole month of a silence, or its first and last day where it is shorter."""
    first, last = before.last + timedelta(1), after.first - timedelta(1)
    month = _month_after(before.last) if first.day != 1 else PartialDate(first.year, first.month)
    ending = PartialDate(last.year, last.month)
    if ending.last != last:
        ending = PartialDate.of(date(last.year, last.month, 1) - timedelta(1))
        ending = PartialDate(ending.year, ending.month)
    if month.first < ending.first:
        return month, ending
    return PartialDate.of(first), PartialDate.of(last)


def _month_after(day: date) -> PartialDate:
    return PartialDate(day.year + day.month // 12, day.month % 12 + 1)
