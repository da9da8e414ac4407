"""Parts of a package and their relationships as values: those of a template, and those added for a deck.

Unlike python-pptx's live objects, values can be cached and shared by threads.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.write.ooxml.package import Finished
from generator.write.powerpoint.markup import Xml, element, encode

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = {
    "slide": f"{_KIND}.presentationml.slide+xml",
    "notesSlide": f"{_KIND}.presentationml.notesSlide+xml",
    "chart": f"{_KIND}.drawingml.chart+xml",
    "package": f"{_KIND}.spreadsheetml.sheet",
    "custom-properties": f"{_KIND}.custom-properties+xml",
    "png": "image/png",
    "svg": "image/svg+xml",
}


class Relationship(Struct, frozen=True):
    """`target` is a URL if it is external, else the name of a part, relative to its source."""

    type: str  # a URI
    target: str
    external: bool = False


Relationships = dict[str, Relationship]  # of a part, by id


class Part(Struct, frozen=True):
    """A part with its content and relationships."""

    name: str
    content_type: str
    data: bytes
    relationships: Relationships

    @property
    def finished(self) -> Finished:
        relationships = relationships_xml(self.relationships) if self.relationships else b""
        return Finished(self.name, self.content_type, self.data, relationships)


def new_part(name: str, kind: str, data: bytes) -> Part:
    """Return a part without relationships; `kind` is the last word of its relationship type, or a file extension."""
    return Part(name, _CONTENT_TYPES[kind], data, {})


def relate(source: Part, kind: str, target: str, identifier: str) -> None:
    """Relate `source` to the part called `target`."""
    folder = source.name.rpartition("/")[0]
    source.relationships[identifier] = Relationship(f"{OFFICE}/{kind}", _relative_name(target, folder))


def link(source: Part, url: str, identifier: str) -> None:
    """Relate `source` to a `url` outside the package."""
    source.relationships[identifier] = Relationship(f"{OFFICE}/hyperlink", url, external=True)


def _relative_name(name: str, folder: str) -> str:
    up = ""
    while not name.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], f"../{up}"
    return up + name[len(folder) + 1 :]


def relationships_xml(relationships: Relationships) -> bytes:
    """Return the part that lists `relationships`, in the order of their ids."""
    entries = (_entry(identifier, relationships[identifier]) for identifier in sorted(relationships, key=_number))
    return encode(element("Relationships", *entries, xmlns=_RELATIONSHIPS))


def _number(identifier: str) -> tuple[int, str]:
    digits = identifier.removeprefix("rId")
    return int(digits) if digits.isdecimal() else 0, identifier


def _entry(identifier: str, relationship: Relationship) -> Xml:
    mode = "External" if relationship.external else None
    return element("Relationship", Id=identifier, Type=relationship.type, Target=relationship.target, TargetMode=mode)


def copy_part(part: Any) -> Part:
    """Return a part of python-pptx's as it would be saved now."""
    return Part(str(part.partname), part.content_type, part.blob, copy_relationships(part.rels))


def copy_relationships(relationships: Mapping[str, Any]) -> Relationships:
    """Return python-pptx's relationships as values."""
    return {
        identifier: Relationship(relationship.reltype, relationship.target_ref, relationship.is_external)
        for identifier, relationship in relationships.items()
    }


def related_parts(source: Any, kind: str) -> list[Any]:
    """Return the parts to which python-pptx's `source` relates by `kind`."""
    return [relation.target_part for relation in source.rels.values() if relation.reltype == f"{OFFICE}/{kind}"]


def drop_relationships(source: Any, *kinds: str) -> None:
    """Remove python-pptx's relationships of these `kinds`; parts that nothing else relates to are not saved."""
    for relation in [*source._rels.values()]:
        if relation.reltype.rpartition("/")[2] in kinds:
            source._rels.pop(relation.rId)
