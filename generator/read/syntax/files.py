"""A folder and a file name -> the file's bytes. The only place where reading touches the disk."""

import os
import stat
from pathlib import Path

from generator.errors import InputError, Place, Problem

MOST_BYTES = 64_000_000


def read_file(folder: Path, name: str, remedy: str = "", most_bytes: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file `name` in `folder`.

    Raises InputError if it is missing (with `remedy` as help), not a regular file, larger than `most_bytes`, or a
    link out of the folder. Never blocks on a pipe or a device.
    """
    path = folder / name
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise _refused(path, "is a broken link", "copy the file into the folder") from None
    if not real.is_relative_to(folder.resolve()):
        raise _refused(path, "is outside its folder", "copy the file into the folder")
    try:
        with open(os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refused(path, "is not a regular file", "replace it with one")
            data = file.read(most_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        what = "no such file" if os.path.isdir(folder) else "no such folder"
        raise InputError(
            [Problem(Place((path if os.path.isdir(folder) else folder).as_posix()), what, remedy)]
        ) from None
    except IsADirectoryError:
        raise _refused(path, "is a folder, not a file", "replace it with a file") from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {(error.strerror or 'unknown cause').lower()}") from None
    if len(data) > most_bytes:
        raise _refused(path, f"is larger than {most_bytes // 1_000_000} MB", "split it, or remove what is not needed")
    return data


def _refused(path: Path, what: str, remedy: str = "") -> InputError:
    return InputError([Problem(Place(path.as_posix()), f"`{path.name}` {what}", remedy)])
