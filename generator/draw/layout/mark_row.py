"""Events of a row -> its marks and labels, first measured (levels, height), then drawn. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.draw.labels.placement import LEADER_INSET, Label, PlacedLabel, Placement, place_upright
from generator.draw.labels.staggered import place_staggered
from generator.draw.layout.panels import Frame
from generator.draw.layout.span_lines import do_spans_overlap
from generator.draw.marks.density import DENSITY_HEIGHT, Density, density_columns, density_of, is_crowded
from generator.draw.marks.groups import CLOSE, SAME_SPOT, Group, Mark, group_marks, mark_of, merge_neighbour
from generator.draw.marks.looks import APART_PT, draw_mark, look_of
from generator.draw.picture import DESCENT, Box, Layer, Point, Shape, Stroke, TextLine, combine, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.style import GAP_PT, HAIRLINE_PT, LINE_PT, MARK_PT, TEXT_PT, Style
from generator.model.dataset import IMPORTANCES, Event
from generator.model.figure import Outcome, Row

_REACH = MARK_PT * 0.65  # from a mark's middle to its tip
_BRACKET = 1.2  # height of the bracket that joins the marks of one label
_MAX_MERGED = 16  # groups; in a row with more, labels without room are left out rather than merged
_LEAD = 2.6  # height of the leaders of labels next to the marks
_ASIDE = 2.5  # points by which a label may be off the middle of its marks without a leader
_FOOT = 1.5  # below the marks
_BAR = 2.6


class PanelRow(Struct, frozen=True):
    """One row in one panel; where marks would hide each other, most of its events are shown as a density."""

    panel: Panel
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    placement: Placement
    density: Density | None = None
    continued: tuple[Mark, ...] = ()  # spans that began before the panel

    @property
    def unlabelled(self) -> int:
        crowd = sum(len(bin_.events) for bin_ in self.density.bins) if self.density else 0
        return crowd + sum(len(self.groups[index].marks) for index in self.placement.left_out)


class MarkRow(Struct, frozen=True):
    """A measured row: its marks all on one line, its labels in levels above, its density below."""

    row: Row
    label: str  # one of model.figure.LABELS
    parts: tuple[PanelRow, ...]
    outcome: Outcome | None = None
    title: tuple[str, ...] = ()  # its lines

    @property
    def levels(self) -> int:
        return max(part.placement.levels for part in self.parts)

    @property
    def gap(self) -> float:
        """The height between marks and labels, for brackets and slanting leaders."""
        bracket = any(len(group.marks) > 1 and group.text for part in self.parts for group in part.groups)
        slant = max(part.placement.slant for part in self.parts)
        lead = 0.0 if slant or not self._needs_leaders else _LEAD
        return GAP_PT + (_BRACKET if bracket else 0.0) + slant + lead

    @property
    def _needs_leaders(self) -> bool:
        """Whether a label does not stand just above the middle of its marks: then leaders say which are whose."""
        return any(
            label.level > 1 or abs(label.left + label.width / 2 - part.groups[label.index].x) > _ASIDE
            for part in self.parts
            for label in part.placement.placed
        )

    @property
    def has_marks(self) -> bool:
        return any(part.marks or part.continued for part in self.parts) or not self.has_density

    @property
    def has_density(self) -> bool:
        return any(part.density for part in self.parts)

    @property
    def above(self) -> float:
        """The height from the row's top to the middle of its marks."""
        return max((self.levels * LINE_PT + self.gap if self.levels else _FOOT) + _REACH, self._half_title)

    @property
    def height(self) -> float:
        marks = self.above + _REACH + _FOOT if self.has_marks else _FOOT
        height = marks + (DENSITY_HEIGHT + _FOOT if self.has_density else 0.0)
        return max(height, self.above + self._half_title if self.has_marks else 2 * self._half_title)

    @property
    def _half_title(self) -> float:
        """The height that the title needs above and below the line of the marks."""
        return len(self.title) * LINE_PT / 2

    @property
    def unlabelled(self) -> int:
        """The number of events without a label, in a row that has labels."""
        return sum(part.unlabelled for part in self.parts) if self.label != "none" else 0

    @property
    def overlaps(self) -> bool:
        """Whether spans lie on each other: there are too many at one time for lines of their own."""
        return do_spans_overlap([[mark.event for mark in (*part.marks, *part.continued)] for part in self.parts])

    @property
    def has_hidden_doubt(self) -> bool:
        """Whether an event of the density, without a mark of its own, is in doubt."""
        return any(bin_.doubtful for part in self.parts if part.density for bin_ in part.density.bins)

    @property
    def fullest(self) -> tuple[int, str]:
        """The number of events in the fullest period of the density, and the kind of period ("month")."""
        densities = [(part.density.highest, part.density.per) for part in self.parts if part.density]
        return max(densities, key=lambda density: density[0], default=(0, ""))

    def mark_line(self, top: float) -> float:
        """Return the height of the line that the marks are on; of a density alone, of its middle."""
        return top + (self.above if self.has_marks else self.height / 2)


