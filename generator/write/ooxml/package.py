"""An Office file's bytes, or its parts -> the same parts in canonical bytes: equal content makes an equal file."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from generator.write.ooxml.markup import Xml, element, encode

# The earliest date that a zip member can carry (APPNOTE 4.4.6 counts from 1980).
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Some streaming readers look for the content types first, though ECMA-376-2, 10.2.7 allows any order.
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGES = (".xlsx", ".docx", ".pptx")
_COMPRESSED = (*_PACKAGES, ".png", ".jpg", ".jpeg")  # compressing them again is slow, and gains a thirtieth


def canonicalize(package: bytes, *, inner: bool = True) -> bytes:
    """Return `package` with its members in a fixed order, dated 1980-01-01, without marks of the system.

    Packages `inner` to it, such as the workbook of a chart, are made canonical too; what is in those stays as it is.
    """
    with ZipFile(BytesIO(package)) as source:
        members = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
    return zip_members(members, inner=inner)


class PackagePart(Struct, frozen=True):
    """A part as it is saved; `relationships` is the XML of its relationships, empty if it has none."""

    name: str  # "/ppt/presentation.xml"
    content_type: str
    data: bytes
    relationships: bytes


def save_package(parts: Iterable[PackagePart], relationships: bytes) -> bytes:
    """Return the canonical bytes of a package that consists of `parts`, with its own `relationships`."""
    members = {"_rels/.rels": relationships}
    types: dict[str, str] = {}
    for part in parts:
        name = part.name.removeprefix("/")
        members[name], types[name] = part.data, part.content_type
        if part.relationships:
            folder, _, base = name.rpartition("/")
            members[f"{folder}/_rels/{base}.rels".removeprefix("/")] = part.relationships
    return zip_members({"[Content_Types].xml": _content_types(types), **members})


def _content_types(types: dict[str, str]) -> bytes:
    """Return the types of parts: of pictures by their extension, of all others by their name (ECMA-376-2, 10.1.2)."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {name.rpartition(".")[2]: type_ for name, type_ in types.items() if type_.startswith("image/")}
    entries = [_entry("Default", "Extension", extension, defaults[extension]) for extension in sorted(defaults)]
    entries += [
        _entry("Override", "PartName", f"/{name}", types[name])
        for name in sorted(types)
        if defaults.get(name.rpartition(".")[2]) != types[name]
    ]
    return encode(element("Types", *entries, xmlns=_TYPES), _DECLARATION)


def _entry(kind: str, key: str, name: str, type_: str) -> Xml:
    return element(kind, **{key: name}, ContentType=type_)


def zip_members(members: dict[str, bytes], *, inner: bool = True) -> bytes:
    """Return the canonical zip of `members` by part name, and of packages `inner` to it."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(members, key=_rank):
            data = members[name]
            if inner and name.endswith(_PACKAGES) and data.startswith(b"PK"):
                data = canonicalize(data, inner=False)
            archive.writestr(_member(name), data, ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED, 6)
    return target.getvalue()


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.create_system = 0  # otherwise the zip shows on which kind of machine it was made
    info.external_attr = 0
    return info
