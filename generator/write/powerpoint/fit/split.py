"""An item higher than a page -> lower items: split between paragraphs, else after a sentence, else after a word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import Item, Items, Span, TextParagraph
from generator.write.powerpoint.template.region import Region

_SENTENCE_ENDS = (". ", "! ", "? ", "; ", "。")
_FEW_WORDS = 32  # that are tried first
_NOT_FAR = 0.6  # of the text that fits: a sentence that ends later is worth the room that is lost


def split_items(items: Items, region: Region, scale: float, room_pt: float) -> Iterator[Item]:
    """Yield `items`, split so that each is at most `room_pt` high in `region`, if its words allow it."""
    for item in items:
        if item_height_pt(item, region, scale) <= room_pt:
            yield item
        else:
            yield from _split_item(item, region, scale, room_pt)


def _split_item(item: Item, region: Region, scale: float, room_pt: float) -> Iterator[Item]:
    piece: list[TextParagraph] = []
    for paragraph in (part for whole in item for part in _split_paragraph(whole, region, scale, room_pt)):
        if piece and item_height_pt((*piece, paragraph), region, scale) > room_pt:
            yield tuple(piece)
            piece = []
        piece.append(paragraph)
    yield tuple(piece)


def _split_paragraph(paragraph: TextParagraph, region: Region, scale: float, room_pt: float) -> Iterator[TextParagraph]:
    """Yield `paragraph` in parts that fit; those after the first have no marker."""
    if item_height_pt((paragraph,), region, scale) <= room_pt:
        yield paragraph
        return
    text, spans, marker, start = paragraph.text, paragraph.spans, paragraph.marker, 0
    offsets = [*accumulate((len(span.text) for span in spans), initial=0)]
    ends = _word_ends(text)

    def part(end: int) -> TextParagraph:
        return replace(paragraph, spans=_slice(spans, offsets, start, end), marker=marker)

    def fits(end: int) -> bool:
        return item_height_pt((part(end),), region, scale) <= room_pt

    while start < (end := _fitting_end(text, start, ends, fits)) < len(text):
        yield part(end)
        start, marker = end, "none"
    yield part(len(text))


def _fitting_end(text: str, start: int, ends: Sequence[int], fits: Callable[[int], bool]) -> int:
    """Return where to split `text`: after the last of its words from `start` on that fits, or after a sentence not far
    before it. It is `start` where not even one word fits, and the end of the text where all do.
    """
    first = bisect_right(ends, start)
    low, high, most = 0, _FEW_WORDS, len(ends) - first
    # not from the middle of the text: measuring half of the rest for each slide would take quadratic time
    while high < most and fits(ends[first + high - 1]):
        low, high = high, 2 * high
    high = min(high, most)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(ends[first + middle - 1]):
            low = middle
        else:
            high = middle - 1
    furthest = ends[first + low - 1] if low else start
    if low in (0, most):
        return furthest
    sentence_end = max(text.rfind(mark, start, furthest) + len(mark) for mark in _SENTENCE_ENDS)
    return sentence_end if sentence_end - start > (furthest - start) * _NOT_FAR else furthest


def _word_ends(text: str) -> list[int]:
    return [*(match.end() for match in re.finditer("[ \n]", text)), len(text)]


def _slice(spans: Sequence[Span], offsets: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
    """Return the characters from `start` to `end` of all `spans`, which begin at `offsets`, formatted as they are."""
    parts = []
    for index in range(bisect_right(offsets, start) - 1, bisect_left(offsets, end)):
        text = spans[index].text[max(start - offsets[index], 0) : end - offsets[index]]
        if text:
            parts.append(replace(spans[index], text=text))
    return tuple(parts)
