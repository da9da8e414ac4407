"""Drawings and slide templates by key, kept from one run to the next in the user's cache folder.

The only place written outside of `out`. `BRIEFING_PACK_CACHE` moves the folder; where it is empty, nothing is cached.
A damaged or foreign entry is rebuilt. Entries are plain values: nothing that is read here can run.
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
_STALE = 3600.0  # seconds; no entry takes so long to write
_MOST_BYTES = 150_000_000  # of one kind, some 400 drawings; the least recently used make room

T = TypeVar("T")


class CacheMode(Protocol):
    """How to come by a value: from its key, its type and what makes it. Returns it, and whether it was cached."""

    def __call__(self, key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]: ...


def cached(key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]:
    """Return the entry of `key`; where there is none, `make` it and store it."""
    path = _path(key, kind)
    value = _read(path, key, kind) if path else None
    return (value, True) if value is not None else rebuild(key, kind, make)


def rebuild(key: str, kind: type[T], make: Callable[[], T]) -> tuple[T, bool]:
    """Make the value of `key`, whatever is stored, and store it."""
    value = make()
    path = _path(key, kind)
    if path:
        _write(path, key, value)
    return value, False


def folder() -> Path | None:
    """Return the user's cache folder for this program, None where nothing is to be cached."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        return _system_folder() / "briefing-pack"
    except RuntimeError:  # no home
        return None


def _system_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".cache"  # a relative one must be ignored (XDG 0.8)


def _path(key: str, kind: type) -> Path | None:
    cache = folder()
    return cache / f"{kind.__name__.lower()}s" / key if cache else None


def _read(path: Path, key: str, kind: type[T]) -> T | None:
    """Return the entry at `path`, None unless it is whole and was stored for `key`."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if seal != _seal(key, body):
            return None
        with suppress(OSError):
            os.utime(path)  # the time of its last use
        return decode(body, type=kind)
    except (OSError, RecursionError, ValueError):
        return None


def _write(path: Path, key: str, value: object) -> None:
    """Store an entry in one step, so that another run sees all of it or nothing."""
    body = encode(value)
    part = path.with_name(f".{key}.{os.getpid()}.{get_ident()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(_seal(key, body) + b"\n" + body)
        part.replace(path)
        _make_room(path.parent)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _make_room(cache: Path) -> None:
    entries = {entry: entry.stat() for entry in cache.iterdir()}
    for entry, status in entries.items():
        if entry.name.startswith(".") and time() - status.st_mtime > _STALE:
            entry.unlink(missing_ok=True)  # left by a run that was killed
    room_bytes = _MOST_BYTES
    for entry in sorted(entries, key=lambda entry: entries[entry].st_mtime_ns, reverse=True):
        room_bytes -= entries[entry].st_size
        if room_bytes < 0:
            entry.unlink(missing_ok=True)


def _seal(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).hexdigest().encode()
