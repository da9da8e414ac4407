"""Streams of text -> the layouts that can hold them, each with a region for every stream."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.model.block import Blocks, Column, Panel
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, Region


class Stream(Struct, frozen=True):
    """Text that flows through regions of one role: "Content" or "Panel"."""

    role: str
    blocks: Blocks


class LayoutMatch(Struct, frozen=True):
    """A layout, and its region for each stream."""

    layout: Layout
    regions: tuple[Region, ...]


def stream_of(column: Column) -> Stream:
    panels = [block for block in column.blocks if isinstance(block, Panel)]
    if panels and len(panels) == len(column.blocks):
        return Stream("Panel", column.blocks)
    return Stream("Content", column.blocks)


def match_layout(streams: Sequence[Stream], layout: Layout) -> LayoutMatch | None:
    """Return `layout` with its text regions from left to right, None if there are too few."""
    regions = sorted(
        (*layout.regions_of("Content"), *layout.regions_of("Panel")),
        key=lambda region: (region.left_pt, region.top_pt),
    )
    return LayoutMatch(layout, _set_alike(regions[: len(streams)])) if len(regions) >= len(streams) else None


def _set_alike(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Return `regions`, those of one role with text of the sizes that the largest of them has.

    Some layouts set the text in one column at twice the size of that beside it.
    """
    largest: dict[str, Region] = {}
    for region in sorted(regions, key=lambda region: (region.width_pt * region.height_pt, -region.level(1).size_pt)):
        largest[region.role] = region
    return tuple(region.with_sizes_of(largest[region.role]) for region in regions)


def candidate_layouts(streams: Sequence[Stream], layouts: LayoutChooser) -> Sequence[LayoutMatch]:
    """Return the layouts with a region for each stream, those for little text first."""
    matches = [match for layout in _layouts_for(streams, layouts) if (match := _match_roles(streams, layout))]
    pair = layouts.contents(len(streams)) if not matches else None
    return [LayoutMatch(pair, _set_alike(pair.regions_in_order("Content")[: len(streams)]))] if pair else matches


def _layouts_for(streams: Sequence[Stream], layouts: LayoutChooser) -> Iterable[Layout]:
    roles = sorted(stream.role for stream in streams)
    if roles == ["Content"]:
        return (layouts.content(),)
    if roles == ["Content", "Panel"]:
        return layouts.text_with_panel()
    return layouts.panels(len(streams)) if set(roles) == {"Panel"} else ()


def _match_roles(streams: Sequence[Stream], layout: Layout) -> LayoutMatch | None:
    """Return `layout` with the next region of each stream's role, None if one has no region."""
    remaining = {stream.role: iter(layout.regions_in_order(stream.role)) for stream in streams}
    regions = [region for stream in streams if (region := next(remaining[stream.role], None))]
    return LayoutMatch(layout, _set_alike(regions)) if len(regions) == len(streams) else None


def regroup(streams: Sequence[Stream]) -> Iterator[Sequence[Stream]]:
    """Yield the streams that have no layout in rows of three or two, three or fewer as one text."""
    if len(streams) > 3:
        size = 2 if len(streams) == 4 else 3
        for start in range(0, len(streams), size):
            yield streams[start : start + size]
    else:
        yield (Stream("Content", tuple(block for stream in streams for block in stream.blocks)),)
