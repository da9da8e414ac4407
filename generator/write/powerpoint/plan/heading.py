"""Title and eyebrow -> their shapes: a title of two lines grows upward, and the eyebrow moves with it."""

from collections.abc import Iterator

from generator.model.inline import Inlines
from generator.write.powerpoint.fit.fit import SCALES, allowed_scales, fits, largest_scale
from generator.write.powerpoint.fit.text import Items, text_paragraph
from generator.write.powerpoint.plan.page import Shape, TextShape
from generator.write.powerpoint.template.region import Layout, Region

_LEAST_MARGIN_PT = 4.0  # above the eyebrow
# A title that almost fits one line is set a little smaller; one that does not gets a second.
_SMALLEST_ON_ONE_LINE = 0.9


def heading_shapes(title: Inlines, eyebrow: Inlines, layout: Layout) -> Iterator[Shape]:
    """Yield title and eyebrow, as far as the slide and its layout have them."""
    region, above = layout.region("Title"), layout.region("Eyebrow")
    if region and title:
        items: Items = ((text_paragraph(title, 1, "none"),),)
        shape = _fit_title(items, region, above)
        above = above and _move_up(above, region.top_pt - shape.region.top_pt)
        yield shape
    if above and eyebrow:
        yield fit_text(above, ((text_paragraph(eyebrow, 1, "none"),),))


def fit_text(region: Region, items: Items) -> TextShape:
    return TextShape(region, items, largest_scale(items, region) or 1.0)


def _fit_title(items: Items, region: Region, above: Region | None) -> TextShape:
    for scale in (scale for scale in SCALES if scale >= _SMALLEST_ON_ONE_LINE):
        if fits(items, region, scale):
            return TextShape(region, items, scale)
    has_room = above is not None and 0 <= region.top_pt - above.bottom_pt <= above.height_pt
    if above and has_room and above.top_pt > _LEAST_MARGIN_PT:
        region = region.between(region.top_pt - (above.top_pt - _LEAST_MARGIN_PT), region.bottom_pt)
    smallest = allowed_scales(items, region)[-1]
    return TextShape(region, items, largest_scale(items, region) or smallest)


def _move_up(region: Region, by_pt: float) -> Region:
    return region.between(region.top_pt - by_pt, region.bottom_pt - by_pt)
