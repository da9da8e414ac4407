"""Numbered cards, and key numbers -> pages in the layouts made for as many; without these, lists."""

from generator.model.block import Cards, KeyNumbers
from generator.write.powerpoint.fit.text import (
    Span,
    TextParagraph,
    card_item,
    cards_as_list,
    key_number_item,
    text_paragraph,
)
from generator.write.powerpoint.fit.wording import count_steps, shorten
from generator.write.powerpoint.plan.columns import stream_pages
from generator.write.powerpoint.plan.numbered import Numbered
from generator.write.powerpoint.plan.page import Page
from generator.write.powerpoint.template.layout_match import Stream
from generator.write.powerpoint.template.layouts import LayoutChooser


def card_pages(block: Cards, layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a card layout it becomes a numbered list, `most` entries a page."""
    largest = layouts.most_of("Cards", "Card")
    if not largest or not block.cards:
        return stream_pages((Stream("Content", (cards_as_list(block.cards),)),), layouts, most)
    wordings = [tuple(map(card_item, shorten(block, step).cards)) for step in range(count_steps(block) + 1)]
    # all numbers are as large as the widest may be
    digits = len(str(len(block.cards)))
    numbers = [TextParagraph((Span(str(number)),)) for number in range(1, len(block.cards) + 1)]
    return Numbered(wordings, numbers, "Card", layouts.finder("Cards", "Card"), largest, "0" * digits).pages()


def number_pages(block: KeyNumbers, layouts: LayoutChooser, most: int) -> tuple[Page, ...]:
    """Return the pages of `block`; without a layout for them, key numbers become a list."""
    largest = layouts.most_of("Key numbers", "Words")
    if not largest:
        layouts.substitutes[f"Key numbers {len(block.numbers)}"] = layouts.content().name
        return stream_pages((Stream("Content", (block,)),), layouts, most)
    wordings = [tuple(map(key_number_item, shorten(block, step).numbers)) for step in range(count_steps(block) + 1)]
    numbers = [text_paragraph(number.value) for number in block.numbers]
    return Numbered(wordings, numbers, "Words", layouts.finder("Key numbers", "Words"), largest).pages()
