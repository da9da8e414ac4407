"""A dataset, a template folder or a look -> those of its files that can change a pack, each with its name.

Only folders are listed, whatever else is in them: pipes, devices, files larger than what is read. Links out of a folder
lead nowhere, as for those who read it. What is missing or cannot be read is theirs to report.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.errors import InputError, Place, Problem
from generator.model.dataset import FILES
from generator.untrusted.files import MOST_BYTES, read_regular

BRAND = "brand.yaml"  # whatever folder has one may be used as a look
MOST_ENTRIES = 100_000
_MOST_TEMPLATE_BYTES = 1_000_000  # more than a template may have; pictures that lie next to it do not count

InputFile = tuple[str, Path]  # its name, relative to the folder, and where it is


def list_dataset(folder: Path) -> Iterator[InputFile]:
    """Yield the files of a dataset."""
    root = folder.resolve()
    yield from ((name, folder / name) for name in FILES if _is_readable(folder / name, root, MOST_BYTES))


def list_look(folder: Path) -> Iterator[InputFile]:
    """Yield the files of a look. Raises InputError for a folder with too much in it."""
    yield from _Listing(folder, folder.resolve(), depth=0).walk(folder, 0)


def list_templates(folder: Path) -> Iterator[InputFile]:
    """Yield the audiences, templates, labels and looks of a template folder; raises as `list_look` does."""
    yield from _Listing(folder, folder.resolve(), depth=100).walk(folder, 0)


class _Listing(Struct):
    """Lists what is in `folder`, which without links is `root`, and in the folders down to `depth`."""

    folder: Path
    root: Path
    depth: int
    count: int = 0  # of files and folders so far

    def walk(self, folder: Path, level: int, in_look: bool = False) -> Iterator[InputFile]:
        """Yield the files in `folder`, which is so many levels down, and below; `in_look` if a look may name them."""
        names = self._names(folder)
        is_look = in_look or BRAND in names
        names_subfolders = in_look or (is_look and _names_subfolders(folder / BRAND))
        for name in names:
            path = folder / name
            if os.path.isdir(path):
                # an audience may be a link to another one; looks are counted where they really are
                is_followed = _is_inside(path, self.root) and level == 0 if path.is_symlink() else True
                if is_followed and (names_subfolders or level < self.depth):
                    yield from self.walk(path, level + 1, names_subfolders)
            elif level <= 1 or is_look:
                most = MOST_BYTES if is_look or path.suffix == ".yaml" else _MOST_TEMPLATE_BYTES
                if _is_readable(path, self.root, most):
                    yield path.relative_to(self.folder).as_posix(), path

    def _names(self, folder: Path) -> list[str]:
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return []
        self.count += len(names)
        if self.count > MOST_ENTRIES:
            what = f"more than {MOST_ENTRIES:,} files and folders in this folder"
            raise InputError(
                [Problem(Place(self.folder.as_posix()), what, "put audiences and looks into a folder of their own")]
            )
        return names


def _names_subfolders(brand: Path) -> bool:
    """Return whether this brand.yaml may name files in other folders than its own: in a path or an escape sequence."""
    try:
        data = read_regular(brand)
    except OSError:
        return False
    return b"/" in data or b"\\" in data


def _is_readable(path: Path, root: Path, most_bytes: int) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    is_small = stat.S_ISREG(status.st_mode) and status.st_size <= most_bytes
    return is_small and (not path.is_symlink() or _is_inside(path, root))


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        return False
