"""A lane of counted events -> stacked columns per panel, their legend, period and silences. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from generator.draw.labels.sentence import said_within
from generator.draw.layout.panels import Content, Frame, notes, title, title_height
from generator.draw.layout.stacks import Stand, boxes, columns, in_rows, legend, totals
from generator.draw.picture import Box, Picture, Words, joined
from generator.draw.scale.counts import Bin, Kind, binned, kinds
from generator.draw.scale.periods import finest
from generator.draw.style import STRIP

_INSET = 2.0  # of a legend from the panel's edge and the base line


class _Counted(Struct, frozen=True):
    """Per panel: the period that a column stands for ("month"), and the columns."""

    per: tuple[str, ...]
    bins: tuple[tuple[Bin, ...], ...]
    kinds: tuple[Kind, ...]

    @property
    def highest(self) -> int:
        return max(bin_.total for bins in self.bins for bin_ in bins)


def column_lane(content: Content, top: float, frame: Frame) -> tuple[Picture, float]:
    """Return the lane as drawn below `top`, and its height: more where the legend finds no free space."""
    counted = _counted(content, frame)
    first, top = top, top + title_height(frame)
    base = top + frame.format.column
    plain = _stood(counted, top, base, frame)
    key = legend(counted.kinds, _rooms(top, base, frame), [*boxes(plain), frame.as_of_line], frame.style)
    if key is None:
        key, rows = in_rows(counted.kinds, *_beside_line(frame), top, frame.style)
        top, base = top + STRIP * rows, base + STRIP * rows
        plain = _stood(counted, top, base, frame)
    taken = [*boxes(plain), *boxes(key), frame.as_of_line]
    silent = notes(content, _rooms(top, base, frame), taken, frame)
    pers = _pers(counted, _rooms(top, base, frame), [*taken, *boxes(silent)], frame)
    untold = [frame.edition.labels[f"per_{counted.per[0]}"]] if counted.highest and not pers.words else []
    name = title(content.lane, first, (top + base) / 2, untold, frame)
    return joined(0.0, 0.0, [plain, key, silent, pers, name]), base - first


def _beside_line(frame: Frame) -> tuple[float, float]:
    """Return from where to where a row of keys may stand: the broader side of the as-of line."""
    left, right, line = frame.panels[0].left + _INSET, frame.panels[-1].right, frame.as_of_line
    return (left, line.left) if line.left - left >= right - line.right else (line.right + _INSET, right)


def _counted(content: Content, frame: Frame) -> _Counted:
    lane = content.lane
    every = [event for events in content.events for event in events]
    of = kinds(every, lane.stack, frame.edition.labels)
    per = tuple(finest(panel.start, panel.end, panel.width) for panel in frame.panels)
    bins = tuple(
        binned(events, panel.start, panel.end, each, lane.value, lane.stack, of)
        for events, panel, each in zip(content.events, frame.panels, per, strict=True)
    )
    return _Counted(per, bins, of)


def _stood(counted: _Counted, top: float, base: float, frame: Frame) -> Picture:
    """Return the columns of all panels, to one scale, and their totals."""
    parts = []
    for bins, panel in zip(counted.bins, frame.panels, strict=True):
        stand = Stand(panel, bins, top, base)
        shapes = columns(stand, counted.kinds, counted.highest, frame.style)
        words = totals(stand, shapes, [frame.as_of_line], stand.room, frame.style)
        parts.append(Picture(0.0, 0.0, shapes=shapes, words=words))
    return joined(0.0, 0.0, parts)


def _rooms(top: float, base: float, frame: Frame) -> list[Box]:
    return [Box(panel.left + _INSET, top, panel.right, base - _INSET) for panel in frame.panels]


def _pers(counted: _Counted, rooms: Sequence[Box], taken: Sequence[Box], frame: Frame) -> Picture:
    """Return "per quarter" near the top of each panel, where there is free space."""
    words: list[Words] = []
    for per, room in zip(counted.per, rooms, strict=True) if counted.highest else ():
        upper = Box(room.left, room.top, room.right, room.top + 2 * STRIP + 1)
        words += said_within(frame.edition.labels[f"per_{per}"], upper, taken, frame.style.note)
    return Picture(0.0, 0.0, words=tuple(words))
