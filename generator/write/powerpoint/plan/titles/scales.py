"""Titles of a deck -> their scale: one size a deck, as large as the longest one allows; and their numbers.

A title of two lines grows upward where an eyebrow above it can move; no title gets smaller than a share of its size.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.model.inline import Inlines, Plain
from generator.write.powerpoint.fit.fit import allowed_scales, fits, largest_scale
from generator.write.powerpoint.fit.text import Items, text_paragraph
from generator.write.powerpoint.plan.page import TextShape
from generator.write.powerpoint.plan.sources.foot import NO_BREAK_SPACE
from generator.write.powerpoint.template.region import Layout, Region

_LEAST_MARGIN_PT = 4.0  # above the eyebrow


class TitleScales(Struct, frozen=True):
    """The scale of titles, by the size at which their layouts set them, in points."""

    by_size: Mapping[float, float] = {}

    def fit(self, title: Inlines, region: Region, above: Region | None) -> TextShape:
        """Return `title` in its region, which grows upward if it has to; `above` is that of the eyebrow."""
        items = title_items(title)
        scale = self.by_size.get(region.level(1).size_pt) or _own_scale(items, region, above)
        room = region if fits(items, region, scale) else _grow_upward(region, above)
        # the size is stated on the slide: programs that fit text anew would enlarge the short titles again
        return TextShape(room.shrink_text(scale), items)


def choose_title_scales(titles: Iterable[tuple[Inlines, Layout]]) -> TitleScales:
    """Return the largest scales at which all `titles` fit; the smallest that is allowed where some never do."""
    scales: dict[float, float] = {}
    for title, layout in titles:
        region = layout.region("Title")
        if region and title:
            own = _own_scale(title_items(title), region, layout.region("Eyebrow"))
            size_pt = region.level(1).size_pt
            scales[size_pt] = min(scales.get(size_pt, 1.0), own)
    return TitleScales(scales)


def title_items(title: Inlines) -> Items:
    return ((text_paragraph(title, 1, "none"),),)


def _own_scale(items: Items, region: Region, above: Region | None) -> float:
    room = _grow_upward(region, above)
    return largest_scale(items, room) or allowed_scales(items, room)[-1]


def _grow_upward(region: Region, above: Region | None) -> Region:
    has_room = above is not None and 0 <= region.top_pt - above.bottom_pt <= above.height_pt
    if above and has_room and above.top_pt > _LEAST_MARGIN_PT:
        return region.between(region.top_pt - (above.top_pt - _LEAST_MARGIN_PT), region.bottom_pt)
    return region


def number_title(title: Inlines, number: int, count: int, labels: Mapping[str, str]) -> Inlines:
    """Return the title as the language numbers it ("… (2 of 3)"), if it has several slides."""
    if count == 1:
        return title
    before, _, after = labels["continued"].partition("{title}")
    # no-break spaces, except next to the title: "(1 of" on one line and "2)" on the next reads as two things
    around = [part.format(number=number, count=count) for part in (before, after)]
    around = [f"{part[:1]}{part[1:].replace(' ', NO_BREAK_SPACE)}" for part in around]
    return tuple(inline for inline in (Plain(around[0]), *title, Plain(around[1])) if inline != Plain(""))
