"""The files of a pack -> its folder, whole or not at all: after any failure the old pack or the new one stands there.

The new pack is written beside its place (`.NAME.part`), and is whole once it is renamed to `.NAME.new`: that rename
is the commit. The rest only moves folders, and is finished by the next run should this one be killed.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from generator.errors import OutputError, Place, Problem
from generator.model.pack import MANIFEST as MANIFEST


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Put `files` in `folder` in place of the pack that stands there; return what was kept aside.

    A file that someone changed since it was built, or put there, stays: under its own name, or beside ours.
    Raises OutputError where the folder cannot be written; what stood there is then untouched.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            _finish(folder)
            kept = _theirs(folder, files)
            _stage(folder, {**kept, **files})
            _finish(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"cannot write {error.filename or folder}: {reason.lower()}") from error
    return tuple(Problem(Place(str(folder / name)), "kept as it was changed by hand") for name in kept)


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return sha256(data).hexdigest()


def _beside(folder: Path, state: str) -> Path:
    return folder.with_name(f".{folder.name}.{state}")


def _stage(folder: Path, files: Mapping[str, bytes]) -> None:
    part = _beside(folder, "part")
    try:
        part.mkdir()
        for name in sorted(files):
            with open(part / name, "xb") as target:
                target.write(files[name])
                target.flush()
                os.fsync(target.fileno())
        _sync(part)
        part.rename(_beside(folder, "new"))
        _sync(folder.parent)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _finish(folder: Path) -> None:
    """Bring what an earlier run, or this one, has begun to its end; afterwards only `folder` itself stands."""
    part, new, old = (_beside(folder, state) for state in ("part", "new", "old"))
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


def _theirs(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files in `folder` that are not as the manifest there says we built them, by the name to keep."""
    if not folder.is_dir():
        return {}
    built = _outputs(folder)
    kept: dict[str, bytes] = {}
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST):
        data = path.read_bytes()
        if built.get(path.name) != digest(data) and files.get(path.name) != data:
            kept[_free(path.name, {*files, *kept})] = data
    return kept


def _outputs(folder: Path) -> Mapping[str, str]:
    try:
        outputs = json.loads((folder / MANIFEST).read_bytes())["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return outputs if isinstance(outputs, dict) else {}


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
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
