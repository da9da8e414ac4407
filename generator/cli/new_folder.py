"""Files -> a new folder, which never overwrites anything."""

from collections.abc import Mapping
from pathlib import Path

from generator.cli.options import WrongUsage
from generator.errors import OutputError


def create_folder(folder: Path) -> None:
    """Create `folder`. Raises WrongUsage where something is there already."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise WrongUsage(f"{folder} already exists", "name a folder that does not exist yet")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot create {folder}: {error.strerror}") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror}") from error
