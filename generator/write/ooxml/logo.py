"""A look with a logo -> the look with the logo in its Office templates: on the first page, and on the title layout.

A shape named "Logo" on a title layout says where, and how large; otherwise the logo goes to the top. The templates are
then as if the logo had been put in by hand.
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

_NAME = "Logo"
_EMU_PER_INCH = 914400
_HEIGHT, _WIDTH = round(0.45 * _EMU_PER_INCH), round(2.2 * _EMU_PER_INCH)  # the box into which a logo is fitted
_PAGE_TOP = round(0.4 * _EMU_PER_INCH)  # from the edge of the paper
_SLIDE_MARGIN = round(0.5 * _EMU_PER_INCH)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def with_logo(look: Look) -> Look:
    """Return `look` with its logo in both templates; unchanged if it has none."""
    if not look.logo:
        return look
    slides_logo = look.logo_on_slides or look.logo
    return replace(
        look,
        word=_add(_add_to_word, look.word, look.logo, look.word_place, "Word file (.docx)"),
        slides=_add(_add_to_slides, look.slides, slides_logo, look.slides_place, "PowerPoint file (.pptx)"),
    )


def _add(to: Callable[[bytes, bytes], bytes], template: bytes, logo: bytes, place: Place, kind: str) -> bytes:
    """Add `logo` to a template. Raises InputError if the template cannot be read."""
    try:
        return to(template, logo)
    except Exception as error:  # the libraries raise some ten kinds of error on damaged packages
        problem = Problem(place, f"damaged, or not a {kind}", "open it in Office and save it again")
        raise InputError([problem]) from error


def _add_to_word(template: bytes, logo: bytes) -> bytes:
    document = Document(BytesIO(template))
    section = document.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    width, height = _fit(logo, _WIDTH, _HEIGHT)
    drawing = paragraph.add_run().add_picture(BytesIO(logo), width, height)._inline.getparent()
    _make_floating(drawing)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _make_floating(drawing: Any) -> None:
    """Turn the inline picture of a w:drawing into one that floats at the top of the page, and moves no text."""
    inline = drawing[0]
    properties = inline.find(f"{{{_WP}}}docPr")
    properties.set("name", _NAME)
    properties.set("descr", _NAME)
    anchor = parse_xml(
        f'<wp:anchor xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_PAGE_TOP}</wp:posOffset></wp:positionV></wp:anchor>'
    )
    extent, *others = list(inline)
    anchor.append(extent)
    anchor.append(parse_xml(f'<wp:wrapNone xmlns:wp="{_WP}"/>'))
    anchor.extend(others)
    drawing.replace(inline, anchor)


def _add_to_slides(template: bytes, logo: bytes) -> bytes:
    presentation = Presentation(BytesIO(template))
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    for layout in [layout for layout in layouts if _is_title(layout)] or layouts[:1]:
        placed = next((shape for shape in layout.shapes if shape.name == _NAME), None)
        _, image_id = layout.part.get_or_add_image_part(BytesIO(logo))
        if placed is None:
            width, height = _fit(logo, _WIDTH, _HEIGHT)
            left, top = presentation.slide_width - _SLIDE_MARGIN - width, _SLIDE_MARGIN
        else:
            width, height = _fit(logo, placed.width, placed.height)
            left, top = placed.left, placed.top
            placed._element.getparent().remove(placed._element)
        shapes = layout.shapes._spTree
        shape_id = max(int(shape.get("id")) for shape in shapes.iter(f"{{{_P}}}cNvPr")) + 1
        shapes.append(_picture(image_id, shape_id, (left, top, width, height)))
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _is_title(layout: Any) -> bool:
    return layout._element.get("type") == "title" or layout.name in ("Title", "Title Slide")


def _picture(image_id: str, shape_id: int, box: tuple[int, int, int, int]) -> etree._Element:
    left, top, width, height = box
    return etree.fromstring(
        f'<p:pic xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}"><p:nvPicPr>'
        f'<p:cNvPr id="{shape_id}" name="{_NAME}" descr="{_NAME}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{image_id}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _fit(logo: bytes, width: int, height: int) -> tuple[int, int]:
    """Return the size of the logo in a box, in its own proportions."""
    with Image.open(BytesIO(logo)) as image:
        across, down = image.size
    scale = min(width / across, height / down)
    return round(across * scale), round(down * scale)
