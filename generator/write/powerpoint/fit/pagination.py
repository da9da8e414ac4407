"""How much of a page each item takes -> where pages end: as few pages as the items need, evenly filled."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generator.write.powerpoint.fit.text import Flow

Share = Callable[[int, int], float]  # the numbers of an item and of a page, from 0 -> its share of that page's height

_TIGHTENINGS = 12  # halvings when pages are balanced: to 1/4096 of a region's height


def ends(items: int, share: Share, most: int = 0, room: float = 1.0) -> Iterator[int]:
    """Yield the end of each page: the number of the item after its last one. Pages are filled one after the other.

    `most` limits the items of a page (0: no limit). An item higher than a page gets one of its own.
    """
    page, start, used = 0, 0, 0.0
    for item in range(items):
        height = share(item, page)
        if item > start and (used + height > room + 1e-6 or item - start == most):
            yield item
            page, start, used = page + 1, item, 0.0
            height = share(item, page)
        used += height
    yield items


def even_ends(items: int, share: Share, most: int = 0, count: int = 0) -> Sequence[int]:
    """Return the ends of as few pages as `items` need (or `count`, if that is more), evenly filled."""
    found = [*ends(items, share, most)]
    allowed = max(len(found), count)
    low, high = 0.0, 1.0
    for _ in range(_TIGHTENINGS if allowed > 1 else 0):
        middle = (low + high) / 2
        tighter = [*ends(items, share, most, middle)]
        if len(tighter) <= allowed:
            found, high = tighter, middle
        else:
            low = middle
    return found


def divided(items: Flow, ends: Sequence[int]) -> tuple[Flow, ...]:
    """Return the items of each page."""
    return tuple(items[start:end] for start, end in pairwise((0, *ends)))
