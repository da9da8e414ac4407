"""Events of a lane -> rows of marks with their labels, first measured (levels, height), then placed. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.draw.axis import Panel
from generator.draw.labels import Placement, Wanted, placed
from generator.draw.mark import outline
from generator.draw.picture import DESCENT, Box, Picture, Shape, Stroke, Words, joined, rectangle
from generator.draw.style import GAP, HAIRLINE, MARK, STRIP, TEXT, Style
from generator.model.dataset import IMPORTANCES, Event
from generator.model.figure import Row

_REACH = MARK * 0.65  # from a mark's middle to its tip
_BRACKET = 1.2  # room for the bracket that joins the marks of one label
_CLOSE = MARK * 0.9  # marks that near are told apart poorly: they share a label
_WIDEST = 90.0  # points of a shared label
_MOST = 20  # marks under one label
_SAME = 1.0  # points between marks that look like one
_FEW = 16  # labels of a row that may be joined to make room; beyond, importance alone decides
_BAR = 2.6
DOUBT = "†"


@dataclass(frozen=True)
class Mark:
    """An event at `x`, the middle of its span from `left` to `right`."""

    event: Event
    x: float
    left: float
    right: float


@dataclass(frozen=True)
class Group:
    """Neighbouring marks under one label."""

    marks: tuple[Mark, ...]
    text: str

    @property
    def x(self) -> float:
        return (self.marks[0].x + self.marks[-1].x) / 2

    @property
    def rank(self) -> int:
        return min(IMPORTANCES.index(mark.event.importance) for mark in self.marks)


@dataclass(frozen=True)
class Stretch:
    """One row in one panel."""

    panel: Panel
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    placement: Placement

    @property
    def unlabelled(self) -> int:
        return sum(len(self.groups[index].marks) for index in self.placement.left_out)


@dataclass(frozen=True)
class MarkRow:
    """A measured row: its marks all on one line, its labels in levels above."""

    row: Row
    stretches: tuple[Stretch, ...]

    @property
    def levels(self) -> int:
        return max(stretch.placement.levels for stretch in self.stretches)

    @property
    def gap(self) -> float:
        grouped = any(len(group.marks) > 1 and group.text for each in self.stretches for group in each.groups)
        return GAP + (_BRACKET if grouped else 0.0)

    @property
    def height(self) -> float:
        labels = self.levels * STRIP + self.gap if self.levels else 1.5
        return labels + 2 * _REACH + 1.5

    @property
    def unlabelled(self) -> int:
        """How many events have a label that found no place."""
        return sum(stretch.unlabelled for stretch in self.stretches)


def mark_row(
    row: Row,
    label: str,
    members: Sequence[Sequence[Event]],
    panels: Sequence[Panel],
    limit: float,
    levels: int,
    style: Style,
) -> MarkRow:
    """Return the row of `members`, given per panel; no label reaches beyond `limit`, where the as-of line stands."""
    stretches = []
    for panel, events in zip(panels, members, strict=True):
        marks = tuple(sorted((_mark(event, panel) for event in events), key=lambda mark: (mark.x, mark.event.id)))
        groups = tuple(group for group in _grouped(marks, label, style) if group.text)
        stretches.append(_stretch_of(panel, marks, groups, label, min(panel.right, limit), levels, style))
    return MarkRow(row, tuple(stretches))


def _stretch_of(
    panel: Panel,
    marks: tuple[Mark, ...],
    groups: tuple[Group, ...],
    label: str,
    right: float,
    levels: int,
    style: Style,
) -> Stretch:
    """Return the stretch with as many labels as possible: one that finds no place may join its neighbour's."""
    wanted = [Wanted(group.x, style.label.width(group.text), group.rank) for group in groups]
    best = Stretch(panel, marks, groups, placed(wanted, panel.left, right, levels))
    lost = best.placement.left_out
    if not lost or len(groups) > _FEW:
        return best
    number = next(_neighbours(groups, lost[0], label, style), None)
    if number is None:
        return best
    pair = groups[number].marks + groups[number + 1].marks
    fewer = (*groups[:number], Group(pair, _text(pair, label)), *groups[number + 2 :])
    other = _stretch_of(panel, marks, fewer, label, right, levels, style)
    return other if other.unlabelled < best.unlabelled else best


