"""A planned figure -> its drawing; a drawing from elsewhere -> whether it shows what is planned, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain

from lxml import etree
from msgspec import Struct

from generator.draw.picture import Box, Picture, Shape, group_by_role, rectangle
from generator.model.drawing import ChartData, Drawing

_SVG = "{http://www.w3.org/2000/svg}"
# all that render.py writes; anything else could show, move or hide something
_ELEMENTS = frozenset({
    "svg", "title", "metadata", "RDF", "Work", "type", "format", "defs", "style", "pattern", "rect", "g", "path",
    "text",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "d", "fill", "height", "id", "patternUnits", "resource", "style", "transform", "type", "version", "viewBox",
    "width", "x", "y",
})  # fmt: skip
_STYLE = re.compile(
    r"(?:(?:fill|stroke|stroke-(?:width|line\w+|dash\w+)|font-(?:style|weight|size|family)): [^;/]*(?:; |$))*"
)
_COLOR = re.compile(r"(?:fill: (?:none|url\(#\w+\)).*stroke|fill): #([0-9a-f]{6})")  # of the edge if nothing is filled
_RULES = "*{stroke-linejoin: round; stroke-linecap: butt}"
_FORMAT = "image/svg+xml"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Mark = tuple[str, tuple[float, ...], str]  # text, or nothing for a shape; where, in points; colour


class PlannedDrawing(Struct, frozen=True):
    """All of a drawing but its pixels: `picture` on `ground`, a colour, and what is said of it."""

    figure: str
    title: str
    ground: str
    picture: Picture
    alt: str
    description: str
    data: ChartData | None = None  # the numbers of an editable chart


def render_planned(planned: PlannedDrawing) -> Drawing:
    """Return what is planned as a drawing."""
    from generator.draw.render import render

    return _drawing(planned, *render(planned.picture, planned.title, planned.ground))


def _drawing(planned: PlannedDrawing, png: bytes, svg: bytes) -> Drawing:
    width_pt, height_pt = planned.picture.width, planned.picture.height
    return Drawing(planned.figure, png, svg, width_pt, height_pt, planned.alt, planned.description, planned.data)


def shows(drawing: Drawing, planned: PlannedDrawing) -> bool:
    """Return whether `drawing`, which may come from anywhere, shows what is planned, and nothing else.

    Compared are the words about it, its numbers, and in its SVG each line of text and each shape, with its place and
    colour. Of its PNG only format and size are, since what its pixels show cannot be read.
    """
    if drawing != _drawing(planned, drawing.png, drawing.svg) or not _is_png(drawing.png, planned.picture.size_px):
        return False
    if b"<!" in drawing.svg:  # a comment, or declarations
        return False
    try:
        root = etree.fromstring(drawing.svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return _is_plain(root, planned) and [*_marks_in(root)] == [*_planned_marks(planned)]


def _is_png(png: bytes, size_px: tuple[int, int]) -> bool:
    """Return whether `png` is whole, of that size, and holds no text; it is decoded when the pack is released."""
    from PIL import Image

    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as image:
            image.verify()
            return (image.size, image.mode, {*image.info}) == (size_px, "RGB", {"dpi"})
    except Exception:  # Pillow raises some six kinds
        return False


def _is_plain(root: etree._Element, planned: PlannedDrawing) -> bool:
    """Return whether the SVG has no elements, attributes, styles and texts but those that a drawing may have."""
    texts = {"", planned.title, _FORMAT, _RULES, *(line.text.strip() for line in planned.picture.texts)}
    return all(text.strip() in texts for text in map(str, root.itertext())) and all(
        isinstance(element.tag, str)  # no processing instruction
        and etree.QName(element).localname in _ELEMENTS
        and all(etree.QName(name).localname in _ATTRIBUTES for name in element.attrib)
        and _STYLE.fullmatch(element.get("style", ""))
        and ("transform" not in element.attrib or element.tag == f"{_SVG}text")
        and (element.tag != f"{_SVG}rect" or _is_in_pattern(element))
        for element in root.iter()
    )


def _is_in_pattern(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{_SVG}pattern"


def _marks_in(root: etree._Element) -> Iterator[Mark]:
    """Yield the shapes and lines of text of an SVG, in their order; those of patterns are no marks."""
    for element in root.iter(f"{_SVG}path", f"{_SVG}text"):
        if not _is_in_pattern(element):
            color = _COLOR.search(element.get("style", ""))
            place = element.get("transform" if element.tag == f"{_SVG}text" else "d", "")
            yield element.text or "", _round(map(float, _NUMBER.findall(place))), color[1] if color else ""


def _planned_marks(planned: PlannedDrawing) -> Iterator[Mark]:
    """Yield the shapes and lines of text that are planned, in the order in which they are drawn."""
    picture = planned.picture
    ground = Shape(rectangle(Box(0.0, 0.0, picture.width, picture.height)), planned.ground, "ground")
    yield from _marks_of_shapes((ground, *picture.paper))
    for stroke in picture.strokes:
        yield "", _round((*stroke.start, *stroke.end)), stroke.color.lower()
    yield from _marks_of_shapes(picture.shapes)
    for line in picture.texts:
        yield line.text, _round((line.left, line.baseline)), line.style.color.lower()


def _marks_of_shapes(shapes: Iterable[Shape]) -> Iterator[Mark]:
    for _, group in group_by_role(shapes):
        for shape in group:
            yield "", _round(chain.from_iterable(shape.points)), (shape.edge if shape.hatched else shape.fill).lower()


def _round(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(number, 3) + 0.0 for number in numbers)
