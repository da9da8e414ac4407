"""Prefixed names of WordprocessingML <-> lxml elements: `element("w:p", None, properties)`. Declares all namespaces."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
# Declared on elements that open a part or bring a vocabulary with them; all others inherit their prefixes.
_DECLARED = {
    "w:footnotes": ("w", "r"),
    "w:footnote": ("w", "r"),
    "w:p": ("w",),
    "w:tbl": ("w",),
    "wp:inline": ("wp", "a", "pic", "r"),
    "c:chart": ("c", "r"),
    "asvg:svgBlip": ("asvg", "r"),
}
Element: TypeAlias = etree._Element


@cache
def qn(name: str) -> str:
    """Return the name that lxml uses: `w:p` -> `{http://…}p`; a name without prefix stays as it is."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else name


def element(name: str, attributes: Mapping[str, str | int] | None = None, *children: Element | None) -> Element:
    """Return an element; children that are None are left out."""
    new = etree.Element(qn(name), nsmap={prefix: NAMESPACES[prefix] for prefix in _DECLARED.get(name, ())} or None)
    for key, value in (attributes or {}).items():
        new.set(qn(key), str(value))
    new.extend(child for child in children if child is not None)
    return new


def value(name: str, val: str | int) -> Element:
    """Return an element whose only attribute is w:val."""
    return element(name, {"w:val": val})


def parse_xml(xml: bytes) -> Element:
    """Return the root of a part. Entities are not resolved and nothing is fetched."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def serialize(root: Element) -> bytes:
    """Return the bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def find(parent: Element, path: str) -> Element | None:
    """Return the first element at a path of prefixed names."""
    return parent.find(path, NAMESPACES)


def find_all(parent: Element, path: str) -> list[Element]:
    """Return all elements at a path of prefixed names."""
    return list(parent.findall(path, NAMESPACES))


def iter_elements(root: Element, *names: str) -> Iterator[Element]:
    """Yield `root` and its descendants that have one of these names, in document order."""
    yield from root.iter(*map(qn, names))


def local_name(item: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(item.tag).rpartition("}")[2]


def val_of(parent: Element | None, path: str, default: str = "") -> str:
    """Return the w:val of the element at `path`."""
    return attribute(None if parent is None else find(parent, path), "w:val", default)


def attribute(item: Element | None, name: str, default: str = "") -> str:
    """Return the value of an attribute."""
    return default if item is None else item.get(qn(name), default)


_MEASURE = re.compile(r"([+-]?[0-9]{1,7}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)?", re.ASCII)
_TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


def parse_measure(text: str, default: float = 0.0) -> float:
    """Return the number in `text`, converted to twips if it has a unit (ECMA-376-1, 22.9.2.15).

    Templates come from anywhere: what is not a number is `default`.
    """
    match = _MEASURE.fullmatch(text)
    return float(match[1]) * _TWIPS[match[2] or ""] if match else default
