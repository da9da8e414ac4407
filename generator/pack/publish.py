"""The files of a pack -> its folder, all or nothing: after any failure, the old pack or the new one is in its place.

The new pack is written next to its place (`.NAME.part`), and is complete once it is renamed to `.NAME.new`: that rename
is the commit. The rest only moves folders, and the next run finishes it if this one is killed.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EEXIST, ENOLCK, ENOTDIR, ENOTSUP
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from generator.errors import OutputError, Place, Problem
from generator.pack.pack import MANIFEST as MANIFEST

_STATES = ("part", "new", "old")  # of the folders next to a pack while it is written


class _Manifest(Struct):
    """The part of a manifest that tells which files are ours."""

    outputs: dict[str, str]


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Put `files` in `folder` in place of the pack there, and return a note for each file of the user's that was kept.

    A file that was edited since it was built, or that is not ours, stays: under its own name, or next to ours.
    Raises OutputError where the folder cannot be written; the old pack is then untouched.
    """
    with _output(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            _put_in_place(folder)
            _check_replaceable(folder)
            kept = _users_files(folder, files)
            _stage(folder, files, kept)
            _put_in_place(folder)
    return tuple(_kept_note(folder, name, path) for name, path in kept.items())


def recover(folder: Path) -> None:
    """Finish what a killed run began at `folder`, if anything. Raises OutputError where it cannot be written."""
    if any(os.path.lexists(_sibling(folder, state)) for state in _STATES):
        with _output(folder), _locked(folder.parent):
            _put_in_place(folder)


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return sha256(data).hexdigest()


@contextmanager
def _output(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OutputError(f"cannot write {error.filename or folder}: {reason}") from error


def _sibling(folder: Path, state: str) -> Path:
    return folder.with_name(f".{folder.name}.{state}")


def _check_replaceable(folder: Path) -> None:
    """Raise OSError where `folder` is something that a pack must not replace."""
    if folder.is_symlink():
        raise OSError(EEXIST, "it is a link; give the folder itself, or delete the link", str(folder))
    if os.path.lexists(folder) and not folder.is_dir():
        raise OSError(ENOTDIR, "a file is in its place", str(folder))
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(EACCES, "the folder is read-only", str(folder))


def _stage(folder: Path, files: Mapping[str, bytes], kept: Mapping[str, Path]) -> None:
    part = _sibling(folder, "part")
    try:
        part.mkdir()
        for name in sorted(files):
            with open(part / name, "xb") as target:
                target.write(files[name])
                target.flush()
                os.fsync(target.fileno())
        for name, path in kept.items():
            _copy(path, part / name)
            _sync_all(part / name)
        _sync(part)
        part.rename(_sibling(folder, "new"))
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(folder.parent)


def _copy(path: Path, target: Path) -> None:
    """Copy a file, folder or link of the user's as it is, with its times."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copy2(path, target, follow_symlinks=False)


def _sync_all(path: Path) -> None:
    """Flush what was copied to the disk, since its only other copy is deleted after the commit."""
    for copy in (path, *path.rglob("*")):
        if not copy.is_symlink():
            _sync(copy)


def _put_in_place(folder: Path) -> None:
    """Finish; if Ctrl-C or a passing error interrupts it, once more, so that no pack is left half moved."""
    try:
        _finish(folder)
    except BaseException:
        _finish(folder)
        raise


def _finish(folder: Path) -> None:
    """Complete or undo what an earlier run, or this one, began; afterwards only `folder` itself is left."""
    part, new, old = (_sibling(folder, state) for state in _STATES)
    if part.exists():
        shutil.rmtree(part)
    if new.exists():
        if folder.exists():
            if old.exists():
                shutil.rmtree(old)
            folder.rename(old)
        new.rename(folder)
        _sync(folder.parent)
    elif old.exists() and not folder.exists():
        old.rename(folder)
    if old.exists():
        shutil.rmtree(old)


def _users_files(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Return what in `folder` is not as its manifest says that we built it, by the name under which to keep it."""
    if not folder.is_dir():
        return {}
    built = _outputs(folder)
    kept: dict[str, Path] = {}
    for path in sorted(path for path in folder.iterdir() if path.name != MANIFEST):
        if not _is_regular(path) or not _ours(path, built, files):
            kept[_free(path.name, {*files, *kept})] = path
    return kept


def _ours(path: Path, built: Mapping[str, str], files: Mapping[str, bytes]) -> bool:
    data = path.read_bytes()
    return built.get(path.name) == digest(data) or files.get(path.name) == data


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _kept_note(folder: Path, name: str, path: Path) -> Problem:
    what = "kept, since it was edited by hand" if name != path.name else "kept, since it is not part of this pack"
    return Problem(Place(str(folder / name)), what)


def _outputs(folder: Path) -> Mapping[str, str]:
    try:
        return decode((folder / MANIFEST).read_bytes(), type=_Manifest).outputs
    except (OSError, ValueError):
        return {}


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = os.path.splitext(name)
    candidates = (name, *(f"{stem} (changed {number}){suffix}" for number in range(1, len(taken) + 2)))
    return next(candidate for candidate in candidates if candidate not in taken)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock the folder against other runs; the lock dies with the process, so none is ever left behind."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock: the last of two concurrent runs wins
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in (ENOLCK, ENOTSUP):  # some network drives have no locks: the last run wins
                raise
        yield
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk; Windows can do so only for what this process wrote."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
