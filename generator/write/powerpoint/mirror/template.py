"""A slide template -> the same from right to left: what was at the left of its masters and layouts is at the right.

A template that is made for a language written so is left as it is. Pure.
"""

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec.structs import replace

from generator.write.ooxml.names import A, P
from generator.write.powerpoint.template.package import Part
from generator.write.powerpoint.template.slide_template import SlideTemplate

_KINDS = ("slideMaster+xml", "slideLayout+xml")
_OPPOSITE = {"l": "r", "r": "l"}
_INSETS = ("lIns", "rIns")
_USUAL_INSET = "91440"  # where none is stated (ECMA-376-1, 21.1.2.1.1)
_EMU_PER_POINT = 12700
_EVEN = ("rect", "roundRect", "ellipse")  # the same from both sides


def runs_so_already(template: SlideTemplate) -> bool:
    """Return whether a master of `template` sets its text from right to left."""
    return any(_begins_at_right(root) for root in _roots(template).values())


def mirror_template(template: SlideTemplate) -> SlideTemplate:
    """Return `template` with masters and layouts mirrored, and text that begins at the right."""
    roots = _roots(template)
    for root in roots.values():
        _mirror(root, round(template.layout_set.width_pt * _EMU_PER_POINT))
    return replace(template, parts=tuple(_with_root(part, roots) for part in template.parts))


def _roots(template: SlideTemplate) -> Mapping[str, etree._Element]:
    return {part.name: etree.fromstring(part.data) for part in template.parts if part.content_type.endswith(_KINDS)}


def _with_root(part: Part, roots: Mapping[str, etree._Element]) -> Part:
    if part.name not in roots:
        return part
    return replace(part, data=etree.tostring(roots[part.name], encoding="UTF-8", standalone=True))


def _begins_at_right(root: etree._Element) -> bool:
    """Tell whether a master already sets its body text from right to left."""
    return root.find(f"{{{P}}}txStyles/{{{P}}}bodyStyle/{{{A}}}lvl1pPr[@rtl='1']") is not None


def _mirror(root: etree._Element, width: int) -> None:
    """Mirror what stands on a master or layout; things inside a group move with it."""
    for shape, transform in _transforms(root):
        offset, extent = transform.find(f"{{{A}}}off"), transform.find(f"{{{A}}}ext")
        if offset is not None and extent is not None:
            offset.set("x", str(width - int(offset.get("x", "0")) - int(extent.get("cx", "0"))))
        if _is_drawn(shape):
            transform.set("flipH", "0" if transform.get("flipH") in ("1", "true") else "1")
    for body in root.iter(f"{{{A}}}bodyPr"):
        if any(name in body.attrib for name in _INSETS):
            left, right = (body.get(name, _USUAL_INSET) for name in _INSETS)
            body.set("lIns", right)
            body.set("rIns", left)
        if "rtlCol" in body.attrib or "numCol" in body.attrib:
            body.set("rtlCol", "1")
    is_master = root.tag == f"{{{P}}}sldMaster"
    for level in _levels(root):
        align = level.get("algn", "l" if is_master and _is_text_style(level) else "")
        if align:
            level.set("algn", _OPPOSITE.get(align, align))
        level.set("rtl", "1")
        for properties in level.iter(f"{{{A}}}defRPr"):
            # letters that join would be torn apart
            properties.attrib.pop("spc", None)


def _transforms(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    tree = root.find(f"{{{P}}}cSld/{{{P}}}spTree")
    for shape in tree if tree is not None else ():
        for path in (f"{{{P}}}spPr/{{{A}}}xfrm", f"{{{P}}}grpSpPr/{{{A}}}xfrm", f"{{{P}}}xfrm"):
            if (transform := shape.find(path)) is not None:
                yield shape, transform


def _is_drawn(shape: etree._Element) -> bool:
    """Tell whether a shape is a line or an outline with a left and a right side, and no words."""
    if shape.tag not in (f"{{{P}}}sp", f"{{{P}}}cxnSp") or any(text.text for text in shape.iter(f"{{{A}}}t")):
        return False
    preset = shape.find(f"{{{P}}}spPr/{{{A}}}prstGeom")
    return shape.find(f".//{{{P}}}ph") is None and (preset is None or preset.get("prst") not in _EVEN)


def _levels(root: etree._Element) -> Iterator[etree._Element]:
    """Yield how levels of text are set, and paragraphs that say it themselves."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "pPr" or (name.startswith("lvl") and name.endswith("pPr")):
            yield element


def _is_text_style(level: etree._Element) -> bool:
    styles = level.getparent()
    above = styles.getparent() if styles is not None else None
    return above is not None and above.tag == f"{{{P}}}txStyles"
