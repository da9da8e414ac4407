"""Parts and relationships that join those of python-pptx's package: made by hand, so that a deck of n slides costs n.

python-pptx looks through all relationships for each one that it adds (measured: quadratic from some 500 slides on),
and builds trees to write them. What is made here answers to the names by which python-pptx walks a package.
"""

from typing import Any

from msgspec import Struct
from pptx.opc.packuri import PackURI

from generator.write.powerpoint.elements import HEAD, attribute, encoded

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


class Relation(Struct, frozen=True, eq=False):
    """One relationship; `target_ref` is an address, or the name of a part as seen from its source."""

    rId: str  # noqa: N815  python-pptx's name
    reltype: str
    target_ref: str
    target_part: Any = None  # none for an address outside the package

    @property
    def is_external(self) -> bool:
        return self.target_part is None


class Relations(dict[str, Relation]):
    """The relationships of a part, by their ids."""

    @property
    def xml(self) -> bytes:
        """The part that lists them, in the order of their ids."""
        listed = "".join(_entry(each) for each in sorted(self.values(), key=lambda each: (len(each.rId), each.rId)))
        return encoded(f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{listed}</Relationships>')


def _entry(each: Relation) -> str:
    mode = ' TargetMode="External"' if each.is_external else ""
    return f'<Relationship Id="{each.rId}" Type="{each.reltype}" Target="{attribute(each.target_ref)}"{mode}/>'


class Made(Struct, frozen=True, eq=False):
    """A part of ours; it is saved once something relates to it."""

    partname: PackURI
    content_type: str
    blob: bytes
    rels: Relations


def part(name: str, kind: str, data: bytes) -> Made:
    return Made(PackURI(name), CONTENT_TYPES[kind], data, Relations())


def relate(source: Any, kind: str, target: Any, identifier: str) -> None:
    """Relate `source` to the part `target`, or to the address `target` outside the package, as `identifier`."""
    outside = isinstance(target, str)
    reference = target if outside else _reference(target.partname, source.partname.rpartition("/")[0])
    relation = Relation(identifier, f"{OFFICE}/{kind}", reference, None if outside else target)
    # the library's own way, `relate_to`, reads all other relationships first
    relations = source.rels if isinstance(source, Made) else source.rels._rels
    relations[identifier] = relation


def _reference(name: str, folder: str) -> str:
    """Return the part called `name` as seen from `folder`."""
    up = ""
    while not name.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], f"../{up}"
    return up + name[len(folder) + 1 :]


def unrelate(source: Any, *kinds: str) -> None:
    """Drop relationships of `source` by the last word of their type; what nothing relates to is not saved."""
    relationships = source._rels
    for identifier in [each.rId for each in relationships.values() if each.reltype.rsplit("/", 1)[-1] in kinds]:
        relationships.pop(identifier)


def related(source: Any, kind: str) -> list[Any]:
    """Return the parts that `source` relates to by `kind`."""
    return [each.target_part for each in source.rels.values() if each.reltype == f"{OFFICE}/{kind}"]
