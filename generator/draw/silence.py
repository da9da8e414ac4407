"""A lane's events and a part of the axis -> what to say where the lane is silent, with its dates. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.figure import Lane

_LONG = 0.4  # share of a panel that must be empty to be worth a sentence
_DAY, _MONTH = "d MMMM y", "MMMM y"


class Silence(Struct, frozen=True):
    """A stretch of a panel (both days included) without any event of the lane, and the sentence about it."""

    start: date
    end: date
    text: str


def silences(
    lane: Lane, events: Sequence[Event], start: date, end: date, labels: Labels, language: str
) -> tuple[Silence, ...]:
    """Return the long silences between `start` and `end`; `events` are the lane's, also those outside the figure."""
    if not lane.none:
        return ()
    found = []
    for before, after in _gaps(events):
        first = max(before.last + timedelta(1) if before else start, start)
        last = min(after.first - timedelta(1) if after else end, end)
        if (last - first).days + 1 >= _LONG * ((end - start).days + 1):
            found.append(Silence(first, last, _sentence(lane.none, before, after, labels, language)))
    return tuple(found)


def _gaps(events: Sequence[Event]) -> list[tuple[PartialDate | None, PartialDate | None]]:
    """Return what lies between one event and the next: the last day known to be busy, and the next one."""
    spans = sorted(((event.date, event.end_date or event.date) for event in events), key=lambda span: span[0].first)
    before: PartialDate | None = None
    gaps = []
    for start, end in spans:
        gaps.append((before, start))
        if before is None or before.last < end.last:
            before = end
    return [*gaps, (before, None)]


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
