"""Text beside text -> pages: one stream a region, shortened, scaled or continued together until all of it fits.

The order: as designed, a little smaller, in a shorter wording, as small as body text may be, on one more slide.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.write.powerpoint.fit.fit import COMFORTABLE_PT, allowed_scales
from generator.write.powerpoint.fit.stream_items import StreamItems
from generator.write.powerpoint.fit.text_flow import overflows
from generator.write.powerpoint.fit.wording import count_steps
from generator.write.powerpoint.plan.candidate import breaks_words, lay_out
from generator.write.powerpoint.plan.page import Page
from generator.write.powerpoint.template.layout_match import (
    LayoutMatch,
    Stream,
    candidate_layouts,
    match_layout,
    regroup,
)
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout


def stream_pages(
    streams: Sequence[Stream], layouts: LayoutChooser, most: int, requested: Layout | None = None
) -> tuple[Page, ...]:
    """Return the pages of `streams`; `most` limits the bullets of a page (0: no limit).

    Only the `requested` layout is tried, if it has a region for each stream.
    """
    match = match_layout(streams, requested) if requested else None
    matches = [match] if match else candidate_layouts(streams, layouts)
    if not matches:
        return tuple(page for row in regroup(streams) for page in stream_pages(row, layouts, most))
    sources = [StreamItems(stream) for stream in streams]
    lay_out_in = partial(lay_out, sources, layouts=layouts, most=most)
    *for_little_text, last = matches
    for match in for_little_text:
        if not any(map(overflows, sources, match.regions)) and (pages := lay_out_in(match, 0, 1.0).fitting_pages(1)):
            return pages
    shortest = max(count_steps(stream.blocks) for stream in streams)
    floor = _smallest_scale(sources, last, shortest)
    tightest = lay_out_in(last, shortest, floor)
    fewest = tightest.count_pages()
    with_broken_words: tuple[Page, ...] = ()
    for step, scale in _settings(sources, last, shortest, floor):
        if pages := lay_out_in(last, step, scale).fitting_pages(fewest):
            if not any(map(breaks_words, pages)):
                return pages
            with_broken_words = with_broken_words or pages
    return with_broken_words or tightest.pages()


def _smallest_scale(sources: Sequence[StreamItems], match: LayoutMatch, step: int) -> float:
    """Return the smallest scale at which all text is above the floor."""
    pairs = zip(sources, match.regions, strict=True)
    return max(allowed_scales(source.items(step, region), region)[-1] for source, region in pairs)


def _settings(
    sources: Sequence[StreamItems], match: LayoutMatch, shortest: int, floor: float
) -> Iterator[tuple[int, float]]:
    """Yield steps of wording and scales in the order in which they are tried: no shorter where small steps help."""
    region = match.regions[0]
    scales = [scale for scale in allowed_scales(sources[0].items(shortest, region), region) if scale >= floor]
    size_pt = region.level(1).size_pt
    comfortable = [scale for scale in scales if scale == 1.0 or scale * size_pt >= COMFORTABLE_PT]
    for step in range(shortest + 1):
        yield from ((step, scale) for scale in comfortable)
    yield from ((shortest, scale) for scale in scales if scale not in comfortable)
