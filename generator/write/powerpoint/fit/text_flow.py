"""A stream of text in its region -> the share of a page that each item takes, and how the items divide over pages."""

import sys
from itertools import accumulate, islice

from msgspec import Struct

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.pagination import balance_pages, fill_pages, split_at
from generator.write.powerpoint.fit.split import split_items
from generator.write.powerpoint.fit.stream_items import StreamItems
from generator.write.powerpoint.fit.text import Items
from generator.write.powerpoint.template.region import Region


class TextFlow(Struct, frozen=True):
    """The items of a stream at one scale, none higher than a page, and the share of a page that each takes.

    They are in the region of `shares` on the first `first_pages`, then in the `later` one. `most` limits the items of
    a page (0: no limit).
    """

    source: StreamItems
    items: Items
    shares: tuple[float, ...]
    later: Region
    scale: float
    most: int
    first_pages: int = 1
    _later_shares: list[float] = []  # measured only if there is a later page

    def count_pages(self, at_most: int = sys.maxsize - 1) -> int:
        """Return how many pages the items need; pages beyond `at_most` + 1 are not counted."""
        ends = fill_pages(len(self.items), self._share, self.most)
        return sum(1 for _ in islice(ends, at_most + 1))

    def pages(self, at_least: int = 0) -> tuple[Items, ...]:
        """Return the items evenly on as many pages as they need, or on `at_least` so many."""
        return split_at(self.items, balance_pages(len(self.items), self._share, self.most, at_least))

    def _share(self, item: int, page: int) -> float:
        if page < self.first_pages:
            return self.shares[item]
        if not self._later_shares:
            room_pt = _room_pt(self.source, self.later, self.scale)
            self._later_shares.extend(item_height_pt(item, self.later, self.scale) / room_pt for item in self.items)
        return self._later_shares[item]


def flow_text(source: StreamItems, step: int, scale: float, first: Region, later: Region, most: int) -> TextFlow:
    """Return `source` in the wording of `step` at `scale`, split to pages of the `first` region."""
    room_pt = _room_pt(source, first, scale)
    items = tuple(split_items(source.items(step, first), first, scale, room_pt))
    shares = tuple(item_height_pt(item, first, scale) / room_pt for item in items)
    return TextFlow(source, items, shares, later, scale, most)


def overflows(source: StreamItems, region: Region) -> bool:
    """Return whether `source` as designed is higher than `region`; what follows from there on is not measured."""
    room_pt = _room_pt(source, region, 1.0) + 0.01  # what is that close is decided by laying it out
    heights_pt = accumulate(item_height_pt(item, region, 1.0) for item in source.items(0, region))
    return any(height_pt > room_pt for height_pt in heights_pt)


def _room_pt(source: StreamItems, region: Region, scale: float) -> float:
    """Return the height that is left below what every page repeats."""
    return max(region.text_height_pt - item_height_pt(source.repeated_item(region), region, scale), 1.0)
