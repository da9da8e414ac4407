"""Document + drawings + look -> the bytes of a Word briefing. Knows nothing of the subject."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from msgspec.structs import replace

from generator.errors import InputError, Problem
from generator.model.document import Document
from generator.model.drawing import Drawing
from generator.model.look import Look
from generator.model.output import Written
from generator.write.word.figure_brand import brand_on_pages
from generator.write.word.parts.charts import Charts
from generator.write.word.parts.footnotes import find_footnotes, first_free_id, write_footnotes
from generator.write.word.parts.headers import show_marking
from generator.write.word.parts.pictures import Pictures
from generator.write.word.parts.properties import write_properties
from generator.write.word.parts.watermark import add_watermark
from generator.write.word.parts.writer_xml import XmlWriter
from generator.write.word.plan.contents import with_contents
from generator.write.word.plan.plan import plan
from generator.write.word.plan.running import set_running_sections
from generator.write.word.planned import Para, Plan
from generator.write.word.template.fields import Fields, find_content_paragraph, shows_section
from generator.write.word.template.landscape import keep_first_title_page, landscape_section
from generator.write.word.template.own_text import fill_controls, take_out_prompts
from generator.write.word.template.page import PORTRAIT
from generator.write.word.template.paragraph_formatting import TWIPS_PER_PT
from generator.write.word.template.settings import hyphenate
from generator.write.word.template.template import Template, open_template
from generator.write.word.template.text_language import mark_right_to_left
from generator.write.word.xml.elements import Element, attribute, iter_elements, parse_measure
from generator.write.word.xml.markup import embed


def write_word(document: Document, drawings: Mapping[str, Drawing], look: Look) -> Written:
    """Return the briefing, set in the styles of the look's Word template, with the bookmarks of each statement.

    Raises InputError if the template is damaged, or asks for fields that the document does not have.
    """
    template = open_template(look, document.page, document.properties.language)
    planned = plan(document, drawings, template.page, template.formats, _bookmark_names(template))
    planned, pages = with_contents(planned, document, template.page, template.formats)
    if any(shows_section(template.package.element(part)) for part in template.text_parts()):
        planned = set_running_sections(planned)
    warnings = tuple(_note_own(template, look, document.page))
    has_sections = any(isinstance(item, Para) and item.outline_level == 1 for item in planned.items)
    warnings += _take_out_prompts(template, look)
    _fill_fields(template, Fields.of(document.fields, document.labels, pages, has_sections), look)
    warnings += show_marking(template, document.fields.get("marking", ""), look)
    if document.hyphenation:
        hyphenate(template.settings, document.properties.language)
    if document.watermark:
        add_watermark(template, document.watermark, look)
    family = template.formats.paragraph("Normal").family
    charts = Charts(template.package, brand_on_pages(look), template.formats.paragraph("Figure note").size_pt,
                    document.labels["total"], document.properties.language,
                    "" if family == look.brand.body_font else family)  # fmt: skip
    pictures = Pictures(template.package, drawings, charts, _first_shape_id(template))
    styles_used = _write_plan(template, planned, pictures)
    styles_used |= {("paragraph", name) for name in planned.misses}  # paragraphs stand in for these tables
    write_properties(template.package, document.properties)
    warnings += template.styles.warn_of_missing(styles_used, look.word_place)
    return Written(template.package.save(), warnings, planned.locations, planned.figures, planned.tables)


def _note_own(template: Template, look: Look, paper: str) -> Iterator[Problem]:
    """Yield what becomes of the template's own text and paper."""
    yield from template.own_text.notes(look.word_place)
    if template.own_paper:
        width_pt, height_pt = (length / TWIPS_PER_PT for length in template.own_paper.paper)
        what = f"its paper ({width_pt:.0f} × {height_pt:.0f} pt) is replaced: the audience asks for `page: {paper}`"
        yield Problem(look.word_place, what, "`page: usual` in the audience keeps it")


def _take_out_prompts(template: Template, look: Look) -> tuple[Problem, ...]:
    roots = map(template.package.element, template.text_parts())
    return tuple(dict.fromkeys(note for root in roots for note in take_out_prompts(root, look.word_place)))


def _fill_fields(template: Template, fields: Fields, look: Look) -> None:
    """Fill in the fields of all parts that have text. Raises InputError if any is unknown."""
    problems = [
        problem
        for part in template.text_parts()
        for problem in fields.fill(template.package.element(part), part, look.word_place)
    ]
    if problems:
        raise InputError(problems)
    for part in template.text_parts():
        fill_controls(template.package.element(part), fields.values)
        mark_right_to_left(template.package.element(part))


def _write_plan(template: Template, planned: Plan, pictures: Pictures) -> set[tuple[str, str]]:
    """Write the plan into the template; return the kind and name of each style that it asks for."""
    footnotes_part, footnotes = find_footnotes(template)
    writer = XmlWriter(template.package, template.main_part, template.styles, template.numbering, pictures,
                       _first_bookmark_id(template), first_free_id(footnotes), planned.repeated_notes,
                       template.right_to_left)  # fmt: skip
    for number, list_start in enumerate(planned.lists, 1):
        template.numbering.start_list(number, list_start, writer.find_style("paragraph", list_start.style))
    body = template.body
    *ended, last = _section_properties(template, planned)
    index = _insertion_index(template, last)
    markup = writer.render_items(planned.items, (embed(body, section) for section in ended))
    template.package.write(template.main_part, body, index, markup)
    write_footnotes(template, footnotes, planned.footnotes, replace(writer, part=footnotes_part))
    return writer.styles_used


def _section_properties(template: Template, planned: Plan) -> list[Element]:
    """Return w:sectPr of each section of the plan, in order."""
    by_orientation = {
        orientation: template.section if orientation == PORTRAIT else landscape_section(template)
        for orientation in dict.fromkeys(planned.orientations)
    }
    sections = [deepcopy(by_orientation[orientation]) for orientation in planned.orientations]
    keep_first_title_page(sections)
    return sections


def _insertion_index(template: Template, last_section: Element) -> int:
    """Return where in the body the briefing goes: in place of `{{ content }}`, else at the end.

    `last_section` takes the place of the template's own.
    """
    body = template.body
    body.replace(template.section, last_section)
    content = find_content_paragraph(body)
    if content is None:
        if _is_empty(template):
            body[:] = [last_section]
        return len(body) - 1
    index = body.index(content)
    body.remove(content)
    return int(index)


def _is_empty(template: Template) -> bool:
    return not any(text.text for text in iter_elements(template.body, "w:t"))


def _first_shape_id(template: Template) -> int:
    roots = (template.package.element(part) for part in template.text_parts())
    ids = (int(parse_measure(shape.get("id", "0"))) for root in roots for shape in iter_elements(root, "wp:docPr"))
    return max(ids, default=0) + 1


def _bookmark_names(template: Template) -> list[str]:
    roots = (template.package.element(part) for part in template.text_parts())
    return [attribute(start, "w:name") for root in roots for start in iter_elements(root, "w:bookmarkStart")]


def _first_bookmark_id(template: Template) -> int:
    """Return the first free id: bookmarks share theirs with comments and revisions."""
    marks = iter_elements(template.package.element(template.main_part),
                          "w:bookmarkStart", "w:commentRangeStart", "w:ins", "w:del")  # fmt: skip
    ids = [int(parse_measure(id_)) for mark in marks if (id_ := attribute(mark, "w:id")).isdecimal()]
    return max(ids, default=-1) + 1
