"""What of a folder was not written by us -> the same under another path, without a copy where that is possible."""

import filecmp
import os
import shutil
import stat
from pathlib import Path

from generator.pack.rights import carry_over_rights
from generator.pack.staging import sync


def keep(path: Path, target: Path) -> None:
    """Put a file, folder or link of the user's at `target` as well, as it is.

    A file gets a second name (a hard link), so that whatever an editor saves into it meanwhile is in both.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, target, symlinks=True, copy_function=_link)
        for folder, _, _ in os.walk(path):
            copy = target / Path(folder).relative_to(path)
            _carry_over(folder, copy)
            sync(copy)
    else:
        _link(path, target)


def _link(path: Path | str, target: Path | str) -> None:
    try:
        os.link(path, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links, or a file of somebody else's
        shutil.copy2(path, target, follow_symlinks=False)
        if not os.path.islink(target):
            _carry_over(path, target)
            sync(Path(target))


def _carry_over(path: Path | str, copy: Path | str) -> None:
    before = os.lstat(path)
    carry_over_rights(Path(path), Path(copy))
    os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))


def is_same(one: Path, other: Path) -> bool:
    """Return whether both are the same file, or links or files or folders of the same content."""
    first, second = os.lstat(one), os.lstat(other)
    if os.path.samestat(first, second):
        return True
    if stat.S_IFMT(first.st_mode) != stat.S_IFMT(second.st_mode):
        return False
    if stat.S_ISLNK(first.st_mode):
        return os.readlink(one) == os.readlink(other)
    if stat.S_ISDIR(first.st_mode):
        names = os.listdir(one)
        return set(names) == {*os.listdir(other)} and all(is_same(one / name, other / name) for name in names)
    return stat.S_ISREG(first.st_mode) and filecmp.cmp(one, other, shallow=False)


def free_path(folder: Path, name: str) -> Path:
    """Return a path in `folder` that nothing has: that of `name`, or with a number."""
    stem, suffix = os.path.splitext(name)
    number, path = 0, folder / name
    while os.path.lexists(path):  # the file system knows whether it tells `A` from `a`
        number += 1
        path = folder / f"{stem} (changed {number}){suffix}"
    return path


def remove(path: Path) -> None:
    """Delete a file, a link, or a folder with all that is in it, also in folders that are read-only."""
    if path.is_symlink() or not path.is_dir():
        if os.name == "nt" and not path.is_symlink():
            path.chmod(stat.S_IWRITE)  # Windows deletes no file that is read-only
        path.unlink()
        return
    for folder, _, _ in os.walk(path):
        os.chmod(folder, 0o700)
    shutil.rmtree(path)
