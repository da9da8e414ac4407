"""A stream of text and a region -> its items there; a panel has levels of its own in a panel's region."""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.block import Panel
from generator.write.powerpoint.fit.text import Item, Items, items_of, panel_items, panel_title
from generator.write.powerpoint.fit.wording import shorten
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.region import Region


class StreamItems(Struct, frozen=True):
    """A stream in its wordings, each converted once for all regions that are tried: 3 % of row ×100 in tests/bench."""

    stream: Stream
    _cache: dict[tuple[int, bool], Items] = {}

    def items(self, step: int, region: Region) -> Items:
        """Return the items in the wording of `step`, without the one that every page repeats."""
        key = step, self._is_panel_in(region)
        if key not in self._cache:
            self._cache[key] = tuple(self._items(*key))
        return self._cache[key]

    def repeated_item(self, region: Region) -> Item:
        """Return what every page repeats: a panel's title."""
        first = self.stream.blocks[0] if self.stream.blocks else None
        return panel_title(first) if isinstance(first, Panel) and self._is_panel_in(region) else ()

    def _is_panel_in(self, region: Region) -> bool:
        return self.stream.role == "Panel" and region.role == "Panel"

    def _items(self, step: int, is_panel: bool) -> Iterator[Item]:
        blocks = shorten(self.stream.blocks, step)
        if not is_panel:
            yield from items_of(blocks)
            return
        first, *others = [panel for panel in blocks if isinstance(panel, Panel)]
        yield from panel_items(first)
        for panel in others:
            yield from filter(None, (panel_title(panel), *panel_items(panel)))
