"""A presentation, and the layouts read from it -> the sizes in them that no presentation can have."""

from collections.abc import Iterator
from typing import Any

from generator.errors import Place, Problem
from generator.write.ooxml.names import P
from generator.write.powerpoint.template.region import LayoutSet, Level, Region

_EMU = 12700  # per point
_INCH = 914400
_SLIDE = (_INCH, 56 * _INCH)  # of each side, in EMU (ECMA-376-1, 19.7.16 and 19.7.18)
# Bounds of what a level of text states, in points or, for the spacing of lines, multiples (ECMA-376-1, 20.1.10).
_BOUNDS = {
    "size_pt": (1.0, 4000.0), "tracking_pt": (-4000.0, 4000.0), "left_pt": (0.0, 4032.0),
    "indent_pt": (-4032.0, 4032.0),
    "before_pt": (0.0, 528000.0), "after_pt": (0.0, 528000.0), "line_spacing": (0.01, 132.0),
}  # fmt: skip
_MOST_NUMBER = 2**32 - 1  # of a placeholder (ECMA-376-1, 19.3.1.36)


def find_odd_slide_size(presentation: Any, place: Place) -> Iterator[Problem]:
    """Yield a problem where a python-pptx `presentation` has no slide size that PowerPoint could show."""
    size = presentation.part._element.find(f"{{{P}}}sldSz")
    sides = ["", ""] if size is None else [size.get("cx", ""), size.get("cy", "")]
    if not all(side.isdecimal() and len(side) < 10 and _SLIDE[0] <= int(side) <= _SLIDE[1] for side in sides):
        width, height = (side[:20] or "none" for side in sides)
        help_ = "choose a slide size in PowerPoint, under Design; each side may have 1 to 56 inches"
        yield Problem(place, f"slide size `{width}` x `{height}` (914,400 are an inch) is not possible", help_)


def find_odd_sizes(layout_set: LayoutSet, place: Place) -> Iterator[Problem]:
    """Yield a problem for each placeholder with text of a size, indent or spacing that no text can have."""
    for layout in layout_set.layouts:
        for region in layout.regions:
            odd = next((name for level in region.levels for name in _odd_measures(level)), "")
            if odd or not _has_sound_numbers(region):
                what = f"the placeholder `{region.name[:80]}` of the layout `{layout.name[:80]}` has an impossible "
                yield Problem(place, what + (odd or "number"), "set it again in PowerPoint, in the slide master view")


def _odd_measures(level: Level) -> Iterator[str]:
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(level, name) <= most:  # also for what is no number
            yield {"size_pt": "text size", "line_spacing": "line spacing"}.get(name, "indent or spacing")


def _has_sound_numbers(region: Region) -> bool:
    return 0 <= region.index <= _MOST_NUMBER and region.number <= _MOST_NUMBER
