"""A figure -> its page: the picture or the editable chart as large as its region allows, the caption beside it."""

from collections.abc import Mapping

from generator.model.block import FigureBlock
from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.text import Flow, line
from generator.write.powerpoint.plan.page import Charted, Filled, Page, Pictured, Shape
from generator.write.powerpoint.template.layouts import Layouts
from generator.write.powerpoint.template.region import Region

_LARGEST_TEXT_PT = 18.0  # of a chart: a region made for body text may be set larger


def figure_page(block: FigureBlock, remarks: Flow, drawings: Mapping[str, Drawing], layouts: Layouts) -> Page:
    """Return the page of `block`: a chart where its drawing has the numbers for one, else the picture."""
    drawing = drawings[block.figure]
    charted = drawing.data is not None and block.native
    role, caption = "Chart" if charted else "Figure", line(block.caption)
    alone = not remarks and not caption.cites
    layout, region = layouts.filled_by(role) if alone else layouts.holding(role)
    place = layout.region("Caption")
    said: tuple[Shape, ...] = (Filled(place, ((caption,),)),) if place and caption.spans else ()
    shown = (
        Charted(region, drawing, min(region.level(1).size_pt, _LARGEST_TEXT_PT))
        if charted
        else Pictured(region, drawing, _centred(drawing, region))
    )
    return Page(layout, (*said, shown), remarks)


def _centred(drawing: Drawing, region: Region) -> tuple[float, float, float, float]:
    """Return the largest box of the drawing's proportions in `region`, in its middle."""
    scale = min(region.width_pt / drawing.width_pt, region.height_pt / drawing.height_pt)
    width, height = drawing.width_pt * scale, drawing.height_pt * scale
    left = region.left_pt + (region.width_pt - width) / 2
    return left, region.top_pt + (region.height_pt - height) / 2, width, height