def measure_row(
    row: Row, label: str, members: Sequence[Sequence[Event]], continued: Sequence[Sequence[Event]], frame: Frame
) -> MarkRow:
    """Return the row with its events and those that began before, both given per panel.

    No label goes beyond the frame's `limit`, where the as-of line is.
    """
    parts = []
    for panel, events, earlier in zip(frame.panels, members, continued, strict=True):
        labelling = _Labelling(panel, label, min(panel.right, frame.limit), frame.levels, frame.style)
        part = labelling.dense(events) if is_crowded(events, panel) else labelling.sparse(events)
        parts.append(replace(part, continued=tuple(mark_of(event, panel) for event in earlier)))
    return MarkRow(row, label, tuple(parts))


class _Labelling(Struct, frozen=True):
    """The room for the labels of one row in one panel, and what they say."""

    panel: Panel
    label: str
    right: float
    levels: int
    style: Style

    def sparse(self, events: Sequence[Event]) -> PanelRow:
        """Return a mark for every event, and as many labels as possible."""
        marks = tuple(
            sorted((mark_of(event, self.panel) for event in events), key=lambda mark: (mark.x, mark.event.id))
        )
        apart = self._place(marks, SAME_SPOT, may_merge=False)
        return self._place(marks, CLOSE, may_merge=True) if apart.unlabelled else apart

    def _place(self, marks: tuple[Mark, ...], reach: float, may_merge: bool) -> PanelRow:
        """Return the row with as many labels as possible; marks up to `reach` apart share one."""
        groups = tuple(group for group in group_marks(marks, self.label, self.style, reach) if group.text)
        upright = self._upright(marks, groups, may_merge)
        if not upright.unlabelled:
            return upright
        placement = place_staggered(self._labels(groups), self.panel.left, self.right, self.levels)
        staggered = PanelRow(self.panel, marks, groups, placement)
        return staggered if staggered.unlabelled < upright.unlabelled else upright

    def dense(self, events: Sequence[Event]) -> PanelRow:
        """Return marks for the events more important than most that get a label, and a density of all others."""
        least = 0 if self.label == "none" else max(IMPORTANCES.index(event.importance) for event in events)
        special = self.sparse([event for event in events if IMPORTANCES.index(event.importance) < least])
        groups = tuple(special.groups[label.index] for label in special.placement.placed)
        marks = tuple(mark for group in groups for mark in group.marks)
        marked = {mark.event.id for mark in marks}
        placed = tuple(replace(label, index=number) for number, label in enumerate(special.placement.placed))
        others = [event for event in events if event.id not in marked]
        placement = Placement(placed, (), special.placement.slant)
        return PanelRow(self.panel, marks, groups, placement, density_of(others, self.panel))

    def _upright(self, marks: tuple[Mark, ...], groups: tuple[Group, ...], may_merge: bool) -> PanelRow:
        """Return the row with upright leaders; a label that finds no place may join its neighbour's."""
        placement = place_upright(self._labels(groups), self.panel.left, self.right, self.levels)
        row, left_out = PanelRow(self.panel, marks, groups, placement), placement.left_out
        may_merge = may_merge and len(groups) <= _MAX_MERGED
        merged = merge_neighbour(groups, left_out[0], self.label, self.style) if left_out and may_merge else ()
        if not merged:
            return row
        other = self._upright(marks, merged, may_merge)
        return other if other.unlabelled < row.unlabelled else row

    def _labels(self, groups: Sequence[Group]) -> list[Label]:
        return [Label(group.x, self.style.label.width(group.text), group.rank) for group in groups]


