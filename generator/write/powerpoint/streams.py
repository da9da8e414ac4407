"""Text beside text -> pages: one stream a region, shortened, scaled or continued together until all of it fits.

The order is the design's (section 7): as designed, in a shorter wording, at a smaller scale, on one more slide.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.block import Blocks, Column, Panel
from generator.write.powerpoint.cut import cut
from generator.write.powerpoint.fit import Measure, item_height_pt, paged, scales
from generator.write.powerpoint.layouts import Layouts
from generator.write.powerpoint.page import Filled, Page
from generator.write.powerpoint.region import Layout, Region
from generator.write.powerpoint.text import Flow, Item, flow, panel_flow, panel_head
from generator.write.powerpoint.wording import shortened, steps


class Stream(Struct, frozen=True):
    """Text that runs in regions of one kind: "Content", or "Panel" with a status."""

    kind: str
    blocks: Blocks
    status: str = ""

    def items(self, step: int, region: Region) -> Flow:
        """Return its items in the wording of `step`, with a panel's own levels where `region` has them."""
        blocks = shortened(self.blocks, step)
        if not self._framed(region):
            return flow(blocks)
        first, *others = [panel for panel in blocks if isinstance(panel, Panel)]
        more = (item for panel in others for item in ((*panel_head(panel),), *panel_flow(panel)) if item)
        return (*panel_flow(first), *more)

    def head(self, region: Region) -> Item:
        """Return what stands on every page of it: a panel's title."""
        first = self.blocks[0] if self.blocks else None
        return panel_head(first) if isinstance(first, Panel) and self._framed(region) else ()

    def _framed(self, region: Region) -> bool:
        return self.kind == "Panel" and region.role == "Panel"


class Seat(Struct, frozen=True):
    """A layout, and the region of it for each stream."""

    layout: Layout
    regions: tuple[Region, ...]


class _Trial(Struct, frozen=True):
    """One way to set the streams: where, in which wording, at which scale."""

    seat: Seat
    step: int
    scale: float


def stream(column: Column) -> Stream:
    panels = [block for block in column.blocks if isinstance(block, Panel)]
    if panels and len(panels) == len(column.blocks):
        return Stream("Panel", column.blocks, panels[0].status)
    return Stream("Content", column.blocks)


def stream_pages(
    streams: Sequence[Stream], layouts: Layouts, most: int, asked: Layout | None = None
) -> tuple[Page, ...]:
    """Return the pages of `streams`; `most` limits the bullets of a page (0: no limit), `asked` is tried alone."""
    seats = list(_asked(streams, asked) if asked else ()) or list(seated(streams, layouts))
    if not seats:
        return tuple(page for row in _rows(streams) for page in stream_pages(row, layouts, most))
    last = seats[-1]
    longest = max(steps(each.blocks) for each in streams)
    floor = _floor(streams, last, longest)
    least = len(_divided(streams, _Trial(last, longest, floor), layouts, most))
    for trial in _trials(streams, seats, longest):
        # a layout for little text is for one page
        wanted = least if trial.seat is last else 1
        pages = _divided(streams, trial, layouts, most)
        if len(pages) <= wanted and _whole(pages):
            return pages
    return _divided(streams, _Trial(last, longest, floor), layouts, most)


def _asked(streams: Sequence[Stream], layout: Layout) -> Iterator[Seat]:
    """Yield a seat in `layout`, if it has text regions for all streams."""
    regions = sorted((*layout.of("Content"), *layout.of("Panel")), key=lambda each: (each.left_pt, each.top_pt))
    if len(regions) >= len(streams):
        yield Seat(layout, tuple(regions[: len(streams)]))


def seated(streams: Sequence[Stream], layouts: Layouts) -> Iterator[Seat]:
    """Yield the layouts that have a region for each stream, those for little text first."""
    kinds = [each.kind for each in streams]
    if kinds == ["Content"]:
        for layout in layouts.texts():
            yield Seat(layout, (_ordered(layout, "Content")[0],))
        return
    found = [*_framed(streams, kinds, layouts)]
    yield from found
    pair = layouts.contents(len(streams)) if not found else None
    if pair:
        yield Seat(pair, tuple(_ordered(pair, "Content")[: len(streams)]))


def _framed(streams: Sequence[Stream], kinds: Sequence[str], layouts: Layouts) -> Iterator[Seat]:
    """Yield the layouts that have a panel for each panel."""
    if sorted(kinds) == ["Content", "Panel"]:
        for layout in layouts.beside():
            yield Seat(layout, tuple(_ordered(layout, kind)[0] for kind in kinds))
    elif set(kinds) == {"Panel"}:
        found = layouts.panels([each.status for each in streams])
        if found:
            yield Seat(found, tuple(_ordered(found, "Panel")))


