"""What the XML of slides and of notes is made of: names, placeholders, frames, trees of shapes (ECMA-376-1, 19.3)."""

from lxml import etree

from generator.write.powerpoint.region import Region

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU = 12700


def named(parent: etree._Element, kind: str, index: int, name: str, locks: str, **lock: str) -> etree._Element:
    """Add what names a shape; returns its p:cNvPr."""
    names = add_p(parent, kind)
    own = add_p(names, "cNvPr", id=str(index), name=name)
    lock_name = {"cNvPicPr": "picLocks", "cNvGraphicFramePr": "graphicFrameLocks"}.get(locks, "spLocks")
    add_a(add_p(names, locks), lock_name, **lock)
    add_p(names, "nvPr")
    return own


def held(parent: etree._Element, region: Region) -> None:
    """Add the p:ph that ties a shape to its placeholder on the layout."""
    holder = add_p(parent, "ph")
    if region.kind != "obj":
        holder.set("type", region.kind)
    if region.index:
        holder.set("idx", str(region.index))


def shape_tree(parent: etree._Element) -> etree._Element:
    tree = add_p(parent, "spTree")
    names = add_p(tree, "nvGrpSpPr")
    add_p(names, "cNvPr", id="1", name="")
    add_p(names, "cNvGrpSpPr")
    add_p(names, "nvPr")
    add_p(tree, "grpSpPr")
    return tree


def framed(frame: etree._Element, box: tuple[float, float, float, float]) -> None:
    left, top, width, height = map(emu, box)
    add_a(frame, "off", x=left, y=top)
    add_a(frame, "ext", cx=width, cy=height)


def emu(points: float) -> str:
    return str(round(points * _EMU))


def add_a(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add an element of DrawingML."""
    return etree.SubElement(parent, f"{{{A}}}{name}", attributes)


def add_p(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add an element of PresentationML."""
    return etree.SubElement(parent, f"{{{P}}}{name}", attributes)


def serialized(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
