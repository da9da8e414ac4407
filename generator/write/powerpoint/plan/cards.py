"""Numbered cards -> pages of as many cards as fit, evenly divided: eleven become six and five, or four, four, three."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import takewhile

from generator.model.block import Cards
from generator.write.powerpoint.fit.fit import fits, number_scale, scales
from generator.write.powerpoint.fit.text import Flow, Line, Span, card_item, listed
from generator.write.powerpoint.fit.wording import shortened, steps
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.page import Filled, Page
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Layout, Region


def card_pages(block: Cards, layouts: Layouts, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a card layout it becomes a numbered list, `most` entries a page."""
    largest = layouts.most_cards()
    if not largest or not block.cards:
        return stream_pages((Stream("Content", (listed(block.cards),)),), layouts, most)
    worded, shortest = cache(partial(_items, block)), steps((block,))
    fewest = -(-len(block.cards) // largest)
    for count in range(fewest, len(block.cards) + 1):
        for step, scale in _settings(worded, shortest, count, layouts):
            pages = tuple(takewhile(_whole, _pages(worded(step), count, layouts, scale)))
            if len(pages) == count:
                return pages
    *_, (step, scale) = _settings(worded, shortest, len(block.cards), layouts)
    return tuple(_pages(worded(step), len(block.cards), layouts, scale))


def _items(block: Cards, step: int) -> Flow:
    """Return the cards in the wording of `step`, an item each."""
    (shorter,) = shortened((block,), step)
    assert isinstance(shorter, Cards)
    return tuple(map(card_item, shorter.cards))


def _settings(
    worded: Callable[[int], Flow], shortest: int, count: int, layouts: Layouts
) -> Iterator[tuple[int, float]]:
    """Yield steps of wording and scales, in the order in which they are tried for `count` pages."""
    for step in range(shortest):
        yield step, 1.0
    # those that keep every card of every page above the floor
    shapes = (shape for page in _pages(worded(0), count, layouts, 1.0) for shape in _texts(page))
    for scale in min((scales(shape.items, shape.region) for shape in shapes), key=len, default=(1.0,)):
        yield shortest, scale


def _pages(items: Flow, count: int, layouts: Layouts, scale: float) -> Iterator[Page]:
    start, digits = 0, len(str(len(items)))
    for size in _sizes(len(items), count):
        layout = layouts.cards(size)
        assert layout is not None
        yield _page(items[start : start + size], start + 1, digits, layout, scale)
        start += size


def _sizes(cards: int, pages: int) -> Iterator[int]:
    """Yield how many cards stand on each page: equally many, the first pages one more where it does not divide."""
    each, more = divmod(cards, pages)
    for number in range(pages):
        yield each + (number < more)


def _page(items: Flow, first: int, digits: int, layout: Layout, scale: float) -> Page:
    """Return a page of cards, numbered from `first`; all numbers are as large as one of `digits` may be."""
    shapes = []
    for place, item in enumerate(items, 1):
        number, text = layout.region("Number", place), layout.region("Card", place)
        if number:
            shapes.append(Filled(_numbering(number, digits), ((_number(first + place - 1),),)))
        if text:
            shapes.append(Filled(text, (item,), scale))
    return Page(layout, tuple(shapes))


@lru_cache(64)
def _numbering(region: Region, digits: int) -> Region:
    """Return `region` with room for numbers of so many digits."""
    # the slide says their size: LibreOffice makes text that is scaled as large again as the region's height allows
    return region.smaller(number_scale(digits, region))


def _number(number: int) -> Line:
    return Line((Span(str(number)),))


def _texts(page: Page) -> Iterator[Filled]:
    return (shape for shape in page.shapes if isinstance(shape, Filled))


def _whole(page: Page) -> bool:
    """Whether no card of `page` leaves its region."""
    return all(fits(shape.items, shape.region, shape.scale) for shape in _texts(page))
