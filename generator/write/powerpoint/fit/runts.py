"""Text in its region -> the same without short words alone on last lines, where a break elsewhere avoids them.

Typographers call such a line a runt. The space before the word becomes one at which lines do not break.
"""

from msgspec.structs import replace

from generator.write.powerpoint.fit.fit import count_lines, overlong_words
from generator.write.powerpoint.fit.text import Items, TextParagraph
from generator.write.powerpoint.template.region import Region

_NO_BREAK_SPACE = "\u00a0"
_LONGEST_RUNT = 12  # characters, with the numbers of its sources


def bind_runts(items: Items, region: Region, scale: float) -> Items:
    return tuple(tuple(_bind_last_word(paragraph, region, scale) for paragraph in item) for item in items)


def _bind_last_word(paragraph: TextParagraph, region: Region, scale: float) -> TextParagraph:
    at = paragraph.text.rstrip().rfind(" ")
    if at <= 0 or len(paragraph.text.rstrip()) - at - 1 > _LONGEST_RUNT:
        return paragraph
    lines = count_lines(paragraph, region, scale)
    if lines == 1 or count_lines(cut(paragraph, at), region, scale) == lines:
        return paragraph
    bound = replace_character(paragraph, at, _NO_BREAK_SPACE)
    is_wider = any(True for _ in overlong_words(((bound,),), region, scale))
    return paragraph if is_wider or count_lines(bound, region, scale) != lines else bound


def cut(paragraph: TextParagraph, end: int) -> TextParagraph:
    """Return the paragraph up to the character `end`."""
    spans, start = [], 0
    for span in paragraph.spans:
        spans.append(replace(span, text=span.text[: max(end - start, 0)]))
        start += len(span.text)
    return replace(paragraph, spans=tuple(span for span in spans if span.text))


def replace_character(paragraph: TextParagraph, at: int, character: str) -> TextParagraph:
    spans, start = [], 0
    for span in paragraph.spans:
        inside = at - start
        if 0 <= inside < len(span.text):
            span = replace(span, text=f"{span.text[:inside]}{character}{span.text[inside + 1 :]}")
        spans.append(span)
        start += len(span.text)
    return replace(paragraph, spans=tuple(spans))
