"""A word across each page -> a shape in the headers of each section, as Word's own Design > Watermark makes it.

Word finds the shape by its name, and takes it away again by Design > Watermark > Remove Watermark. It is VML
(ECMA-376-4, 19.1): Word writes it so to this day, and LibreOffice reads it as a watermark.
"""

from generator.color.theme_color import ThemeColor, to_hex
from generator.model.look import Look
from generator.write.ooxml.markup import Xml
from generator.write.word.parts.headers import find_headers
from generator.write.word.template.template import Template
from generator.write.word.xml.elements import element, find, iter_elements
from generator.write.word.xml.markup import parse, tag

_NAME = "PowerPlusWaterMarkObject"  # by which Word knows it
_NAMESPACES = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:w10": "urn:schemas-microsoft-com:office:word",
}
_COLOR = ThemeColor("light1", -25)
_COLOR_IN_VML = "[2412]"  # the same, as Word names it in VML ([MS-ODRAW] 2.2.2): background 1, darker by 25 %
_LETTER_HEIGHT = 3  # of a word of five letters, three fifths of its width, as Word makes it; lower for longer words
_TEXT_ON_A_PATH = 136  # msosptTextPlainText ([MS-ODRAW] 2.4.24)
_FORMULAS = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1",
    "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip


def add_watermark(template: Template, word: str, look: Look) -> None:
    """Put `word` across each page: into all headers, and into new ones for pages that have none."""
    headers = find_headers(template)
    for number, part in enumerate(headers, 1):
        root = template.package.element(part)
        paragraph = next(iter_elements(root, "w:p"), None)
        if paragraph is None:
            paragraph = element("w:p")
            root.append(paragraph)
        [shape] = parse(_render(word, number, template, look), root)
        properties = find(paragraph, "w:pPr")
        paragraph.insert(0 if properties is None else 1, shape)


def _render(word: str, number: int, template: Template, look: Look) -> Xml:
    """Return the content control with the shape; `number` tells it from those of other headers."""
    gallery = tag("w:docPartObj", None, tag("w:docPartGallery", {"w:val": "Watermarks"}), tag("w:docPartUnique"))
    picture = tag("w:pict", _NAMESPACES, _render_kind(), _render_shape(word, number, template, look))
    run = tag("w:r", None, tag("w:rPr", None, tag("w:noProof")), picture)
    return tag("w:sdt", None, tag("w:sdtPr", None, gallery), tag("w:sdtContent", None, run))


def _render_kind() -> Xml:
    """Return the definition of WordArt in one line, to which the shape refers."""
    formulas = tag("v:formulas", None, *(tag("v:f", {"eqn": formula}) for formula in _FORMULAS))
    path = {"textpathok": "t", "o:connecttype": "custom", "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800",
            "o:connectangles": "270,180,90,0"}  # fmt: skip
    handle = tag("v:h", {"position": "#0,bottomRight", "xrange": "6629,14971"})
    shape = {"id": f"_x0000_t{_TEXT_ON_A_PATH}", "coordsize": "21600,21600", "o:spt": str(_TEXT_ON_A_PATH),
             "adj": "10800", "path": "m@7,l@8,m@5,21600l@6,21600e"}  # fmt: skip
    lock = tag("o:lock", {"v:ext": "edit", "text": "t", "shapetype": "t"})
    text = tag("v:textpath", {"on": "t", "fitshape": "t"})
    return tag("v:shapetype", shape, formulas, tag("v:path", path), text, tag("v:handles", None, handle), lock)


def _render_shape(word: str, number: int, template: Template, look: Look) -> Xml:
    """Return the word, turned by 45° and as large as the text's width allows, behind the text."""
    ratio = _LETTER_HEIGHT / max(len(word), _LETTER_HEIGHT)
    width_pt = template.page.width_pt * 2**0.5 / (1 + ratio)
    style = ";".join((
        "position:absolute", "margin-left:0", "margin-top:0", f"width:{width_pt:.1f}pt",
        f"height:{width_pt * ratio:.1f}pt", "rotation:315", "z-index:-251658752",
        "mso-position-horizontal:center", "mso-position-horizontal-relative:margin",
        "mso-position-vertical:center", "mso-position-vertical-relative:margin",
    ))  # fmt: skip
    theme = {_COLOR.name: template.formats.colors.get("lt1", look.brand.colors[_COLOR.name])}
    shape = {"id": f"{_NAME}{number}", "o:spid": f"_x0000_s{2048 + number}", "type": f"#_x0000_t{_TEXT_ON_A_PATH}",
             "alt": word, "style": style, "o:allowincell": "f",
             "fillcolor": f"#{to_hex(_COLOR, theme).lower()} {_COLOR_IN_VML}", "stroked": "f"}  # fmt: skip
    font = template.formats.fonts["minor"].replace('"', "").replace(";", "")
    text = tag("v:textpath", {"style": f'font-family:"{font}";font-size:1pt', "string": word})
    wrap = tag("w10:wrap", {"anchorx": "margin", "anchory": "margin"})
    return tag("v:shape", shape, tag("v:fill", {"opacity": ".5"}), text, wrap)
