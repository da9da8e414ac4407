"""A finished Office file -> its parts by name, whatever their case, and where each leads."""

from collections.abc import Iterator
from functools import cached_property
from posixpath import split
from typing import Any
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from generator.safety.contents import TYPES, Relationship, read_relationships, read_types


class Parts(Struct, frozen=True, dict=True):
    """The parts of an open archive; names are in lower case (ECMA-376-2, 7.2.3)."""

    archive: ZipFile
    _trees: dict[str, Any] = {}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names as the archive has them."""
        return {name.lower(): name for name in self.archive.namelist()}

    @cached_property
    def types(self) -> dict[str, str]:
        return dict(read_types(self.archive.read(TYPES), self.names))

    def of_type(self, ending: str) -> list[str]:
        """Return the parts whose content type ends so."""
        return [name for name, type_ in self.types.items() if type_.endswith(ending)]

    def read(self, name: str) -> bytes:
        return self.archive.read(self.names[name])

    def tree(self, name: str) -> Any:
        """Return the root of a part that is needed more than once, such as a layout; an empty one if it is missing."""
        if name not in self._trees:
            self._trees[name] = parse(self.read(name)) if name in self.names else etree.Element("missing")
        return self._trees[name]

    def links(self, name: str) -> Iterator[Relationship]:
        """Yield where a part leads; nothing if it has no relationships."""
        folder, base = split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if rels in self.names:
            yield from read_relationships(self.read(rels), name)

    def target(self, name: str, kind: str) -> str:
        """Return the first part of that kind to which a part leads, "" if there is none."""
        return next((link.target for link in self.links(name) if link.kind == kind), "")


def parse(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