def draw_row(row: MarkRow, top: float, style: Style) -> Layer:
    """Return the row as drawn below `top`."""
    base, highest = top + row.height - _FOOT, row.fullest[0]
    color = style.mark_color(row.row.color)
    layers = [_draw_part(part, row, row.mark_line(top), style) for part in row.parts]
    for part in row.parts:
        if part.density:
            layers.append(Layer(shapes=density_columns(part.density, part.panel, base, highest, color)))
    return combine(layers)


def _draw_part(part: PanelRow, row: MarkRow, line: float, style: Style) -> Layer:
    color = style.mark_color(row.row.color)
    bars = [
        Shape(rectangle(_bar(mark, line)), color, "bar", edge=style.white, edge_pt=APART_PT)
        for mark in (*part.continued, *part.marks)
        if mark.right - mark.left > MARK_PT and (mark.event.end_date or not mark.event.date.day)
    ]
    marks = [
        shape
        for mark in part.marks
        for shape in draw_mark(row.row.mark, mark.x, line, mark.event, color, _look(mark.event, row), style)
    ]
    strokes: list[Stroke] = []
    texts: list[TextLine] = []
    for label in part.placement.placed:
        group = part.groups[label.index]
        bottom = line - _REACH - row.gap - (label.level - 1) * LINE_PT
        texts.append(TextLine(group.text, label.left, bottom - DESCENT * TEXT_PT, style.label))
        strokes += _leader(group, label, bottom, line - _REACH, row.gap, style)
    return Layer(strokes=tuple(strokes), shapes=(*bars, *marks), texts=tuple(texts))


def _look(event: Event, row: MarkRow) -> str:
    look = look_of(event, row.outcome)
    return look.draw if look else "filled"


def _bar(mark: Mark, line: float) -> Box:
    return Box(mark.left, line - _BAR / 2, mark.right, line + _BAR / 2)


def _leader(group: Group, label: PlacedLabel, bottom: float, tips: float, gap: float, style: Style) -> Iterator[Stroke]:
    """Yield the bracket above marks that share a label, and the leader from a label that is higher or beside."""
    left, right = group.marks[0].x, group.marks[-1].x
    low = tips - 0.4
    bracket: list[Point] = []
    if right - left > 1.0:
        low = tips - _BRACKET - GAP_PT + 0.9
        bracket = [(left, low + 1.0), (left, low), (right, low), (right, low + 1.0)]
    for start, end in pairwise(bracket):
        yield Stroke(start, end, style.leader, HAIRLINE_PT, "leader")
    knee = tips - gap  # where slants end, below the lowest labels
    if low - knee > _BRACKET + GAP_PT:  # too far to see which mark a label belongs to
        foot = min(
            max(label.foot, label.left + LEADER_INSET),
            label.left + style.label.width(group.text) - LEADER_INSET,
        )
        yield Stroke((group.x, low), (foot, knee), style.leader, HAIRLINE_PT, "leader")
        low = knee
    if label.level > 1:
        yield Stroke((label.foot, bottom), (label.foot, low), style.leader, HAIRLINE_PT, "leader")
