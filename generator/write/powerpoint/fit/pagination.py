"""The share of a page that each item takes -> where pages end: as few pages as needed, evenly filled."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generator.write.powerpoint.fit.text import Items

Share = Callable[[int, int], float]  # the numbers of an item and of a page, from 0 -> its share of that page's height

_HALVINGS = 12  # of the fill level when pages are balanced: to 1/4096 of a region's height


def fill_pages(count: int, share: Share, most: int = 0, level: float = 1.0) -> Iterator[int]:
    """Fill each page up to `level` of its height with the next of `count` items; yield the end of each page.

    An end is the number of the item after the page's last one. `most` limits the items of a page (0: no limit). An
    item higher than a page gets one of its own.
    """
    page, start, used = 0, 0, 0.0
    for item in range(count):
        height = share(item, page)
        if item > start and (used + height > level + 1e-6 or item - start == most):
            yield item
            page, start, used = page + 1, item, 0.0
            height = share(item, page)
        used += height
    yield count


def balance_pages(count: int, share: Share, most: int = 0, at_least: int = 0) -> Sequence[int]:
    """Return the ends of as few pages as `count` items need, but of `at_least` so many, evenly filled."""
    ends = [*fill_pages(count, share, most)]
    allowed = max(len(ends), at_least)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS if allowed > 1 else 0):
        middle = (low + high) / 2
        tighter = [*fill_pages(count, share, most, middle)]
        if len(tighter) <= allowed:
            ends, high = tighter, middle
        else:
            low = middle
    return ends


def split_at(items: Items, ends: Sequence[int]) -> tuple[Items, ...]:
    """Return the items of each page."""
    return tuple(items[start:end] for start, end in pairwise((0, *ends)))
