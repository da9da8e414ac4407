"""Document + drawings + look -> the bytes of a Word briefing. Knows nothing of the subject."""

from collections.abc import Mapping
from copy import deepcopy

from msgspec.structs import replace

from generator.errors import InputError, Problem
from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Written
from generator.write.word.parts.charts import Charts
from generator.write.word.parts.footnotes import first_free, footnotes_of, write_notes
from generator.write.word.parts.pictures import Pictures
from generator.write.word.parts.properties import describe
from generator.write.word.parts.writer_xml import Inscriber
from generator.write.word.plan.contents import with_contents
from generator.write.word.plan.plan import plan
from generator.write.word.planned import Plan
from generator.write.word.template.fields import Names, content_paragraph
from generator.write.word.template.landscape import first_page_once, section_on_its_side
from generator.write.word.template.page import PORTRAIT
from generator.write.word.template.template import Template, template_of
from generator.write.word.xml.elements import Element, attribute, each, measured, qualified
from generator.write.word.xml.markup import inside


def write_word(document: Document, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Return the briefing, set in the styles of the look's Word template, and where each statement stands in it.

    Raises InputError where the template is damaged, or asks for names that the document does not have.
    """
    template = template_of(look, document.page, document.properties.language)
    planned = plan(document, drawings, template.page, template.looks, _bookmarks(template))
    planned, pages = with_contents(planned, document, template.page, template.looks)
    unplaced = _unplaced(template, look)
    _print_names(template, Names.of(document.fields, document.labels, pages), look)
    charts = Charts(template.package, look.brand, template.looks.of("Figure note").size_pt,
                    document.labels["total"], document.properties.language)  # fmt: skip
    used = _inscribe(template, planned, Pictures(template.package, drawings, charts, _first_shape(template)))
    describe(template.package, document.properties)
    warnings = (*unplaced, *template.styles.missing(used, look.word_place))
    return Written(template.package.saved(), warnings, planned.stands)


def _print_names(template: Template, names: Names, look: Look) -> None:
    """Raises InputError where the template asks for names that the document does not have."""
    problems = [
        problem
        for part in template.texts()
        for problem in names.printed(template.package.element(part), part, look.word_place)
    ]
    if problems:
        raise InputError(problems)


def _unplaced(template: Template, look: Look) -> tuple[Problem, ...]:
    """A template with words of its own should say where among them the briefing stands."""
    if content_paragraph(template.body) is not None or _is_empty(template):
        return ()
    remedy = "type `{{ content }}` alone into the paragraph that the briefing is to replace"
    return (Problem(look.word_place, "has no `{{ content }}`; the briefing follows the template's own text", remedy),)


def _inscribe(template: Template, planned: Plan, pictures: Pictures) -> set[tuple[str, str]]:
    """Write the plan into the template; return the kinds and names of the styles asked for."""
    notes_part, notes = footnotes_of(template)
    inscriber = Inscriber(template.package, template.document, template.styles, template.numbers, pictures,
                          _first_bookmark(template), first_free(notes))  # fmt: skip
    for number, started in enumerate(planned.lists, 1):
        template.numbers.start(number, started, inscriber.style("paragraph", started.style))
    body = template.body
    *sections, last = _sections(template, planned)
    ended = (inside(body, section) for section in sections)
    template.package.write(template.document, body, _place(template, last), inscriber.items(planned.items, ended))
    write_notes(template, notes, planned.notes, replace(inscriber, part=notes_part))
    return inscriber.used


def _sections(template: Template, planned: Plan) -> list[Element]:
    """Return the properties of each section of the plan, in order."""
    made = {orientation: _section(template, orientation) for orientation in dict.fromkeys(planned.sections)}
    sections = [deepcopy(made[ends]) for ends in planned.sections]
    first_page_once(sections)
    return sections


def _section(template: Template, orientation: str) -> Element:
    if orientation == PORTRAIT:
        return template.section
    return section_on_its_side(template.section, template.package, template.document, template.styles, template.page)


def _place(template: Template, last: Element) -> int:
    """Return where in the body the composed one goes: where `{{ content }}` stood, else at the end.

    `last` are its last section's properties, which are put in.
    """
    body = template.body
    body.replace(template.section, last)
    marker = content_paragraph(body)
    if marker is None and _is_empty(template):
        # an empty template is one that waits to be filled
        body[:] = [last]
    if marker is None:
        return len(body) - 1
    place = list(body).index(marker)
    body.remove(marker)
    return place


def _is_empty(template: Template) -> bool:
    return not any(word.text for word in each(template.body, "w:t"))


def _first_shape(template: Template) -> int:
    parts = (template.package.element(part) for part in template.texts())
    ids = (int(measured(shape.get("id", "0"))) for root in parts for shape in each(root, "wp:docPr"))
    return max(ids, default=0) + 1


def _bookmarks(template: Template) -> list[str]:
    marks = (mark for part in template.texts() for mark in each(template.package.element(part), "w:bookmarkStart"))
    return [attribute(mark, "w:name") for mark in marks]


def _first_bookmark(template: Template) -> int:
    """Return the first id for our bookmarks: they share their ids with comments and revisions."""
    marked = template.package.element(template.document).iter(
        *(qualified(f"w:{name}") for name in ("bookmarkStart", "commentRangeStart", "ins", "del"))
    )
    ids = [int(measured(found)) for each_ in marked if (found := attribute(each_, "w:id")).isdecimal()]
    return max(ids, default=-1) + 1
