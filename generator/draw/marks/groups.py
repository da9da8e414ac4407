"""Events of a row -> marks, and groups of neighbouring marks that share a label. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from generator.draw.scale.axis import Panel
from generator.draw.style import MARK, Style
from generator.model.dataset import IMPORTANCES, Event

_CLOSE = MARK * 0.9  # marks that near are told apart poorly: they share a label
_WIDEST = 90.0  # points of a shared label
_MOST = 20  # marks under one label
_SAME = 1.0  # points between marks that look like one
DOUBT = "†"


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


def mark(event: Event, panel: Panel) -> Mark:
    """Return the mark of `event`; of one that lasts, or of which only the month is known, as long as that is."""
    until = (event.end_date or event.date).last
    left, right = panel.x(event.date.first), panel.x(until, 1.0)
    return Mark(event, (left + right) / 2, left, right)


def grouped(marks: Sequence[Mark], label: str, style: Style) -> Iterator[Group]:
    """Yield the labels of a row: near neighbours share one, and so do equal ones that would collide."""
    open_: list[Mark] = []
    for mark in marks:
        if open_ and not _share(open_, mark, label, style):
            yield Group(tuple(open_), _text(open_, label))
            open_ = []
        open_.append(mark)
    if open_:
        yield Group(tuple(open_), _text(open_, label))


def with_one_joined(groups: Sequence[Group], lost: int, label: str, style: Style) -> tuple[Group, ...]:
    """Return the groups with the lost one joined to a neighbour, the nearer first; none where both are too far."""
    pairs = [number for number in (lost - 1, lost) if 0 <= number < len(groups) - 1]
    for number in sorted(pairs, key=lambda number: groups[number + 1].marks[0].x - groups[number].marks[-1].x):
        marks = groups[number].marks + groups[number + 1].marks
        text = _text(marks, label)
        width = style.label.width(text)
        if width <= _WIDEST and marks[-1].x - marks[0].x <= width:
            return (*groups[:number], Group(marks, text), *groups[number + 2 :])
    return ()


def _share(open_: list[Mark], mark: Mark, label: str, style: Style) -> bool:
    if len(open_) >= _MOST:
        return False
    texts = {_label(each.event, label) for each in [*open_, mark]}
    width = style.label.width(_text([*open_, mark], label))
    distance = mark.x - open_[-1].x
    alike = open_[0].event.importance == mark.event.importance
    if "" in texts:
        return len(texts) == 1 and distance < _SAME
    return alike and width <= _WIDEST and (distance < _CLOSE or (len(texts) == 1 and distance < width))


def _text(marks: Sequence[Mark], label: str) -> str:
    """Return the labels in order; one that is repeated at once is written once, with a count where one can't see it."""
    parts = []
    for text, alike in groupby(marks, key=lambda mark: _label(mark.event, label)):
        same = list(alike)
        hidden = len(same) > 2 or (len(same) > 1 and same[-1].x - same[0].x < _SAME)
        parts.append(f"{text} ×{len(same)}".strip() if hidden else text)
    return ", ".join(parts)


def _label(event: Event, label: str) -> str:
    """Return what is written at the event's mark; doubt is marked even where nothing else is."""
    texts = {"label": (event.label, event.place, event.title), "place": (event.place,), "title": (event.title,)}
    text = next((text for text in texts.get(label, ()) if text), "")
    return " ".join(text.split()) + (DOUBT if event.doubtful else "")