def _rows(streams: Sequence[Stream]) -> Iterator[Sequence[Stream]]:
    """Yield the streams anew, for which there was no layout: many in rows of three or two, few as one text."""
    if len(streams) > 3:
        size = 2 if len(streams) == 4 else 3
        for start in range(0, len(streams), size):
            yield streams[start : start + size]
    else:
        yield (Stream("Content", tuple(block for each in streams for block in each.blocks)),)


def _ordered(layout: Layout, role: str) -> list[Region]:
    return sorted(layout.of(role), key=lambda region: region.number)


def _floor(streams: Sequence[Stream], seat: Seat, step: int) -> float:
    return max(scales(each.items(step, region), region)[-1] for each, region in zip(streams, seat.regions, strict=True))


def _trials(streams: Sequence[Stream], seats: Sequence[Seat], longest: int) -> Iterator[_Trial]:
    for seat in seats:
        yield _Trial(seat, 0, 1.0)
    last = seats[-1]
    for step in range(1, longest + 1):
        yield _Trial(last, step, 1.0)
    smallest = _floor(streams, last, longest)
    everywhere = scales(streams[0].items(longest, last.regions[0]), last.regions[0])
    yield from (_Trial(last, longest, scale) for scale in everywhere[1:] if scale >= smallest)


def _divided(streams: Sequence[Stream], trial: _Trial, layouts: Layouts, most: int) -> tuple[Page, ...]:
    """Return the pages of one trial; each stream is spread over all of them as evenly as its items allow."""
    flows = [
        cut(each.items(trial.step, region), region, trial.scale, _room(each, region, trial.scale))
        for each, region in zip(streams, trial.seat.regions, strict=True)
    ]
    beside = _pages_beside_a_panel(streams, flows, trial)
    measures = [
        _measure(each, trial, number, _later(streams, trial.seat, layouts, number), beside)
        for number, each in enumerate(streams)
    ]
    limits = [most if each.kind == "Content" else 0 for each in streams]
    alone = [paged(*each) for each in zip(flows, measures, limits, strict=True)]
    # a panel beside text says its piece once; text beside text, and panel beside panel, go on together
    together = len({each.kind for each in streams}) == 1
    count = max(map(len, alone))
    spread = [
        paged(*each, count) if together else own
        for each, own in zip(zip(flows, measures, limits, strict=True), alone, strict=True)
    ]
    return tuple(_page(streams, trial, layouts, spread, number) for number in range(max(map(len, spread))))


def _later(streams: Sequence[Stream], seat: Seat, layouts: Layouts, number: int) -> Region:
    """Return the region of stream `number` on the pages after the first."""
    if streams[number].kind == "Content" and any(each.kind == "Panel" for each in streams):
        return _ordered(layouts.content(), "Content")[0]
    return seat.regions[number]


def _pages_beside_a_panel(streams: Sequence[Stream], flows: Sequence[Flow], trial: _Trial) -> int:
    """Return on how many pages the first layout is needed, because a panel beside the text is still running."""
    counts = [
        len(paged(items, _measure(each, trial, number, region, 1)))
        for number, (each, items, region) in enumerate(zip(streams, flows, trial.seat.regions, strict=True))
        if each.kind == "Panel"
    ]
    return max(counts, default=1)


def _measure(each: Stream, trial: _Trial, number: int, later: Region, beside: int) -> Measure:
    """Return how much of a page an item takes: of its first region on the first `beside` pages, then of `later`."""
    first = trial.seat.regions[number]

    def share(item: Item, page: int) -> float:
        region = first if page < beside else later
        return item_height_pt(item, region, trial.scale) / _room(each, region, trial.scale)

    return share


def _room(each: Stream, region: Region, scale: float) -> float:
    """Return the height that is left for items under what stands on every page."""
    return max(region.text_height_pt - item_height_pt(each.head(region), region, scale), 1.0)


def _page(
    streams: Sequence[Stream], trial: _Trial, layouts: Layouts, spread: Sequence[Sequence[Flow]], number: int
) -> Page:
    """Return page `number`, in the layout for those streams that still have something to say."""
    going = [index for index, pages in enumerate(spread) if number < len(pages) and pages[number]]
    rest = [streams[index] for index in going]
    seat = trial.seat
    if len(going) < len(streams):
        own = Seat(trial.seat.layout, tuple(trial.seat.regions[index] for index in going))
        *_, seat = (own, *seated(rest, layouts))
    shapes = []
    for each, region, index in zip(rest, seat.regions, going, strict=True):
        first, *others = spread[index][number]
        shapes.append(Filled(region, ((*each.head(region), *first), *others), trial.scale))
    return Page(seat.layout, tuple(shapes))


def _whole(pages: Sequence[Page]) -> bool:
    """Whether no text leaves its region."""
    return all(
        sum(item_height_pt(item, shape.region, shape.scale) for item in shape.items)
        <= shape.region.text_height_pt + 0.01
        for page in pages
        for shape in page.shapes
        if isinstance(shape, Filled)
    )
