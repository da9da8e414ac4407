"""Which layout of a template serves a purpose: by name, else by kind of placeholders, and what was substituted."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.template.region import Layout, Region, Template

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
_LONG = ", long title"  # at the end of a layout's name: it has room for two lines of title


class Layouts(Struct, frozen=True):
    """The layouts of `template`, chosen from by purpose; remembers which names it had to do without."""

    template: Template
    suffix: str = ""  # layouts whose names end so are preferred, all others are those without a suffix
    substituted: dict[str, str] = {}  # wanted -> taken
    missing: dict[str, str] = {}  # region wanted -> what becomes of its text

    @property
    def for_long_titles(self) -> "Layouts":
        return replace(self, suffix=_LONG)

    def named(self, name: str) -> Layout | None:
        return self.template.named(f"{name}{self.suffix}") or self.template.named(name)

    def title(self) -> Layout:
        return self._serving("Title", "Title")

    def section(self) -> Layout:
        return self._serving("Section", "Title")

    def content(self) -> Layout:
        return self._serving("Content", "Content")

    def texts(self) -> Iterator[Layout]:
        """Layouts for text alone, the one for little text first."""
        yield from self._those("Content very large", "Content large", "Content medium")
        yield self.content()

    def beside(self) -> Iterator[Layout]:
        """Layouts for text and one panel, the one for little text and a short panel first."""
        yield from self._those(*_BANDS, "Content with large side panel", "Content with side panel")

    def panels(self, statuses: Sequence[str]) -> Layout | None:
        """A layout with panels of these statuses, else with as many plain ones."""
        if any(statuses):
            for layout in self._preferred():
                found = tuple(region.status for region in _panels(layout))
                if found == tuple(statuses) and not any(layout.of("Content")):
                    return layout
        return self.named(_PANELS[len(statuses) - 1]) if len(statuses) <= len(_PANELS) else None

    def contents(self, count: int) -> Layout | None:
        """A layout with `count` equal text regions side by side."""
        layout = self._usual("Two contents") if count == 2 else None
        return layout if layout and len(tuple(layout.of("Content"))) >= count else None

    def cards(self, count: int) -> Layout | None:
        return self.named(f"Cards {count}")

    def most_cards(self) -> int:
        """The largest number of cards for which there is a layout, and for all smaller numbers too."""
        count = 0
        while self.cards(count + 1):
            count += 1
        return count

    def filled_by(self, role: str) -> tuple[Layout, Region]:
        """The layout and region for a "Figure" or "Chart" without remarks and sources, or a "Table" without caption."""
        layout = self.named(f"{role} full")
        region = layout.region(role) if layout else None
        return (layout, region) if layout and region else self.holding(role)

    def holding(self, role: str) -> tuple[Layout, Region]:
        """The layout and region for a "Figure", "Chart" or "Table"; any content region can hold one."""
        layout = self.named(role)
        region = layout.region(role) if layout else None
        if layout and region:
            return layout, region
        content = self.content()
        self.substituted[role] = content.name
        return content, next(content.of("Content"))

    def references(self) -> tuple[Layout, tuple[Region, ...]]:
        """The layout for the list of sources, and its regions in order."""
        layout = self.named("Sources")
        regions = tuple(layout.of("References")) if layout else ()
        if layout and regions:
            return layout, tuple(sorted(regions, key=lambda region: region.number))
        content = self.content()
        self.substituted["Sources"] = content.name
        return content, (next(content.of("Content")),)

    def _serving(self, purpose: str, role: str) -> Layout:
        """Return the layout for `purpose`, else the best that has a region for `role` beside a title."""
        layout = self._usual(purpose)
        if layout is None:
            layout = max(self._preferred(), key=lambda each: _worth(each, role))
            self.substituted[purpose] = layout.name
        return layout

    def _usual(self, purpose: str) -> Layout | None:
        layout = self.named(purpose)
        if layout:
            return layout
        name, kind = _USUAL[purpose]
        layout = self.template.named(name) or next((each for each in self.template.layouts if each.kind == kind), None)
        if layout:
            self.substituted[purpose] = layout.name
        return layout

    def _those(self, *names: str) -> Iterator[Layout]:
        return (layout for name in names if (layout := self.named(name)))

    def _preferred(self) -> list[Layout]:
        """All layouts, those for titles of this length first; those for long titles only where they are asked for."""
        long = [layout for layout in self.template.layouts if layout.name.endswith(_LONG)]
        ordinary = [layout for layout in self.template.layouts if not layout.name.endswith(_LONG)]
        return [*long, *ordinary] if self.suffix else ordinary


def _panels(layout: Layout) -> list[Region]:
    return sorted(layout.of("Panel"), key=lambda region: region.number)


def _worth(layout: Layout, role: str) -> tuple[bool, bool, float]:
    largest = max((region.width_pt * region.height_pt for region in layout.of(role)), default=0.0)
    return layout.region("Title") is not None, largest > 0, largest
