"""Deck, drawings and look -> how many slides the deck takes; hidden ones are not counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.inline import Traced, text_of
from generator.model.look import Look
from generator.model.output import Length
from generator.model.walk import walk
from generator.write.powerpoint.plan.notes import wording_by_statement
from generator.write.powerpoint.plan.page import PlannedSlide, items_in
from generator.write.powerpoint.plan.plan import plan_slides
from generator.write.powerpoint.template.slide_template import SlideTemplate


def measure_slides(deck: Deck, drawings: Mapping[str, Drawing], look: Look, template: SlideTemplate) -> Length:
    """Return the number of slides, in all and by section, and the statements on them."""
    slides, _ = plan_slides(deck, drawings, template.layout_set, look.slides_place)
    shown = [slide for slide in slides if not slide.hidden]
    by_section = Counter(slide.section for slide in shown if slide.section)
    statements = frozenset(statement for slide in shown for statement in slide.statements)
    return Length(len(shown), by_section, statements, frozenset(_shortened(deck, slides)))


def _shortened(deck: Deck, slides: Sequence[PlannedSlide]) -> Iterator[str]:
    """Yield the statements that a slide words otherwise than in full."""
    nodes = (node for slide in deck.slides for node in walk(slide.blocks))
    full = {
        node.statement: _without_spaces(text_of(node.inlines))
        for node in nodes
        if isinstance(node, Traced) and node.shorter
    }
    for slide in slides:
        for statement, wording in wording_by_statement(items_in(slide.shapes)).items():
            if statement in full and _without_spaces(wording) not in full[statement]:
                yield statement


def _without_spaces(text: str) -> str:
    return "".join(text.split())
