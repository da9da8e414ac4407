"""An item higher than a page -> lower items: cut between paragraphs, else after a sentence, else after a word."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import item_height_pt
from generator.write.powerpoint.fit.text import Flow, Item, Line, Span
from generator.write.powerpoint.template.region import Region

_ENDS = (". ", "! ", "? ", "; ", "。")


def cut(items: Flow, region: Region, scale: float, room_pt: float) -> Iterator[tuple[Item, float]]:
    """Yield `items` so that each is at most `room_pt` high in `region`, where words allow it; and their heights."""
    for item in items:
        height = item_height_pt(item, region, scale)
        if height <= room_pt:
            yield item, height
        else:
            yield from (
                (piece, item_height_pt(piece, region, scale)) for piece in _pieces(item, region, scale, room_pt)
            )


def _pieces(item: Item, region: Region, scale: float, room_pt: float) -> Iterator[Item]:
    piece: list[Line] = []
    for each in (part for line in item for part in _shortened(line, region, scale, room_pt)):
        if piece and item_height_pt((*piece, each), region, scale) > room_pt:
            yield tuple(piece)
            piece = []
        piece.append(each)
    yield tuple(piece)


def _shortened(line: Line, region: Region, scale: float, room_pt: float) -> Iterator[Line]:
    """Yield `line` in parts that fit; those after the first go on without its marker."""
    rest = line
    while item_height_pt((rest,), region, scale) > room_pt:
        ends = _ends(rest.text)
        fitting = _fitting(rest, ends, region, scale, room_pt)
        if not fitting or fitting >= len(rest.text):
            break
        yield replace(rest, spans=_part(rest.spans, 0, fitting))
        rest = replace(rest, spans=_part(rest.spans, fitting, len(rest.text)), marker="none")
    yield rest


def _fitting(line: Line, ends: Sequence[int], region: Region, scale: float, room_pt: float) -> int:
    """Return where to cut: the last word's end that fits, or a sentence's end not far before it; 0 for nowhere."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        head = replace(line, spans=_part(line.spans, 0, ends[middle - 1]))
        if item_height_pt((head,), region, scale) <= room_pt:
            low = middle
        else:
            high = middle - 1
    if not low:
        return 0
    furthest = ends[low - 1]
    sentence = max(line.text.rfind(mark, 0, furthest) + len(mark) for mark in _ENDS)
    return sentence if sentence > furthest * 0.6 else furthest


def _ends(text: str) -> list[int]:
    return [place + 1 for place, character in enumerate(text) if character in " \n"] + [len(text)]


def _part(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the characters from `start` to `end` of all spans, in their looks."""
    parts, place = [], 0
    for span in spans:
        text = span.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            parts.append(replace(span, text=text))
        place += len(span.text)
    return tuple(parts)
