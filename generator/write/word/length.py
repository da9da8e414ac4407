"""Document + drawings + look -> the length of the briefing, laid out by our own measure."""

from collections.abc import Mapping

from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Length
from generator.write.word.plan.contents import with_contents
from generator.write.word.plan.inlines import plain_text
from generator.write.word.plan.pagination import paginate
from generator.write.word.plan.plan import plan
from generator.write.word.planned import Para
from generator.write.word.template.template import open_template


def pages_of(document: Document, drawings: Mapping[str, Drawing], look: Look) -> Length:
    """Return the pages of the briefing, and the height in points of each section of level 1."""
    template = open_template(look, document.page, document.properties.language)
    planned = plan(document, drawings, template.page, template.formats)
    heights_pt = paginate(planned, template.page, template.formats).heights_pt
    by_section: dict[str, float] = {}
    title = ""
    for item, height_pt in zip(planned.items, heights_pt, strict=True):
        if isinstance(item, Para) and item.outline_level == 1:
            title = plain_text(item.pieces)
        if title:
            by_section[title] = by_section.get(title, 0.0) + height_pt
    pages = with_contents(planned, document, template.page, template.formats)[1]
    return Length(pages + template.own_text.pages_before, by_section, frozenset(planned.locations))
