"""Streams set beside each other in one way -> how many pages that takes, by numbers alone; those pages, if wanted."""

import sys
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import fits
from generator.write.powerpoint.fit.stream_items import Told
from generator.write.powerpoint.fit.text import Flow
from generator.write.powerpoint.fit.text_flow import Column, column
from generator.write.powerpoint.plan.page import Filled, Page
from generator.write.powerpoint.template.layout_match import Seat, ordered, seated
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Region


class Trial(Struct, frozen=True):
    """Streams in one seat, wording and scale: a column for each, not yet divided over pages."""

    seat: Seat
    scale: float
    columns: tuple[Column, ...]
    layouts: Layouts

    def count(self, at_most: int = sys.maxsize - 1) -> int:
        """Return how many pages are needed; those beyond `at_most` + 1 are not counted."""
        return max(each.count(at_most) for each in self.columns)

    def fitted(self, at_most: int) -> tuple[Page, ...]:
        """Return the pages; none where more than `at_most` are needed, or some text leaves its region."""
        pages = self.pages() if self.count(at_most) <= at_most else ()
        return pages if all(map(_whole, pages)) else ()

    def pages(self) -> tuple[Page, ...]:
        """Return the pages; each stream is spread over all of them as evenly as its items allow."""
        # a panel beside text says its piece once; text beside text, and panel beside panel, go on together
        together = len({each.told.stream.kind for each in self.columns}) == 1
        count = self.count() if together else 0
        spread = [each.spread(count) for each in self.columns]
        return tuple(self._page(spread, number) for number in range(max(map(len, spread))))

    def _page(self, spread: Sequence[Sequence[Flow]], number: int) -> Page:
        """Return page `number`, in the layout for those streams that still have something to say."""
        going = [index for index, pages in enumerate(spread) if number < len(pages) and pages[number]]
        rest = [self.columns[index].told for index in going]
        seat = self.seat
        if len(going) < len(self.columns):
            own = Seat(seat.layout, tuple(seat.regions[index] for index in going))
            *_, seat = (own, *seated([each.stream for each in rest], self.layouts))
        shapes = []
        for each, region, index in zip(rest, seat.regions, going, strict=True):
            first, *others = spread[index][number]
            shapes.append(Filled(region, ((*each.head(region), *first), *others), self.scale))
        return Page(seat.layout, tuple(shapes))


def trial(told: Sequence[Told], seat: Seat, step: int, scale: float, layouts: Layouts, most: int) -> Trial:
    """Return `told` as it stands in `seat` in the wording of `step`; `most` limits the bullets of a page."""
    columns = [
        column(each, step, scale, region, later, most if each.stream.kind == "Content" else 0)
        for each, region, later in zip(told, seat.regions, _later(told, seat, layouts), strict=True)
    ]
    # the first layout is needed for as long as a panel beside the text is still running
    beside = max((each.count() for each in columns if each.told.stream.kind == "Panel"), default=1)
    return Trial(seat, scale, tuple(replace(each, beside=beside) for each in columns), layouts)


def _later(told: Sequence[Told], seat: Seat, layouts: Layouts) -> Iterator[Region]:
    """Yield the region of each stream on the pages after the first."""
    panels = any(each.stream.kind == "Panel" for each in told)
    for each, region in zip(told, seat.regions, strict=False):
        yield ordered(layouts.content(), "Content")[0] if panels and each.stream.kind == "Content" else region


def _whole(page: Page) -> bool:
    """Whether no text of `page` leaves its region."""
    return all(fits(each.items, each.region, each.scale) for each in page.shapes if isinstance(each, Filled))
