"""An item higher than a page -> lower items: split between paragraphs, else after a sentence, else after a word."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import Item, Items, Span, TextParagraph
from generator.write.powerpoint.template.region import Region

_SENTENCE_ENDS = (". ", "! ", "? ", "; ", "。")
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
    rest = paragraph
    while item_height_pt((rest,), region, scale) > room_pt:
        end = _fitting_end(rest, region, scale, room_pt)
        if not end or end >= len(rest.text):
            break
        yield replace(rest, spans=_slice(rest.spans, 0, end))
        rest = replace(rest, spans=_slice(rest.spans, end, len(rest.text)), marker="none")
    yield rest


def _fitting_end(paragraph: TextParagraph, region: Region, scale: float, room_pt: float) -> int:
    """Return where to split: after the last word that fits, or after a sentence not far before it; 0 for nowhere."""
    ends = _word_ends(paragraph.text)
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        head = replace(paragraph, spans=_slice(paragraph.spans, 0, ends[middle - 1]))
        if item_height_pt((head,), region, scale) <= room_pt:
            low = middle
        else:
            high = middle - 1
    if not low:
        return 0
    furthest = ends[low - 1]
    sentence_end = max(paragraph.text.rfind(mark, 0, furthest) + len(mark) for mark in _SENTENCE_ENDS)
    return sentence_end if sentence_end > furthest * _NOT_FAR else furthest


def _word_ends(text: str) -> list[int]:
    return [index + 1 for index, character in enumerate(text) if character in " \n"] + [len(text)]


def _slice(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the characters from `start` to `end` of all spans, formatted as they are there."""
    parts, offset = [], 0
    for span in spans:
        text = span.text[max(start - offset, 0) : max(end - offset, 0)]
        if text:
            parts.append(replace(span, text=text))
        offset += len(span.text)
    return tuple(parts)
