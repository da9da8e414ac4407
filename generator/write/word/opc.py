"""A Word file's bytes <-> its parts, their content types and relationships (ECMA-376-2). Knows nothing of Word.

python-docx searches all relationships for every one that it adds, which is quadratic; here they are looked up.
"""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from generator.errors import InputError, Place, Problem
from generator.write.package import packed
from generator.write.word.xml import Element, parsed, serialized

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


# What zipfile and lxml raise on files that are cut short, encrypted or of another kind.
_DAMAGE = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error,
           etree.XMLSyntaxError)  # fmt: skip


@dataclass(frozen=True)
class Relationship:
    """`target` is a part's name, or an address outside the package."""

    kind: str
    target: str
    external: bool = False


class Package:
    """Parts by name (`word/document.xml`): an element where it was parsed or made here, else bytes."""

    def __init__(self, parts: dict[str, bytes | Element], types: dict[str, str]) -> None:
        self._parts = parts
        self._types = types  # content type by part name, or by `.extension`
        self._relationships: dict[str, dict[str, Relationship]] = {}  # by source ("" is the package), then by id
        self._ids: dict[str, dict[Relationship, str]] = {}
        for name in [name for name in parts if name.endswith(".rels")]:
            self._read_relationships(name)

    @classmethod
    def opened(cls, data: bytes, place: Place) -> "Package":
        """Return the package of `data`. Raises InputError where it is damaged or no Office file."""
        try:
            with ZipFile(BytesIO(data)) as archive:
                members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
            _check(members)
            root = parsed(members.pop("[Content_Types].xml"))
            types = {row.get("PartName", "").lstrip("/") or f".{row.get('Extension')}": row.get("ContentType", "")
                     for row in root if isinstance(row.tag, str)}  # fmt: skip
            return cls(dict(members), types)
        except _DAMAGE:
            raise InputError([Problem(place, "damaged, or no Word file", "save it again in Word, as .docx")]) from None

    def element(self, name: str) -> Element:
        """Return the root of a part, which is parsed once; changes to it are saved."""
        part = self._parts[name]
        if isinstance(part, bytes):
            part = self._parts[name] = parsed(part)
        return part

    def content(self, name: str) -> bytes:
        part = self._parts[name]
        return part if isinstance(part, bytes) else serialized(part)

    def replace(self, name: str, content: bytes | Element) -> None:
        self._parts[name] = content

    def add(self, name: str, content_type: str, content: bytes | Element) -> None:
        """Put in a part; it is saved only once something refers to it."""
        self._parts[name] = content
        self._types[name] = content_type

    def has(self, name: str) -> bool:
        return name in self._parts

    def type_of(self, name: str) -> str:
        """Return the content type of a part."""
        return self._types.get(name) or self._types.get(posixpath.splitext(name)[1], "")

    def names(self, kind: str, source: str = "") -> list[str]:
        """Return the parts to which `source` is related by relationships of type `kind`, in order of their ids."""
        return [rel.target for rel in self._relationships.get(source, {}).values()
                if rel.kind == kind and rel.target in self._parts]  # fmt: skip

    def relationships(self, source: str) -> dict[str, Relationship]:
        return dict(self._relationships.get(source, {}))

    def relate(self, source: str, relationship: Relationship) -> str:
        """Return the id of a relationship of `source`, made where there is none yet."""
        ids = self._ids.setdefault(source, {})
        if relationship not in ids:
            known = self._relationships.setdefault(source, {})
            number = len(known) + 1
            while f"rId{number}" in known:
                number += 1
            ids[relationship] = f"rId{number}"
            known[ids[relationship]] = relationship
        return ids[relationship]

    def unrelate(self, source: str, kind: str) -> None:
        """Drop all relationships of one type; the parts go with them when nothing else refers to them."""
        for id_, rel in list(self._relationships.get(source, {}).items()):
            if rel.kind == kind:
                del self._relationships[source][id_]
                self._ids[source].pop(rel, None)

    def saved(self) -> bytes:
        """Return the canonical bytes of all parts that can be reached from the package's own relationships."""
        names = list(dict.fromkeys(self._reached("")))
        members = {name: self.content(name) for name in names}
        for source in ("", *names):
            if self._relationships.get(source):
                members[_rels_name(source)] = self._relationships_xml(source)
        members["[Content_Types].xml"] = self._types_xml(names)
        return packed(members)

    def _reached(self, source: str, seen: set[str] | None = None) -> Iterator[str]:
        seen = set() if seen is None else seen
        for rel in self._relationships.get(source, {}).values():
            if not rel.external and rel.target in self._parts and rel.target not in seen:
                seen.add(rel.target)
                yield rel.target
                yield from self._reached(rel.target, seen)

    def _read_relationships(self, name: str) -> None:
        part = self._parts.pop(name)
        folder, _, file = name.rpartition("_rels/")
        source = folder + file.removesuffix(".rels")
        ids = self._relationships.setdefault(source, {})
        for row in parsed(part if isinstance(part, bytes) else serialized(part)):
            external = row.get("TargetMode") == "External"
            target = row.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            ids[row.get("Id", "")] = Relationship(row.get("Type", ""), target, external)
        self._ids[source] = {rel: id_ for id_, rel in ids.items()}

    def _relationships_xml(self, source: str) -> bytes:
        root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        folder = posixpath.dirname(source)
        for id_, rel in self._relationships[source].items():
            row = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=id_, Type=rel.kind)
            row.set("Target", rel.target if rel.external else posixpath.relpath(rel.target, folder or "."))
            if rel.external:
                row.set("TargetMode", "External")
        return serialized(root)

    def _types_xml(self, names: list[str]) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for extension in sorted(key for key in self._types if key.startswith(".")):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension[1:], ContentType=self._types[extension])
        for name in sorted(name for name in names if name in self._types):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=self._types[name])
        return serialized(root)


def _check(members: Mapping[str, bytes]) -> None:
    """Raise XMLSyntaxError or ValueError where an XML part is ill-formed or brings a document type of its own."""
    for name, content in members.items():
        # an entity that a document type declares would be lost on the way, and its text with it
        if name.endswith((".xml", ".rels")) and parsed(content).getroottree().docinfo.doctype:
            raise ValueError(name)


def _rels_name(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")
