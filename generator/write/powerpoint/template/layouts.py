"""A purpose -> the layout of a template that serves it: by name, else by the kind of its placeholders."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.template.region import Layout, LayoutSet, Region

# purpose -> PowerPoint's usual name of such a layout, and its type (ECMA-376-1, 19.7.15)
_USUAL = {
    "Title": ("Title Slide", "title"),
    "Section": ("Section Header", "secHead"),
    "Content": ("Title and Content", "obj"),
    "Two contents": ("Two Content", "twoObj"),
}
_PANELS = ("One panel", "Two panels", "Three panels")
_BANDS = (
    "Content very large with band",
    "Content large with band",
    "Content medium with band",
    "Content with band",
)
_LONG_TITLE = ", long title"  # ends the name of a layout with room for two lines of title


class LayoutChooser(Struct, frozen=True):
    """Chooses layouts by purpose, and records what the template lacks."""

    layout_set: LayoutSet
    suffix: str = ""  # of the names of layouts to prefer: ", long title", or none
    substitutes: dict[str, str] = {}  # wanted layout -> the one used instead
    missing: dict[str, str] = {}  # wanted region -> what becomes of its text

    @property
    def for_long_titles(self) -> "LayoutChooser":
        return replace(self, suffix=_LONG_TITLE)

    def find(self, name: str) -> Layout | None:
        return self.layout_set.find(f"{name}{self.suffix}") or self.layout_set.find(name)

    def title(self) -> Layout:
        return self._serving("Title", "Title")

    def section(self) -> Layout:
        return self._serving("Section", "Title")

    def content(self) -> Layout:
        return self._serving("Content", "Content")

    def text_alone(self) -> Iterator[Layout]:
        """Yield the layouts for text, those for little text first."""
        yield from self._existing("Content very large", "Content large", "Content medium")
        yield self.content()

    def text_with_panel(self) -> Iterator[Layout]:
        """Yield the layouts for text and one panel, those for little text and a short panel first."""
        yield from self._existing(*_BANDS, "Content with large side panel", "Content with side panel")

    def panels(self, statuses: Sequence[str]) -> Iterator[Layout]:
        """Yield the layout with panels of these statuses, else the one with as many plain panels."""
        of_statuses = (layout for layout in self._candidates() if any(statuses) and _statuses(layout) == [*statuses])
        layout = next(of_statuses, None)
        if layout:
            yield layout
        else:
            yield from self._existing(*_PANELS[len(statuses) - 1 : len(statuses)])

    def contents(self, count: int) -> Layout | None:
        """Return the layout with `count` equal text regions side by side."""
        layout = self._usual("Two contents", "Content") if count == 2 else None
        return layout if layout and len(layout.regions_in_order("Content")) >= count else None

    def finder(self, family: str, role: str) -> Callable[[int], Layout | None]:
        """Return what finds the layout of a `family` ("Cards") for a count: that with as many regions of `role`."""

        def find(count: int) -> Layout | None:
            layout = self.find(f"{family} {count}")
            return layout if layout and len(layout.regions_in_order(role)) == count else None

        return find

    def most_of(self, family: str, role: str) -> int:
        """Return the largest count for which the `family` has a layout, as well as for all smaller ones."""
        find, count = self.finder(family, role), 0
        while find(count + 1):
            count += 1
        return count

    def for_object_alone(self, role: str) -> tuple[Layout, Region]:
        """Return layout and region for a "Figure" or "Chart" without remarks, or a "Table" without caption."""
        layout = self.find(f"{role} full")
        region = layout.region(role) if layout else None
        return (layout, region) if layout and region else self.for_object(role)

    def for_object(self, role: str) -> tuple[Layout, Region]:
        """Return layout and region for a "Figure", "Chart" or "Table", which any content region can hold."""
        layout = self.find(role)
        region = layout.region(role) if layout else None
        if layout and region:
            return layout, region
        content = self.content()
        self.substitutes[role] = content.name
        return content, next(content.regions_of("Content"))

    def references(self) -> tuple[Layout, tuple[Region, ...]]:
        """Return the layout for the list of sources, and its regions in order."""
        layout = self.find("Sources")
        regions = layout.regions_in_order("References") if layout else ()
        if layout and regions:
            return layout, regions
        content = self.content()
        self.substitutes["Sources"] = content.name
        return content, (next(content.regions_of("Content")),)

    def _serving(self, purpose: str, role: str) -> Layout:
        """Return the layout for `purpose`, else the best one with a title and a region for `role`."""
        layout = self._usual(purpose, role)
        if layout is None:
            layout = max(self._candidates(), key=lambda layout: _suitability(layout, role))
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

    def _candidates(self) -> list[Layout]:
        """Return the layouts to choose from, for titles of this length first."""
        layouts = self.layout_set.layouts
        ordinary = [layout for layout in layouts if not layout.name.endswith(_LONG_TITLE)]
        long = [layout for layout in layouts if layout.name.endswith(_LONG_TITLE)]
        return [*long, *ordinary] if self.suffix else ordinary


def _statuses(layout: Layout) -> list[str] | None:
    """Return the statuses of the panels of a layout that has no other text."""
    if layout.regions_in_order("Content"):
        return None
    return [region.status for region in layout.regions_in_order("Panel")]


def _suitability(layout: Layout, role: str) -> tuple[bool, bool, float]:
    largest = max((region.width_pt * region.height_pt for region in layout.regions_of(role)), default=0.0)
    return layout.region("Title") is not None, largest > 0, largest
