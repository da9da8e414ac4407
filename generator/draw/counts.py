"""Events -> sums per period and stack value: what columns show. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.figure import PERIODS, Stack
from generator.model.selection import value_of

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_NARROWEST = 3.0  # points that a column and its gap need


@dataclass(frozen=True)
class Kind:
    """One value of a stack: `name` as told; `shade` is its place in the brand's shades, -1 outside the order."""

    value: str
    name: str
    shade: int


@dataclass(frozen=True)
class Bin:
    """A period (both days included) and what falls into it; `sums` follow the order of the kinds."""

    start: date
    end: date
    sums: tuple[int, ...]
    events: tuple[Event, ...]

    @property
    def total(self) -> int:
        return sum(self.sums)

    @property
    def doubtful(self) -> bool:
        return any(event.doubtful for event in self.events)


def finest(start: date, end: date, width: float) -> str:
    """Return the shortest of PERIODS of which a column still has room in `width` points."""
    days = (end - start).days + 1
    for per in PERIODS:
        if width * _MONTHS[per] * 30.4 / days >= _NARROWEST:
            return per
    return PERIODS[-1]


def kinds(events: Sequence[Event], stack: Stack | None, labels: Labels) -> tuple[Kind, ...]:
    """Return the stack's kinds that occur, in its order; values outside it follow, the unknown last."""
    if stack is None:
        return (Kind("", "", 0),)
    seen = {_value(event, stack) for event in events}
    known = [
        Kind(value, title, shade)
        for shade, (value, title) in enumerate(zip(stack.order, stack.titles, strict=True))
        if value in seen
    ]
    beyond = seen - set(stack.order)
    other = [Kind("other", labels["other"], -1)] if beyond - {"unknown"} else []
    unknown = [Kind("unknown", labels["unknown"], -1)] if "unknown" in beyond else []
    return (*known, *other, *unknown) or (Kind("", "", 0),)


def binned(
    events: Sequence[Event], start: date, end: date, per: str, value: str, stack: Stack | None, of: Sequence[Kind]
) -> tuple[Bin, ...]:
    """Return every period from `start` to `end`, empty ones too; an event counts where its middle lies."""
    periods = list(_periods(start, end, per))
    members: list[list[Event]] = [[] for _ in periods]
    for event in events:
        members[_index(periods, middle(event))].append(event)
    return tuple(
        Bin(first, last, sums(inside, value, stack, of), tuple(inside))
        for (first, last), inside in zip(periods, members, strict=True)
    )


def sums(events: Sequence[Event], value: str, stack: Stack | None, of: Sequence[Kind]) -> tuple[int, ...]:
    """Return what the events add up to, for each kind."""
    return tuple(_sum(events, kind, value, stack, of) for kind in of)


def middle(event: Event) -> date:
    """Return the day in the middle of what its date may mean, so that a month is not taken for its first day."""
    return event.date.first + (event.date.last - event.date.first) / 2


def amount(event: Event, value: str) -> int:
    """Return what `event` adds to a column: the number in its column `value`; one, where none is given."""
    said = value_of(event, value) if value else ""
    return int(said) if isinstance(said, str) and said.strip().lstrip("-").isdigit() else 1


def _periods(start: date, end: date, per: str) -> Iterator[tuple[date, date]]:
    step = _MONTHS[per]
    first = (start.year * 12 + start.month - 1) // step * step
    for number in range(first, end.year * 12 + end.month, step):
        after = number + step
        yield date(number // 12, number % 12 + 1, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)


def _index(periods: Sequence[tuple[date, date]], day: date) -> int:
    return min(max(bisect_right(periods, day, key=lambda period: period[0]) - 1, 0), len(periods) - 1)


def _value(event: Event, stack: Stack) -> str:
    value = value_of(event, stack.by)
    first = value if isinstance(value, str) else next(iter(value), "")
    return first or "unknown"


def _sum(events: Sequence[Event], kind: Kind, value: str, stack: Stack | None, of: Sequence[Kind]) -> int:
    if stack is None or not kind.value:
        return sum(amount(event, value) for event in events)
    named = {each.value for each in of}
    return sum(
        amount(event, value)
        for event in events
        if (_value(event, stack) if _value(event, stack) in named else "other") == kind.value
    )
