"""Names of WordprocessingML <-> lxml elements: `element("w:p", None, style)`. Here alone namespaces are spelled out."""

import re
from collections.abc import Iterator, Mapping
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
Element: TypeAlias = etree._Element


class _Names(dict[str, str]):
    """`w:p` -> `{http://…}p`; a name without prefix stands for itself."""

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        self[name] = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else name
        return self[name]


_NAMES = _Names()


def qualified(name: str) -> str:
    """Return the Clark name of a prefixed one."""
    return _NAMES[name]


def element(name: str, attributes: Mapping[str, str | int] | None = None, *children: Element | None) -> Element:
    """Return an element; children that are None are left out."""
    made = etree.Element(_NAMES[name], nsmap=NAMESPACES_OF.get(name))
    for key, value in (attributes or {}).items():
        made.set(_NAMES[key], str(value))
    made.extend(child for child in children if child is not None)
    return made


# Roots carry their namespaces once; elements inside inherit the prefixes when they are put in.
NAMESPACES_OF = {
    "w:footnotes": {prefix: NAMESPACES[prefix] for prefix in ("w", "r")},
    "w:footnote": {prefix: NAMESPACES[prefix] for prefix in ("w", "r")},
    "w:p": {"w": NAMESPACES["w"]},
    "w:tbl": {"w": NAMESPACES["w"]},
    "wp:inline": {prefix: NAMESPACES[prefix] for prefix in ("wp", "a", "pic", "r")},
    "c:chart": {prefix: NAMESPACES[prefix] for prefix in ("c", "r")},
    "asvg:svgBlip": {prefix: NAMESPACES[prefix] for prefix in ("asvg", "r")},
}


def value(name: str, val: str | int) -> Element:
    """Return an element whose only attribute is w:val."""
    return element(name, {"w:val": val})


def parsed(xml: bytes) -> Element:
    """Return the root of a part; entities are not resolved and nothing is fetched."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def serialized(root: Element) -> bytes:
    """Return the bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def find(parent: Element, path: str) -> Element | None:
    """Return the first element at a path of prefixed names."""
    return parent.find(path, NAMESPACES)


def find_all(parent: Element, path: str) -> list[Element]:
    return list(parent.findall(path, NAMESPACES))


def each(root: Element, *names: str) -> Iterator[Element]:
    """Yield all descendants with one of these names, in document order."""
    yield from root.iter(*(_NAMES[name] for name in names))


def val_of(parent: Element | None, path: str, otherwise: str = "") -> str:
    """Return the w:val of the element at `path`."""
    found = None if parent is None else find(parent, path)
    return otherwise if found is None else found.get(_NAMES["w:val"], otherwise)


def attribute(item: Element | None, name: str, otherwise: str = "") -> str:
    return otherwise if item is None else item.get(_NAMES[name], otherwise)


_MEASURE = re.compile(r"([+-]?[0-9]{1,7}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)?", re.ASCII)
_TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


def measured(told: str, otherwise: float = 0.0) -> float:
    """Return what a template says in digits, with a unit in twips (ECMA-376-1, 22.9.2.15); `otherwise` for all else."""
    found = _MEASURE.fullmatch(told)
    return float(found[1]) * _TWIPS[found[2] or ""] if found else otherwise
