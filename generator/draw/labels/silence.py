"""The gaps between a lane's events, and a period -> the sentences to print where the lane is silent. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from generator.draw.dates import long_date
from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.figure import Lane

_MIN_SHARE = 0.4  # of a panel that must be empty to be worth a sentence

# dates of the last event before the gap and of the first one after it, if any
Gap = tuple[PartialDate | None, PartialDate | None]


class Silence(Struct, frozen=True):
    """A stretch of a panel (both days included) without any event of the lane, and the sentence about it."""

    start: date
    end: date
    text: str


def find_silences(
    lane: Lane, gaps: Sequence[Gap], start: date, end: date, labels: Labels, language: str
) -> tuple[Silence, ...]:
    """Return the long silences between `start` and `end`; `gaps` are all those of the lane, even outside the figure."""
    if not lane.none:
        return ()
    silences = []
    for before, after in gaps:
        first = max(before.last + timedelta(1) if before else start, start)
        last = min(after.first - timedelta(1) if after else end, end)
        if (last - first).days + 1 >= _MIN_SHARE * ((end - start).days + 1):
            silences.append(Silence(first, last, _sentence(lane.none, before, after, labels, language)))
    return tuple(silences)


def find_gaps(events: Sequence[Event]) -> tuple[Gap, ...]:
    """Return the gaps of at least a day between events, which are in order of date."""
    latest: PartialDate | None = None  # with the latest end so far
    gaps: list[Gap] = []
    for event in events:
        if latest is None or (event.date.first - latest.last).days > 1:
            gaps.append((latest, event.date))
        end = event.end_date or event.date
        if latest is None or latest.last < end.last:
            latest = end
    return (*gaps, (latest, None))


def _sentence(none: str, before: PartialDate | None, after: PartialDate | None, labels: Labels, language: str) -> str:
    if before and after:
        start, end = _between(before, after)
        label = "between" if start.day else "between_month"
        return labels[label].format(said=none, start=long_date(start, language), end=long_date(end, language))
    if before:
        return labels["since" if before.day else "since_month"].format(said=none, date=long_date(before, language))
    if after:
        month = PartialDate(after.year, after.month)
        return labels["before"].format(said=none, date=long_date(month, language))
    return none


def _between(before: PartialDate, after: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Return the first and last whole month of a silence, or its first and last day if it is shorter."""
    first, last = _month(before.last, 1), _month(after.first, -1)
    if first < last:
        return first, last
    return PartialDate.of(before.last + timedelta(1)), PartialDate.of(after.first - timedelta(1))


def _month(day: date, offset: int) -> PartialDate:
    """Return the month that is `offset` months from the one of `day`."""
    number = day.year * 12 + day.month - 1 + offset
    return PartialDate(number // 12, number % 12 + 1)
