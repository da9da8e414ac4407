"""Parts of a package and their relationships, as values: those of a template, and those made for a deck.

python-pptx looks through all relationships for each one that it adds (measured: quadratic from some 500 slides on),
and builds trees to write them; here a deck of n slides costs n.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.write.ooxml.characters import encode, escape_attribute
from generator.write.ooxml.names import HEAD
from generator.write.ooxml.package import PackagePart

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
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


class Relation(Struct, frozen=True, gc=False):
    """One relationship; `target` is an address, or the name of a part as seen from its source."""

    kind: str  # a URL
    target: str
    outside: bool = False


Relations = dict[str, Relation]  # of a part, by their ids


def listed(relations: Relations) -> bytes:
    """Return the XML that lists relationships, in the order of their ids."""
    entries = "".join(_entry(identifier, relations[identifier]) for identifier in sorted(relations, key=_number))
    return encode(f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>')


def _number(identifier: str) -> tuple[int, str]:
    digits = identifier.removeprefix("rId")
    return int(digits) if digits.isdecimal() else 0, identifier


def _entry(identifier: str, relation: Relation) -> str:
    mode = ' TargetMode="External"' if relation.outside else ""
    kind, target = escape_attribute(relation.kind), escape_attribute(relation.target)
    return f'<Relationship Id="{escape_attribute(identifier)}" Type="{kind}" Target="{target}"{mode}/>'


class Part(Struct, frozen=True, gc=False):
    """A part with its content and relationships."""

    partname: str
    content_type: str
    blob: bytes
    rels: Relations

    @property
    def finished(self) -> PackagePart:
        return PackagePart(self.partname, self.content_type, self.blob, listed(self.rels) if self.rels else b"")


def made_part(name: str, kind: str, data: bytes) -> Part:
    """Return a new part, without relationships as yet."""
    return Part(name, CONTENT_TYPES[kind], data, {})


def taken(part: Any) -> Part:
    """Return a part of python-pptx's package as it would be saved now."""
    return Part(str(part.partname), part.content_type, part.blob, relations(part.rels))


def relations(found: Mapping[str, Any]) -> Relations:
    """Return relationships of python-pptx's."""
    return {identifier: Relation(each.reltype, each.target_ref, each.is_external) for identifier, each in found.items()}


def relate(source: Part, kind: str, target: str, identifier: str) -> None:
    """Relate `source` to the part called `target`."""
    folder = source.partname.rpartition("/")[0]
    source.rels[identifier] = Relation(f"{OFFICE}/{kind}", _seen_from(folder, target))


def link(source: Part, address: str, identifier: str) -> None:
    """Relate `source` to an address outside the package."""
    source.rels[identifier] = Relation(f"{OFFICE}/hyperlink", address, outside=True)


def _seen_from(folder: str, name: str) -> str:
    """Return the part called `name` as it is named in `folder`: relative to it."""
    up = ""
    while not name.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], f"../{up}"
    return up + name[len(folder) + 1 :]


def unrelate(source: Any, *kinds: str) -> None:
    """Drop relationships of python-pptx's `source` by the last word of their type; what nothing relates to is gone."""
    relationships = source._rels
    for identifier in [each.rId for each in relationships.values() if each.reltype.rsplit("/", 1)[-1] in kinds]:
        relationships.pop(identifier)


def related(source: Any, kind: str) -> list[Any]:
    """Return the parts that python-pptx's `source` relates to by `kind`."""
    return [each.target_part for each in source.rels.values() if each.reltype == f"{OFFICE}/{kind}"]
