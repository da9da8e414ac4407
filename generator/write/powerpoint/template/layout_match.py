"""Streams of text -> the layouts that can hold them, each with a region for every stream."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.block import Blocks, Column, Panel
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout, Region


class Stream(Struct, frozen=True):
    """Text that flows through regions of one role: "Content", or "Panel" with a status."""

    role: str
    blocks: Blocks
    status: str = ""


class LayoutMatch(Struct, frozen=True):
    """A layout, and its region for each stream."""

    layout: Layout
    regions: tuple[Region, ...]


def stream_of(column: Column) -> Stream:
    panels = [block for block in column.blocks if isinstance(block, Panel)]
    if panels and len(panels) == len(column.blocks):
        return Stream("Panel", column.blocks, panels[0].status)
    return Stream("Content", column.blocks)


def match_layout(streams: Sequence[Stream], layout: Layout) -> LayoutMatch | None:
    """Return `layout` with its text regions from left to right, None if there are too few."""
    regions = sorted(
        (*layout.regions_of("Content"), *layout.regions_of("Panel")),
        key=lambda region: (region.left_pt, region.top_pt),
    )
    return LayoutMatch(layout, tuple(regions[: len(streams)])) if len(regions) >= len(streams) else None


def candidate_layouts(streams: Sequence[Stream], layouts: LayoutChooser) -> Sequence[LayoutMatch]:
    """Return the layouts with a region for each stream, those for little text first."""
    roles = [stream.role for stream in streams]
    if roles == ["Content"]:
        return [LayoutMatch(layout, layout.regions_in_order("Content")[:1]) for layout in layouts.text_alone()]
    matches = [*_layouts_with_panels(streams, roles, layouts)]
    pair = layouts.contents(len(streams)) if not matches else None
    return [LayoutMatch(pair, pair.regions_in_order("Content")[: len(streams)])] if pair else matches


def _layouts_with_panels(
    streams: Sequence[Stream], roles: Sequence[str], layouts: LayoutChooser
) -> Iterator[LayoutMatch]:
    """Yield the layouts with a panel for each panel."""
    if sorted(roles) == ["Content", "Panel"]:
        for layout in layouts.text_with_panel():
            yield LayoutMatch(layout, tuple(layout.regions_in_order(role)[0] for role in roles))
    elif set(roles) == {"Panel"}:
        layout_of_panels = layouts.panels([stream.status for stream in streams])
        if layout_of_panels:
            yield LayoutMatch(layout_of_panels, layout_of_panels.regions_in_order("Panel"))


def regroup(streams: Sequence[Stream]) -> Iterator[Sequence[Stream]]:
    """Yield the streams that have no layout in rows of three or two, three or fewer as one text."""
    if len(streams) > 3:
        size = 2 if len(streams) == 4 else 3
        for start in range(0, len(streams), size):
            yield streams[start : start + size]
    else:
        yield (Stream("Content", tuple(block for stream in streams for block in stream.blocks)),)
