"""The headers of a Word file: those that the template has, and new ones for pages without; what they must show."""

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.look import Look
from generator.write.word.template.package import OFFICE, Relationship
from generator.write.word.template.template import Template
from generator.write.word.xml.elements import Element, attribute, element, find, find_all, iter_elements, val_of

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def show_marking(template: Template, marking: str, look: Look) -> tuple[Problem, ...]:
    """Put `marking` into the headers, which are filled in, where none of the template's headers and footers has it."""
    if not marking or any(marking in _text_of(template.package.element(part)) for part in template.text_parts()):
        return ()
    style = template.styles.find("paragraph", "Header")
    for part in find_headers(template):
        properties = element("w:pPr", None, element("w:pStyle", {"w:val": style.id})) if style else element("w:pPr")
        text = _run(marking)
        root = template.package.element(part)
        blank = [paragraph for paragraph in iter_elements(root, "w:p") if not _text_of(paragraph)]
        if len(root) == 1 and blank:
            root.remove(blank[0])
        root.insert(0, element("w:p", None, properties, text))
    remedy = "type `{{ marking }}` where it belongs in your headers"
    return (Problem(look.word_place, "no header has a place for the marking; it stands above each page", remedy),)


def _run(text: str) -> Element:
    words = element("w:t")
    words.text = text
    return element("w:r", None, words)


def _text_of(root: Element) -> str:
    return "".join(text.text or "" for text in iter_elements(root, "w:t"))


def find_headers(template: Template) -> Iterator[str]:
    """Yield the names of all headers, after adding those that the first section lacks; later ones inherit them."""
    package, document = template.package, template.main_part
    first, *others = iter_elements(template.body, "w:sectPr")
    shown = {
        "default": True,
        "first": any(_is_on(section, "w:titlePg") for section in (first, *others)),
        "even": _is_on(template.settings, "w:evenAndOddHeaders"),
    }
    present = {attribute(reference, "w:type", "default") for reference in find_all(first, "w:headerReference")}
    for kind in (kind for kind, is_shown in shown.items() if is_shown and kind not in present):
        name = package.free_name(f"word/header-{kind}", "xml")
        package.add(name, _HEADER_TYPE, element("w:hdr", None, element("w:p")))
        id_ = package.relate(document, Relationship(f"{OFFICE}/header", name))
        first.insert(0, element("w:headerReference", {"w:type": kind, "r:id": id_}))
    yield from dict.fromkeys(package.related_parts(f"{OFFICE}/header", document))


def _is_on(parent: Element, name: str) -> bool:
    return find(parent, name) is not None and val_of(parent, name, "1") not in ("0", "false", "off")
