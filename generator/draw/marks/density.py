"""More marks than a row can show apart -> small columns under it, one a period. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from generator.draw.picture import Box, Shape, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, bin_events
from generator.draw.scale.periods import finest_period
from generator.draw.style import MARK_PT
from generator.model.dataset import Event

_MAX_DEPTH = 2.0  # marks on top of each other, on average, that can still be told apart
_MIN_COLUMN = 0.8  # points, so that few among many stay visible
_GAP_SHARE = 0.15  # of a period
DENSITY_HEIGHT = 11.0


class Density(Struct, frozen=True):
    """How many events each period has; `per` is the period that a column stands for."""

    per: str
    bins: tuple[Bin, ...]

    @property
    def highest(self) -> int:
        return max(len(bin_.events) for bin_ in self.bins)


def is_crowded(events: Sequence[Event], panel: Panel) -> bool:
    """Tell whether single marks would hide each other."""
    return len(events) * MARK_PT > _MAX_DEPTH * max(panel.width, MARK_PT)


def density_of(events: Sequence[Event], panel: Panel) -> Density | None:
    if not events:
        return None
    per = finest_period(panel.start, panel.end, panel.width)
    return Density(per, bin_events(events, panel.start, panel.end, per))


def density_columns(density: Density, panel: Panel, base: float, highest: int, color: str) -> tuple[Shape, ...]:
    """Return the columns above `base`; `highest` events fill the whole height."""
    shapes = []
    for bin_ in density.bins:
        if bin_.events:
            left, right = density_sides(bin_, panel)
            top = base - max(DENSITY_HEIGHT * len(bin_.events) / highest, _MIN_COLUMN)
            box = Box(left, top, right, base)
            shapes.append(Shape(rectangle(box), color, "density", events=tuple(event.id for event in bin_.events)))
    return tuple(shapes)


def density_sides(bin_: Bin, panel: Panel) -> tuple[float, float]:
    """Return the left and right side of the column of `bin_`."""
    left, right = panel.x(bin_.start), panel.x(bin_.end, 1.0)
    gap = (right - left) * _GAP_SHARE / 2
    return left + gap, right - gap
