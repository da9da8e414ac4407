"""Deck, drawings and slide template -> a .pptx file: its slides are planned, then saved."""

from collections.abc import Iterable, Iterator, Mapping

from generator.errors import Problem
from generator.language.direction import is_written_right_to_left
from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Written
from generator.write.powerpoint.figure_brand import adapt_brand
from generator.write.powerpoint.mirror.slides import mirror_slides
from generator.write.powerpoint.mirror.template import mirror_template, runs_so_already
from generator.write.powerpoint.plan.page import PlannedSlide
from generator.write.powerpoint.plan.plan import plan_slides
from generator.write.powerpoint.template.slide_template import SlideTemplate
from generator.write.powerpoint.xml.save import save_presentation


def write_powerpoint(deck: Deck, drawings: Mapping[str, Drawing], look: Look, template: SlideTemplate) -> Written:
    """Return the presentation; `template` is that of `look`. Statements are located by slide ("slide 4")."""
    slides, warnings = plan_slides(deck, drawings, template.layout_set, look.slides_place)
    warnings += tuple(_unreadable_masters(template, look))
    brand = adapt_brand(look.brand, template.layout_set)
    if is_written_right_to_left(deck.properties.language) and not runs_so_already(template):
        slides, template = mirror_slides(slides, template.layout_set.width_pt), mirror_template(template)
    data = save_presentation(template, slides, deck, drawings, brand)
    statements = _locate((f"slide {number}", slide.statements) for number, slide in enumerate(slides, 1))
    figures = _locate((f"slide {number}", slide.figures) for number, slide in enumerate(slides, 1))
    return Written(data, warnings, statements, figures, dict(_tables(slides)))


def _tables(slides: Iterable[PlannedSlide]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield where tables are, with the ids of the events that they have rows of."""
    for number, slide in enumerate(slides, 1):
        for place, ids in (("on", slide.events), ("in the notes of", slide.noted)):
            if ids:
                yield f"table {place} slide {number}", tuple(dict.fromkeys(ids))


def _locate(places: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    """Return in which of `places` each id is, by id."""
    locations: dict[str, tuple[str, ...]] = {}
    for place, ids in places:
        for id_ in dict.fromkeys(ids):
            locations[id_] = (*locations.get(id_, ()), place)
    return locations


def _unreadable_masters(template: SlideTemplate, look: Look) -> Iterator[Problem]:
    for name in template.unreadable_masters:
        what = f"text in the brand's colours cannot be read on the background of `{name or 'the master'}`"
        help_ = "the template's own dark and light colours are kept; change those of the brand"
        yield Problem(look.slides_place, what, help_)
