"""A Word file's bytes <-> its parts and their relationships, over python-docx's package.

python-docx searches all relationships for each that it adds, and all parts for each name, which is quadratic; here both
are looked up.
"""

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree
from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.write.ooxml.markup import Xml, encode
from generator.write.ooxml.package import PackagePart, save_package
from generator.write.word.xml.elements import NAMESPACES, Element, parse_xml, serialize
from generator.write.word.xml.markup import PREFIXES, join, parse

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"

# What zipfile, lxml and python-docx raise on files that are cut short, encrypted or of another kind.
_DAMAGE = (AttributeError, BadZipFile, EOFError, KeyError, NotImplementedError, OSError, PackageNotFoundError,
           RuntimeError, ValueError, zlib.error, etree.XMLSyntaxError)  # fmt: skip


class Relationship(Struct, frozen=True):
    """`target` is a part's name, or an address outside the package."""

    kind: str
    target: str
    external: bool = False


class Package:
    """Parts by name (`word/document.xml`), and the relationships of each; "" is the package itself."""

    def __init__(self, package: OpcPackage) -> None:
        self._package = package
        self._parts: dict[str, Part] = {_name(part): part for part in package.iter_parts()}
        self._elements: dict[str, Element] = {}  # parsed here, of parts that python-docx holds as bytes
        self._written: dict[str, bytes] = {}  # of parts that are finished
        self._ids: dict[str, dict[Relationship, str]] = {
            source: {_relationship(rel): id_ for id_, rel in self._rels(source).items()}
            for source in ("", *self._parts)
        }

    @classmethod
    def open(cls, data: bytes, place: Place) -> "Package":
        """Return the package of `data`. Raises InputError if it is damaged or not an Office file."""
        try:
            with ZipFile(BytesIO(data)) as archive:
                _check({info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()})
            return cls(OpcPackage.open(BytesIO(data)))
        except _DAMAGE:
            problem = Problem(place, "damaged, or not a Word file", "save it again in Word, as .docx")
            raise InputError([problem]) from None

    def element(self, name: str) -> Element:
        """Return the root of a part; changes to it are saved."""
        part = self._parts[name]
        if isinstance(part, XmlPart):
            return part.element
        if name not in self._elements:
            self._elements[name] = parse_xml(part.blob)
        return self._elements[name]

    def content(self, name: str) -> bytes:
        """Return the bytes of a part."""
        return serialize(self._elements[name]) if name in self._elements else bytes(self._parts[name].blob)

    def replace(self, name: str, content: bytes) -> None:
        """Replace what a part holds; its relationships stay."""
        part = self._parts[name]
        if isinstance(part, XmlPart):
            part._element = parse_xml(content)
        else:
            part._blob = content
            self._elements.pop(name, None)

    def add(self, name: str, content_type: str, content: bytes | Element) -> None:
        """Add a part, which is saved only if something is related to it."""
        is_bytes = isinstance(content, bytes)
        self._parts[name] = Part(PackURI(f"/{name}"), content_type, content if is_bytes else b"")
        self._ids[name] = {}
        self._elements.pop(name, None)
        if not isinstance(content, bytes):
            self._elements[name] = content

    def has(self, name: str) -> bool:
        return name in self._parts

    def free_name(self, stem: str, extension: str) -> str:
        """Return a name that no part has: a template that was once a briefing may have some of ours."""
        while f"{stem}.{extension}" in self._parts:
            stem += "_"
        return f"{stem}.{extension}"

    def content_type(self, name: str) -> str:
        return str(self._parts[name].content_type)

    def related_parts(self, kind: str, source: str = "") -> list[str]:
        """Return the parts to which `source` has relationships of type `kind`, in order of their ids."""
        return [rel.target for rel in self.relationships(source).values() if rel.kind == kind and not rel.external]

    def relationships(self, source: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids."""
        return {id_: rel for rel, id_ in self._ids[source].items()}

    def relate(self, source: str, relationship: Relationship) -> str:
        """Return the id of a relationship of `source`, which is added if there is none yet."""
        ids = self._ids[source]
        if relationship not in ids:
            rels = self._rels(source)
            number = len(rels) + 1
            while f"rId{number}" in rels:
                number += 1
            id_ = ids[relationship] = f"rId{number}"
            target = relationship.target if relationship.external else self._parts[relationship.target]
            rels.add_relationship(relationship.kind, target, id_, relationship.external)
        return ids[relationship]

    def unrelate(self, source: str, kind: str) -> None:
        """Drop all relationships of one type; their parts go with them if nothing else is related to them."""
        for rel, id_ in [(rel, id_) for rel, id_ in self._ids[source].items() if rel.kind == kind]:
            del self._rels(source)[id_]
            del self._ids[source][rel]

    def write(self, name: str, parent: Element, index: int, markup: Iterable[Xml]) -> None:
        """Put `markup` among the children of `parent` in a part, which is finished by this and kept as bytes."""
        root = self.element(name)
        if any(root.nsmap.get(prefix) != NAMESPACES[prefix] for prefix in PREFIXES):
            # the part has other prefixes than the markup: as elements it takes on those of the part
            parent[index:index] = parse(join(markup), root)
            return
        here = etree.ProcessingInstruction("content", "here")
        parent.insert(index, here)
        before, _, after = serialize(root).partition(etree.tostring(here, with_tail=False))
        data = BytesIO()
        data.write(before)
        data.writelines(encode(xml, declaration="") for xml in markup)
        data.write(after)
        self._written[name] = data.getvalue()

    def save(self) -> bytes:
        """Return the canonical bytes of all parts that can be reached from the package's own relationships."""
        for name, root in self._elements.items():
            self._parts[name]._blob = serialize(root)
        return save_package(map(self._finish, self._package.iter_parts()), self._package.rels.xml)

    def _finish(self, part: Part) -> PackagePart:
        data = self._written.get(_name(part), part.blob)
        return PackagePart(part.partname, part.content_type, data, part.rels.xml if len(part.rels) else b"")

    def _rels(self, source: str) -> Any:
        return self._parts[source].rels if source else self._package.rels


def _relationship(rel: Any) -> Relationship:
    return Relationship(rel.reltype, rel.target_ref if rel.is_external else _name(rel.target_part), rel.is_external)


def _name(part: Part) -> str:
    return str(part.partname).lstrip("/")


def _check(members: Mapping[str, bytes]) -> None:
    """Raise XMLSyntaxError or ValueError if an XML part is not well-formed or has a document type."""
    for name, content in members.items():
        # an entity that a document type declares would be lost on the way, and its text with it
        if name.endswith((".xml", ".rels")) and parse_xml(content).getroottree().docinfo.doctype:
            raise ValueError(name)
