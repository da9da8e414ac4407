"""The bytes of a zip archive -> the archive, opened only if its directory keeps to the limits.

Python's zipfile reads no more of a member than its directory says, so that the sum of the sizes there bounds what
unpacking takes, whatever the members hold.
"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 120_000_000  # of all parts of a package, unpacked
_MOST_ENTRIES = 64_000  # of the directory, and of those of archives within
_ENTRY = b"PK\x01\x02"  # begins an entry of a directory (APPNOTE 4.3.12)


class ArchiveTooLarge(BadZipFile):
    """The archive holds more than is read."""


def open_archive(data: bytes, most_bytes: int | None = MOST_BYTES) -> ZipFile:
    """Return the archive. Raises BadZipFile if it is none, ArchiveTooLarge if it has more parts or bytes than are read.

    Nothing is unpacked. Without `most_bytes`, only the number of parts is limited.
    """
    if data.count(_ENTRY) > _MOST_ENTRIES:  # zipfile takes a kilobyte of memory for each
        raise ArchiveTooLarge("too many parts")
    try:
        archive = ZipFile(BytesIO(data))
    except (ValueError, NotImplementedError) as error:  # of some damaged directories
        raise BadZipFile(str(error)) from error
    if most_bytes is not None and unpacked_bytes(archive) > most_bytes:
        raise ArchiveTooLarge("too large")
    return archive


def unpacked_bytes(archive: ZipFile) -> int:
    """Return the bytes of all members, unpacked."""
    return sum(info.file_size for info in archive.infolist())
