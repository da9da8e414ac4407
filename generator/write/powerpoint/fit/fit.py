"""Items and a region -> how high they are when set in it, and at which scale they fit."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.fonts.face import face
from generator.fonts.lines import Paragraph, Run, measure
from generator.write.powerpoint.fit.text import Item, Items, Span, TextParagraph, paragraphs_of
from generator.write.powerpoint.template.region import Level, Region

# Body text is not scaled below this (DESIGN, section 7); text that the layout itself sets smaller keeps its size.
FLOOR_PT = 16.0
# Smaller text beside it, such as that of a second level, is scaled with it, but not below this.
_LEGIBLE_PT = 10.0
# Down to this size, text gets smaller before its wording gets shorter.
COMFORTABLE_PT = 20.0
# a:normAutofit/@fontScale, largest first; PowerPoint itself shrinks text in such steps.
SCALES = tuple(round(1 - 0.025 * step, 3) for step in range(25))
# A title is read first: it gets a second line before it gets small.
_SMALLEST_TITLE = 0.7
# Office sets a:rPr/@baseline text at two thirds of its size.
_RAISED = 2 / 3
_CACHED_FORMATS = 1000  # more than the placeholders of a deck have; 3 % of row ×100 in tests/bench
_CACHED_PARAGRAPHS = 500  # more than one slide has; 11 % of row ×100
_SIGN = 1.0  # the room of a status's sign and the gap after it, as a share of the size
_AFTER_NUMBER = 0.3  # the gap between a list's number and its text, as a share of the size


def allowed_scales(items: Items, region: Region) -> tuple[float, ...]:
    """Return the scales at which no paragraph of `items` falls below the floor, largest first."""
    sizes_pt = [region.level(paragraph.level).size_pt for paragraph in paragraphs_of(items)]
    smallest_pt = min((size_pt for size_pt in sizes_pt if size_pt >= FLOOR_PT), default=FLOOR_PT)
    least = max(
        FLOOR_PT / smallest_pt,
        min(_LEGIBLE_PT / min(sizes_pt, default=FLOOR_PT), 1.0),
        _SMALLEST_TITLE if region.role == "Title" else 0.0,
    )
    return tuple(scale for scale in SCALES if scale >= least - 1e-9)


def fits(items: Items, region: Region, scale: float = 1.0) -> bool:
    return fits_columns([item_height_pt(item, region, scale) for item in items], region.text_height_pt, region.columns)


def fits_columns(heights_pt: Iterable[float], height_pt: float, columns: int) -> bool:
    """Return whether items of these heights fit in as many columns of text, each filled before the next."""
    used_pt, column = 0.0, 1
    for item_pt in heights_pt:
        if used_pt + item_pt > height_pt + 0.01 and used_pt:
            used_pt, column = 0.0, column + 1
        if used_pt + item_pt > height_pt + 0.01:
            return False
        used_pt += item_pt
    return column <= columns


def fits_one_line(item: Item, region: Region) -> bool:
    """Return whether `item`, of one paragraph, takes a single line."""
    height_pt = item_height_pt((TextParagraph((Span("0"),), marker=item[0].marker),), region)
    return item_height_pt(item, region) < height_pt + 0.01


def item_height_pt(item: Item, region: Region, scale: float = 1.0) -> float:
    """Return the height of `item`, including the spacing before its first paragraph."""
    return sum(_paragraph_height_pt(paragraph, region, scale) for paragraph in item)


def largest_scale(items: Items, region: Region) -> float | None:
    """Return the largest allowed scale at which `items` fit, if there is one without breaking a word; or None."""
    fitting = [scale for scale in allowed_scales(items, region) if fits(items, region, scale)]
    whole = (scale for scale in fitting if not any(overlong_words(items, region, scale)))
    return next(whole, fitting[0]) if fitting else None


def one_line_scale(number: str, region: Region) -> float:
    """Return the largest scale at which a number takes one line, with a gap after it."""
    item: Items = ((TextParagraph((Span(number),)),),)
    level, scales = region.level(1), allowed_scales(item, region)
    (run,) = to_runs(item[0][0].spans, level, 1.0)
    width_pt = measure([run]).widest_line_pt + _AFTER_NUMBER * run.size_pt
    fitting = (scale for scale in scales if width_pt * scale <= region.text_width_pt)
    # ideographs are higher than the digits for which the region was made
    return next((scale for scale in fitting if fits(item, region.shrink_text(scale))), scales[-1])


def text_width_pt(paragraph: TextParagraph, region: Region) -> float:
    """Return the width of `paragraph` on one line."""
    runs = to_runs(paragraph.spans, level_of(paragraph, region), 1.0)
    return sum(run.face.width_pt(run.text, run.size_pt) for run in runs)


def overlong_words(items: Items, region: Region, scale: float) -> Iterator[tuple[str, str]]:
    """Yield words that are wider than their line and so broken between letters, each with its statement's id."""
    for paragraph in paragraphs_of(items):
        format_ = _format(region, paragraph.level, paragraph.marker)
        level, width_pt = format_.level, format_.text_width_pt
        if format_.measure(paragraph.spans).widest_pt * level.size_pt * scale <= width_pt:
            continue
        for span, run in zip(paragraph.spans, to_runs(paragraph.spans, level, scale), strict=False):
            for word in re.split(r"[ \t\n\u2010-\u2014-]", run.text):
                if run.face.width_pt(word, run.size_pt) > width_pt and not _is_ideographic(word):
                    yield word, span.statement


