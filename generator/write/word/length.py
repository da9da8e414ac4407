"""Document + drawings + look -> how many pages the briefing takes, by our own measure."""

from collections.abc import Mapping
from functools import partial

from generator.model.block import Heading
from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.inline import text_of
from generator.model.look import Look
from generator.model.output import Length
from generator.write.word.plan.contents import with_contents
from generator.write.word.plan.pagination import Passing, items_with_outline, laid_out
from generator.write.word.plan.plan import plan
from generator.write.word.template.template import template_of


def pages_of(document: Document, drawings: Mapping[str, Drawing], look: Look) -> Length:
    """Return the length of the briefing as it would be written; sections are those of level 1, in points."""
    template = template_of(look, document.page, document.properties.language)
    planned = plan(document, drawings, template.page, template.looks)
    passing = Passing(planned, template.page, template.looks)
    layout = partial(laid_out, page=template.page, looks=template.looks)
    pages = with_contents(planned, document.labels, layout)[1] if document.contents else passing.layout().pages
    titles = iter([text_of(each.inlines) for each in document.blocks if isinstance(each, Heading) and each.level == 1])
    starts = {place for place, para in items_with_outline(planned.items) if para.outline == 1}
    by_section: dict[str, float] = {}
    title = ""
    for place, height in enumerate(passing.heights_pt()):
        title = next(titles, title) if place in starts else title
        if title:
            by_section[title] = by_section.get(title, 0.0) + height
    return Length(pages, by_section, frozenset(planned.stands))
