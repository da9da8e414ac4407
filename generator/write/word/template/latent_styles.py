"""Word's built-in styles that a file holds only once someone has used them -> their definitions.

Without them a footnote's number would not be raised, nor a link look like one. They say only what makes each style what
it is; fonts, sizes and spacing stay those of the template.
"""

from generator.write.word.template.page import Page
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import Element, element, value

_CONTENTS_INDENT = 240  # twips per level


def add_latent_styles(root: Element, page: Page) -> Styles:
    """Add to styles.xml what it lacks of the built-in styles that a briefing may need; return its styles."""
    present = Styles.of_part(root)
    for kind, name, id_, properties in _definitions(page):
        if (kind, name) not in present:
            default = present.defaults.get(kind)
            based_on = value("w:basedOn", default.id) if default else None
            root.append(
                element("w:style", {"w:type": kind, "w:styleId": id_}, value("w:name", name), based_on, properties)
            )
    return Styles.of_part(root)


def _definitions(page: Page) -> list[tuple[str, str, str, Element]]:
    link_color = element("w:color", {"w:val": "auto", "w:themeColor": "hyperlink"})
    return [
        ("character", "Strong", "Strong", _run(element("w:b"))),
        ("character", "Emphasis", "Emphasis", _run(element("w:i"))),
        ("character", "Hyperlink", "Hyperlink", _run(link_color, value("w:u", "single"))),
        ("character", "footnote reference", "FootnoteReference", _run(value("w:vertAlign", "superscript"))),
        ("paragraph", "footnote text", "FootnoteText", element("w:pPr")),
        *(("paragraph", f"toc {level}", f"TOC{level}", _contents_entry(level, page)) for level in (1, 2)),
    ]  # fmt: skip


def _run(*properties: Element) -> Element:
    return element("w:rPr", None, *properties)


def _contents_entry(level: int, page: Page) -> Element:
    stop = element("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": page.text_width})
    indent = element("w:ind", {"w:left": _CONTENTS_INDENT * (level - 1)})
    return element("w:pPr", None, element("w:tabs", None, stop), indent)
