"""Word templates as other offices make them, one way of being different each; nothing in them is ours."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from generator.write.ooxml.package import zip_members
from tests.write.powerpoint.foreign import parts_of

DEFAULT = Path(docx.__file__).parent / "templates" / "default.docx"
PROMPTS = ("Click here to enter a title", "Muster", "Sample", "Lorem ipsum")  # no pack may say them
Document = Any


def default() -> Document:
    """python-docx's own template, but for headings and captions, which it sets too pale to be read."""
    document = docx.Document(str(DEFAULT))
    for color in document.styles.element.iter(qn("w:color")):
        if color.get(qn("w:themeColor")) == "accent1":
            color.set(qn("w:themeColor"), "text2")
            color.set(qn("w:val"), "1F497D")
    return document


def data_of(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def thesis_on_small_paper() -> bytes:
    """A5, with numbered headings, and a running header."""
    document = default()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
    section.header.paragraphs[0].text = "Institute of Applied Studies"
    numbering = document.part.numbering_part._element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}."/><w:lvlJc w:val="left"/></w:lvl>'
        for level in range(3)
    )
    kind = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
                     f"{levels}</w:abstractNum>")  # fmt: skip
    numbering.insert(0, kind)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level in range(3):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        properties.find(qn("w:spacing")).addprevious(parse_xml(number))
    return data_of(document)


def landscape_letter() -> bytes:
    document = default()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(792), Pt(612)
    section.left_margin = section.right_margin = Pt(54)
    return data_of(document)


def letterhead_with_sample_text() -> bytes:
    """A4, another header on the first page, and a letter that somebody wrote to show how it looks."""
    document = default()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Harbour Board · Quay 4"
    section.header.paragraphs[0].text = "Harbour Board"
    section.footer.paragraphs[0].text = "harbour-board.example"
    document.add_heading("Muster heading", 1)
    for _ in range(3):
        document.add_paragraph("Lorem ipsum dolor sit amet, consectetur adipiscing elit.")
    document.add_table(2, 2, style="Table Grid").cell(0, 0).text = "Sample cell"
    return data_of(document)


def cover_page_with_prompts() -> bytes:
    """A cover of content controls with prompts, then the place of the content, then two sample pages."""
    document = default()
    control = (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Title"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Click here to enter a title</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )
    body = document.element.body
    body.insert(0, parse_xml(control))
    document.add_paragraph("Harbour Board, Planning Department")
    document.add_page_break()
    document.add_paragraph("{{ content }}")
    document.add_page_break()
    document.add_heading("Sample chapter", 1)
    document.add_paragraph("Lorem ipsum dolor sit amet.")
    document.add_page_break()
    document.add_paragraph("Sample annex")
    return data_of(document)


def mirrored_margins_with_gutter() -> bytes:
    document = default()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.gutter = Mm(35), Mm(20), Mm(10)
    document.settings.element.find(qn("w:zoom")).addnext(OxmlElement("w:mirrorMargins"))
    return data_of(document)


def body_in_another_face() -> bytes:
    """Normal names a face of its own, which is not the theme's, at 12 pt."""
    document = default()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(12)
    return data_of(document)


def dark_pages() -> bytes:
    """The page has a dark colour, and Normal's text is light."""
    document = default()
    document.element.insert(0, parse_xml(f'<w:background {nsdecls("w")} w:color="14202E"/>'))
    document.settings.element.find(qn("w:zoom")).addnext(OxmlElement("w:displayBackgroundShape"))
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        color = document.styles[name].element.get_or_add_rPr().get_or_add_color()
        for attribute in list(color.attrib):
            del color.attrib[attribute]
        color.set(qn("w:val"), "F2F2F2")
    return data_of(document)


def sections_of_two_orientations() -> bytes:
    """A portrait section of A4 for the text, and a landscape one behind it."""
    document = default()
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    document.add_paragraph("{{ content }}")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.orientation = WD_ORIENT.LANDSCAPE
    second.page_width, second.page_height = Mm(297), Mm(210)
    document.add_paragraph("Muster of a wide table")
    return data_of(document)


def without_list_styles() -> bytes:
    document = default()
    for style in [each for each in document.styles if each.name.startswith(("List", "Table", "Light", "Medium"))]:
        style._element.getparent().remove(style._element)
    return data_of(document)


def localised_style_names() -> bytes:
    """Word localises names on screen only; converters write them into the file."""
    german = {
        "heading 1": "Überschrift 1", "heading 2": "Überschrift 2", "List Bullet": "Aufzählungszeichen",
        "List Number": "Listennummer", "caption": "Beschriftung", "Title": "Titel", "Subtitle": "Untertitel",
    }  # fmt: skip
    document = default()
    for style in document.styles:
        name = style._element.find(qn("w:name"))
        name.set(qn("w:val"), german.get(name.get(qn("w:val")), style.name))
    return data_of(document)


def of_an_add_in() -> bytes:
    """An add-in's data about the document, which nobody sees."""
    parts = parts_of(data_of(default()))
    parts["customXml/item9.xml"] = b'<addin xmlns="urn:example:addin" state="1"/>'
    relation = (
        b'<Relationship Id="rId990" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"'
        b' Target="../customXml/item9.xml"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = re.sub(b"</Relationships>", relation, parts[name])
    return zip_members(parts)


WORD: Mapping[str, Callable[[], bytes]] = {
    make.__name__.replace("_", " "): make
    for make in (
        thesis_on_small_paper, landscape_letter, letterhead_with_sample_text, cover_page_with_prompts,
        mirrored_margins_with_gutter, body_in_another_face, dark_pages, sections_of_two_orientations,
        without_list_styles, localised_style_names, of_an_add_in,
    )
}  # fmt: skip
