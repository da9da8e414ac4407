"""Items and a region -> how high they stand in it, and at which scale they fit."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.fonts.face import face
from generator.fonts.lines import Paragraph, Run, measure
from generator.write.powerpoint.fit.text import Flow, Item, Line, Span
from generator.write.powerpoint.template.region import Level, Region

# Body text is not set smaller than this on a slide (design, section 7); what the layout sets smaller stays so.
FLOOR_PT = 16.0
# a:normAutofit/@fontScale, as designed first; PowerPoint itself goes down in such steps.
SCALES = tuple(round(1 - 0.025 * step, 3) for step in range(25))
# A title is read first: it gets a second line before it gets small.
_SMALLEST_TITLE = 0.7
# Office sets a:rPr/@baseline text at two thirds of its size.
_RAISED = 2 / 3
_PLACES, _PARAGRAPHS = 1000, 500  # remembered: more than a deck's layouts, and than one slide, have
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


def item_height_pt(item: Item, region: Region, scale: float = 1.0) -> float:
    return sum(_line_height_pt(each, region, scale) for each in item)


def fits(items: Flow, region: Region, scale: float = 1.0) -> bool:
    return height_pt(items, region, scale) <= region.text_height_pt + 0.01


def largest_scale(items: Flow, region: Region) -> float | None:
    """Return the largest scale at which `items` fit, or None."""
    return next((scale for scale in scales(items, region) if fits(items, region, scale)), None)


def number_scale(digits: int, region: Region) -> float:
    """Return the largest scale at which a number of `digits` stands on one line, apart from what it numbers."""
    number: Flow = ((Line((Span("0" * digits),)),),)
    level, allowed = region.level(1), scales(number, region)
    (run,) = runs(number[0][0].spans, level, 1.0)
    width_pt = run.face.width_pt(run.text, run.size_pt) + _AFTER_NUMBER * run.size_pt
    return next((scale for scale in allowed if width_pt * scale <= region.text_width_pt), allowed[-1])


def broken_words(items: Flow, region: Region, scale: float) -> Iterator[tuple[str, str]]:
    """Yield words wider than their line, which get broken between letters, each with the statement it stands in."""
    for each in (each for item in items for each in item):
        place = _place(region, each.level, each.marker)
        level, room = place.level, place.room_pt
        if place.measured(each.spans).widest_pt * level.size_pt * scale <= room:
            continue
        for span, run in zip(each.spans, runs(each.spans, level, scale), strict=False):
            for word in re.split(r"[\s\u2010-\u2014-]", run.text):
                if run.face.width_pt(word, run.size_pt) > room and not _ideographic(word):
                    yield word, span.statement


def _ideographic(word: str) -> bool:
    """Whether the script breaks lines between its characters anyway."""
    return any(unicodedata.east_asian_width(character) in ("W", "F") for character in word)


def level_of(each: Line, region: Region) -> Level:
    """Return how `each` is set in `region`: without a bullet, or with room for a number of two digits."""
    return _place(region, each.level, each.marker).level


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
    place = _place(region, each.level, each.marker)
    level, em = place.level, place.level.size_pt * scale
    heights_em = place.measured(each.spans).heights_pt(place.width_pt / em, place.first_pt / em)
    return level.before_pt + level.after_pt + sum(heights_em) * em * level.line


class _Place(Struct, frozen=True):
    """How paragraphs of one level and marker are set in a region, and how wide: the first line, and all others."""

    level: Level
    room_pt: float
    width_pt: float
    first_pt: float

    def measured(self, spans: Sequence[Span]) -> Paragraph:
        level = self.level
        return _measured(spans, level.family, level.bold, level.italic, level.caps)


@lru_cache(_PLACES)
def _place(region: Region, number: int, marker: str) -> _Place:
    level = _marked(region.level(number), marker)
    room = region.text_width_pt - level.left_pt
    # a hanging first line starts at `left` as the others do, after its bullet; any other indent narrows it
    first = room if level.bullet or marker == "number" else room - level.indent_pt
    wider = 1 + level.tracking_pt / max(level.size_pt * 0.5, 1) if level.tracking_pt else 1
    return _Place(level, room, max(room / wider, 1), max(first / wider, 1))


def _marked(level: Level, marker: str) -> Level:
    if marker == "number":
        digits = face(level.family, level.bold, level.italic).width_pt("00.", level.size_pt)
        return level.hanging(digits + _AFTER_NUMBER * level.size_pt)
    return level.without_bullet() if marker == "none" and level.bullet else level


@lru_cache(_PARAGRAPHS)
def _measured(spans: Sequence[Span], family: str, bold: bool, italic: bool, caps: bool) -> Paragraph:
    """Return `spans` as measured in a face: once for all the widths and sizes that are tried for a slide."""
    return measure(runs(spans, Level(1.0, family, bold, italic, caps), 1.0))
