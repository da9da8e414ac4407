"""Events of a row -> marks, and groups of neighbouring marks that share a label. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.draw.scale.axis import Panel
from generator.draw.style import MARK_PT, Style
from generator.fonts.symbols import drawable
from generator.model.dataset import DOUBT, IMPORTANCES, Event

CLOSE = MARK_PT * 0.9  # marks closer than this are hard to tell apart
_MAX_WIDTH = 90.0  # points, of a shared label
_MAX_GAP = 2 * MARK_PT  # between marks of different labels that are joined: a bracket must not span years
_MAX_MARKS = 20  # under one label
SAME_SPOT = 1.0  # points between marks that look like one


class Mark(Struct, frozen=True):
    """An event at `x`, the middle of its span from `left` to `right`."""

    event: Event
    x: float
    left: float
    right: float


class Group(Struct, frozen=True):
    """Neighbouring marks under one label."""

    marks: tuple[Mark, ...]
    text: str

    @property
    def x(self) -> float:
        return (self.marks[0].x + self.marks[-1].x) / 2

    @property
    def rank(self) -> int:
        return min(IMPORTANCES.index(mark.event.importance) for mark in self.marks)


def mark_of(event: Event, panel: Panel) -> Mark:
    """Return the mark of `event`, as long as the event lasts or as its date is vague."""
    until = (event.end_date or event.date).last
    left, right = panel.x(event.date.first), panel.x(until, 1.0)
    return Mark(event, (left + right) / 2, left, right)


def group_marks(marks: Sequence[Mark], label: str, style: Style, reach: float = SAME_SPOT) -> Iterator[Group]:
    """Yield the groups of a row: marks on one spot share a label, and so do equal labels that would collide.

    `reach` is the distance in points up to which marks with different labels share one.
    """
    members: list[Mark] = []
    for mark in marks:
        if members and not _share_label(members, mark, label, style, reach):
            yield Group(tuple(members), _text(members, label))
            members = []
        members.append(mark)
    if members:
        yield Group(tuple(members), _text(members, label))


def merge_neighbour(groups: Sequence[Group], number: int, label: str, style: Style) -> tuple[Group, ...]:
    """Return the groups with that one merged into its nearer neighbour; none if both are too far away."""
    pairs = [first for first in (number - 1, number) if 0 <= first < len(groups) - 1]
    for first in sorted(pairs, key=lambda first: groups[first + 1].marks[0].x - groups[first].marks[-1].x):
        marks = groups[first].marks + groups[first + 1].marks
        text = _text(marks, label)
        width, gap = style.label.width(text), groups[first + 1].marks[0].x - groups[first].marks[-1].x
        if width <= _MAX_WIDTH and marks[-1].x - marks[0].x <= width and gap <= _MAX_GAP:
            return (*groups[:first], Group(marks, text), *groups[first + 2 :])
    return ()


def _share_label(members: list[Mark], mark: Mark, label: str, style: Style, reach: float) -> bool:
    if len(members) >= _MAX_MARKS:
        return False
    texts = {_label(member.event, label) for member in [*members, mark]}
    width = style.label.width(_text([*members, mark], label))
    distance = mark.x - members[-1].x
    equally_important = members[0].event.importance == mark.event.importance
    if "" in texts:
        return len(texts) == 1 and distance < SAME_SPOT
    close = distance < reach or (len(texts) == 1 and distance < width)
    return equally_important and width <= _MAX_WIDTH and close


def _text(marks: Sequence[Mark], label: str) -> str:
    """Return the labels in order, repeated ones once, with a count if the marks cannot be counted by eye."""
    parts = []
    for text, group in groupby(marks, key=lambda mark: _label(mark.event, label)):
        equals = list(group)
        hidden = len(equals) > 2 or (len(equals) > 1 and equals[-1].x - equals[0].x < SAME_SPOT)
        parts.append(f"{text} ×{len(equals)}".strip() if hidden else text)
    return ", ".join(parts)


def _label(event: Event, label: str) -> str:
    """Return the label of an event's mark; doubt is shown even if nothing else is."""
    return label_of(event, label) + (DOUBT if event.doubtful else "")


def label_of(event: Event, label: str) -> str:
    """Return what is drawn beside an event's mark, in a lane with that `label`, apart from a mark of doubt."""
    return " ".join(drawable(label_text(event, label)).split())


def label_text(event: Event, label: str) -> str:
    """Return the field of `event` that labels its mark: the first one of which something can be drawn."""
    texts = {"label": (event.label, event.place, event.title), "place": (event.place,), "title": (event.title,)}
    return next((text for text in texts.get(label, ()) if drawable(text)), "")
