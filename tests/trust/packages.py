"""Office packages with parts, relationships and markup added to them, for tests of what may come in and go out."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

LOOK = Path(__file__).parent.parent.parent / "templates" / "look"
WORD, SLIDES = (LOOK / "word.docx").read_bytes(), (LOOK / "slides.pptx").read_bytes()
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
OPEN = "application/vnd.openxmlformats-officedocument."
TYPES = "[Content_Types].xml"

Parts = dict[str, bytes]


def parts_of(package: bytes) -> Parts:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def zipped(parts: Parts, compression: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def changed(package: bytes, change: Callable[[Parts], None]) -> bytes:
    parts = parts_of(package)
    change(parts)
    return zipped(parts)


def add_before_end(parts: Parts, name: str, xml: str) -> None:
    """Add markup as the last child of a part's root."""
    start, end, rest = parts[name].rpartition(b"</")
    parts[name] = start + xml.encode() + end + rest


def rels_of(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels".removeprefix("/")


def relate(parts: Parts, source: str, kind: str, target: str, mode: str = "Internal", id_: str = "") -> None:
    """Relate `source` ("" for the package) to a target, by the last word of the relationship's type or by all of it."""
    type_ = kind if ":" in kind else f"{R}/{kind}"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    name = rels_of(source)
    parts.setdefault(name, empty)
    if parts[name].endswith(b"/>") and b"</" not in parts[name]:
        parts[name] = empty
    id_ = id_ or f"rIdNew{len(parts[name])}"
    entry = f'<Relationship Id="{id_}" Type="{type_}" Target="{target}" TargetMode="{mode}"/>'
    add_before_end(parts, name, entry)


def add_part(parts: Parts, name: str, type_: str, data: bytes | str) -> None:
    parts[name] = data if isinstance(data, bytes) else data.encode()
    add_before_end(parts, TYPES, f'<Override PartName="/{name}" ContentType="{type_}"/>')


def with_part(
    package: bytes,
    name: str,
    type_: str,
    data: bytes | str,
    kind: str,
    source: str = "word/document.xml",
) -> bytes:
    """Return the package with a part to which `source` relates."""

    def change(parts: Parts) -> None:
        add_part(parts, name, type_, data)
        relate(parts, source, kind, f"/{name}")

    return changed(package, change)


def in_body(xml: str, package: bytes = WORD) -> bytes:
    def change(parts: Parts) -> None:
        start, body, rest = parts["word/document.xml"].partition(b"<w:body>")
        parts["word/document.xml"] = start + body + xml.encode() + rest

    return changed(package, change)


def stored(parts: Parts) -> bytes:
    return zipped(parts, ZIP_STORED)
