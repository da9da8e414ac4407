"""Events of a row -> its marks with their labels, first measured (levels, height), then placed. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.labels.leaders import fanned
from generator.draw.labels.placement import HOLD, Placed, Placement, Wanted, placed
from generator.draw.layout.panels import Frame
from generator.draw.marks.density import HEIGHT, Density, columns_of, crowded, density
from generator.draw.marks.groups import Group, Mark, grouped, mark, with_one_joined
from generator.draw.marks.shapes import outline
from generator.draw.picture import DESCENT, Box, Picture, Point, Shape, Stroke, Words, joined, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.style import GAP, HAIRLINE, MARK, STRIP, TEXT, Style
from generator.model.dataset import IMPORTANCES, Event
from generator.model.figure import Row

_REACH = MARK * 0.65  # from a mark's middle to its tip
_BRACKET = 1.2  # room for the bracket that joins the marks of one label
_FEW = 16  # labels of a row that may be joined to make room; beyond, importance alone decides
_FOOT = 1.5  # below the marks
_BAR = 2.6


class Stretch(Struct, frozen=True):
    """One row in one panel; where marks would hide one another, most of its events are told by a density."""

    panel: Panel
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    placement: Placement
    density: Density | None = None
    continued: tuple[Mark, ...] = ()  # spans that began before

    @property
    def unlabelled(self) -> int:
        crowd = sum(len(bin_.events) for bin_ in self.density.bins) if self.density else 0
        return crowd + sum(len(self.groups[index].marks) for index in self.placement.left_out)


class MarkRow(Struct, frozen=True):
    """A measured row: its marks all on one line, its labels in levels above, its density below."""

    row: Row
    label: str  # what is written at a mark
    stretches: tuple[Stretch, ...]

    @property
    def levels(self) -> int:
        return max(stretch.placement.levels for stretch in self.stretches)

    @property
    def gap(self) -> float:
        """The height between marks and labels: for brackets, and for leaders that slant."""
        bracket = any(len(group.marks) > 1 and group.text for each in self.stretches for group in each.groups)
        slant = max(stretch.placement.slant for stretch in self.stretches)
        return GAP + (_BRACKET if bracket else 0.0) + slant

    @property
    def marked(self) -> bool:
        return any(stretch.marks or stretch.continued for stretch in self.stretches) or not self.dense

    @property
    def dense(self) -> bool:
        return any(stretch.density for stretch in self.stretches)

    @property
    def above(self) -> float:
        """The height from the row's top to the middle of its marks."""
        return (self.levels * STRIP + self.gap if self.levels else _FOOT) + _REACH

    @property
    def height(self) -> float:
        marks = self.above + _REACH + _FOOT if self.marked else _FOOT
        return marks + (HEIGHT + _FOOT if self.dense else 0.0)

    @property
    def unlabelled(self) -> int:
        """How many events that could have a label have none."""
        return sum(stretch.unlabelled for stretch in self.stretches) if self.label != "none" else 0

    @property
    def doubtful(self) -> bool:
        """Whether the density tells of an event in doubt, which there has no mark of its own."""
        return any(bin_.doubtful for each in self.stretches if each.density for bin_ in each.density.bins)

    @property
    def fullest(self) -> tuple[int, str]:
        """The number of events in the fullest period of the density, and what that period is."""
        found = [(each.density.highest, each.density.per) for each in self.stretches if each.density]
        return max(found, key=lambda each: each[0], default=(0, ""))


def mark_row(
    row: Row, label: str, members: Sequence[Sequence[Event]], continued: Sequence[Sequence[Event]], frame: Frame
) -> MarkRow:
    """Return the row of `members`, given per panel, as are those that began before it and go on.

    No label reaches beyond the frame's `limit`, where the as-of line stands.
    """
    stretches = []
    for panel, events, others in zip(frame.panels, members, continued, strict=True):
        labelling = _Labelling(panel, label, min(panel.right, frame.limit), frame.levels, frame.style)
        stretch = labelling.dense(events) if crowded(events, panel) else labelling.stretch(events)
        stretches.append(replace(stretch, continued=tuple(mark(event, panel) for event in others)))
    return MarkRow(row, label, tuple(stretches))


