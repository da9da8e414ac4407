"""Deck x drawings x look -> a .pptx file, in three parts: the template is read, the slides planned, the file saved."""

from collections.abc import Mapping

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.written import Written
from generator.write.powerpoint.plan import plan
from generator.write.powerpoint.save import opened, saved
from generator.write.powerpoint.template import read_template


def write_powerpoint(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Return the presentation; `stands` tells on which slides each statement is told ("slide 4")."""
    brand = look.brand
    presentation = opened(look.slides, brand)
    template = read_template(presentation, {"+mj-lt": brand.heading_font, "+mn-lt": brand.body_font})
    slides, warnings = plan(deck, drawings, template, look.slides_place)
    stands: dict[str, tuple[str, ...]] = {}
    for number, slide in enumerate(slides, 1):
        for statement in slide.statements:
            stands[statement] = (*stands.get(statement, ()), f"slide {number}")
    return Written(saved(presentation, slides, deck, drawings, brand), warnings, stands)
