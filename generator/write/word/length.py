"""Document + drawings + look -> how many pages the briefing takes, by our own measure."""

from collections.abc import Mapping

from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Length
from generator.write.word.plan.contents import with_contents
from generator.write.word.plan.pagination import laid_out
from generator.write.word.plan.plan import plan
from generator.write.word.plan.runs import plain
from generator.write.word.planned import Para
from generator.write.word.template.template import template_of


def pages_of(document: Document, drawings: Mapping[str, Drawing], look: Look) -> Length:
    """Return the length of the briefing as it would be written; sections are those of level 1, in points."""
    template = template_of(look, document.page, document.properties.language)
    planned = plan(document, drawings, template.page, template.looks)
    by_section: dict[str, float] = {}
    title = ""
    for item, height in zip(planned.items, laid_out(planned, template.page, template.looks).heights_pt, strict=True):
        if isinstance(item, Para) and item.outline == 1:
            title = plain(item.pieces)
        if title:
            by_section[title] = by_section.get(title, 0.0) + height
    pages = with_contents(planned, document, template.page, template.looks)[1]
    return Length(pages, by_section, frozenset(planned.stands))
