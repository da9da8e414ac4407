"""A figure -> its page: the picture or the editable chart as large as its region allows, and the caption."""

from collections.abc import Mapping

from generator.model.block import FigureBlock
from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.text import Items, text_paragraph
from generator.write.powerpoint.plan.page import Box, ChartShape, Page, PictureShape, Shape, TextShape
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Region

_LARGEST_SCALE = 1.8  # of a picture: its labels of 8 pt become 14.4 pt, and a small figure is no louder than others
_LARGEST_TEXT_PT = 18.0  # of a chart: a region made for body text may be set larger


def figure_page(block: FigureBlock, remarks: Items, drawings: Mapping[str, Drawing], layouts: LayoutChooser) -> Page:
    """Return the page of `block`: a chart if its drawing has the numbers for one, else the picture."""
    role, caption = "Chart" if _is_chart(block, drawings) else "Figure", text_paragraph(block.caption)
    alone = not remarks and not caption.cites
    layout, region = layouts.for_object(role, has_caption=bool(caption.spans), has_foot=not alone)
    shapes: list[Shape] = []
    caption_region = layout.region("Caption")
    if caption_region and caption.spans:
        shapes.append(TextShape(caption_region, ((caption,),)))
    shapes.append(figure_shape(block, drawings, region))
    return Page(layout, tuple(shapes), remarks)


def figure_shape(block: FigureBlock, drawings: Mapping[str, Drawing], region: Region) -> Shape:
    drawing = drawings[block.figure]
    if _is_chart(block, drawings):
        return ChartShape(region, drawing, min(region.level(1).size_pt, _LARGEST_TEXT_PT))
    return PictureShape(region, drawing, centred_box(drawing, region))


def _is_chart(block: FigureBlock, drawings: Mapping[str, Drawing]) -> bool:
    return drawings[block.figure].data is not None and block.native


def centred_box(drawing: Drawing, region: Region) -> Box:
    """Return the largest box of the drawing's proportions in the middle of `region`."""
    scale = min(region.width_pt / drawing.width_pt, region.height_pt / drawing.height_pt, _LARGEST_SCALE)
    width_pt, height_pt = drawing.width_pt * scale, drawing.height_pt * scale
    left_pt = region.left_pt + (region.width_pt - width_pt) / 2
    return left_pt, region.top_pt + (region.height_pt - height_pt) / 2, width_pt, height_pt
