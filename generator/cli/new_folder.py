"""Files -> a new folder, or a new file; nothing that is there is ever overwritten, nor written through a link."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.cli.options import WrongUsage
from generator.errors import OutputError
from generator.pack.publish import publish_file
from generator.untrusted.files import read_regular


def create_folder(folder: Path) -> None:
    """Create `folder`, which may be there if it is empty. Raises WrongUsage where something else is."""
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(f"{folder} already exists", "name a folder that does not exist yet")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot create {folder}: {(error.strerror or type(error).__name__).lower()}") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` into the new `folder`, all or none. Raises OutputError."""
    written: list[Path] = []
    try:
        for name, data in files.items():
            with open(folder / name, "xb") as file:
                written.append(folder / name)
                file.write(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
        raise OutputError(f"cannot write {folder}: {(error.strerror or type(error).__name__).lower()}") from error


def write_beside(file: Path, data: bytes, is_ours: Callable[[bytes], bool]) -> Path:
    """Write `data` to `file`, or where something that is not ours has that name, to one with a number; return which.

    Raises OutputError.
    """
    path, number = file, 1
    while os.path.lexists(path) and not _is_ours(path, is_ours):
        number += 1
        path = file.with_stem(f"{file.stem}-{number}")
    publish_file(path, data, is_ours)
    return path


def _is_ours(path: Path, is_ours: Callable[[bytes], bool]) -> bool:
    try:
        return is_ours(read_regular(path, follow_links=False))
    except OSError:
        return False
