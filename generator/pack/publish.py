"""The files of a pack -> its folder, all or nothing: at every moment the old pack or the new one is in its place.

The new pack is written in a staging folder next to its place, and then exchanged with the old one: that is the commit.
Where the system cannot exchange two folders, the old one is moved away first, and back if the run is killed between.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.errors import OutputError, Place, Problem
from generator.pack.exchange import exchange
from generator.pack.pack import MANIFEST as MANIFEST
from generator.pack.place import check_file, check_folder
from generator.pack.rights import carry_over_rights, strictest
from generator.pack.staging import (
    OLD,
    READY,
    WRITING,
    close_staging,
    is_staged,
    lock,
    open_staging,
    staging_of,
    sync,
)
from generator.pack.stored import hash_pack_file, read_outputs
from generator.pack.users_files import free_path, is_same, keep, remove
from generator.untrusted.names import is_file_name


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Put `files` in `folder` in place of the pack there, and return a note for each file of the user's that was kept.

    A file that was edited since it was built, or that is not ours, stays: under its own name, or next to ours.
    Owner, group and mode of the folder and of each file stay as well. Raises OutputError where the folder cannot be
    written; the old pack is then untouched.
    """
    for name in files:
        if not is_file_name(name):
            raise OutputError(f"cannot write {folder}: `{name}` is not a valid file name")
    with _output(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with lock(folder.parent):
            _recover(folder)
            check_folder(folder)
            try:
                staging = open_staging(folder)
                notes = _write(folder, files, staging / WRITING)
                (staging / WRITING).rename(staging / READY)
                sync(staging)
                _commit(staging, folder)
            finally:
                _recover(folder)
    return notes


def recover(folder: Path) -> None:
    """Undo what a killed run began at `folder`, if anything. Raises OutputError where it cannot be written."""
    if is_staged(folder):
        with _output(folder), lock(folder.parent):
            _recover(folder)


def publish_file(file: Path, data: bytes, is_ours: Callable[[bytes], bool]) -> None:
    """Put `data` in `file`, whole or not at all, with the rights of the one there, which must be one of ours.

    Raises OutputError where it cannot be written, or is not ours.
    """
    with _output(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with lock(file.parent):
            _recover(file)
            check_file(file, is_ours)
            try:
                staged = open_staging(file) / WRITING
                _write_file(staged, data, file if file.exists() else None)
                staged.replace(file)
                sync(file.parent)
            finally:
                _recover(file)


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return sha256(data).hexdigest()


@contextmanager
def _output(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OutputError(f"cannot write {error.filename or place}: {reason}") from error


def _write(folder: Path, files: Mapping[str, bytes], writing: Path) -> tuple[Problem, ...]:
    """Write the new pack to `writing`, with what the user has in `folder`; return a note for each of these."""
    writing.mkdir()
    built = read_outputs(folder)
    ours = [path for path in _list(folder) if _is_built(path, built)]
    models = {path.name: path for path in _list(folder) if path.is_file() and not path.is_symlink()}
    for name in sorted(files):
        _write_file(writing / name, files[name], models.get(name) or strictest(ours))
    notes = []
    for path in _list(folder):
        if path not in ours and not _has(path, files):
            kept = free_path(writing, path.name)
            _keep(path, kept)
            edited = kept.name != path.name
            what = "kept, since it was edited by hand" if edited else "kept, since it is not part of this pack"
            notes.append(Problem(Place(str(folder / kept.name)), what))
    if folder.is_dir():
        carry_over_rights(folder, writing)
    sync(writing)
    return tuple(notes)


def _keep(path: Path, kept: Path) -> None:
    try:
        keep(path, kept)
    except OSError as error:
        reason = error.strerror or error.args[0][0][2]  # of a folder: of the first of its files that failed
        what = f"cannot write {path.parent}: `{path.name}` cannot be kept: {reason.lower()}"
        raise OutputError(what, "move it out of this folder, and build again") from error


def _write_file(path: Path, data: bytes, model: Path | None) -> None:
    with open(path, "xb") as target:
        target.write(data)
        target.flush()
        if model:
            carry_over_rights(model, path)
        os.fsync(target.fileno())


def _list(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_built(path: Path, built: Mapping[str, str] | None) -> bool:
    """Return whether a file is still as the manifest next to it says that it was built."""
    if built is None or path.name not in {*built, MANIFEST}:
        return False
    return path.name == MANIFEST or _hash(path) == built[path.name]


def _has(path: Path, files: Mapping[str, bytes]) -> bool:
    return path.name in files and _hash(path) == digest(files[path.name])


def _hash(path: Path) -> str:
    try:
        return hash_pack_file(path)
    except OSError:
        return ""  # not a file of ours, whatever it is


def _commit(staging: Path, folder: Path) -> None:
    """Put the ready pack in its place; the old one is in the staging folder then."""
    ready, old = staging / READY, staging / OLD
    if not os.path.lexists(folder):
        ready.rename(folder)
    elif not exchange(ready, folder):
        folder.rename(old)
        ready.rename(folder)
    sync(folder.parent)
    sync(staging)


def _recover(place: Path) -> None:
    """Put the old pack back if nothing is in its place, and delete what is left over of this run or a killed one."""
    if not is_staged(place):
        return
    staging = staging_of(place)
    if _is_folder(staging / OLD) and not os.path.lexists(place):
        (staging / OLD).rename(place)
        sync(place.parent)
    with suppress(OSError):  # the pack is in its place; what cannot be deleted now is for the next run
        if os.path.lexists(staging / WRITING):
            remove(staging / WRITING)
        for name in (READY, OLD):
            if _is_folder(staging / name):
                _discard(staging / name, place)
        close_staging(place)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _discard(pack: Path, folder: Path) -> None:
    """Delete a pack that is not in its place any more, or not needed there.

    What is neither as built nor in `folder` too was saved into the pack after it was looked at: it moves to `folder`.
    """
    built, standing = read_outputs(pack), _list(folder)
    for path in sorted(_list(pack), key=lambda path: path.name == MANIFEST):
        if _is_built(path, built) or any(is_same(path, other) for other in standing):
            remove(path.rename(pack.with_name(WRITING)))  # so that a folder is gone in one step, if this is killed
        else:
            path.rename(free_path(folder, path.name))
    pack.rmdir()
