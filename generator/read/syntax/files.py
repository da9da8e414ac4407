"""A file of an input folder -> its bytes. The one place where reading touches the disk."""

import os
import stat
from pathlib import Path

from generator.errors import InputError, Place, Problem

MOST_BYTES = 64_000_000


def contents(folder: Path, name: str, remedy: str = "", most: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file `name` in `folder`.

    Raises InputError where it is missing (with `remedy`), no regular file, larger than `most` bytes, or a link out of
    the folder. A pipe or a device is not waited for.
    """
    path = folder / name
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise _refused(path, "is a link that leads nowhere", "copy the file into the folder") from None
    if not real.is_relative_to(folder.resolve()):
        raise _refused(path, "leads out of its folder", "copy the file into the folder")
    try:
        with open(os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refused(path, "is not a file", "give a regular file")
            data = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(path, folder, remedy) from None
    except IsADirectoryError:
        raise _refused(path, "is a folder, not a file", "give a regular file") from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {(error.strerror or 'unknown cause').lower()}") from None
    if len(data) > most:
        raise _refused(path, f"is larger than {most // 1_000_000} MB", "split it, or take out what is not needed")
    return data


def _missing(path: Path, folder: Path, remedy: str) -> InputError:
    if not os.path.isdir(folder):
        return InputError([Problem(Place(shown(folder)), "there is no such folder", remedy)])
    return InputError([Problem(Place(shown(path)), "there is no such file", remedy)])


def _refused(path: Path, what: str, remedy: str = "") -> InputError:
    return InputError([Problem(Place(shown(path)), f"`{path.name}` {what}", remedy)])


def shown(path: Path) -> str:
    """Return `path` as messages show it: as it was given, with forward slashes."""
    return path.as_posix()
