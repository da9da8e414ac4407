"""Parts and their relationships, over python-pptx's package: added by hand, so that a deck of n slides costs n.

python-pptx looks through all relationships for each one that it adds (measured: quadratic from some 500 slides on).
"""

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TARGET_MODE as MODE
from pptx.opc.package import Part, _Relationship
from pptx.opc.packuri import PackURI

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "slide": f"{_KIND}.presentationml.slide+xml",
    "notesSlide": f"{_KIND}.presentationml.notesSlide+xml",
    "chart": f"{_KIND}.drawingml.chart+xml",
    "package": f"{_KIND}.spreadsheetml.sheet",
    "custom-properties": f"{_KIND}.custom-properties+xml",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def part(presentation: Any, name: str, kind: str, data: bytes) -> Part:
    """Return a new part of the presentation's package; it is saved once something relates to it."""
    return Part(PackURI(name), CONTENT_TYPES[kind], presentation.part.package, data)


def relate(source: Any, kind: str, target: Any, identifier: str) -> None:
    """Relate `source` to the part `target`, or to the address `target` outside the package, as `identifier`."""
    mode = MODE.EXTERNAL if isinstance(target, str) else MODE.INTERNAL
    # the library's own way, `relate_to`, reads all other relationships first
    source.rels._rels[identifier] = _Relationship(source.partname.baseURI, identifier, f"{OFFICE}/{kind}", mode, target)


def unrelate(source: Any, *kinds: str) -> None:
    """Drop relationships of `source` by the last word of their type; what nothing relates to is not saved."""
    relationships = source._rels
    for identifier in [each.rId for each in relationships.values() if each.reltype.rsplit("/", 1)[-1] in kinds]:
        relationships.pop(identifier)


def related(source: Any, kind: str) -> list[Any]:
    """Return the parts that `source` relates to by `kind`."""
    return [each.target_part for each in source.rels.values() if each.reltype == f"{OFFICE}/{kind}"]
