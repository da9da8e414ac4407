"""Crowded anchors, and texts by importance -> labels in flights of stairs, whose leaders fan out. Pure.

A leader that may not bend passes only where no lower label stands, so upright leaders (`labels.placed`) leave most of
a crowd without a label. Here neighbours form flights: each label stands one level below the one before it, begins at
its own leader, and lies over the leaders of those that follow. Flights keep the order of their anchors and are moved
sideways as little as possible; between mark and flight the leaders slant, in order, so that none cross.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from generator.draw.labels.placement import (
    APART,
    HOLD,
    LEADER,
    REACH,
    Placed,
    Placement,
    Wanted,
    most_important,
    spread,
)

_LAPS = (0.0, 0.25, 0.5)  # what of a flight may be covered by the next, to be moved apart
_MOST = 48  # labels of one row; a reader takes in no more
_FARTHEST = (12.0, 9.0, 66.0)  # points that a leader may slant aside: with one level, more for each, at most
_STEEP = 0.28  # height of a slant, by how far it leads aside
_SLANT = (3.0, 13.0)


class _Flight(Struct, frozen=True):
    """Neighbouring labels; `feet` are their leaders, `lefts` their left edges, from the flight's own left edge."""

    members: tuple[int, ...]
    levels: tuple[int, ...]
    feet: tuple[float, ...]
    lefts: tuple[float, ...]
    width: float
    at: float  # where its left edge would stand, were it alone


def fanned(wanted: Sequence[Wanted], left: float, right: float, levels: int) -> Placement:
    """Return the labels placed between `left` and `right` on at most so many levels, and those left out."""
    members: list[int] = []
    flights: list[_Flight] = []
    edges: list[float] = []
    most = 1
    for index in most_important(wanted, _MOST):
        attempt = sorted([*members, index], key=lambda index: (wanted[index].x, index))
        for deep, lap in product(range(most, levels + 1), _LAPS):
            changed = _flights(attempt, wanted, deep, lap, (left + right) / 2)
            found = _edges(changed, wanted, left, right, deep)
            if found is not None:
                members, flights, edges, most = attempt, changed, found, deep
                break
    return _placement(flights, edges, wanted)


def _flights(members: Sequence[int], wanted: Sequence[Wanted], most: int, lap: float, middle: float) -> list[_Flight]:
    """Return the members in flights of at most `most`: those that would overlap by more than the share `lap`."""
    flights: list[_Flight] = []
    for index in members:
        last = flights[-1] if flights else None
        own = _flight((index,), wanted, middle)
        if last and len(last.members) < most and own.at < last.at + last.width * (1 - lap) + APART:
            flights[-1] = _flight((*last.members, index), wanted, middle)
        else:
            flights.append(own)
    return flights


def _flight(members: tuple[int, ...], wanted: Sequence[Wanted], middle: float) -> _Flight:
    """Return the members as stairs that go down to the right; in the right half of the panel, to the left."""
    number, widths = len(members), [wanted[index].width for index in members]
    if number == 1:
        at = wanted[members[0]].x - widths[0] / 2
        return _Flight(members, (1,), (widths[0] / 2,), (0.0,), widths[0], at)
    steps = [step * (LEADER + APART) for step in range(number)]
    width = max(step + wide for step, wide in zip(steps, widths, strict=True))
    feet, lefts, levels = [step + HOLD for step in steps], steps, list(range(number, 0, -1))
    mean = sum(wanted[index].x for index in members) / number
    if mean > middle:
        width = max(step + wide for step, wide in zip(reversed(steps), widths, strict=True))
        rights = [width - step for step in reversed(steps)]
        feet, levels = [right - HOLD for right in rights], levels[::-1]
        lefts = [right - wide for right, wide in zip(rights, widths, strict=True)]
    return _Flight(members, tuple(levels), tuple(feet), tuple(lefts), width, mean - sum(feet) / number)


def _edges(
    flights: Sequence[_Flight], wanted: Sequence[Wanted], left: float, right: float, most: int
) -> list[float] | None:
    """Return the flights' left edges, None where they don't fit or a leader would lead too far aside."""
    if sum(flight.width + APART for flight in flights) > right - left + APART:
        return None
    items = [(each.at + each.width / 2, each.width + APART, float(len(each.members))) for each in flights]
    centres = spread(items, left - APART / 2, right + APART / 2)
    edges = [centre - flight.width / 2 for centre, flight in zip(centres, flights, strict=True)]
    farthest = min(_FARTHEST[0] + _FARTHEST[1] * (most - 1), _FARTHEST[2])
    return edges if all(aside <= farthest for aside in _asides(flights, edges, wanted)) else None


def _asides(flights: Sequence[_Flight], edges: Sequence[float], wanted: Sequence[Wanted]) -> Iterator[float]:
    """Yield how far each leader leads aside; none is needed where a label still stands over its mark."""
    for flight, edge in zip(flights, edges, strict=True):
        for index, foot in zip(flight.members, flight.feet, strict=True):
            aside = abs(edge + foot - wanted[index].x)
            over = len(flight.members) == 1 and aside <= wanted[index].width / 2 + REACH
            yield 0.0 if over else aside


def _placement(flights: Sequence[_Flight], edges: Sequence[float], wanted: Sequence[Wanted]) -> Placement:
    asides = _asides(flights, edges, wanted)
    labels, farthest = [], 0.0
    for flight, edge in zip(flights, edges, strict=True):
        for index, level, foot, left in zip(flight.members, flight.levels, flight.feet, flight.lefts, strict=True):
            aside = next(asides)
            farthest = max(farthest, aside)
            at = edge + foot if aside or level > 1 else wanted[index].x
            labels.append(Placed(index, level, edge + left, at))
    shown = {label.index for label in labels}
    slant = min(max(farthest * _STEEP, _SLANT[0]), _SLANT[1]) if farthest else 0.0
    left_out = tuple(index for index in range(len(wanted)) if index not in shown)
    return Placement(tuple(sorted(labels, key=lambda label: label.index)), left_out, slant)
