"""Numbered cards, and key numbers -> pages in the layouts made for as many; without these, lists."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from generator.model.block import Cards, KeyNumbers
from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import (
    Span,
    TextParagraph,
    card_item,
    key_number_item,
    text_paragraph,
)
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.figures import centred_box
from generator.write.powerpoint.plan.numbered import Numbered
from generator.write.powerpoint.plan.page import Page, PictureShape, TextShape
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import Layout


def card_pages(block: Cards, layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a card layout it becomes a numbered list, `most` entries a page."""
    largest = layouts.most_of("Cards", "Card")
    if not largest or not block.cards:
        return stream_pages((Stream("Content", (block.as_list(),)),), layouts, most)
    wordings = [tuple(map(card_item, shorten(block, step).cards)) for step in range(count_steps(block) + 1)]
    # all numbers are as large as the widest may be
    digits = len(str(len(block.cards)))
    numbers = [TextParagraph((Span(str(number)),)) for number in range(1, len(block.cards) + 1)]
    return Numbered(wordings, numbers, "Card", layouts.finder("Cards", "Card"), largest, "0" * digits).pages()


def number_pages(
    block: KeyNumbers, drawings: Mapping[str, Drawing], layouts: LayoutChooser, most: int
) -> tuple[Page, ...]:
    """Return the pages of `block`; without a layout for them, key numbers become a list.

    The figure of the first number is shown where the layout has a region for it.
    """
    largest = layouts.most_of("Key numbers", "Words")
    if not largest:
        layouts.substitutes[f"Key numbers {len(block.numbers)}"] = layouts.content().name
        return stream_pages((Stream("Content", (block,)),), layouts, most)
    wordings = [tuple(map(key_number_item, shorten(block, step).numbers)) for step in range(count_steps(block) + 1)]
    numbers = [text_paragraph(number.value) for number in block.numbers]
    find = layouts.finder("Key numbers", "Words")
    figure = next((drawings[figure.figure] for figure in block.numbers[0].figure), None)
    if figure is None:
        pages = Numbered(wordings, numbers, "Words", lambda count: _join_rooms(find(count)), largest).pages()
        return tuple(map(_centre_texts, pages))
    first, *others = Numbered(wordings, numbers, "Words", find, largest).pages()
    region = first.layout.region("Figure")
    if region is None:
        return first, *others
    return replace(first, shapes=(*first.shapes, PictureShape(region, figure, centred_box(figure, region)))), *others


def _join_rooms(layout: Layout | None) -> Layout | None:
    """Return `layout` with the room for a figure given to the words above it."""
    figure = layout.region("Figure") if layout else None
    if layout is None or figure is None:
        return layout
    regions = (
        region.between(region.top_pt, figure.bottom_pt) if (region.role, region.number) == ("Words", 1) else region
        for region in layout.regions
    )
    return replace(layout, regions=tuple(regions))


def _centre_texts(page: Page) -> Page:
    """Return `page` with number and words in the middle of each box that has room for a figure, and of those beside."""
    first = page.layout.region("Number")
    if first is None or page.layout.region("Figure") is None:
        return page
    texts = [shape for shape in page.shapes if isinstance(shape, TextShape)]
    boxed = {shape.region.number for shape in texts if shape.region.top_pt == first.top_pt}
    free_pt = min((_free_height_pt(shape) for shape in texts if _is_words(shape, boxed)), default=0.0)
    return replace(
        page,
        shapes=tuple(_lower(shape, free_pt / 2) if shape.region.number in boxed else shape for shape in texts),
    )


def _is_words(shape: TextShape, numbers: Collection[int]) -> bool:
    return shape.region.role == "Words" and shape.region.number in numbers


def _free_height_pt(shape: TextShape) -> float:
    used_pt = sum(item_height_pt(item, shape.region, shape.scale) for item in shape.items)
    return max(shape.region.text_height_pt - used_pt, 0.0)


def _lower(shape: TextShape, by_pt: float) -> TextShape:
    region = shape.region
    if region.role == "Words":
        return replace(shape, region=region.between(region.top_pt + by_pt, region.bottom_pt))
    return replace(shape, region=replace(region, top_pt=region.top_pt + by_pt, placed=True))
