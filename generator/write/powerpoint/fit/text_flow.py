"""A stream of text in its region -> the share of a page that each item takes, and how the items divide over pages."""

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.pagination import balance_pages, fill_pages, split_at
from generator.write.powerpoint.fit.split import split_items
from generator.write.powerpoint.fit.stream_items import StreamItems
from generator.write.powerpoint.fit.text import Items
from generator.write.powerpoint.template.region import Region


class TextFlow(Struct, frozen=True):
    """The items of a stream at one scale, none higher than a page, and the share of a page that each takes.

    `shares` are those in the stream's first region, which holds the first `first_pages`, `later_shares` those in the
    region of all others. `most` limits the items of a page (0: no limit).
    """

    source: StreamItems
    items: Items
    shares: Sequence[float]
    later_shares: Sequence[float]
    most: int
    first_pages: int = 1

    def count_pages(self) -> int:
        return sum(1 for _ in fill_pages(len(self.items), self._share, self.most))

    def pages(self, at_least: int = 0) -> tuple[Items, ...]:
        """Return the items evenly on as many pages as they need, or on `at_least` so many."""
        return split_at(self.items, balance_pages(len(self.items), self._share, self.most, at_least))

    def _share(self, item: int, page: int) -> float:
        return self.shares[item] if page < self.first_pages else self.later_shares[item]


def flow_text(source: StreamItems, step: int, scale: float, first: Region, later: Region, most: int) -> TextFlow:
    """Return `source` in the wording of `step` at `scale`, split to pages of the `first` region."""
    items = tuple(split_items(source.items(step, first), first, scale, _room_pt(source, first, scale)))
    shares = _shares(source, items, first, scale)
    later_shares = shares if later == first else _shares(source, items, later, scale)
    return TextFlow(source, items, shares, later_shares, most)


def _shares(source: StreamItems, items: Items, region: Region, scale: float) -> Sequence[float]:
    room_pt = _room_pt(source, region, scale)
    return [item_height_pt(item, region, scale) / room_pt for item in items]


def overflows(source: StreamItems, region: Region) -> bool:
    """Return whether `source` as designed is higher than `region`.

    Unlike laying it out, this measures no more than fits: 4 % of row ×100 in tests/bench.
    """
    room_pt = _room_pt(source, region, 1.0) + 0.01  # what is that close is decided by laying it out
    heights_pt = accumulate(item_height_pt(item, region, 1.0) for item in source.items(0, region))
    return any(height_pt > room_pt for height_pt in heights_pt)


def _room_pt(source: StreamItems, region: Region, scale: float) -> float:
    """Return the height that is left below what every page repeats."""
    return max(region.text_height_pt - item_height_pt(source.repeated_item(region), region, scale), 1.0)
