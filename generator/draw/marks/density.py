"""More marks than a row can show apart -> small columns under it, one a period. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from generator.draw.picture import Box, Shape, rectangle
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Kind, binned
from generator.draw.scale.periods import finest
from generator.draw.style import MARK
from generator.model.dataset import Event

_DEEPEST = 2.0  # marks on one another, on average, that are still told apart
_LEAST = 0.8  # points; few among many stay visible
_GAP = 0.15  # share of a period that is left free
HEIGHT = 11.0


class Density(Struct, frozen=True):
    """How many events each period has; `per` is what a column stands for."""

    per: str
    bins: tuple[Bin, ...]

    @property
    def highest(self) -> int:
        return max(len(bin_.events) for bin_ in self.bins)


def crowded(events: Sequence[Event], panel: Panel) -> bool:
    """Return whether single marks would hide one another."""
    return len(events) * MARK > _DEEPEST * max(panel.width, MARK)


def density(events: Sequence[Event], panel: Panel) -> Density | None:
    if not events:
        return None
    per = finest(panel.start, panel.end, panel.width)
    return Density(per, binned(events, panel.start, panel.end, per, "", None, (Kind("", "", 0),)))


def columns_of(density: Density, panel: Panel, base: float, highest: int, color: str) -> tuple[Shape, ...]:
    """Return the columns above `base`; `highest` is the number of events that reaches up to HEIGHT."""
    shapes = []
    for bin_ in density.bins:
        if bin_.events:
            left, right = panel.x(bin_.start), panel.x(bin_.end, 1.0)
            aside = (right - left) * _GAP / 2
            top = base - max(HEIGHT * len(bin_.events) / highest, _LEAST)
            box = Box(left + aside, top, right - aside, base)
            shapes.append(Shape(rectangle(box), color, "density", events=tuple(event.id for event in bin_.events)))
    return tuple(shapes)
