"""Streams in one layout, wording and scale -> how many pages they need, and those pages."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import fits, overlong_words
from generator.write.powerpoint.fit.stream_items import StreamItems
from generator.write.powerpoint.fit.text import Items
from generator.write.powerpoint.fit.text_flow import TextFlow, flow_text
from generator.write.powerpoint.plan.page import Page, TextShape
from generator.write.powerpoint.template.layout_match import LayoutMatch, candidate_layouts
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Region


class Candidate(Struct, frozen=True):
    """One way to lay out streams side by side: a text flow for each, not yet divided over pages."""

    match: LayoutMatch
    scale: float
    flows: tuple[TextFlow, ...]
    layouts: LayoutChooser

    def count_pages(self) -> int:
        return max(flow.count_pages() for flow in self.flows)

    def fitting_pages(self, at_most: int) -> tuple[Page, ...]:
        """Return the pages; none if more than `at_most` are needed, or some text leaves its region."""
        pages = self.pages() if self.count_pages() <= at_most else ()
        return pages if all(map(text_fits, pages)) else ()

    def pages(self) -> tuple[Page, ...]:
        """Return the pages; each stream is spread over all of them as evenly as its items allow."""
        # a panel beside text appears once; text beside text, and panel beside panel, are continued together
        alike = len({flow.source.stream.role for flow in self.flows}) == 1
        at_least = self.count_pages() if alike else 0
        flows = [flow.pages(at_least) for flow in self.flows]
        return tuple(self._page(flows, number) for number in range(max(map(len, flows))))

    def _page(self, flows: Sequence[Sequence[Items]], number: int) -> Page:
        """Return page `number`, in the layout for the streams that are continued there."""
        continued = [index for index, pages in enumerate(flows) if number < len(pages) and pages[number]]
        sources = [self.flows[index].source for index in continued]
        match = self.match
        if len(continued) < len(self.flows):
            same_layout = LayoutMatch(match.layout, tuple(match.regions[index] for index in continued))
            *_, match = (same_layout, *candidate_layouts([source.stream for source in sources], self.layouts))
        shapes = []
        for source, region, index in zip(sources, match.regions, continued, strict=True):
            first, *others = flows[index][number]
            shapes.append(TextShape(region, ((*source.repeated_item(region), *first), *others), self.scale))
        if len(shapes) > 1 and len({shape.region.role for shape in shapes}) == 1:
            # the size is stated on the slide: programs that fit text anew would enlarge the shorter one again
            shapes = [TextShape(shape.region.shrink_text(shape.scale), shape.items) for shape in shapes]
        return Page(match.layout, tuple(shapes))


def lay_out(
    sources: Sequence[StreamItems], match: LayoutMatch, step: int, scale: float, layouts: LayoutChooser, most: int
) -> Candidate:
    """Return `sources` in `match`, in the wording of `step`; `most` limits the bullets of a page."""
    flows = [
        flow_text(source, step, scale, region, later, most if source.stream.role == "Content" else 0)
        for source, region, later in zip(sources, match.regions, _later_regions(sources, match, layouts), strict=True)
    ]
    # the first layout is needed for as long as a panel beside the text goes on
    first_pages = max((flow.count_pages() for flow in flows if flow.source.stream.role == "Panel"), default=1)
    return Candidate(match, scale, tuple(replace(flow, first_pages=first_pages) for flow in flows), layouts)


def _later_regions(sources: Sequence[StreamItems], match: LayoutMatch, layouts: LayoutChooser) -> Iterator[Region]:
    """Yield the region of each stream on the pages after the first."""
    has_panel = any(source.stream.role == "Panel" for source in sources)
    for source, region in zip(sources, match.regions, strict=False):
        text_beside_panel = has_panel and source.stream.role == "Content"
        yield layouts.content().regions_in_order("Content")[0] if text_beside_panel else region


def text_fits(page: Page) -> bool:
    """Return whether all text of `page` stays in its regions."""
    return all(fits(shape.items, shape.region, shape.scale) for shape in page.shapes if isinstance(shape, TextShape))


def breaks_words(page: Page) -> bool:
    """Return whether some word of `page` is wider than its line, so that it is broken between letters."""
    texts = (shape for shape in page.shapes if isinstance(shape, TextShape))
    return any(True for shape in texts for _ in overlong_words(shape.items, shape.region, shape.scale))
