"""The placeholders of a layout -> what each is for, where its name does not tell: by its kind, its size and its place.

The largest text placeholder is the seat of the content; those beside it that are about as large are seats as well. A
narrower one beside it can hold a panel. A line next to the title is the eyebrow. All others stay empty.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.write.powerpoint.template.region import Layout, Region

UNUSED = "Unused"  # the role of a placeholder that stays empty
_ALIKE = 0.6  # of the width and height of the seat: as large as it
_PANEL = (0.2, 0.5)  # of the width and the height of the seat: the least that a panel needs
_PANEL_TEXT = 0.55  # of the size of the seat's text
_BESIDE = 0.5  # of the height of the lower one: what two regions side by side share
_ON_TITLE = 0.5  # of the title: what a text placeholder may cover of it
_ON_SEAT = 0.1  # of a text placeholder: what the seat may cover of it
_LINE = 2.0  # lines of its text: a region with room for fewer is made for one
_LEAST_LINE_PT = 14.0  # of text, where a region states smaller
_NEAR = 0.06  # of the height of a slide: the gap between a title and the line that belongs to it
_LEADING = 1.25  # of the size of text: the height of its line
_SMALLEST_PT = 16.0  # to which text is scaled down where its layout sets it larger
_MARGIN, _WIDEST_MARGIN = 0.03, 0.15  # of the width of a slide: where its title does not show it, and at most
_UPPER_PART = 0.6  # of the height of a region: footers above that are not below it
_FOOTERS = ("Date", "Footer", "Slide number")
_OVER_PT = 2.0  # by which a region may leave its slide, or overlap another
_FREE = ("Content", "Subtitle", "Panel", "Eyebrow", UNUSED)  # roles that text placeholders have on a slide with text
_OURS = ("Eyebrow", "Byline")  # names of placeholders that say what they are for


def keep_on_slide(regions: Sequence[Region], width_pt: float, height_pt: float) -> list[Region]:
    """Return the regions that are seen on a slide of this size: without what leaves it, or goes under the footers."""
    title = next((region for region in regions if region.role == "Title"), None)
    margin_pt = title.left_pt if title and 0 < title.left_pt < _WIDEST_MARGIN * width_pt else _MARGIN * width_pt
    footers = [region for region in regions if region.role in _FOOTERS]
    return [
        region
        for each in regions
        for region in [_clear_edges(_clip(each, width_pt, height_pt), footers, margin_pt, width_pt)]
        if region.width_pt > 0 and region.height_pt > 0 and region.area >= each.area / 2
        if region.text_width_pt > 0 and region.text_height_pt > 0
    ]


def _clear_edges(region: Region, footers: Sequence[Region], margin_pt: float, slide_width_pt: float) -> Region:
    """Return a region for text, tables or pictures within the margins of the slide, and above its footers."""
    if region.role in ("Title", *_FOOTERS) or region.width_pt <= 2 * margin_pt or region.height_pt <= 0:
        return region
    lower_pt = region.top_pt + _UPPER_PART * region.height_pt
    below = [each.top_pt for each in footers if _shared_area(region, each) > 0 and each.top_pt >= lower_pt]
    bottom_pt = min([*below, region.bottom_pt])
    left_pt = region.left_pt if region.left_pt > _OVER_PT else margin_pt
    right_pt = region.right_pt if region.right_pt < slide_width_pt - _OVER_PT else slide_width_pt - margin_pt
    if (left_pt, right_pt, bottom_pt) == (region.left_pt, region.right_pt, region.bottom_pt):
        return region
    cleared = replace(region, left_pt=left_pt, width_pt=right_pt - left_pt, placed=True)
    return cleared.between(region.top_pt, bottom_pt)


def _clip(region: Region, width_pt: float, height_pt: float) -> Region:
    left_pt, top_pt = max(region.left_pt, 0.0), max(region.top_pt, 0.0)
    right_pt, bottom_pt = min(region.right_pt, width_pt), min(region.bottom_pt, height_pt)
    over_pt = (
        left_pt - region.left_pt, top_pt - region.top_pt, region.right_pt - right_pt, region.bottom_pt - bottom_pt,
    )  # fmt: skip
    if max(over_pt) <= _OVER_PT:
        return region
    return replace(region, left_pt=left_pt, width_pt=right_pt - left_pt, placed=True).between(top_pt, bottom_pt)


def assign_roles(regions: Sequence[Region], slide_height_pt: float) -> Sequence[Region]:
    """Return the `regions` of a layout with their roles; those whose names say what they are for keep theirs."""
    title = next((region for region in regions if region.role == "Title"), None)
    bodies = [region for region in regions if region.role == "Content"]
    can_be_seat = [body for body in bodies if body.number or not (_is_thin(body) or _covers(body, title))]
    seat = max(can_be_seat, key=lambda region: region.area, default=None)
    taken = {region.role for region in regions}
    assigned = []
    for region in regions:
        role = region.role
        if region is not seat and not region.number and role in ("Content", "Subtitle"):
            is_line = title and (seat or role == "Content") and _is_line_of(title, region, slide_height_pt)
            is_line = is_line and not any(_is_beside(region, other) for other in bodies if other is not region)
            role = "Eyebrow" if is_line else _role_beside(region, seat, title)
            role = role if role not in taken or role in ("Content", "Subtitle") else UNUSED
            taken.add(role)
        assigned.append(replace(region, role=role))
    return assigned


def _role_beside(region: Region, seat: Region | None, title: Region | None) -> str:
    """Return what a text placeholder is for that is not the `seat`."""
    if region.role == "Subtitle":
        return "Subtitle"
    if (
        not seat
        or _covers(region, title)
        or _shared_area(region, seat) > _ON_SEAT * region.area
        or not _is_beside(region, seat)
    ):
        return UNUSED
    if min(region.width_pt / seat.width_pt, region.height_pt / seat.height_pt) >= _ALIKE:
        return "Content"
    width, height = _PANEL
    is_wide = region.width_pt >= width * seat.width_pt and region.height_pt >= height * seat.height_pt
    return "Panel" if is_wide and _size_pt(region) >= _PANEL_TEXT * _size_pt(seat) else UNUSED


def assign_cover_roles(regions: Sequence[Region]) -> Sequence[Region]:
    """Return the `regions` of a cover or section: its subtitle, a body for who wrote it; others stay empty."""
    if any(region.name in _OURS for region in regions):
        return regions
    title = next((region for region in regions if region.role == "Title"), None)
    texts = [region for region in regions if region.role in _FREE and not _covers(region, title)]
    low = [region for region in texts if not title or region.bottom_pt > title.top_pt] or texts
    subtitle = next((region for region in low if region.kind == "subTitle"), None)
    subtitle = subtitle or max(low, key=lambda region: region.area, default=None)
    roles = {region.index: "Eyebrow" if region.role == "Eyebrow" and region not in low else UNUSED for region in texts}
    if subtitle:
        others = [each for each in low[low.index(subtitle) + 1 :] if _holds_line(each)]
        roles |= {each.index: "Byline" for each in others[:1]} | {subtitle.index: "Subtitle"}
    return [
        replace(region, role=roles[region.index], number=region.index if roles[region.index] == UNUSED else 1)
        if region in texts
        else region
        for region in regions
    ]


def with_one_seat(layout: Layout) -> Layout:
    """Return `layout` with one region for content: the largest, with the place of others beside it."""
    seats = layout.regions_in_order("Content")
    if len(seats) < 2:
        return layout
    largest = max(seats, key=lambda region: region.area)
    seat = largest.cover([each for each in seats if each is not largest]) if are_side_by_side(seats) else largest
    regions = (
        replace(seat, number=1)
        if region is largest
        else replace(region, role=UNUSED, number=region.index)
        if region in seats
        else region
        for region in layout.regions
    )
    return replace(layout, regions=tuple(regions))


def are_side_by_side(regions: Sequence[Region]) -> bool:
    return all(_is_beside(left, right) for left, right in pairwise(regions))


def _is_beside(region: Region, other: Region) -> bool:
    """Return whether two regions stand side by side, without one being over the other."""
    apart = region.right_pt <= other.left_pt + _OVER_PT or other.right_pt <= region.left_pt + _OVER_PT
    shared_pt = min(region.bottom_pt, other.bottom_pt) - max(region.top_pt, other.top_pt)
    return apart and shared_pt >= _BESIDE * min(region.height_pt, other.height_pt)


def _is_line_of(title: Region, region: Region, slide_height_pt: float) -> bool:
    """Return whether `region` is a line right above or below the `title`, with room for an eyebrow."""
    gap_pt = max(title.top_pt - region.bottom_pt, region.top_pt - title.bottom_pt)
    is_near = -_size_pt(region) / 2 <= gap_pt <= _NEAR * slide_height_pt
    overlaps = region.left_pt < title.right_pt and title.left_pt < region.right_pt
    is_line = region.text_height_pt < _LINE * _LEADING * max(_size_pt(region), _LEAST_LINE_PT)
    return is_near and overlaps and is_line and _holds_line(region)


def _is_thin(region: Region) -> bool:
    """Return whether `region` has room for a line, but not for two."""
    return region.text_height_pt < _LINE * _LEADING * _LEAST_LINE_PT


def _holds_line(region: Region) -> bool:
    """Return whether a line of its text fits, scaled down as far as text may be."""
    level = region.level(1)
    line_pt = _LEADING * min(level.size_pt, _SMALLEST_PT) * level.line_spacing
    return region.text_height_pt >= level.before_pt + line_pt + level.after_pt


def _covers(region: Region, title: Region | None) -> bool:
    return title is not None and _shared_area(region, title) > _ON_TITLE * title.area


def _shared_area(region: Region, other: Region) -> float:
    width_pt = min(region.right_pt, other.right_pt) - max(region.left_pt, other.left_pt)
    height_pt = min(region.bottom_pt, other.bottom_pt) - max(region.top_pt, other.top_pt)
    return max(width_pt, 0.0) * max(height_pt, 0.0)


def _size_pt(region: Region) -> float:
    return region.level(1).size_pt
