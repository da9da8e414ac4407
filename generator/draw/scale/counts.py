"""Events -> sums per period and segment of the stack: what columns show. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.scale.periods import periods
from generator.language.numbers import format_number
from generator.model.audience import Labels
from generator.model.dataset import DOUBT, Event
from generator.model.figure import Ranking, Stack
from generator.model.selection import Selection, matcher, value_of


class Segment(Struct, frozen=True):
    """A value of the stack; `shade` is the index of its fill. Those outside the stack's order come after all others."""

    value: str
    name: str
    shade: int

    @property
    def accent(self) -> int:
        """Its index in the tints of the accent colour: columns without a stack have the accent itself."""
        return self.shade if self.name else 0


class Bin(Struct, frozen=True):
    """A period (both days included) and its events; `sums` are in the order of the segments."""

    start: date
    end: date
    sums: tuple[int, ...]
    events: tuple[Event, ...]
    highlighted: bool = False
    language: str = "en"

    @property
    def text(self) -> str:
        """Its number as it is written, with the mark of doubt."""
        return format_number(self.total, self.language) + (DOUBT if self.doubtful else "")

    @property
    def total(self) -> int:
        return sum(self.sums)

    @property
    def doubtful(self) -> bool:
        return any(event.doubtful for event in self.events)


PLAIN_SHADES = 3  # that can be told apart without colour; segments in others are hatched

WHOLE = (Segment("", "", 1),)  # the only segment of columns that are not stacked, in a shade that carries alone


PALE = (Segment("", "", 0),)  # the same where some are highlighted: in print without colour, both shades are as dark


def stack_segments(
    events: Sequence[Event], stack: Stack | None, labels: Labels, highlight: Selection | None = None
) -> tuple[Segment, ...]:
    """Return the segments that occur, in the stack's order, then one for other and one for unknown values.

    `other` in the order stands for all values that it does not name.
    """
    if stack is None:
        return PALE if highlight else WHOLE
    values = {_value(event, stack) for event in events}
    titles = dict(zip(stack.order, stack.titles, strict=True))
    other_title = titles.pop("other", "") or labels["other"]
    ordered = [Segment(value, title, shade) for shade, (value, title) in enumerate(titles.items()) if value in values]
    others = values - titles.keys()
    free = max(len(titles), PLAIN_SHADES)
    other = [Segment("other", other_title, free)] if others - {"unknown"} else []
    unknown = [Segment("unknown", labels["unknown"], free + len(other))] if "unknown" in others else []
    return (*ordered, *other, *unknown) or WHOLE


def bin_events(
    events: Sequence[Event],
    start: date,
    end: date,
    per: str,
    value: str = "",
    stack: Stack | None = None,
    segments: Sequence[Segment] = WHOLE,
    highlight: Selection | None = None,
    language: str = "en",
) -> tuple[Bin, ...]:
    """Return every period from `start` to `end`, empty ones too; an event counts in the one that holds its midpoint.

    A period is highlighted if all of its events match `highlight`. Numbers are written as in `language`.
    """
    is_special = matcher(highlight) if highlight else _no_event
    spans = list(periods(start, end, per))
    members: list[list[Event]] = [[] for _ in spans]
    starts = [first for first, _ in spans]
    for event in events:
        members[max(bisect_right(starts, midpoint(event)) - 1, 0)].append(event)
    return tuple(
        Bin(
            first,
            last,
            sum_by_segment(inside, value, stack, segments),
            tuple(inside),
            bool(inside) and all(map(is_special, inside)),
            language,
        )
        for (first, last), inside in zip(spans, members, strict=True)
    )


class Ranked(Struct, frozen=True):
    """A value of a column with its name, its events and what they add up to."""

    name: str
    total: int
    events: tuple[Event, ...]
    highlighted: bool
    language: str = "en"

    @property
    def text(self) -> str:
        """Its number as it is written, with the mark of doubt."""
        return format_number(self.total, self.language) + (DOUBT if any(each.doubtful for each in self.events) else "")


def rank_events(events: Sequence[Event], figure: Ranking, labels: Labels, language: str = "en") -> tuple[Ranked, ...]:
    """Return the values of the figure's column, the highest sum first, by name where equal; then all that is left."""
    by_value: dict[str, list[Event]] = {}
    for event in events:
        by_value.setdefault(_first_value(event, figure.by), []).append(event)
    is_special = matcher(figure.highlight) if figure.highlight else _no_event

    def rank(name: str, members: Sequence[Event]) -> Ranked:
        total = sum(amount(event, figure.value) for event in members)
        return Ranked(name, total, tuple(members), bool(members) and all(map(is_special, members)), language)

    ranked = [rank(_title(value, figure, labels), members) for value, members in by_value.items()]
    ranked.sort(key=lambda each: (-each.total, each.name))
    rest = [event for each in ranked[figure.most :] for event in each.events]
    return (*ranked[: figure.most], *([rank(labels["other"], rest)] if rest else []))


def _title(value: str, figure: Ranking, labels: Labels) -> str:
    if value in figure.titles:
        return figure.titles[value]
    return labels["unknown"] if value == "unknown" else value[:1].upper() + value[1:]


def _no_event(event: Event) -> bool:
    return False


def sum_by_segment(
    events: Sequence[Event], value: str, stack: Stack | None, segments: Sequence[Segment]
) -> tuple[int, ...]:
    """Return what the events of each segment add up to; `segments` must include all that occur."""
    if stack is None:
        return (sum(amount(event, value) for event in events),)
    sums = dict.fromkeys((segment.value for segment in segments), 0)
    for event in events:
        name = _value(event, stack)
        sums[name if name in sums else "other"] += amount(event, value)
    return tuple(sums.values())


def midpoint(event: Event) -> date:
    """Return the middle day of the event's date: an event of a month must not count as one of its first day."""
    first = event.date.first
    return first if event.date.day else first + (event.date.last - first) / 2


def amount(event: Event, value: str) -> int:
    """Return what `event` adds to a column: the number in its column `value`, or 1 if there is none."""
    text = value_of(event, value) if value else ""
    return int(text) if isinstance(text, str) and text.strip().lstrip("-").isdigit() else 1


def _value(event: Event, stack: Stack) -> str:
    return _first_value(event, stack.by)


def _first_value(event: Event, column: str) -> str:
    value = value_of(event, column)
    first = value if isinstance(value, str) else next(iter(value), "")
    return first or "unknown"
