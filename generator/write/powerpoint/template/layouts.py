"""A purpose -> the layout of a template that serves it: by name, else by the kind of its placeholders."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from generator.write.powerpoint.template.region import Layout, LayoutSet, Region

# purpose -> PowerPoint's usual name of such a layout, and its type (ECMA-376-1, 19.7.15)
_USUAL = {
    "Title": ("Title Slide", "title"),
    "Section": ("Section Header", "secHead"),
    "Content": ("Title and Content", "obj"),
    "Two contents": ("Two Content", "twoObj"),
}
_BELOW, _BESIDE = "Content with band", "Content with side panel"  # where the panel of a text is
_PANELS = ("One panel", "Two panels", "Three panels")
_LARGEST_FAMILY = 9  # as many layouts of one family are looked for


class LayoutChooser(Struct, frozen=True):
    """Chooses layouts by purpose, and records what the template lacks."""

    layout_set: LayoutSet
    panels_below: bool = True  # where a short panel may stand; a longer one stands beside its text
    substitutes: dict[str, str] = {}  # wanted layout -> the one used instead
    missing: dict[str, str] = {}  # wanted region -> what becomes of its text

    def find(self, name: str) -> Layout | None:
        return self.layout_set.find(name)

    def title(self) -> Layout:
        return self._serving("Title", "Title")

    def section(self) -> Layout:
        return self._serving("Section", "Title")

    def content(self) -> Layout:
        return self._serving("Content", "Content")

    def text_with_panel(self) -> Iterator[Layout]:
        """Yield the layouts for text and one panel, that for a short panel first."""
        yield from self._existing(*([_BELOW] if self.panels_below else []), _BESIDE)

    def has_both_places(self, used: Iterable[Layout]) -> bool:
        """Return whether panels stand below their text in some of the layouts `used`, and beside it in others."""
        return {_BELOW, _BESIDE} <= {layout.name for layout in used}

    def panels(self, count: int) -> Iterator[Layout]:
        """Yield the layout with `count` panels."""
        yield from self._existing(*_PANELS[count - 1 : count])

    def contents(self, count: int) -> Layout | None:
        """Return the layout with `count` equal text regions side by side."""
        layout = self._usual("Two contents", "Content") if count == 2 else None
        return layout if layout and len(layout.regions_in_order("Content")) >= count else None

    def finder(self, family: str, role: str) -> Callable[[int], Layout | None]:
        """Return what finds the smallest layout of a `family` ("Cards 4") with regions of `role` for a count."""
        named = (self.find(f"{family} {count}") for count in range(1, _LARGEST_FAMILY + 1))
        rooms = [(layout, len(layout.regions_in_order(role))) for layout in named if layout]
        return lambda count: next((layout for layout, room in rooms if room >= count), None)

    def most_of(self, family: str, role: str) -> int:
        """Return the largest count for which the `family` has a layout."""
        find = self.finder(family, role)
        return max((count for count in range(1, _LARGEST_FAMILY + 1) if find(count)), default=0)

    def for_object(self, role: str, *, has_caption: bool = True, has_foot: bool = True) -> tuple[Layout, Region]:
        """Return layout and region for a "Figure", "Chart" or "Table", which any content region can hold.

        A look may have a layout of that name; ours holds all three in "Exhibit". The region takes the place of a
        caption or foot that the slide does not have.
        """
        for name in (role, "Exhibit"):
            layout = self.find(name)
            region = layout.region(name) if layout else None
            if layout and region:
                above = None if has_caption else layout.region("Caption")
                below = None if has_foot else layout.region("Sources")
                top_pt = min(region.top_pt, above.top_pt) if above else region.top_pt
                bottom_pt = max(region.bottom_pt, below.bottom_pt) if below else region.bottom_pt
                return layout, region.between(top_pt, bottom_pt)
        content = self.content()
        self.substitutes["Exhibit"] = content.name
        return content, next(content.regions_of("Content"))

    def references(self, *, with_works: bool) -> tuple[Layout, Region]:
        """Return layout and region for the list of sources; without works that carry a deck, it takes their place."""
        layout = self.find("Sources")
        region = layout.region("References") if layout else None
        if not layout or not region:
            content = self.content()
            self.substitutes["Sources"] = content.name
            return content, next(content.regions_of("Content"))
        beside = [other for role in ("Works", "Caption") if (other := layout.region(role))]
        return layout, region if with_works else region.cover(beside)

    def _serving(self, purpose: str, role: str) -> Layout:
        """Return the layout for `purpose`, else the best one with a title and a region for `role`."""
        layout = self._usual(purpose, role)
        if layout is None:
            layout = max(self.layout_set.layouts, key=lambda layout: _suitability(layout, role))
            self.substitutes[purpose] = layout.name
        return layout

    def _usual(self, purpose: str, role: str) -> Layout | None:
        """Return the layout called `purpose`, else PowerPoint's own for it; either needs a region for `role`."""
        layout = self.find(purpose)
        if layout and layout.regions_in_order(role):
            return layout
        name, kind = _USUAL[purpose]
        of_kind = (layout for layout in self.layout_set.layouts if layout.kind == kind)
        candidates = (self.layout_set.find(name), *of_kind)
        layout = next((layout for layout in candidates if layout and layout.regions_in_order(role)), None)
        if layout:
            self.substitutes[purpose] = layout.name
        return layout

    def _existing(self, *names: str) -> Iterator[Layout]:
        return (layout for name in names if (layout := self.find(name)))


def _suitability(layout: Layout, role: str) -> tuple[bool, bool, float]:
    largest = max((region.width_pt * region.height_pt for region in layout.regions_of(role)), default=0.0)
    return layout.region("Title") is not None, largest > 0, largest
