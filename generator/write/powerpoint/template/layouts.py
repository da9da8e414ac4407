"""A purpose -> the layout of a template that serves it: as brand.yaml says, by our name, else by what it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.template.choice import (
    choose_columns,
    choose_content,
    choose_cover,
    choose_object,
    choose_panel,
    choose_section,
)
from generator.write.powerpoint.template.region import Layout, LayoutSet, Region
from generator.write.powerpoint.template.roles import assign_cover_roles, with_one_seat

# purpose -> our names of layouts for it; brand.yaml can name others (model/look.py)
_OURS: Mapping[str, tuple[str, ...]] = {
    "cover": ("Title",),
    "section": ("Section",),
    "content": ("Content",),
    "two_contents": ("Two contents",),
    "three_contents": ("Three contents",),
    "figure": ("Figure", "Exhibit"),
    "chart": ("Chart", "Exhibit"),
    "table": ("Table", "Exhibit"),
    "sources": ("Sources",),
}
COLUMNS = {"content": 1, "two_contents": 2, "three_contents": 3}  # how many seats each needs
# the roles of the placeholders that are made for each, the best first
OBJECTS: Mapping[str, tuple[str, ...]] = {
    "figure": ("Figure", "Exhibit", "Content"),
    "chart": ("Chart", "Exhibit", "Content"),
    "table": ("Table", "Exhibit", "Content"),
    "sources": ("References", "Content"),
}
AnyLayout = TypeVar("AnyLayout", Layout, Layout | None)
_BELOW, _BESIDE = "Content with band", "Content with side panel"  # where the panel of a text is
_PANELS = ("One panel", "Two panels", "Three panels")
_LARGEST_FAMILY = 9  # as many layouts of one family are looked for
_LEAST_ROOM = 0.2  # of the largest seat of a template: a region of a layout that is called as one of ours


class LayoutChooser(Struct, frozen=True):
    """Chooses layouts by purpose, and records what the template lacks."""

    layout_set: LayoutSet
    panels_below: bool = True  # where a short panel may stand; a longer one stands beside its text
    substitutes: dict[str, str] = {}  # wanted layout -> the one used instead
    missing: dict[str, str] = {}  # wanted region -> what becomes of its text
    _known: dict[str, Layout | None] = {}  # by purpose, so that each is looked for once

    def find(self, name: str) -> Layout | None:
        return self.layout_set.find(name)

    def title(self) -> Layout:
        return _with_cover_roles(self._cover)

    def section(self) -> Layout:
        return _with_cover_roles(self._serve("section", lambda: choose_section(self.layout_set, self._cover)))

    def content(self) -> Layout:
        """Return the layout for one text; where it has several seats side by side, the text has the place of all."""
        return with_one_seat(self._serve("content", lambda: choose_content(self.layout_set, self._cover)))

    def text_with_panel(self) -> Iterator[Layout]:
        """Yield the layouts for text and one panel, that for a short panel first."""
        own = [*self._existing(*([_BELOW] if self.panels_below else []), _BESIDE)]
        other = None if own else choose_panel(self.layout_set, self.content())
        yield from own or ([other] if other else [])

    def has_both_places(self, used: Iterable[Layout]) -> bool:
        """Return whether panels stand below their text in some of the layouts `used`, and beside it in others."""
        return {_BELOW, _BESIDE} <= {layout.name for layout in used}

    def panels(self, count: int) -> Iterator[Layout]:
        """Yield the layout with `count` panels."""
        yield from self._existing(*_PANELS[count - 1 : count])

    def contents(self, count: int) -> Layout | None:
        """Return the layout with `count` equal text regions side by side."""
        purpose = next((purpose for purpose, columns in COLUMNS.items() if columns == count), "")
        if not purpose:
            return None
        layout = self._find(purpose, lambda: choose_columns(count, self.layout_set, self.content()))
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
        layout = self._serve(role.lower(), lambda: choose_object(role, self.layout_set, self.content()))
        region = largest_region(layout, OBJECTS[role.lower()]) or layout.regions[0]
        above = None if has_caption else layout.region("Caption")
        below = None if has_foot else layout.region("Sources")
        top_pt = min(region.top_pt, above.top_pt) if above else region.top_pt
        bottom_pt = max(region.bottom_pt, below.bottom_pt) if below else region.bottom_pt
        return layout, region.between(top_pt, bottom_pt)

    def references(self, *, with_works: bool) -> tuple[Layout, Region]:
        """Return layout and region for the list of sources; without works that carry a deck, it takes their place."""
        layout = self._serve("sources", self.content)
        region = largest_region(layout, OBJECTS["sources"]) or layout.regions[0]
        beside = [other for role in ("Works", "Caption") if (other := layout.region(role))]
        return layout, region if with_works else region.cover(beside)

    @property
    def _cover(self) -> Layout:
        return self._serve("cover", lambda: choose_cover(self.layout_set))

    def _serve(self, purpose: str, choose: Callable[[], Layout | None]) -> Layout:
        """Return the layout for `purpose`; the one for text where there is none."""
        return self._find(purpose, choose) or self._substitute(purpose, self.content())

    def _find(self, purpose: str, choose: Callable[[], Layout | None]) -> Layout | None:
        """Return the layout that brand.yaml gives to `purpose`, else ours, else the one that is chosen."""
        if purpose not in self._known:
            mapped = self.find(self.layout_set.mapped.get(purpose, ""))
            self._known[purpose] = mapped or self._find_ours(purpose) or self._substitute(purpose, choose())
        return self._known[purpose]

    def _find_ours(self, purpose: str) -> Layout | None:
        """Return the layout with a name of ours, if it is what its name says: with as much room as it needs."""
        roles, count = OBJECTS.get(purpose, ("Content",)), COLUMNS.get(purpose, 1)
        least = _LEAST_ROOM * self.layout_set.largest_seat
        for layout in self._existing(*_OURS[purpose]):
            regions = [region for role in roles for region in layout.regions_of(role) if region.area >= least]
            if len(regions) >= count or (layout.region("Title") and purpose in ("cover", "section")):
                return layout
        return None

    def _substitute(self, purpose: str, layout: AnyLayout) -> AnyLayout:
        if layout:
            self.substitutes[_OURS[purpose][-1]] = layout.name
        return layout

    def _existing(self, *names: str) -> Iterator[Layout]:
        return (layout for name in names if (layout := self.find(name)))


def choose_layouts(layout_set: LayoutSet) -> Mapping[str, Layout]:
    """Return the layout for each purpose that brand.yaml can name one for; none for columns that the template lacks."""
    chooser = LayoutChooser(layout_set)
    layouts: dict[str, Layout | None] = {"cover": chooser.title(), "section": chooser.section()}
    layouts |= {
        purpose: chooser.content() if count == 1 else chooser.contents(count) for purpose, count in COLUMNS.items()
    }
    layouts |= {role.lower(): chooser.for_object(role)[0] for role in ("Figure", "Chart", "Table")}
    layouts["sources"], _ = chooser.references(with_works=True)
    return {purpose: layout for purpose, layout in layouts.items() if layout}


def _with_cover_roles(layout: Layout) -> Layout:
    return replace(layout, regions=tuple(assign_cover_roles(layout.regions)))


def largest_region(layout: Layout, roles: Sequence[str]) -> Region | None:
    """Return the largest region of the first of `roles` that `layout` has."""
    rooms = (max(layout.regions_of(role), key=lambda region: region.area, default=None) for role in roles)
    return next(filter(None, rooms), None)
