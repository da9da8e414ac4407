"""Deck + drawings + look -> how many slides the deck takes; hidden ones are not counted."""

from collections import Counter
from collections.abc import Mapping

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.length import Length
from generator.model.look import Look
from generator.write.powerpoint.plan import plan
from generator.write.powerpoint.writer import _template


def slides_of(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> Length:
    """Return the length of the deck as it would be written, by section in slides."""
    _, template = _template(look)
    planned, _ = plan(deck, drawings, template, look.slides_place)
    shown = [slide for slide in planned if not slide.hidden]
    by_section = Counter(slide.section for slide in shown if slide.section)
    return Length(len(shown), by_section, frozenset(each for slide in shown for each in slide.statements))
