"""Items and a region -> how high they stand in it, and at which scale they fit."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.fonts.face import face
from generator.fonts.heights import heights_pt
from generator.fonts.lines import Run
from generator.write.powerpoint.region import Level, Region
from generator.write.powerpoint.text import Flow, Item, Line, Span

# Body text is not set smaller than this on a slide (design, section 7); what the layout sets smaller stays so.
FLOOR_PT = 16.0
# a:normAutofit/@fontScale, as designed first; PowerPoint itself goes down in such steps.
SCALES = tuple(round(1 - 0.025 * step, 3) for step in range(25))
# A title is read first: it gets a second line before it gets small.
_SMALLEST_TITLE = 0.7
# Office sets a:rPr/@baseline text at two thirds of its size.
_RAISED = 2 / 3
_AFTER_NUMBER = 0.3  # of the size: the gap between a list's number and its text


def scales(items: Flow, region: Region) -> tuple[float, ...]:
    """Return the scales at which no paragraph of `items` falls under the floor, largest first."""
    sizes = [region.level(each.level).size_pt for item in items for each in item]
    smallest = min((size for size in sizes if size >= FLOOR_PT), default=FLOOR_PT)
    least = max(FLOOR_PT / smallest, _SMALLEST_TITLE if region.role == "Title" else 0.0)
    return tuple(scale for scale in SCALES if scale >= least - 1e-9)


def height_pt(items: Flow, region: Region, scale: float = 1.0) -> float:
    """Return the height of `items` in `region`, spacing before the first paragraph included."""
    return sum(item_height_pt(item, region, scale) for item in items)


@lru_cache(maxsize=4096)
def item_height_pt(item: Item, region: Region, scale: float = 1.0) -> float:
    return sum(_line_height_pt(each, region, scale) for each in item)


def fits(items: Flow, region: Region, scale: float = 1.0) -> bool:
    return height_pt(items, region, scale) <= region.text_height_pt + 0.01


def largest_scale(items: Flow, region: Region) -> float | None:
    """Return the largest scale at which `items` fit, or None."""
    return next((scale for scale in scales(items, region) if fits(items, region, scale)), None)


def broken_words(items: Flow, region: Region, scale: float) -> Iterator[tuple[str, str]]:
    """Yield words wider than their line, which get broken between letters, each with the statement it stands in."""
    for each in (each for item in items for each in item):
        level = level_of(each, region)
        room = region.text_width_pt - level.left_pt
        for span, run in zip(each.spans, runs(each.spans, level, scale), strict=False):
            for word in re.split(r"[\s\u2010-\u2014-]", run.text):
                if run.face.width_pt(word, run.size_pt) > room and not _ideographic(word):
                    yield word, span.statement


def _ideographic(word: str) -> bool:
    """Whether the script breaks lines between its characters anyway."""
    return any(unicodedata.east_asian_width(character) in ("W", "F") for character in word)


def level_of(each: Line, region: Region) -> Level:
    """Return how `each` is set in `region`: without a bullet, or with room for a number of two digits."""
    level = region.level(each.level)
    if each.marker == "number":
        digits = face(level.family, level.bold, level.italic).width_pt("00.", level.size_pt)
        return level.hanging(digits + _AFTER_NUMBER * level.size_pt)
    return level.without_bullet() if each.marker == "none" and level.bullet else level


def runs(spans: Sequence[Span], level: Level, scale: float) -> tuple[Run, ...]:
    """Return `spans` as they are measured in `level`: faces, sizes, and capitals where the level sets them."""
    return tuple(
        Run(
            span.text.upper() if level.caps else span.text,
            face(level.family, span.bold or level.bold, span.italic or level.italic),
            level.size_pt * scale * (_RAISED if span.raised else 1),
        )
        for span in spans
    ) or (Run("", face(level.family, level.bold, level.italic), level.size_pt * scale),)


def _line_height_pt(each: Line, region: Region, scale: float) -> float:
    level = level_of(each, region)
    width = region.text_width_pt - level.left_pt
    # a hanging first line starts at `left` as the others do, after its bullet; any other indent narrows it
    first = width if level.bullet or each.marker == "number" else width - level.indent_pt
    measured = runs(each.spans, level, scale)
    if level.tracking_pt:
        extra = 1 + level.tracking_pt / max(level.size_pt * 0.5, 1)
        width, first = width / extra, first / extra
    heights = heights_pt(measured, max(width, 1), max(first, 1))
    return level.before_pt + level.after_pt + sum(heights) * level.line
