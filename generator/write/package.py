"""An Office file's bytes -> the same parts in canonical bytes, so that equal content makes an equal file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest date that a zip member can carry (APPNOTE 4.4.6 counts from 1980).
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Readers look for the content types first (ECMA-376-2, 10.2.7 allows any order; some streaming readers do not).
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MEMBER_PACKAGES = (".xlsx", ".docx", ".pptx")


def canonical(package: bytes) -> bytes:
    """Return `package` with its members in a fixed order, dated 1980-01-01, without system marks.

    Packages inside it, such as the workbook of a chart, are made canonical too.
    """
    with ZipFile(BytesIO(package)) as source:
        members = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """Return the canonical zip of `members` by part name."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(members, key=_rank):
            data = canonical(members[name]) if name.endswith(_MEMBER_PACKAGES) else members[name]
            archive.writestr(_member(name), data, ZIP_DEFLATED, 6)
    return target.getvalue()


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.create_system = 0  # else the zip tells on which kind of machine it was made
    info.external_attr = 0
    return info