class _Labelling(Struct, frozen=True):
    """The room for a stretch's labels, and what they say."""

    panel: Panel
    label: str
    right: float
    levels: int
    style: Style

    def stretch(self, events: Sequence[Event]) -> Stretch:
        """Return a mark for every event, and as many labels as possible."""
        marks = tuple(sorted((mark(event, self.panel) for event in events), key=lambda mark: (mark.x, mark.event.id)))
        groups = tuple(group for group in grouped(marks, self.label, self.style) if group.text)
        upright = self._joined(marks, groups)
        if not upright.unlabelled:
            return upright
        fan = Stretch(self.panel, marks, groups, fanned(self._wanted(groups), self.panel.left, self.right, self.levels))
        return fan if fan.unlabelled < upright.unlabelled else upright

    def dense(self, events: Sequence[Event]) -> Stretch:
        """Return marks only for events that have a label, being more important than most; a density of the others."""
        least = 0 if self.label == "none" else max(IMPORTANCES.index(event.importance) for event in events)
        special = self.stretch([event for event in events if IMPORTANCES.index(event.importance) < least])
        kept = [special.groups[label.index] for label in special.placement.labels]
        marks = tuple(mark for group in kept for mark in group.marks)
        shown = {mark.event.id for mark in marks}
        labels = tuple(
            Placed(number, each.level, each.left, each.foot) for number, each in enumerate(special.placement.labels)
        )
        crowd = [event for event in events if event.id not in shown]
        placement = Placement(labels, (), special.placement.slant)
        return Stretch(self.panel, marks, tuple(kept), placement, density(crowd, self.panel))

    def _joined(self, marks: tuple[Mark, ...], groups: tuple[Group, ...]) -> Stretch:
        """Return the stretch with upright leaders, where a label that finds no place may join its neighbour's."""
        best = Stretch(
            self.panel, marks, groups, placed(self._wanted(groups), self.panel.left, self.right, self.levels)
        )
        lost = best.placement.left_out
        fewer = with_one_joined(groups, lost[0], self.label, self.style) if lost and len(groups) <= _FEW else ()
        if not fewer:
            return best
        other = self._joined(marks, fewer)
        return other if other.unlabelled < best.unlabelled else best

    def _wanted(self, groups: Sequence[Group]) -> list[Wanted]:
        return [Wanted(group.x, self.style.label.width(group.text), group.rank) for group in groups]


def line_of(row: MarkRow, top: float) -> float:
    """Return the height at which the row's marks stand; of a density alone, its middle."""
    return top + row.above if row.marked else top + row.height / 2


def marks_picture(row: MarkRow, top: float, style: Style) -> Picture:
    """Return the row as drawn below `top`."""
    base, highest = top + row.height - _FOOT, row.fullest[0]
    color = style.mark_color(row.row.color)
    parts = [_stretch(stretch, row, line_of(row, top), style) for stretch in row.stretches]
    for each in row.stretches:
        if each.density:
            parts.append(Picture(0.0, 0.0, shapes=columns_of(each.density, each.panel, base, highest, color)))
    return joined(0.0, 0.0, parts)


def _stretch(stretch: Stretch, row: MarkRow, line: float, style: Style) -> Picture:
    color = style.mark_color(row.row.color)
    bars = [
        Shape(rectangle(Box(mark.left, line - _BAR / 2, mark.right, line + _BAR / 2)), color, "bar")
        for mark in (*stretch.continued, *stretch.marks)
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
        bottom = line - _REACH - row.gap - (label.level - 1) * STRIP
        words.append(Words(group.text, label.left, bottom - DESCENT * TEXT, style.label))
        strokes += _ties(group, label, bottom, line - _REACH, row.gap, style)
    return Picture(0.0, 0.0, strokes=tuple(strokes), shapes=(*bars, *marks), words=tuple(words))


def _ties(group: Group, label: Placed, bottom: float, tips: float, gap: float, style: Style) -> Iterator[Stroke]:
    """Yield the bracket over marks that share a label, and the leader from a label that stands higher or aside."""
    ends = (group.marks[0].x, group.marks[-1].x)
    low = tips - 0.4
    path: list[Point] = []
    if ends[1] - ends[0] > 1.0:
        low = tips - _BRACKET - GAP + 0.9
        path = [(ends[0], low + 1.0), (ends[0], low), (ends[1], low), (ends[1], low + 1.0)]
    for start, end in pairwise(path):
        yield Stroke(start, end, style.leader, HAIRLINE, "leader")
    knee = tips - gap  # where slants end, below the lowest labels
    if low - knee > _BRACKET + GAP:  # too far to see which mark a label belongs to
        foot = min(max(label.foot, label.left + HOLD), label.left + style.label.width(group.text) - HOLD)
        yield Stroke((group.x, low), (foot, knee), style.leader, HAIRLINE, "leader")
        low = knee
    if label.level > 1:
        yield Stroke((label.foot, bottom), (label.foot, low), style.leader, HAIRLINE, "leader")
