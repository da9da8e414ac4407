"""Texts with a number each -> pages of as many as fit, evenly divided: eleven become six and five, or 4, 4 and 3.

Cards are numbered from 1; key numbers bring their own. A family of layouts has one for each count: "Cards 4".
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from generator.write.powerpoint.fit.fit import allowed_scales, one_line_scale
from generator.write.powerpoint.fit.text import Items, TextParagraph
from generator.write.powerpoint.plan.candidate import text_fits
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.template.region import Layout


class Numbered(Struct, frozen=True):
    """`wordings` of the texts, the longest first, and the number of each; `role` is that of the regions of texts."""

    wordings: Sequence[Items]
    numbers: Sequence[TextParagraph]
    role: str
    find_layout: Callable[[int], Layout | None]  # by count
    most: int  # for which there is a layout, as well as for all smaller counts
    widest: str = ""  # for which there must be room on one line; else for each by itself

    def pages(self) -> tuple[Page, ...]:
        """Return the pages: as few as can be, with the longest wording and the largest text that fit."""
        total = len(self.numbers)
        for count in range(-(-total // self.most), total + 1):
            for items, scale in self._settings(count):
                pages = tuple(takewhile(text_fits, self._pages(items, count, scale)))
                if len(pages) == count:
                    return pages
        *_, (items, scale) = self._settings(total)
        return tuple(self._pages(items, total, scale))

    def _settings(self, count: int) -> Iterator[tuple[Items, float]]:
        """Yield wordings, the longest first, and scales in the order in which they are tried for `count` pages."""
        *longer, shortest = self.wordings
        yield from ((items, 1.0) for items in longer)
        # the scales that keep every text of every page above the floor
        pages = self._pages(self.wordings[0], count, 1.0)
        shapes = (shape for page in pages for shape in page.shapes if isinstance(shape, TextShape))
        scales = (allowed_scales(shape.items, shape.region) for shape in shapes)
        yield from ((shortest, scale) for scale in min(scales, key=len, default=(1.0,)))

    def _pages(self, items: Items, count: int, scale: float) -> Iterator[Page]:
        start = 0
        for size in _page_sizes(len(items), count):
            layout = self.find_layout(size)
            assert layout is not None
            yield self._page(items, start, size, layout, scale)
            start += size

    def _page(self, items: Items, start: int, size: int, layout: Layout, scale: float) -> Page:
        """Return a page of `size` items from `start` on."""
        shapes = []
        for place in range(1, size + 1):
            region, text = layout.region("Number", place), layout.region(self.role, place)
            if region:
                number = self.numbers[start + place - 1]
                # the size is stated on the slide: LibreOffice enlarges scaled text again, up to the region's height
                shrunk = region.shrink_text(one_line_scale(self.widest or number.text, region))
                shapes.append(TextShape(shrunk, ((number,),)))
            if text and items[start + place - 1]:
                shapes.append(TextShape(text, (items[start + place - 1],), scale))
        return Page(layout, tuple(shapes))


def _page_sizes(items: int, pages: int) -> Iterator[int]:
    """Yield how many items are on each page: equally many, or one more on the first pages."""
    size, remainder = divmod(items, pages)
    for number in range(pages):
        yield size + (number < remainder)
