"""Numbered cards -> pages of as many cards as fit, evenly divided: eleven become six and five, or four, four, three."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from generator.model.block import Cards
from generator.write.powerpoint.fit.fit import allowed_scales, card_number_scale
from generator.write.powerpoint.fit.text import Items, Span, TextParagraph, card_item, cards_as_list
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.candidate import text_fits
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, Region


def card_pages(block: Cards, layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a card layout it becomes a numbered list, `most` entries a page."""
    largest = layouts.most_cards()
    if not largest or not block.cards:
        return stream_pages((Stream("Content", (cards_as_list(block.cards),)),), layouts, most)
    wordings = [_items(block, step) for step in range(count_steps(block) + 1)]
    fewest = -(-len(block.cards) // largest)
    for count in range(fewest, len(block.cards) + 1):
        for items, scale in _settings(wordings, count, layouts):
            pages = tuple(takewhile(text_fits, _pages(items, count, layouts, scale)))
            if len(pages) == count:
                return pages
    *_, (items, scale) = _settings(wordings, len(block.cards), layouts)
    return tuple(_pages(items, len(block.cards), layouts, scale))


def _items(block: Cards, step: int) -> Items:
    """Return an item for each card, in the wording of `step`."""
    return tuple(map(card_item, shorten(block, step).cards))


def _settings(wordings: Sequence[Items], count: int, layouts: LayoutChooser) -> Iterator[tuple[Items, float]]:
    """Yield wordings, the longest first, and scales in the order in which they are tried for `count` pages."""
    *longer, shortest = wordings
    yield from ((items, 1.0) for items in longer)
    # the scales that keep every card of every page above the floor
    shapes = (shape for page in _pages(wordings[0], count, layouts, 1.0) for shape in _text_shapes(page))
    scales = (allowed_scales(shape.items, shape.region) for shape in shapes)
    yield from ((shortest, scale) for scale in min(scales, key=len, default=(1.0,)))


def _pages(items: Items, count: int, layouts: LayoutChooser, scale: float) -> Iterator[Page]:
    start, digits = 0, len(str(len(items)))
    for size in _page_sizes(len(items), count):
        layout = layouts.cards(size)
        assert layout is not None
        yield _page(items[start : start + size], start + 1, digits, layout, scale)
        start += size


def _page_sizes(cards: int, pages: int) -> Iterator[int]:
    """Yield how many cards are on each page: equally many, or one more on the first pages."""
    size, remainder = divmod(cards, pages)
    for number in range(pages):
        yield size + (number < remainder)


def _page(items: Items, first: int, digits: int, layout: Layout, scale: float) -> Page:
    """Return a page of cards, numbered from `first`; all numbers are as large as one of `digits` may be."""
    shapes = []
    for place, item in enumerate(items, 1):
        number, text = layout.region("Number", place), layout.region("Card", place)
        if number:
            paragraph = TextParagraph((Span(str(first + place - 1)),))
            shapes.append(TextShape(_number_region(number, digits), ((paragraph,),)))
        if text:
            shapes.append(TextShape(text, (item,), scale))
    return Page(layout, tuple(shapes))


def _number_region(region: Region, digits: int) -> Region:
    """Return `region` with room for numbers of so many digits."""
    # the size is stated on the slide: LibreOffice enlarges scaled text again, up to the height of the region
    return region.shrink_text(card_number_scale(digits, region))


def _text_shapes(page: Page) -> Iterator[TextShape]:
    return (shape for shape in page.shapes if isinstance(shape, TextShape))
