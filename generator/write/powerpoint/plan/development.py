"""Text, the figure that proves it and a panel -> one page in the layout made for them, if they fit it."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from generator.model.block import Block, Blocks, BulletList, Columns, FigureBlock, Panel, Paragraph, SideHeads
from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import Items, Span, items_of, panel_items, panel_title, text_paragraph
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.candidate import text_fits
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.figures import figure_shape
from generator.write.powerpoint.plan.heading import fit_text
from generator.write.powerpoint.plan.page import Page, PictureShape, TextShape
from generator.write.powerpoint.template.layout_match import Stream, match_layout
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Region

_LEAST_SCALE = 1.25  # of a picture: its labels of 8 pt become 10 pt, the least on slides
_LEAST_EXHIBIT = 0.7  # of its height, where the panel below it needs more room


class Development(Struct, frozen=True):
    """A figure, what is said about it in the text and in panels, and remarks on it."""

    figure: FigureBlock
    text: Blocks
    panels: tuple[Panel, ...]
    remarks: Blocks = ()

    def pages(self, drawings: Mapping[str, Drawing], layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
        """Return the pages, the figure on the first; none if the template has no layout with room for it."""
        layout = layouts.find("Development")
        exhibit, panel = (layout.region("Exhibit"), layout.region("Panel")) if layout else (None, None)
        if not layout or not exhibit or not panel:
            return self._beside(drawings, layouts, most)
        first, *others = stream_pages([Stream("Content", self.text)], layouts, most, layout)
        if others:
            divided = _divide_list(self.text, first, others)
            if divided is None:
                return ()
            beside, rest = divided  # which gets the whole width of slides of its own
            (first,) = stream_pages([Stream("Content", (beside,))], layouts, most, layout)
            others = [*stream_pages([Stream("Content", (rest,))], layouts, most)]
        exhibit, below = _divide(exhibit, panel, self.panels)
        shapes = (*first.shapes, figure_shape(self.figure, drawings, exhibit), *below)
        unseen = ((text_paragraph(self.figure.caption),),)
        return Page(layout, shapes, items_of(self.remarks), unseen), *others

    def _beside(self, drawings: Mapping[str, Drawing], layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
        """Return one page, text and panels beside the figure in a layout for two contents; none if they do not fit."""
        layout = layouts.contents(2)
        regions = match_layout((Stream("Content", ()),) * 2, layout) if layout else None
        if not layout or not regions:
            return ()
        exhibit = regions.regions[1]
        figure = figure_shape(self.figure, drawings, exhibit)
        if isinstance(figure, PictureShape) and figure.box[2] < _LEAST_SCALE * figure.drawing.width_pt:
            return ()
        pages = stream_pages([Stream("Content", (*self.text, *self.panels))], layouts, most, layout)
        if len(pages) != 1 or not text_fits(pages[0]):
            return ()
        unseen = ((text_paragraph(self.figure.caption),),)
        return (Page(layout, (*pages[0].shapes, figure), items_of(self.remarks), unseen),)


def find_development(columns: Columns) -> Development | None:
    """Return the columns as text and one figure, None if they hold something else."""
    blocks = [block for column in columns.columns for block in column.blocks]
    figures = [block for block in blocks if isinstance(block, FigureBlock)]
    if len(figures) != 1:
        return None
    figure, before, after = figures[0], blocks[: blocks.index(figures[0])], blocks[blocks.index(figures[0]) + 1 :]
    remarks = tuple(takewhile(lambda block: isinstance(block, Paragraph), after))
    others = (*before, *after[len(remarks) :])
    panels = tuple(block for block in others if isinstance(block, Panel))
    text = tuple(block for block in others if not isinstance(block, Panel))
    return Development(figure, text, panels, remarks) if text else None


def _divide_list(text: Blocks, first: Page, others: Sequence[Page]) -> tuple[Block, Block] | None:
    """Return the bullets of the `first` page and all others; None where there is more than bullets, or one is cut."""
    bullets = text[0] if len(text) == 1 else None
    if not isinstance(bullets, BulletList | SideHeads):
        return None
    items, count = bullets.items, len(first.items)
    if len(items) != sum(len(page.items) for page in (first, *others)):
        return None
    return replace(bullets, items=items[:count]), replace(bullets, items=items[count:])


def _run_in(panel: Panel) -> Items:
    """Return a panel's items, the title on the line on which the text begins: the figure needs the room."""
    title, (first, *others) = panel_title(panel), panel_items(panel) or ((),)
    if not title or not first:
        return (*filter(None, (title, first)), *others)
    lead = tuple(replace(span, bold=True) for span in (*title[0].spans, Span(" ")))
    return ((replace(first[0], spans=(*lead, *first[0].spans), marker="none"), *first[1:]), *others)


def _divide(exhibit: Region, panel: Region, panels: Sequence[Panel]) -> tuple[Region, tuple[TextShape, ...]]:
    """Return the room of the figure, and the panel with as much as its text needs."""
    if not panels:
        return exhibit.between(exhibit.top_pt, panel.bottom_pt), ()
    wordings = [
        tuple(item for each in shorten(tuple(panels), step) for item in _run_in(each))
        for step in range(count_steps(tuple(panels)) + 1)
    ]
    items = wordings[0]
    insets_pt = panel.height_pt - panel.text_height_pt
    needed_pt = sum(item_height_pt(item, panel) for item in items) + insets_pt
    gap_pt, least_pt = panel.top_pt - exhibit.bottom_pt, _LEAST_EXHIBIT * exhibit.height_pt
    top_pt = max(panel.bottom_pt - needed_pt, exhibit.top_pt + least_pt + gap_pt)
    moved = panel.between(top_pt, panel.bottom_pt)
    return exhibit.between(exhibit.top_pt, top_pt - gap_pt), (fit_text(moved, *wordings),)
