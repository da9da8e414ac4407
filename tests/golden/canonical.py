"""A part of a pack, as bytes -> text that diffs well: an element that fits is one line, so is each sentence of a text.

Attributes are sorted, as in Canonical XML; namespace prefixes stay, since `mc:Ignorable` refers to them.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image

WIDTH = 120  # columns
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])(?= )")
# the attributes of SVG that are computed; colours and widths of lines are exact
_COORDINATES = frozenset({"d", "x", "y", "width", "height", "viewBox", "transform", "points", "cx", "cy", "r"})
_SVG = "{http://www.w3.org/2000/svg}"
_XML = "http://www.w3.org/XML/1998/namespace"
# in the manifest: what changes with a release of a library or of this program, and not for a reader
_VOLATILE = ("versions", "inputs", "outputs")


@dataclass(frozen=True)
class _Node:
    """An element, ready to print; a comment or processing instruction is all text and has no name."""

    name: str
    attributes: Sequence[str]
    content: Sequence["_Node | str"]

    @property
    def start(self) -> str:
        return " ".join([self.name, *self.attributes])

    def flat(self, width: int) -> str | None:
        """Return the element as one line, or None where it is longer than `width`."""
        inner = ""
        for item in self.content:
            part = item if isinstance(item, str) else item.flat(width - len(inner))
            if part is None or len(inner) + len(part) > width:
                return None
            inner += part
        line = inner if not self.name else f"<{self.start}>{inner}</{self.name}>" if inner else f"<{self.start}/>"
        return line if len(line) <= width else None


@lru_cache(maxsize=1000)  # the parts that packs share are mostly the same bytes, too
def canonical_xml(data: bytes) -> str:
    """Return an XML part, indented by one space a level; coordinates of SVG are rounded to 0.1 pt."""
    declared = data.startswith(b"<?xml ")
    return "\n".join([*([] if declared else ["no XML declaration"]), *_lines(_node(etree.fromstring(data)), 0)])


def describe_picture(data: bytes) -> str:
    """Return the format, size in pixels and mode: the bytes of a PNG differ between releases of zlib and Pillow."""
    picture = Image.open(BytesIO(data))
    return f"{picture.format} {picture.width} x {picture.height} {picture.mode}"


def canonical_manifest(data: bytes) -> dict[str, str]:
    """Return the sections of a manifest by name, without hashes, versions and key."""
    manifest: dict[str, Any] = json.loads(data)
    manifest["key"] = "…"
    for section in _VOLATILE:
        manifest[section] = dict.fromkeys(manifest[section], "…")
    return {name: _json(section) for name, section in manifest.items()}


def _json(value: object) -> str:
    """Return JSON in which a text that does not fit on a line has a sentence a line, as in XML."""
    lines = json.dumps(value, indent=1, ensure_ascii=False).split("\n")
    return "\n".join("\n     |".join(_SENTENCE_END.split(line)) if len(line) > WIDTH else line for line in lines)


def _lines(node: _Node, depth: int) -> Iterator[str]:
    indent = " " * depth
    flat = node.flat(WIDTH - depth)
    if flat is not None or not node.name:
        yield indent + (flat or "".join(map(str, node.content)))
        return
    outer, node = _unwrap(node, WIDTH - depth)
    opening = "".join(f"<{parent.start}>" for parent in outer)
    closing = f"</{node.name}>" + "".join(f"</{parent.name}>" for parent in reversed(outer))
    start, end = f"{opening}<{node.start}", ">" if node.content else "/>"
    if len(start) > WIDTH - depth and len(node.attributes) > 1:
        start = "\n".join([f"{opening}<{node.name}", *(f"{indent}   {each}" for each in node.attributes)])
    yield indent + start + end
    for item in node.content:
        yield from _text_lines(item, depth + 1) if isinstance(item, str) else _lines(item, depth + 1)
    if node.content:
        yield indent + closing


def _unwrap(node: _Node, width: int) -> tuple[Sequence[_Node], _Node]:
    """Return the elements around a single child, as far as their start tags fit on one line, and the innermost one."""
    outer: list[_Node] = []
    while len(node.content) == 1 and isinstance(child := node.content[0], _Node) and child.name:
        width -= len(node.start) + 2
        if len(child.start) + 2 > width:
            break
        outer.append(node)
        node = child
    return outer, node


def _text_lines(text: str, depth: int) -> Iterator[str]:
    """Yield long text with a sentence a line; the bar before each shows leading space."""
    for sentence in _SENTENCE_END.split(re.sub(" $", "&#x20;", text)):
        yield f"{' ' * depth}|{sentence}"


def _node(element: etree._Element) -> _Node:
    if not isinstance(element.tag, str):
        return _Node("", (), (etree.tostring(element, encoding="unicode", with_tail=False),))
    content: list[_Node | str] = [_visible(element.text, keep_space=not len(element))]
    for child in element:
        content += [_node(child), _visible(child.tail)]
    name = etree.QName(element).localname
    name = f"{element.prefix}:{name}" if element.prefix else name
    return _Node(name, _attributes(element), tuple(item for item in content if item))


def _attributes(element: etree._Element) -> Sequence[str]:
    parent = element.getparent()
    inherited = {} if parent is None else parent.nsmap
    declared = {prefix: uri for prefix, uri in element.nsmap.items() if inherited.get(prefix) != uri}
    spaces = [f'xmlns{f":{prefix}" if prefix else ""}="{uri}"' for prefix, uri in declared.items()]
    values = {_prefixed(element, str(name)): _value(element, str(name)) for name in element.attrib}
    return [*sorted(spaces), *(f'{name}="{values[name]}"' for name in sorted(values))]


def _prefixed(element: etree._Element, attribute: str) -> str:
    space = etree.QName(attribute).namespace
    known = {_XML: "xml", **{uri: prefix for prefix, uri in element.nsmap.items() if prefix}}
    return f"{known[space]}:{etree.QName(attribute).localname}" if space else attribute


def _value(element: etree._Element, name: str) -> str:
    value = str(element.attrib[name])
    if str(element.tag).startswith(_SVG) and name in _COORDINATES:
        value = _NUMBER.sub(lambda number: _rounded(float(number[0])), " ".join(value.split()))
    return _visible(value, keep_space=True).replace('"', "&quot;")


def _rounded(coordinate: float) -> str:
    # by way of a thousandth, so that 22.749999 and 22.75 come out the same
    return f"{round(round(coordinate, 3), 1) + 0.0:g}"


def _visible(text: str | None, *, keep_space: bool = False) -> str:
    """Return `text` as XML, with characters that a reader could not tell apart as numbers.

    Without `keep_space`, a text that only indents is empty.
    """
    if not text or not (keep_space or text.strip()):
        return ""
    hidden = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return "".join(
        f"&#x{ord(character):X};" if character != " " and unicodedata.category(character) in hidden else character
        for character in escape(text)
    )
