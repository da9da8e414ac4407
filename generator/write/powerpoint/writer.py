"""Deck x drawings x look -> a .pptx file, in three parts: the template is read, the slides planned, the file saved."""

from collections.abc import Iterator, Mapping

from generator.errors import InputError, Problem
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.written import Written
from generator.write.powerpoint.opening import Opened, opened
from generator.write.powerpoint.plan import plan
from generator.write.powerpoint.region import Template
from generator.write.powerpoint.save import saved
from generator.write.powerpoint.template import read_template


def write_powerpoint(deck: Deck, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Return the presentation; `stands` tells on which slides each statement is told ("slide 4").

    Raises InputError where the template cannot be read, or has no layout with a title and text.
    """
    brand = look.brand
    file, template = template_of(look)
    slides, warnings = plan(deck, drawings, template, look.slides_place)
    warnings += tuple(_kept(file, look))
    stands: dict[str, tuple[str, ...]] = {}
    for number, slide in enumerate(slides, 1):
        for statement in slide.statements:
            stands[statement] = (*stands.get(statement, ()), f"slide {number}")
    return Written(saved(file.presentation, slides, deck, drawings, brand), warnings, stands)


def _kept(file: Opened, look: Look) -> Iterator[Problem]:
    for name in file.kept:
        what = f"text in the brand's colours cannot be read on the background of `{name or 'the master'}`"
        yield Problem(look.slides_place, what, "its own dark and light colours are kept; change those of the brand")


def template_of(look: Look) -> tuple[Opened, Template]:
    """Return the look's template, opened for writing and as layouts with regions. Raises InputError as above."""
    try:
        file = opened(look.slides, look.brand)
        fonts = {"+mj-lt": look.brand.heading_font, "+mn-lt": look.brand.body_font}
        template = read_template(file.presentation, fonts)
    except Exception as error:  # a damaged package makes zipfile, lxml and python-pptx raise some ten kinds
        what, help_ = "is damaged, or no PowerPoint file (.pptx)", "open it in PowerPoint and save it anew"
        raise InputError([Problem(look.slides_place, what, help_)]) from error
    if not any(layout.region("Title") and any(layout.of("Content")) for layout in template.layouts):
        help_ = "add the layout “Title and Content”"
        raise InputError([Problem(look.slides_place, "has no layout with a title and a text placeholder", help_)])
    return file, template
