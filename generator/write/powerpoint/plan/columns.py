"""Text beside text -> pages: one stream a region, shortened, scaled or continued together until all of it fits.

The order is the design's (section 7): as designed, in a shorter wording, at a smaller scale, on one more slide.
The ways to set the streams are compared by numbers; pages are made of the one that is taken.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.write.powerpoint.fit.fit import scales
from generator.write.powerpoint.fit.stream_items import Told
from generator.write.powerpoint.fit.text_flow import overflows
from generator.write.powerpoint.fit.wording import steps
from generator.write.powerpoint.plan.candidate import trial
from generator.write.powerpoint.plan.page import Page
from generator.write.powerpoint.template.layout_match import Seat, Stream, asked_for, rows, seated
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Layout


def stream_pages(
    streams: Sequence[Stream], layouts: Layouts, most: int, asked: Layout | None = None
) -> tuple[Page, ...]:
    """Return the pages of `streams`; `most` limits the bullets of a page (0: no limit), `asked` is tried alone."""
    seats = list(asked_for(streams, asked) if asked else ()) or list(seated(streams, layouts))
    if not seats:
        return tuple(page for row in rows(streams) for page in stream_pages(row, layouts, most))
    told = [Told(each) for each in streams]
    tried = partial(trial, told, layouts=layouts, most=most)
    *for_little, last = seats
    for seat in for_little:
        if not any(map(overflows, told, seat.regions)) and (pages := tried(seat, 0, 1.0).fitted(1)):
            return pages
    longest = max(steps(each.blocks) for each in streams)
    floor = _floor(told, last, longest)
    tightest = tried(last, longest, floor)
    fewest = tightest.count()
    for step, scale in _settings(told, last, longest, floor):
        if pages := tried(last, step, scale).fitted(fewest):
            return pages
    return tightest.pages()


def _floor(told: Sequence[Told], seat: Seat, step: int) -> float:
    """Return the smallest scale that keeps all text readable."""
    return max(scales(each.items(step, region), region)[-1] for each, region in zip(told, seat.regions, strict=True))


def _settings(told: Sequence[Told], seat: Seat, longest: int, floor: float) -> Iterator[tuple[int, float]]:
    """Yield steps of wording and scales, in the order in which they are tried."""
    for step in range(longest + 1):
        yield step, 1.0
    region = seat.regions[0]
    everywhere = scales(told[0].items(longest, region), region)
    yield from ((longest, scale) for scale in everywhere[1:] if scale >= floor)
