"""Deck, drawings and slide template -> a .pptx file: its slides are planned, then saved."""

from collections.abc import Iterator, Mapping

from generator.errors import Problem
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Written
from generator.write.powerpoint.plan.plan import plan_slides
from generator.write.powerpoint.template.slide_template import SlideTemplate
from generator.write.powerpoint.xml.save import save_presentation


def write_powerpoint(deck: Deck, drawings: Mapping[str, Drawing], look: Look, template: SlideTemplate) -> Written:
    """Return the presentation; `template` is that of `look`. Statements are located by slide ("slide 4")."""
    slides, warnings = plan_slides(deck, drawings, template.layout_set, look.slides_place)
    warnings += tuple(_unreadable_masters(template, look))
    locations: dict[str, tuple[str, ...]] = {}
    for number, slide in enumerate(slides, 1):
        for statement in slide.statements:
            locations[statement] = (*locations.get(statement, ()), f"slide {number}")
    return Written(save_presentation(template, slides, deck, drawings, look.brand), warnings, locations)


def _unreadable_masters(template: SlideTemplate, look: Look) -> Iterator[Problem]:
    for name in template.unreadable_masters:
        what = f"text in the brand's colours cannot be read on the background of `{name or 'the master'}`"
        help_ = "the template's own dark and light colours are kept; change those of the brand"
        yield Problem(look.slides_place, what, help_)
