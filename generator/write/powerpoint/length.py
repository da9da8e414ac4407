"""Deck + drawings + look -> how many slides the deck takes; hidden ones are not counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.inline import Traced, text_of
from generator.model.look import Look
from generator.model.output import Length
from generator.model.walk import walk
from generator.write.powerpoint.plan.notes import texts
from generator.write.powerpoint.plan.page import PlannedSlide
from generator.write.powerpoint.plan.plan import plan
from generator.write.powerpoint.template.slide_template import SlideTemplate


def measure_slides(deck: Deck, drawings: Mapping[str, Drawing], look: Look, template: SlideTemplate) -> Length:
    """Return the length of the deck as it would be written, by section in slides."""
    planned, _ = plan(deck, drawings, template.template, look.slides_place)
    shown = [slide for slide in planned if not slide.hidden]
    by_section = Counter(slide.section for slide in shown if slide.section)
    standing = frozenset(each for slide in shown for each in slide.statements)
    return Length(len(shown), by_section, standing, frozenset(_shortened(deck, planned)))


def _shortened(deck: Deck, planned: Sequence[PlannedSlide]) -> Iterator[str]:
    """Yield the statements of which a slide shows words that their full wording does not have."""
    full = {
        traced.statement: _bare(text_of(traced.inlines))
        for slide in deck.slides
        for inlines in texts(slide.blocks)
        for traced in walk(inlines)
        if isinstance(traced, Traced) and traced.shorter
    }
    for slide in planned:
        said: dict[str, str] = {}
        for shape in slide.shapes:
            for span in (span for item in getattr(shape, "items", ()) for line in item for span in line.spans):
                if span.statement and not span.raised:
                    said[span.statement] = said.get(span.statement, "") + span.text
        yield from (name for name, text in said.items() if name in full and _bare(text) not in full[name])


def _bare(text: str) -> str:
    return "".join(text.split())
