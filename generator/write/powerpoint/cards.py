"""Numbered cards -> pages of as many cards as fit, evenly divided: eleven become six and five, or four, four, three."""

from collections.abc import Iterator, Sequence

from generator.model.block import Card, Cards
from generator.write.powerpoint.fit import fits, scales
from generator.write.powerpoint.layouts import Layouts
from generator.write.powerpoint.page import Filled, Page
from generator.write.powerpoint.region import Layout
from generator.write.powerpoint.seats import Stream
from generator.write.powerpoint.streams import stream_pages
from generator.write.powerpoint.text import Line, Span, card_item, listed
from generator.write.powerpoint.wording import shortened, steps


def card_pages(block: Cards, layouts: Layouts, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a card layout it becomes a numbered list, `most` entries a page."""
    largest = layouts.most_cards()
    if not largest or not block.cards:
        return stream_pages((Stream("Content", (listed(block.cards),)),), layouts, most)
    fewest = -(-len(block.cards) // largest)
    for count in range(fewest, len(block.cards) + 1):
        pages = tuple(_fitted_pages(block, count, layouts))
        if len(pages) == count:
            return pages
    return tuple(_pages(block, len(block.cards), layouts, steps((block,)), _smallest(block, layouts)))


def _fitted_pages(block: Cards, count: int, layouts: Layouts) -> Iterator[Page]:
    """Yield `count` pages in the longest wording and largest size in which all cards fit; none if they do not."""
    last = steps((block,))
    trials = [(step, 1.0) for step in range(last)] + [(last, scale) for scale in _all_scales(block, layouts, count)]
    for step, scale in trials:
        pages = tuple(_pages(block, count, layouts, step, scale))
        if all(fits(shape.items, shape.region, shape.scale) for page in pages for shape in _texts(page)):
            yield from pages
            return


def _all_scales(block: Cards, layouts: Layouts, count: int) -> tuple[float, ...]:
    """Return the scales that keep every card of every page above the floor."""
    pages = tuple(_pages(block, count, layouts, 0, 1.0))
    allowed = [set(scales(shape.items, shape.region)) for page in pages for shape in _texts(page)]
    return tuple(sorted(set.intersection(*allowed), reverse=True))


def _smallest(block: Cards, layouts: Layouts) -> float:
    return _all_scales(block, layouts, len(block.cards))[-1]


def _pages(block: Cards, count: int, layouts: Layouts, step: int, scale: float) -> Iterator[Page]:
    shorter = shortened((block,), step)[0]
    assert isinstance(shorter, Cards)
    start = 0
    for size in _sizes(len(block.cards), count):
        layout = layouts.cards(size)
        assert layout is not None
        yield _page(shorter.cards[start : start + size], start + 1, layout, scale)
        start += size


def _sizes(cards: int, pages: int) -> Iterator[int]:
    """Yield how many cards stand on each page: equally many, the first pages one more where it does not divide."""
    each, more = divmod(cards, pages)
    for number in range(pages):
        yield each + (number < more)


def _page(cards: Sequence[Card], first: int, layout: Layout, scale: float) -> Page:
    shapes = []
    for place, card in enumerate(cards, 1):
        number, text = layout.region("Number", place), layout.region("Card", place)
        if number:
            shapes.append(Filled(number, ((_number(first + place - 1),),)))
        if text:
            shapes.append(Filled(text, (card_item(card),), scale))
    return Page(layout, tuple(shapes))


def _number(number: int) -> Line:
    return Line((Span(str(number)),))


def _texts(page: Page) -> Iterator[Filled]:
    return (shape for shape in page.shapes if isinstance(shape, Filled))
