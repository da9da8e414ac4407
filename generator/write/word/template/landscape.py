"""A template's last section -> its like for pages on their side, with headers that reach the margins."""

import posixpath
from collections.abc import Iterable
from copy import deepcopy

from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.template.page import LANDSCAPE, Page, move_tabs, resize
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import Element, attribute, each, element, find, find_all, qualified, val_of

_REFERENCES = {"w:headerReference": "header", "w:footerReference": "footer"}
# Children of w:pPr that stand before w:tabs (ECMA-376-1, 17.3.1.26).
_BEFORE_TABS = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                "suppressLineNumbers", "pBdr", "shd"}  # fmt: skip


def section_on_its_side(section: Element, package: Package, document: str, styles: Styles, page: Page) -> Element:
    """Return the properties of a section like `section`, with headers and footers of its own, for landscape pages."""
    lying = deepcopy(section)
    resize(lying, page, LANDSCAPE)
    for name, kind in _REFERENCES.items():
        for reference in find_all(lying, name):
            part = package.relationships(document)[attribute(reference, "r:id")].target
            wider = _turned(part, package, styles, page)
            reference.set(qualified("r:id"), package.relate(document, Relationship(f"{OFFICE}/{kind}", wider)))
    return lying


def first_page_once(sections: Iterable[Element]) -> None:
    """Let only the first section have a first page of its own; a later one would lose its header there."""
    for section in list(sections)[1:]:
        for found in find_all(section, "w:titlePg"):
            section.remove(found)


def _turned(part: str, package: Package, styles: Styles, page: Page) -> str:
    """Return the name of a header like `part` whose tab stops reach the right margin of a page on its side."""
    stem, extension = posixpath.splitext(part)
    name = f"{stem}-landscape{extension}"
    if not package.has(name):
        root = deepcopy(package.element(part))
        move_tabs(root, page, page.turned())
        for paragraph in each(root, "w:p"):
            _reach(paragraph, styles, page)
        package.add(name, package.type_of(part), root)
        for relationship in package.relationships(part).values():
            package.relate(name, relationship)
    return name


def _reach(paragraph: Element, styles: Styles, page: Page) -> None:
    """Override those tab stops of a paragraph's style that stand at the right margin."""
    style = styles.find("paragraph", val_of(paragraph, "w:pPr/w:pStyle"))
    stops = [stop for own in (style.lineage if style else ()) for stop in find_all(own, "w:pPr/w:tabs/w:tab")]
    at_margin = [stop for stop in stops if attribute(stop, "w:pos") == str(page.right)]
    properties = find(paragraph, "w:pPr")
    if not at_margin or properties is None or find(properties, "w:tabs") is not None:
        return
    moved = deepcopy(at_margin[0])
    moved.set(qualified("w:pos"), str(page.turned().right))
    tabs = element("w:tabs", None, element("w:tab", {"w:val": "clear", "w:pos": page.right}), moved)
    place = sum(str(child.tag).rpartition("}")[2] in _BEFORE_TABS for child in properties)
    properties.insert(place, tabs)
