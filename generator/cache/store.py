"""Drawings and slide templates by key, kept from one run to the next in the user's cache folder.

The only place written outside of `out`. `BRIEFING_PACK_CACHE` moves the folder; where it is empty, nothing is cached.
A damaged or foreign entry is rebuilt. Entries are plain values: nothing that is read here can run. Still, who can write
to the cache could put words into a pack. So folders and entries that belong to others, or that others can write to, are
not used, nor are links; and the caller checks what an entry says (`is_right`). Whatever else is in the folder is the
user's: it is neither changed nor deleted.
"""

import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from time import time
from typing import Protocol, TypeVar

from msgspec.msgpack import decode, encode

from generator.errors import Place, Problem
from generator.untrusted.files import MOST_BYTES, read_regular

VARIABLE = "BRIEFING_PACK_CACHE"
_STALE = 3600.0  # seconds; no entry takes so long to write
_MOST_BYTES = 150_000_000  # of one kind, some 400 drawings; the least recently used make room
_ENTRY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = re.compile(r"\.[0-9a-f]{64}\.\d+\.\d+")
_SEAL, _SEAL_START, _SEAL_BYTES = re.compile(rb"[0-9a-f]{64}\n"), re.compile(rb"[0-9a-f]{,64}"), 65

T = TypeVar("T")


class CacheMode(Protocol):
    """How to come by a value: from its key, its type and what makes it. Returns it, and whether it was cached.

    A cached value comes from outside: it is used only if it `is_right`.
    """

    def __call__(
        self, key: str, kind: type[T], make: Callable[[], T], is_right: Callable[[T], bool] = ...
    ) -> tuple[T, bool]: ...


def _trust(_: object) -> bool:
    return True


def reuse(key: str, kind: type[T], make: Callable[[], T], is_right: Callable[[T], bool] = _trust) -> tuple[T, bool]:
    """Return the entry of `key`; where there is none that is right, `make` it and store it."""
    path = _path(key, kind)
    value = _read(path, key, kind) if path else None
    return (value, True) if value is not None and is_right(value) else rebuild(key, kind, make)


def rebuild(key: str, kind: type[T], make: Callable[[], T], is_right: Callable[[T], bool] = _trust) -> tuple[T, bool]:
    """Make the value of `key`, whatever is stored, and store it."""
    value = make()
    path = _path(key, kind)
    if path:
        _write(path, key, value)
    return value, False


def why_unused() -> tuple[Problem, ...]:
    """Return a note where the cache cannot be trusted, so that it is not used."""
    cache = folder()
    if cache is None or not cache.is_dir() or _is_private(cache.stat()):
        return ()
    what = "the cache is not used: the folder belongs to another user, or others can write to it"
    return (Problem(Place(str(cache)), what, f"name a folder of your own in {VARIABLE}, or `chmod go-w` this one"),)


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
    """Return where the entry of `key` is, None where nothing is cached."""
    cache = folder()
    return cache / f"{kind.__name__.lower()}s" / key if cache else None


def _read(path: Path, key: str, kind: type[T]) -> T | None:
    """Return the entry at `path`, None unless it is whole, was stored for `key`, and only this user can write to it."""
    try:
        if not (_is_usable(path.parent) and _is_private(path.lstat())):
            return None
        seal, _, body = read_regular(path, follow_links=False).partition(b"\n")
        if seal != _seal(key, body):
            return None
        with suppress(OSError):
            os.utime(path)  # the time of its last use
        return decode(body, type=kind)
    except (OSError, RecursionError, ValueError):
        return None


def _is_usable(place: Path) -> bool:
    """Return whether the folder of a kind of entries, and the cache's, belong to this user alone.

    The folders above do not matter: who could replace the cache's folder could not make it belong to this user.
    """
    status = place.lstat()  # a link is not followed
    return stat.S_ISDIR(status.st_mode) and _is_private(status) and _is_private(place.parent.stat())


def _is_private(status: os.stat_result) -> bool:
    """Return whether a file or folder is this user's, and nobody else can write to it; Windows does not tell."""
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _write(path: Path, key: str, value: object) -> None:
    """Store an entry in one step, so that another run sees all of it or nothing."""
    body = encode(value)
    if len(body) + _SEAL_BYTES > MOST_BYTES:
        return  # it would not be read
    part = path.with_name(f".{key}.{os.getpid()}.{get_ident()}")
    made = False
    try:
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not _is_usable(path.parent) or (os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode)):
            return
        # private, whatever the umask
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            made = True
            file.write(_seal(key, body) + b"\n" + body)
        part.replace(path)
        _make_room(path.parent)
    except OSError:
        with suppress(OSError):
            if made:
                part.unlink(missing_ok=True)


def _make_room(cache: Path) -> None:
    """Delete our unfinished files that a killed run left, and those of our entries that were not used for longest."""
    ours = {path: path.lstat() for path in cache.iterdir() if _is_ours(path)}
    room_bytes = _MOST_BYTES
    for path, status in sorted(ours.items(), key=lambda item: item[1].st_mtime_ns, reverse=True):
        room_bytes -= status.st_size
        if room_bytes < 0 or (path.name.startswith(".") and time() - status.st_mtime > _STALE):
            path.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Return whether `path` has the name of an entry or of an unfinished one, and begins as such."""
    name = _ENTRY.fullmatch(path.name) or _UNFINISHED.fullmatch(path.name)
    if not name or not stat.S_ISREG(path.lstat().st_mode):
        return False
    with open(path, "rb") as file:
        start = file.read(_SEAL_BYTES)
    return bool(_SEAL.fullmatch(start)) or (name.re is _UNFINISHED and bool(_SEAL_START.fullmatch(start)))


def _seal(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).hexdigest().encode()
