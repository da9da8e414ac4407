"""A look's logo -> its Office templates with the logo in them: the first page's header, and the title layout.

A shape named "Logo" in a template says where, and how large; else it stands at the top of both. From there on the
templates are as if the logo had been put in by hand.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from lxml import etree
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from generator.errors import InputError, Place, Problem
from generator.model.look import Look

NAME = "Logo"
_EMU = 914400  # to an inch
_HEIGHT, _WIDTH = round(0.45 * _EMU), round(2.2 * _EMU)  # of the box into which a logo is fitted
_PAGE_TOP = round(0.4 * _EMU)  # of the logo, from the edge of the paper
_SLIDE_EDGE = round(0.5 * _EMU)
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def with_logo(look: Look) -> Look:
    """Return `look` with its logo in both templates; as it is where it has none."""
    if not look.logo:
        return look
    return replace(
        look,
        word=_put(_in_word, look.word, look.logo, look.word_place, "Word file (.docx)"),
        slides=_put(
            _in_slides, look.slides, look.logo_on_slides or look.logo, look.slides_place, "PowerPoint file (.pptx)"
        ),
    )


def _put(into: Callable[[bytes, bytes], bytes], template: bytes, logo: bytes, place: Place, kind: str) -> bytes:
    """Put `logo` into a template. Raises InputError where that cannot be read."""
    try:
        return into(template, logo)
    except Exception as error:  # damaged packages make the libraries raise some ten kinds
        problem = Problem(place, f"is damaged, or no {kind}", "open it in Office and save it anew")
        raise InputError([problem]) from error


def _in_word(template: bytes, logo: bytes) -> bytes:
    document = Document(BytesIO(template))
    section = document.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    width, height = _fitted(logo, _WIDTH, _HEIGHT)
    drawing = paragraph.add_run().add_picture(BytesIO(logo), width, height)._inline.getparent()
    _afloat(drawing)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _afloat(drawing: Any) -> None:
    """Make the picture in the line of w:drawing one that floats at the top of the page, and moves no text."""
    inline = drawing[0]
    known = inline.find(f"{{{_WORDS}}}docPr")
    known.set("name", NAME)
    known.set("descr", NAME)
    anchor = parse_xml(
        f'<wp:anchor xmlns:wp="{_WORDS}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_PAGE_TOP}</wp:posOffset></wp:positionV></wp:anchor>'
    )
    extent, *others = list(inline)
    anchor.append(extent)
    anchor.append(parse_xml(f'<wp:wrapNone xmlns:wp="{_WORDS}"/>'))
    anchor.extend(others)
    drawing.replace(inline, anchor)


def _in_slides(template: bytes, logo: bytes) -> bytes:
    presentation = Presentation(BytesIO(template))
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titles = [each for each in layouts if each._element.get("type") == "title" or each.name in ("Title", "Title Slide")]
    for layout in titles or layouts[:1]:
        marked = next((shape for shape in layout.shapes if shape.name == NAME), None)
        _, identifier = layout.part.get_or_add_image_part(BytesIO(logo))
        if marked is None:
            width, height = _fitted(logo, _WIDTH, _HEIGHT)
            left, top = presentation.slide_width - _SLIDE_EDGE - width, _SLIDE_EDGE
        else:
            width, height = _fitted(logo, marked.width, marked.height)
            left, top = marked.left, marked.top
            marked._element.getparent().remove(marked._element)
        shapes = layout.shapes._spTree
        number = max(int(each.get("id")) for each in shapes.iter(f"{{{_PRESENTATION}}}cNvPr")) + 1
        shapes.append(_picture(identifier, number, (left, top, width, height)))
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _picture(identifier: str, number: int, box: tuple[int, int, int, int]) -> etree._Element:
    left, top, width, height = box
    return etree.fromstring(
        f'<p:pic xmlns:p="{_PRESENTATION}" xmlns:a="{_MAIN}" xmlns:r="{_RELATIONSHIPS}"><p:nvPicPr>'
        f'<p:cNvPr id="{number}" name="{NAME}" descr="{NAME}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _fitted(logo: bytes, width: int, height: int) -> tuple[int, int]:
    """Return the size of the logo in a box, at its own proportions."""
    with Image.open(BytesIO(logo)) as image:
        across, down = image.size
    scale = min(width / across, height / down)
    return round(across * scale), round(down * scale)
