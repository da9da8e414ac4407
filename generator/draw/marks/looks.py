"""An event of a lane -> how its mark looks by its outcome, and what that means. Pure."""

from collections.abc import Iterator, Sequence
from math import atan2, cos, pi, sin

from generator.draw.marks.shapes import outline
from generator.draw.picture import Point, Shape
from generator.draw.style import MARK_PT, Style
from generator.model.audience import Labels
from generator.model.dataset import Event
from generator.model.figure import Lane, MarkLook, Outcome
from generator.model.selection import value_of

APART_PT = 0.8  # width of white edges
_EDGE_PT = 1.0  # of a hollow mark
_CROSS_PT = 0.9  # width of the lines of a cross
_CORNER = atan2(_CROSS_PT, MARK_PT)  # between the middle of an arm of a cross and its corners


def look_of(event: Event, outcome: Outcome | None) -> MarkLook | None:
    """Return the look of the event's outcome, None if its mark is filled as any other."""
    if outcome is None:
        return None
    value = value_of(event, outcome.by)
    first = value if isinstance(value, str) else next(iter(value), "")
    return next((look for look in outcome.looks if first in look.values), None)


def draw_mark(mark: str, x: float, line: float, event: Event, color: str, look: str, style: Style) -> Iterator[Shape]:
    """Yield the shapes of a mark around (x, `line`): the mark itself, and its cross."""
    # white edges separate neighbours, also those that overlap
    fill, edge, width = (color, style.white, APART_PT) if look == "filled" else (style.white, color, _EDGE_PT)
    yield Shape(outline(mark, x, line, MARK_PT), fill, "mark", edge=edge, edge_pt=width, events=(event.id,))
    if look == "crossed":
        yield Shape(_cross(x, line), color, "cross")


def explain_looks(lane: Lane, events: Sequence[Event], labels: Labels) -> Iterator[str]:
    """Yield what hollow and crossed marks mean, of those that there are."""
    for look in lane.outcome.looks if lane.outcome else ():
        if look.draw != "filled" and any(look_of(event, lane.outcome) == look for event in events):
            yield labels[f"marks_{look.draw}"].format(title=look.title)


def _cross(x: float, y: float) -> tuple[Point, ...]:
    """Return the outline of a diagonal cross as large as a circle."""
    half, points = _CROSS_PT / 2, []
    for arm in range(4):
        along = pi / 4 + arm * pi / 2
        for turn in (-_CORNER, _CORNER):
            points.append((x + cos(along + turn) * MARK_PT / 2, y + sin(along + turn) * MARK_PT / 2))
        inner = along + pi / 4
        points.append((x + cos(inner) * half * 2**0.5, y + sin(inner) * half * 2**0.5))
    return tuple(points)
