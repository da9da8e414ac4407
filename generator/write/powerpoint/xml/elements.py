"""What slides and notes are made of: placeholders, their names, boxes, and the tree of shapes (ECMA-376-1, 19.3)."""

from generator.color.theme_color import parse_theme_color
from generator.write.ooxml.markup import Xml, element, encode
from generator.write.ooxml.names import A, P, R
from generator.write.powerpoint.plan.page import Box
from generator.write.powerpoint.template.region import Region

_EMU = 12700  # per point


def part_xml(tag: str, *shapes: Xml, **attributes: str | None) -> bytes:
    """Return a part with the root element `tag` and a tree of `shapes`."""
    group = non_visual("p:nvGrpSpPr", 1, "", element("p:cNvGrpSpPr"))
    tree = element("p:spTree", group, element("p:grpSpPr"), *shapes)
    color_map = element("p:clrMapOvr", element("a:masterClrMapping"))
    namespaces = {"xmlns:a": A, "xmlns:r": R, "xmlns:p": P}
    return encode(element(tag, element("p:cSld", tree), color_map, **namespaces, **attributes))


def text_shape(names: Xml, body: Xml, *paragraphs: Xml, box: Box | None = None) -> Xml:
    """Return a shape with text; `names` are its non-visual properties, `body` its a:bodyPr.

    `box` is stated where it is not that of the layout.
    """
    properties = element("p:spPr", *([transform("a:xfrm", box)] if box else []))
    return element("p:sp", names, properties, element("p:txBody", body, element("a:lstStyle"), *paragraphs))


def non_visual(tag: str, number: int, name: str, locks: Xml, *placeholder: Xml, alt: str | None = None) -> Xml:
    """Return the properties that name a shape, describe it, lock it and tie it to its placeholder."""
    properties = element("p:cNvPr", id=number, name=name, descr=alt)
    return element(tag, properties, locks, element("p:nvPr", *placeholder))


def placeholder(region: Region) -> Xml:
    kind = region.kind if region.kind != "obj" else None
    return element("p:ph", type=kind, idx=region.index or None)


def transform(tag: str, box: Box) -> Xml:
    left, top, width, height = map(emu, box)
    return element(tag, element("a:off", x=left, y=top), element("a:ext", cx=width, cy=height))


def emu(points: float) -> int:
    return round(points * _EMU)


def solid_fill(color: str) -> Xml:
    """Return a fill in a colour of the theme."""
    return element("a:solidFill", scheme_color(color))


def scheme_color(color: str) -> Xml:
    """Return a colour of the theme, such as `accent1` or `accent1 darker 25%`."""
    theme_color = parse_theme_color(color)
    changes = zip(("a:lumMod", "a:lumOff"), theme_color.modulation, (100, 0), strict=True)
    children = (element(name, val=percent * 1000) for name, percent, unchanged in changes if percent != unchanged)
    return element("a:schemeClr", *children, val=theme_color.name)
