"""A template's last section -> the same for landscape pages, with headers and footers that reach their margins."""

import posixpath
from collections.abc import Sequence
from copy import deepcopy

from generator.write.word.template.package import OFFICE, Relationship
from generator.write.word.template.page import move_tab_stops, set_paper
from generator.write.word.template.template import Template
from generator.write.word.xml.elements import (
    Element,
    attribute,
    element,
    find,
    find_all,
    iter_elements,
    local_name,
    qn,
    val_of,
)

_REFERENCES = {"w:headerReference": "header", "w:footerReference": "footer"}
# Children of w:pPr that come before w:tabs (ECMA-376-1, 17.3.1.26).
_BEFORE_TABS = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                "suppressLineNumbers", "pBdr", "shd"}  # fmt: skip


def landscape_section(template: Template) -> Element:
    """Return the template's section for landscape pages, with headers and footers of its own."""
    package, document = template.package, template.main_part
    section = deepcopy(template.section)
    set_paper(section, template.page.landscape())
    for name, kind in _REFERENCES.items():
        for reference in find_all(section, name):
            part = package.relationships(document)[attribute(reference, "r:id")].target
            landscape = Relationship(f"{OFFICE}/{kind}", _landscape_part(template, part))
            reference.set(qn("r:id"), package.relate(document, landscape))
    return section


def keep_first_title_page(sections: Sequence[Element]) -> None:
    """Let only the first section have a different first page; a later one would lose its header there."""
    for section in sections[1:]:
        for title_page in find_all(section, "w:titlePg"):
            section.remove(title_page)


def _landscape_part(template: Template, part: str) -> str:
    """Return the name of a header or footer like `part` whose tab stops reach the margin of a landscape page."""
    package = template.package
    stem, extension = posixpath.splitext(part)
    name = f"{stem}-landscape{extension}"
    if not package.has(name):
        root = deepcopy(package.element(part))
        move_tab_stops(root, template.page, template.page.landscape())
        for paragraph in iter_elements(root, "w:p"):
            _override_tab_stops(paragraph, template)
        package.add(name, package.content_type(part), root)
        for relationship in package.relationships(part).values():
            package.relate(name, relationship)
    return name


def _override_tab_stops(paragraph: Element, template: Template) -> None:
    """Override the tab stops of a paragraph's style that are at the right margin."""
    page = template.page
    style = template.styles.find("paragraph", val_of(paragraph, "w:pPr/w:pStyle"))
    stops = [stop for ancestor in (style.lineage if style else ()) for stop in find_all(ancestor, "w:pPr/w:tabs/w:tab")]
    at_margin = [stop for stop in stops if attribute(stop, "w:pos") == str(page.text_width)]
    properties = find(paragraph, "w:pPr")
    if not at_margin or properties is None or find(properties, "w:tabs") is not None:
        return
    moved = deepcopy(at_margin[0])
    moved.set(qn("w:pos"), str(page.landscape().text_width))
    tabs = element("w:tabs", None, element("w:tab", {"w:val": "clear", "w:pos": page.text_width}), moved)
    properties.insert(sum(local_name(child) in _BEFORE_TABS for child in properties), tabs)
