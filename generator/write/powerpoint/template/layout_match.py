"""Streams of text and the layouts of a template -> seats: a layout, and the region of it for each stream."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.block import Blocks, Column, Panel
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Layout, Region


class Stream(Struct, frozen=True):
    """Text that runs in regions of one kind: "Content", or "Panel" with a status."""

    kind: str
    blocks: Blocks
    status: str = ""


class Seat(Struct, frozen=True):
    """A layout, and the region of it for each stream."""

    layout: Layout
    regions: tuple[Region, ...]


def stream(column: Column) -> Stream:
    panels = [block for block in column.blocks if isinstance(block, Panel)]
    if panels and len(panels) == len(column.blocks):
        return Stream("Panel", column.blocks, panels[0].status)
    return Stream("Content", column.blocks)


def asked_for(streams: Sequence[Stream], layout: Layout) -> Iterator[Seat]:
    """Yield a seat in `layout`, if it has text regions for all streams."""
    regions = sorted((*layout.of("Content"), *layout.of("Panel")), key=lambda each: (each.left_pt, each.top_pt))
    if len(regions) >= len(streams):
        yield Seat(layout, tuple(regions[: len(streams)]))


def seated(streams: Sequence[Stream], layouts: Layouts) -> Iterator[Seat]:
    """Yield the layouts that have a region for each stream, those for little text first."""
    kinds = [each.kind for each in streams]
    if kinds == ["Content"]:
        for layout in layouts.texts():
            yield Seat(layout, (ordered(layout, "Content")[0],))
        return
    found = [*_framed(streams, kinds, layouts)]
    yield from found
    pair = layouts.contents(len(streams)) if not found else None
    if pair:
        yield Seat(pair, tuple(ordered(pair, "Content")[: len(streams)]))


def _framed(streams: Sequence[Stream], kinds: Sequence[str], layouts: Layouts) -> Iterator[Seat]:
    """Yield the layouts that have a panel for each panel."""
    if sorted(kinds) == ["Content", "Panel"]:
        for layout in layouts.beside():
            yield Seat(layout, tuple(ordered(layout, kind)[0] for kind in kinds))
    elif set(kinds) == {"Panel"}:
        found = layouts.panels([each.status for each in streams])
        if found:
            yield Seat(found, tuple(ordered(found, "Panel")))


def rows(streams: Sequence[Stream]) -> Iterator[Sequence[Stream]]:
    """Yield the streams anew, for which there was no layout: many in rows of three or two, few as one text."""
    if len(streams) > 3:
        size = 2 if len(streams) == 4 else 3
        for start in range(0, len(streams), size):
            yield streams[start : start + size]
    else:
        yield (Stream("Content", tuple(block for each in streams for block in each.blocks)),)


def ordered(layout: Layout, role: str) -> list[Region]:
    return sorted(layout.of(role), key=lambda region: region.number)
