"""A deck in the template of another office -> a warning where it takes many more slides than in the shipped one."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from generator import shipped
from generator.cache.store import CacheMode
from generator.errors import Problem
from generator.pipeline.composition import Composition
from generator.pipeline.figures import AllDrawings
from generator.pipeline.formats import FORMATS, Templates

_SHIPPED = "look/slides.pptx"  # in the shipped templates
_MANY = 2  # times as many slides
_HELP = (
    "`check-template` shows which layouts hold its text: let a larger placeholder, or one of smaller text, hold the "
    "content, or name another layout in brand.yaml"
)


def find_swelling(
    composition: Composition, drawings: AllDrawings, templates: Templates, cache: CacheMode
) -> Iterator[Problem]:
    """Yield a problem where all that `composition` tells takes more than twice the slides of the shipped template."""
    for format_ in (each for each in FORMATS if each.measure and each.limit == "slides"):
        look, slides = composition.look_for(format_.edition), _read_shipped()
        if slides in (b"", look.slides) or format_.measure is None:
            continue
        tree, own = composition.trees[format_.name], drawings[format_.edition]
        count = format_.measure(tree, own, templates[format_.name]).count
        # most templates take about a slide for each that is asked for: these need no comparison
        if count > _MANY * len(tree.slides):
            usual = format_.measure(tree, own, format_.load(replace(look, slides=slides), cache)).count
            if count > _MANY * usual:
                what = f"{count} slides in this template; the shipped one takes {usual} for the same"
                yield Problem(look.slides_place, what, _HELP)


def _read_shipped() -> bytes:
    path = shipped.templates() / Path(_SHIPPED)
    return path.read_bytes() if path.is_file() else b""
