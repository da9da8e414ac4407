"""A folder and a file name -> the file's bytes, or a problem at the file's place."""

import os
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.untrusted.files import MOST_BYTES, FileTooLarge, IrregularFile, read_regular


def read_file(folder: Path, name: str, remedy: str = "", most_bytes: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file `name` in `folder`.

    Raises InputError if it is missing (with `remedy` as help), not a regular file, larger than `most_bytes`, or a
    link out of the folder. Never blocks on a pipe or a device.
    """
    path = folder / name
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        raise _refusal(path, "is a broken link", "copy the file into the folder") from None
    if not real.is_relative_to(folder.resolve()):
        raise _refusal(path, "is outside its folder", "copy the file into the folder")
    try:
        return read_regular(real, most_bytes)
    except (FileNotFoundError, NotADirectoryError):
        what = "no such file" if os.path.isdir(folder) else "no such folder"
        raise InputError(
            [Problem(Place((path if os.path.isdir(folder) else folder).as_posix()), what, remedy)]
        ) from None
    except IsADirectoryError:
        raise _refusal(path, "is a folder, not a file", "replace it with a file") from None
    except IrregularFile:
        raise _refusal(path, "is not a regular file", "replace it with one") from None
    except FileTooLarge as error:
        raise _refusal(path, f"is {error.strerror}", "split it, or remove what is not needed") from None
    except OSError as error:
        raise _refusal(path, f"cannot be read: {(error.strerror or 'unknown cause').lower()}") from None


def _refusal(path: Path, what: str, remedy: str = "") -> InputError:
    return InputError([Problem(Place(path.as_posix()), f"`{path.name}` {what}", remedy)])
