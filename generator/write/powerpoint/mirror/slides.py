"""Planned slides -> the same from right to left: what was at the left is at the right, in the same order. Pure."""

from collections.abc import Sequence

from msgspec.structs import replace

from generator.write.powerpoint.plan.page import ChartShape, PictureShape, PlannedSlide, Shape, TableShape, TextShape
from generator.write.powerpoint.template.region import Region


def mirror_slides(slides: Sequence[PlannedSlide], width_pt: float) -> tuple[PlannedSlide, ...]:
    """Return `slides`, of `width_pt` each, mirrored."""
    return tuple(
        replace(
            slide,
            shapes=tuple(_mirror(shape, width_pt) for shape in slide.shapes),
            footers=tuple(replace(footer, region=_mirror_region(footer.region, width_pt)) for footer in slide.footers),
        )
        for slide in slides
    )


def _mirror(shape: Shape, width_pt: float) -> Shape:
    match shape:
        case TableShape(region=region, widths_pt=widths_pt):
            # which may be narrower than its place
            return replace(shape, region=_mirror_region(replace(region, width_pt=sum(widths_pt)), width_pt))
        case PictureShape(region=region, box=(left_pt, top_pt, wide_pt, high_pt)):
            box = (width_pt - left_pt - wide_pt, top_pt, wide_pt, high_pt)
            return replace(shape, region=_mirror_region(region, width_pt), box=box)
        case TextShape(region=region) | ChartShape(region=region):
            return replace(shape, region=_mirror_region(region, width_pt))


def _mirror_region(region: Region, width_pt: float) -> Region:
    left, top, right, bottom = region.insets_pt
    mirrored_pt = width_pt - region.left_pt - region.width_pt
    return replace(region, left_pt=mirrored_pt, insets_pt=(right, top, left, bottom))
