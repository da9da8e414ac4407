"""A stream of text x a region -> its items there, with a panel's own levels where the region has them."""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.block import Panel
from generator.write.powerpoint.fit.text import Flow, Item, flow, panel_flow, panel_head
from generator.write.powerpoint.fit.wording import shortened
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.region import Region


class Told(Struct, frozen=True):
    """A stream in its wordings, each of which is made once, though it is tried in many regions."""

    stream: Stream
    _flows: dict[tuple[int, bool], Flow] = {}

    def items(self, step: int, region: Region) -> Flow:
        """Return the items in the wording of `step`, but for what stands on every page."""
        key = step, self._framed(region)
        if key not in self._flows:
            self._flows[key] = tuple(self._items(*key))
        return self._flows[key]

    def head(self, region: Region) -> Item:
        """Return what stands on every page: a panel's title."""
        first = self.stream.blocks[0] if self.stream.blocks else None
        return panel_head(first) if isinstance(first, Panel) and self._framed(region) else ()

    def _framed(self, region: Region) -> bool:
        return self.stream.kind == "Panel" and region.role == "Panel"

    def _items(self, step: int, framed: bool) -> Iterator[Item]:
        blocks = shortened(self.stream.blocks, step)
        if not framed:
            yield from flow(blocks)
            return
        first, *others = [panel for panel in blocks if isinstance(panel, Panel)]
        yield from panel_flow(first)
        for panel in others:
            yield from filter(None, (panel_head(panel), *panel_flow(panel)))
