"""The files of a pack -> its folder, whole or not at all: after any failure the old pack or the new one stands there.

The new pack is written beside its place (`.NAME.part`), and is whole once it is renamed to `.NAME.new`: that rename
is the commit. The rest only moves folders, and is finished by the next run should this one be killed.
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

_STATES = ("part", "new", "old")  # of what stands beside a pack while it is written


class _Manifest(Struct):
    """What of a manifest tells which files are ours."""

    outputs: dict[str, str]


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Put `files` in `folder` in place of the pack that stands there; return what was kept aside.

    A file that someone changed since it was built, or put there, stays: under its own name, or beside ours.
    Raises OutputError where the folder cannot be written; what stood there is then untouched.
    """
    with _output(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            _put_in_place(folder)
            _writable(folder)
            kept = _theirs(folder, files)
            _stage(folder, files, kept)
            _put_in_place(folder)
    return tuple(_kept_aside(folder, name, path) for name, path in kept.items())


def settle(folder: Path) -> None:
    """Bring what a killed run has begun at `folder` to its end, where there is any of it.

    Raises OutputError where the folder cannot be written.
    """
    if any(os.path.lexists(_beside(folder, state)) for state in _STATES):
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


def _beside(folder: Path, state: str) -> Path:
    return folder.with_name(f".{folder.name}.{state}")


def _writable(folder: Path) -> None:
    """Raise OSError where something stands at `folder` that a pack must not take the place of."""
    if folder.is_symlink():
        raise OSError(EEXIST, "it is a link; name the folder itself, or delete the link", str(folder))
    if os.path.lexists(folder) and not folder.is_dir():
        raise OSError(ENOTDIR, "a file stands in its place", str(folder))
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(EACCES, "the folder is locked against writing", str(folder))


def _stage(folder: Path, files: Mapping[str, bytes], kept: Mapping[str, Path]) -> None:
    part = _beside(folder, "part")
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
        part.rename(_beside(folder, "new"))
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(folder.parent)


def _copy(path: Path, target: Path) -> None:
    """Copy what someone put into the pack, a folder or a link as it is, with its times."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copy2(path, target, follow_symlinks=False)


def _sync_all(path: Path) -> None:
    """Write what was copied through to the disk: its only other version is deleted after the commit."""
    for each in (path, *path.rglob("*")):
        if not each.is_symlink():
            _sync(each)


def _put_in_place(folder: Path) -> None:
    """Finish; where Ctrl-C or a passing error comes between, once more, since a pack half moved stands nowhere."""
    try:
        _finish(folder)
    except BaseException:
        _finish(folder)
        raise


def _finish(folder: Path) -> None:
    """Bring what an earlier run, or this one, has begun to its end; afterwards only `folder` itself stands."""
    part, new, old = (_beside(folder, state) for state in _STATES)
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


def _theirs(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Return what stands in `folder` and is not as the manifest there says we built it, by the name to keep."""
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


def _kept_aside(folder: Path, name: str, path: Path) -> Problem:
    what = "kept as it was changed by hand" if name != path.name else "kept: it is not of this pack"
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
    """Hold the folder against another run; the lock dies with the process, so none is ever left behind."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock: there the last of two runs at once wins
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in (ENOLCK, ENOTSUP):  # some network drives have no locks; there the last run wins
                raise
        yield
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    """Write a file, or which files stand in a folder, through to the disk; Windows does so for what it wrote only."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