def _is_ideographic(word: str) -> bool:
    """Return whether lines may break between the characters of `word` anyway."""
    return any(unicodedata.east_asian_width(character) in ("W", "F") for character in word)


def level_of(paragraph: TextParagraph, region: Region) -> Level:
    """Return how `paragraph` is set in `region`: without a bullet, or with room for a number of two digits."""
    return _format(region, paragraph.level, paragraph.marker).level


def to_runs(spans: Sequence[Span], level: Level, scale: float) -> tuple[Run, ...]:
    """Return `spans` as set in `level`: their faces and sizes, and capitals if the level has them."""
    return tuple(
        Run(
            span.text.upper() if level.caps else span.text,
            face(level.family, span.bold or level.bold, span.italic or level.italic),
            level.size_pt * scale * (_RAISED if span.raised else 1),
        )
        for span in spans
    ) or (Run("", face(level.family, level.bold, level.italic), level.size_pt * scale),)


def count_lines(paragraph: TextParagraph, region: Region, scale: float) -> int:
    return len(_line_heights_em(paragraph, region, scale))


def _paragraph_height_pt(paragraph: TextParagraph, region: Region, scale: float) -> float:
    level = _format(region, paragraph.level, paragraph.marker).level
    heights_em = _line_heights_em(paragraph, region, scale)
    return level.before_pt + level.after_pt + sum(heights_em) * level.size_pt * scale * level.line_spacing


def _line_heights_em(paragraph: TextParagraph, region: Region, scale: float) -> Sequence[float]:
    format_ = _format(region, paragraph.level, paragraph.marker)
    em_pt = format_.level.size_pt * scale
    spans, first_width_pt = paragraph.spans, format_.first_width_pt
    if spans and "\t" in spans[0].text and format_.level.indent_pt < 0:  # what precedes it is in the hanging indent
        spans = (replace(spans[0], text=spans[0].text.partition("\t")[2]), *spans[1:])
        first_width_pt = format_.width_pt
    return format_.measure(spans).heights_pt(format_.width_pt / em_pt, first_width_pt / em_pt)


class _Format(Struct, frozen=True):
    """How paragraphs of one level and marker are set in a region.

    `width_pt` and `first_width_pt`, of the first line, are narrower than the text's by what tracking adds to letters.
    """

    level: Level
    text_width_pt: float
    width_pt: float
    first_width_pt: float

    def measure(self, spans: Sequence[Span]) -> Paragraph:
        level = self.level
        return _measure(spans, level.family, level.bold, level.italic, level.caps)


@lru_cache(_CACHED_FORMATS)
def _format(region: Region, number: int, marker: str) -> _Format:
    level = _with_marker(region.level(number), number, marker)
    text_width_pt = region.text_width_pt - level.left_pt
    # a first line that hangs starts at `left_pt` like the others, after its marker; any other indent narrows it
    hangs = level.bullet or marker in ("number", "sign")
    first_width_pt = text_width_pt if hangs else text_width_pt - level.indent_pt
    stretch = 1 + level.tracking_pt / max(level.size_pt * 0.5, 1) if level.tracking_pt else 1
    return _Format(level, text_width_pt, max(text_width_pt / stretch, 1), max(first_width_pt / stretch, 1))


def _with_marker(level: Level, number: int, marker: str) -> Level:
    if marker == "sign":
        return level.with_hanging_indent(_SIGN * level.size_pt)
    if marker == "number":
        digits_pt = face(level.family, level.bold, level.italic).width_pt("00.", level.size_pt)
        return level.with_hanging_indent(digits_pt + _AFTER_NUMBER * level.size_pt)
    return level.without_bullet(number) if marker == "none" and level.bullet else level


@lru_cache(_CACHED_PARAGRAPHS)
def _measure(spans: Sequence[Span], family: str, bold: bool, italic: bool, caps: bool) -> Paragraph:
    """Measure `spans` once for all widths and sizes that are tried."""
    return measure(to_runs(spans, Level(1.0, family, bold, italic, caps), 1.0))
