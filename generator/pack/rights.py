"""A file or folder and what replaces it -> the new one with the rights of the old one, and never with more."""

import os
import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def carry_over_rights(model: Path, target: Path) -> None:
    """Give `target` the owner, group, mode and access list of `model`, as far as this process may.

    Where the group cannot be had, another one gets nothing.
    """
    before = os.lstat(model)
    if hasattr(os, "chown"):
        for owner in (before.st_uid, -1):
            with suppress(PermissionError):
                os.chown(target, owner, before.st_gid)
                break
    shutil.copystat(model, target)
    os.utime(target)  # its time is its own
    mode = stat.S_IMODE(before.st_mode) | stat.S_IRUSR
    os.chmod(target, mode if os.lstat(target).st_gid == before.st_gid else mode & ~stat.S_IRWXG)


def strictest(files: Sequence[Path]) -> Path | None:
    """Return the one of `files` that the fewest others may read and write."""
    return min(files, key=lambda file: (os.lstat(file).st_mode & 0o077).bit_count(), default=None)
