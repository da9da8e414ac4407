"""Events -> sums per period and stack value: what columns show. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.scale.periods import periods
from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.figure import Stack
from generator.model.selection import value_of


class Kind(Struct, frozen=True):
    """One value of a stack: `name` as told; `shade` is its place in the brand's shades, -1 outside the order."""

    value: str
    name: str
    shade: int


class Bin(Struct, frozen=True):
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
    spans = list(periods(start, end, per))
    members: list[list[Event]] = [[] for _ in spans]
    starts = [first for first, _ in spans]
    for event in events:
        members[max(bisect_right(starts, middle(event)) - 1, 0)].append(event)
    return tuple(
        Bin(first, last, sums(inside, value, stack, of), tuple(inside))
        for (first, last), inside in zip(spans, members, strict=True)
    )


def sums(events: Sequence[Event], value: str, stack: Stack | None, of: Sequence[Kind]) -> tuple[int, ...]:
    """Return what the events add up to, for each kind; `of` are all kinds that occur in them, perhaps more."""
    if stack is None:
        return (sum(amount(event, value) for event in events),)
    found = dict.fromkeys((kind.value for kind in of), 0)
    for event in events:
        kind = _value(event, stack)
        found[kind if kind in found else "other"] += amount(event, value)
    return tuple(found.values())


def middle(event: Event) -> date:
    """Return the day in the middle of what its date may mean, so that a month is not taken for its first day."""
    first = event.date.first
    return first if event.date.day else first + (event.date.last - first) / 2


def amount(event: Event, value: str) -> int:
    """Return what `event` adds to a column: the number in its column `value`; one, where none is given."""
    said = value_of(event, value) if value else ""
    return int(said) if isinstance(said, str) and said.strip().lstrip("-").isdigit() else 1


def _value(event: Event, stack: Stack) -> str:
    value = value_of(event, stack.by)
    first = value if isinstance(value, str) else next(iter(value), "")
    return first or "unknown"
