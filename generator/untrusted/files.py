"""A path -> the bytes of the regular file there, up to a limit. Files of others are opened nowhere else.

A pipe or device, which would hang a run or never end, is refused; a file beyond the limit is refused unread.
"""

import os
import stat
from errno import EFBIG, EINVAL
from pathlib import Path

MOST_BYTES = 64_000_000
# no effect on regular files; without it, opening a pipe waits for its writer
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


class IrregularFile(OSError):
    """The path names a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(EINVAL, "not a regular file", str(path))


class FileTooLarge(OSError):
    """The file is larger than the limit."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        super().__init__(EFBIG, f"larger than {most_bytes // 1_000_000} MB", str(path))


def read_regular(path: Path, most_bytes: int = MOST_BYTES, *, follow_links: bool = True) -> bytes:
    """Return the bytes of the regular file at `path`.

    Raises IrregularFile, FileTooLarge, or another OSError; also for a link, unless `follow_links`. Never blocks.
    """
    flags = _FLAGS if follow_links else _FLAGS | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(EINVAL, "is a folder", str(path))
        if not stat.S_ISREG(status.st_mode):
            raise IrregularFile(path)
        if status.st_size > most_bytes:
            raise FileTooLarge(path, most_bytes)
        data = file.read(most_bytes + 1)  # it may have grown since
    if len(data) > most_bytes:
        raise FileTooLarge(path, most_bytes)
    return data
