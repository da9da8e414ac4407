"""A planned page -> how much of its body is filled, and text set looser where it leaves much of it empty."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import Item, Items, paragraphs_of
from generator.write.powerpoint.plan.page import Box, ChartShape, Page, PictureShape, Shape, TableShape, TextShape
from generator.write.powerpoint.template.region import Layout
from generator.write.powerpoint.template.roles import UNUSED

LEAST_FILLED = 0.55  # of the body of a slide
_FURNITURE = ("Title", "Eyebrow", "Sources", "Date", "Footer", "Slide number", UNUSED)
_FRAMED = ("Panel", "Number", "Words")  # by a ground or a rule: they take their room however short their text is
# between paragraphs, beside what the layout has: where there is room, and on a slide that is rather empty
_SPREAD_PT, _MOST_SPREAD_PT = 12.0, 48.0


def filled_share(layout: Layout, shapes: Sequence[Shape]) -> float:
    """Return the share of the body, between title and foot, that text, panels, tables and figures take."""
    regions = [region for region in layout.regions if region.role not in _FURNITURE]
    left_pt, right_pt = min(each.left_pt for each in regions), max(each.left_pt + each.width_pt for each in regions)
    top_pt, bottom_pt = min(each.top_pt for each in regions), max(each.bottom_pt for each in regions)
    boxes = (_filled_box(shape) for shape in shapes if shape.region.role not in _FURNITURE)
    filled = sum(width_pt * height_pt for *_, width_pt, height_pt in boxes)
    return filled / ((right_pt - left_pt) * (bottom_pt - top_pt))


def _filled_box(shape: Shape) -> Box:
    left_pt, top_pt, width_pt, height_pt = shape.region.box
    match shape:
        case TextShape(items=items, scale=scale):
            own_pt = min(sum(item_height_pt(item, shape.region, scale) for item in items), height_pt)
            return left_pt, top_pt, width_pt, height_pt if shape.region.role in _FRAMED else own_pt
        case TableShape(widths_pt=widths_pt, heights_pt=heights_pt):
            return left_pt, top_pt, sum(widths_pt), sum(heights_pt)
        case PictureShape(box=box):
            return box
        case ChartShape():
            return shape.region.box
        case _:
            assert_never(shape)


def loosen(page: Page) -> Page:
    """Return the page with its paragraphs spread; if it is rather empty, with each bold lead on a line of its own."""
    is_empty = filled_share(page.layout, page.shapes) < LEAST_FILLED
    shapes = (_loosen_text(shape, is_empty) if isinstance(shape, TextShape) else shape for shape in page.shapes)
    return replace(page, shapes=tuple(shapes))


def _loosen_text(shape: TextShape, is_empty: bool) -> TextShape:
    region, scale = shape.region, shape.scale
    items: Items = tuple(map(_open, shape.items)) if is_empty else shape.items
    free_pt = region.text_height_pt - sum(item_height_pt(item, region, scale) for item in items)
    if region.role != "Content" or region.columns > 1 or not items or free_pt < 0:
        return shape
    most_pt = _MOST_SPREAD_PT if is_empty else _SPREAD_PT
    gaps = 1 + sum(1 for paragraph in paragraphs_of(items) if paragraph.level == 1)
    return TextShape(region.spread_text(min(free_pt / gaps, most_pt)), items, scale)


def _open(item: Item) -> Item:
    """Return the item with a line break after its bold lead."""
    lead, *others = item
    first, *spans = lead.spans or (None,)
    if first is None or not first.bold or not spans or not spans[0].text.startswith(" "):
        return item
    spans[0] = replace(spans[0], text="\n" + spans[0].text.removeprefix(" "))
    return (replace(lead, spans=(first, *spans)), *others)