def _neighbours(groups: Sequence[Group], lost: int, label: str, style: Style) -> Iterator[int]:
    """Yield the first of each two groups that the lost one could make, the nearer pair first, if both are near."""
    pairs = [number for number in (lost - 1, lost) if 0 <= number < len(groups) - 1]
    for number in sorted(pairs, key=lambda number: groups[number + 1].marks[0].x - groups[number].marks[-1].x):
        marks = groups[number].marks + groups[number + 1].marks
        width = style.label.width(_text(marks, label))
        if width <= _WIDEST and marks[-1].x - marks[0].x <= width:
            yield number


def _mark(event: Event, panel: Panel) -> Mark:
    until = (event.end_date or event.date).last
    left, right = panel.x(event.date.first), panel.x(until, 1.0)
    return Mark(event, (left + right) / 2, left, right)


def _grouped(marks: Sequence[Mark], label: str, style: Style) -> Iterator[Group]:
    """Yield the labels of a row: near neighbours share one, and so do equal ones that would collide."""
    open_: list[Mark] = []
    for mark in marks:
        if open_ and not _share(open_, mark, label, style):
            yield Group(tuple(open_), _text(open_, label))
            open_ = []
        open_.append(mark)
    if open_:
        yield Group(tuple(open_), _text(open_, label))


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


def marks_picture(row: MarkRow, top: float, style: Style) -> Picture:
    """Return the row as drawn below `top`."""
    line = line_of(row, top)
    return joined(0.0, 0.0, [_stretch(stretch, row, line, style) for stretch in row.stretches])


def line_of(row: MarkRow, top: float) -> float:
    """Return the height at which the row's marks stand."""
    return top + row.height - 1.5 - _REACH


def _stretch(stretch: Stretch, row: MarkRow, line: float, style: Style) -> Picture:
    color = style.mark_color(row.row.color)
    bars = [
        Shape(rectangle(Box(mark.left, line - _BAR / 2, mark.right, line + _BAR / 2)), color, "bar")
        for mark in stretch.marks
        if mark.right - mark.left > MARK and (mark.event.end_date or not mark.event.date.day)
    ]
    # white edges tell neighbours apart; where marks crowd, they would leave nothing else
    edge = HAIRLINE if len(stretch.marks) * MARK / 2 < stretch.panel.width else 0.0
    marks = [
        Shape(outline(row.row.mark, mark.x, line, MARK), color, "mark", style.white, edge, events=(mark.event.id,))
        for mark in stretch.marks
    ]
    strokes: list[Stroke] = []
    words: list[Words] = []
    for label in stretch.placement.labels:
        group = stretch.groups[label.index]
        foot = line - _REACH - row.gap
        bottom = foot - (label.level - 1) * STRIP
        words.append(Words(group.text, label.left, bottom - DESCENT * TEXT, style.label))
        strokes += _ties(group, bottom if label.level > 1 else None, line - _REACH, row.gap, style)
    return Picture(0.0, 0.0, strokes=tuple(strokes), shapes=(*bars, *marks), words=tuple(words))


def _ties(group: Group, label: float | None, tips: float, gap: float, style: Style) -> Iterator[Stroke]:
    """Yield the bracket over marks that share a label, and the leader from a label that stands higher."""
    ends = (group.marks[0].x, group.marks[-1].x)
    low = tips - 0.4
    if ends[1] - ends[0] > 1.0:
        low = tips - gap + 0.9
        for start, end in pairwise([(ends[0], low + 1.0), (ends[0], low), (ends[1], low), (ends[1], low + 1.0)]):
            yield Stroke(start, end, style.leader, HAIRLINE, "leader")
    if label is not None:
        yield Stroke((group.x, label), (group.x, low), style.leader, HAIRLINE, "leader")
