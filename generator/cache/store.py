"""Drawings, and what was read of slide templates, by key -> kept from one run to the next in the user's cache folder.

It is the only place written outside `out`. `BRIEFING_PACK_CACHE` moves the folder, or does without one where it is
empty. What is damaged, or not ours, is made anew; where nothing can be kept, everything is made. All is kept as plain
values: nothing that is read here can run.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from time import time
from typing import Protocol, TypeVar

from msgspec.msgpack import decode, encode

VARIABLE = "BRIEFING_PACK_CACHE"
_STALE = 3600.0  # seconds; no drawing is under way for so long
_MOST_BYTES = 150_000_000  # of one kind, some 400 drawings; those longest unused make room

T = TypeVar("T")


class Through(Protocol):
    """How something is come by: its key and kind, and what makes it; told with it is whether it was kept before."""

    def __call__(self, key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]: ...


def kept(key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]:
    """Return the value of `key`, and whether it was kept from before; else `make` it and keep it."""
    path = _path(key, kind)
    found = _read(path, key, kind) if path else None
    return (found, True) if found is not None else made_anew(key, kind, make)


def made_anew(key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]:
    """Make it, whatever is kept, and keep it."""
    made = make()
    path = _path(key, kind)
    if path:
        _write(path, key, made)
    return made, False


def folder() -> Path | None:
    """Return the user's cache folder of this program, None where there is to be none."""
    asked = os.environ.get(VARIABLE)
    if asked is not None:
        return Path(asked) if asked else None
    try:
        return _usual() / "briefing-pack"
    except RuntimeError:  # no home
        return None


def _usual() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    asked = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return asked if asked.is_absolute() else Path.home() / ".cache"  # a relative one is to be ignored (XDG 0.8)


def _path(key: str, kind: type) -> Path | None:
    at = folder()
    return at / f"{kind.__name__.lower()}s" / key if at else None


def _read(path: Path, key: str, kind: type[T]) -> T | None:
    """Return what is kept at `path` for `key`, None unless it is whole and ours."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if seal != _seal(key, body):
            return None
        with suppress(OSError):
            os.utime(path)  # so that those longest unused are known
        return decode(body, type=kind)
    except (OSError, RecursionError, ValueError):
        return None


def _write(path: Path, key: str, made: object) -> None:
    """Put it in its place at once and whole, so that another run sees all of it or nothing."""
    body = encode(made)
    part = path.with_name(f".{key}.{os.getpid()}.{get_ident()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(_seal(key, body) + b"\n" + body)
        part.replace(path)
        _make_room(path.parent)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _make_room(at: Path) -> None:
    entries = {entry: entry.stat() for entry in at.iterdir()}
    for entry, told in entries.items():
        if entry.name.startswith(".") and time() - told.st_mtime > _STALE:
            entry.unlink(missing_ok=True)  # a run that was killed has left it
    room = _MOST_BYTES
    for entry in sorted(entries, key=lambda each: entries[each].st_mtime_ns, reverse=True):
        room -= entries[entry].st_size
        if room < 0:
            entry.unlink(missing_ok=True)


def _seal(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).hexdigest().encode()
