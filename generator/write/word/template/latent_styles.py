"""Styles that Word has by itself, but a file holds only once someone has used them -> their definitions.

Without them a note's mark would not be raised, and a link not look like one. Faces, sizes and distances stay those of
the template; what stands here is only what makes each style what it is.
"""

from generator.write.word.template.page import Page
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import Element, element, value

_STEP = 240  # twentieths of a point by which each level of the contents is indented


def with_latent(root: Element, page: Page) -> Styles:
    """Return the styles of styles.xml, to which is added what it lacks of those that a document of ours may need."""
    present = Styles.of_part(root)
    lacking = [each for each in _definitions(page) if each[:2] not in present]
    for kind, name, id_, properties in lacking:
        default = present.defaults.get(kind)
        based = value("w:basedOn", default.id) if default else None
        root.append(element("w:style", {"w:type": kind, "w:styleId": id_}, value("w:name", name), based, properties))
    return Styles.of_part(root) if lacking else present


def _definitions(page: Page) -> list[tuple[str, str, str, Element]]:
    bold, italic = element("w:b"), element("w:i")
    return [
        ("character", "Strong", "Strong", _run(bold)),
        ("character", "Emphasis", "Emphasis", _run(italic)),
        ("character", "Hyperlink", "Hyperlink", _run(_link_color(), value("w:u", "single"))),
        ("character", "footnote reference", "FootnoteReference", _run(value("w:vertAlign", "superscript"))),
        ("paragraph", "footnote text", "FootnoteText", element("w:pPr")),
        *(("paragraph", f"toc {level}", f"TOC{level}", _entry(level, page)) for level in (1, 2)),
    ]  # fmt: skip


def _run(*properties: Element) -> Element:
    return element("w:rPr", None, *properties)


def _link_color() -> Element:
    return element("w:color", {"w:val": "auto", "w:themeColor": "hyperlink"})


def _entry(level: int, page: Page) -> Element:
    stop = element("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": page.right})
    indent = element("w:ind", {"w:left": _STEP * (level - 1)})
    return element("w:pPr", None, element("w:tabs", None, stop), indent)
