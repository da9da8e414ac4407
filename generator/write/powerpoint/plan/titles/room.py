"""Planned slides on which a title is higher than its region -> the layouts with room for it. Pure.

What does not fit at the smallest size takes room from what is below it: a title from the content of its slide, those of
a cover from each other and from the ground below them. What stands below is lowered, or its top is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import fits, item_height_pt
from generator.write.powerpoint.plan.page import PlannedSlide, TextShape
from generator.write.powerpoint.template.region import Layout, LayoutSet, Region

_FURNITURE = ("Date", "Footer", "Slide number", "Sources")
_LEAST_LEFT = 0.8  # of the height of a region whose top gives way; one that is lower is moved
_GAP_PT = 2.0  # to the foot of a slide
_CLEAR_PT = 5.0  # between what has grown and what is below it, where there was as much before
_SLACK_PT = 0.5  # since programs round the heights of lines

Key = tuple[str, int]  # kind and index of a placeholder; a role may depend on what a layout is used for
Needs = Mapping[str, Mapping[Key, float]]  # layout's part -> the heights that regions should have


def make_room(layout_set: LayoutSet, slides: Sequence[PlannedSlide]) -> LayoutSet:
    """Return the layouts with room for the titles of `slides`, and for all text of covers and dividers."""
    needs, filled = _find_needs(slides), _find_filled(slides)
    layouts = (
        _give_room(layout, needs[layout.part], filled[layout.part], layout_set.height_pt)
        if layout.part in needs
        else layout
        for layout in layout_set.layouts
    )
    return replace(layout_set, layouts=tuple(layouts)) if needs else layout_set


def _find_needs(slides: Sequence[PlannedSlide]) -> Needs:
    needs: dict[str, dict[Key, float]] = {}
    for slide in slides:
        for shape in slide.shapes:
            if not isinstance(shape, TextShape) or fits(shape.items, shape.region, shape.scale):
                continue
            region, part = shape.region, slide.layout.part
            if region.role == "Title" or slide.is_title:
                text_pt = sum(item_height_pt(item, region, shape.scale) for item in shape.items)
                height_pt = text_pt + region.height_pt - region.text_height_pt + _SLACK_PT
                of_layout = needs.setdefault(part, {})
                key = _key(region)
                of_layout[key] = max(of_layout.get(key, 0.0), height_pt)
    return needs


def _find_filled(slides: Sequence[PlannedSlide]) -> Mapping[str, set[Key]]:
    """Return the regions of each layout in which something stands on some slide: others are in nobody's way."""
    filled: dict[str, set[Key]] = {}
    for slide in slides:
        keys = (_key(shape.region) for shape in slide.shapes)
        filled.setdefault(slide.layout.part, set()).update(keys)
    return filled


def _give_room(layout: Layout, heights_pt: Mapping[Key, float], filled: Collection[Key], slide_pt: float) -> Layout:
    column = _Column(layout.regions, filled, slide_pt)
    for region in sorted(layout.regions, key=lambda region: region.top_pt):
        key = _key(region)
        if key in heights_pt:
            column.grow(key, heights_pt[key])
    return replace(layout, regions=tuple(column.regions))


class _Column:
    """The regions of a layout while some of them grow; each is known by its placeholder."""

    def __init__(self, regions: Sequence[Region], filled: Collection[Key], slide_pt: float) -> None:
        self.regions = [*regions]
        self.before = {key: region for region in regions if (key := _key(region)) in filled}
        self.slide_pt = slide_pt

    def grow(self, key: Key, height_pt: float) -> None:
        region = self._region(key)
        bottom_pt = min(region.top_pt + height_pt, self._foot_pt(region))
        if bottom_pt > region.bottom_pt:
            self._lower_those_below(key, bottom_pt)
            # those below may have had less room to give
            below = (self._region(other).top_pt for other in self._keys_below(key))
            bottom_pt = max(min([bottom_pt, *below]), region.bottom_pt)
            region = region.between(region.top_pt, bottom_pt)
        missing_pt = height_pt - region.height_pt
        if missing_pt > 0 and (above := self._content_above(region, missing_pt)):
            self._put(above.between(above.top_pt, region.top_pt - missing_pt))
            region = region.between(region.top_pt - missing_pt, region.bottom_pt)
        self._put(region)

    def _lower_those_below(self, key: Key, to_pt: float) -> None:
        for other in self._keys_below(key):
            region = self._region(other)
            clear_pt = min(max(self.before[other].top_pt - self.before[key].bottom_pt, 0.0), _CLEAR_PT)
            by_pt = to_pt + clear_pt - region.top_pt
            if by_pt <= 0:
                continue
            if region.height_pt - by_pt >= _LEAST_LEFT * region.height_pt:
                self._put(region.between(region.top_pt + by_pt, region.bottom_pt))
                continue
            bottom_pt = min(region.bottom_pt + by_pt, self._foot_pt(region))
            self._lower_those_below(other, bottom_pt)
            self._put(region.between(bottom_pt - region.height_pt, bottom_pt))

    def _keys_below(self, key: Key) -> Iterator[Key]:
        """Yield the regions that were below that of `key` before any has grown, and above the foot of the slide."""
        region = self.before[key]
        for other, below in self.before.items():
            if below.role not in _FURNITURE and below.top_pt >= region.bottom_pt - 1 and _are_in_line(region, below):
                yield other

    def _content_above(self, region: Region, by_pt: float) -> Region | None:
        """Return the region right above that has `by_pt` to give."""
        above = [
            other
            for other in self.regions
            if _key(other) in self.before
            and other.role not in _FURNITURE
            and other.bottom_pt <= region.top_pt + 1
            and _are_in_line(region, other)
        ]
        lowest = max(above, key=lambda other: other.bottom_pt, default=None)
        if lowest is None or lowest.height_pt - by_pt < _LEAST_LEFT * lowest.height_pt:
            return None
        return lowest

    def _foot_pt(self, region: Region) -> float:
        """Return how low `region` may end: above what stands at the foot of the slide."""
        furniture = [
            other.top_pt
            for other in self.regions
            if other.role in _FURNITURE and other.top_pt >= region.bottom_pt and _are_in_line(region, other)
        ]
        return min([*furniture, self.slide_pt]) - _GAP_PT

    def _region(self, key: Key) -> Region:
        return next(region for region in self.regions if _key(region) == key)

    def _put(self, region: Region) -> None:
        key = _key(region)
        self.regions = [region if _key(other) == key else other for other in self.regions]


def _key(region: Region) -> Key:
    return region.kind, region.index


def _are_in_line(region: Region, other: Region) -> bool:
    """Return whether one is below the other, and not only beside it."""
    return region.left_pt < other.left_pt + other.width_pt - 1 and other.left_pt < region.left_pt + region.width_pt - 1
