"""A stream of text in its region -> which share of a page each item takes, and how the items divide over pages."""

import sys
from itertools import accumulate, islice

from msgspec import Struct

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.pagination import divided, ends, even_ends
from generator.write.powerpoint.fit.split import cut
from generator.write.powerpoint.fit.stream_items import Told
from generator.write.powerpoint.fit.text import Flow
from generator.write.powerpoint.template.region import Region


class Column(Struct, frozen=True):
    """The items of a stream at one scale, none higher than a page, and the share of a page that each takes.

    They stand in the region of `shares` on the first `beside` pages, then in the `later` one. `most` limits the
    items of a page (0: no limit).
    """

    told: Told
    items: Flow
    shares: tuple[float, ...]
    later: Region
    scale: float
    most: int
    beside: int = 1
    _later: list[float] = []  # measured only where there is a later page

    def count(self, at_most: int = sys.maxsize - 1) -> int:
        """Return how many pages the items need; pages beyond `at_most` + 1 are not counted."""
        found = ends(len(self.items), self.share, self.most)
        return sum(1 for _ in islice(found, at_most + 1))

    def spread(self, count: int = 0) -> tuple[Flow, ...]:
        """Return the items evenly on as many pages as they need, or on `count` of them, if that is more."""
        return divided(self.items, even_ends(len(self.items), self.share, self.most, count))

    def share(self, item: int, page: int) -> float:
        if page < self.beside:
            return self.shares[item]
        if not self._later:
            room = _room_pt(self.told, self.later, self.scale)
            self._later.extend(item_height_pt(each, self.later, self.scale) / room for each in self.items)
        return self._later[item]


def overflows(told: Told, region: Region) -> bool:
    """Return whether `told` as designed is higher than `region`; what comes behind that is not measured."""
    room = _room_pt(told, region, 1.0) + 0.01  # a trial will tell what comes so close
    heights = accumulate(item_height_pt(each, region, 1.0) for each in told.items(0, region))
    return any(height > room for height in heights)


def column(told: Told, step: int, scale: float, first: Region, later: Region, most: int) -> Column:
    """Return `told` in the wording of `step` at `scale`, cut to pages of the `first` region."""
    room = _room_pt(told, first, scale)
    pieces = [*cut(told.items(step, first), first, scale, room)]
    shares = tuple(height / room for _, height in pieces)
    return Column(told, tuple(item for item, _ in pieces), shares, later, scale, most)


def _room_pt(told: Told, region: Region, scale: float) -> float:
    """Return the height that is left for items under what stands on every page."""
    return max(region.text_height_pt - item_height_pt(told.head(region), region, scale), 1.0)
