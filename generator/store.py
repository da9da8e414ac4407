"""Drawings by key -> kept from one run to the next in the user's cache folder: the only place written outside `out`.

`BRIEFING_PACK_CACHE` moves the folder, or does without one where it is empty. What is damaged, or not ours, is drawn
anew; where nothing can be kept, everything is drawn.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from time import time

from msgspec import Struct
from msgspec.json import decode, encode
from msgspec.structs import replace

from generator.model.drawing import Drawing

VARIABLE = "BRIEFING_PACK_CACHE"
_STALE = 3600.0  # seconds; no drawing is under way for so long
_MOST = 400  # drawings, of about a third of a megabyte; those longest unused make room


Draw = Callable[[], Drawing]
Through = Callable[[str, Draw], tuple[Drawing, bool]]


def drawing(key: str, draw: Draw) -> tuple[Drawing, bool]:
    """Return the drawing of `key`, and whether it was kept from before; else `draw` it and keep it."""
    path = _path(key)
    kept = _read(path, key) if path else None
    return (kept, True) if kept else drawn_anew(key, draw)


def drawn_anew(key: str, draw: Draw) -> tuple[Drawing, bool]:
    """Draw, whatever is kept, and keep it."""
    made = draw()
    path = _path(key)
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


def _path(key: str) -> Path | None:
    at = folder()
    return at / "drawings" / key if at else None


def _read(path: Path, key: str) -> Drawing | None:
    """Return what is kept at `path` for `key`, None unless it is whole and ours."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if seal != _seal(key, body):
            return None
        os.utime(path)  # so that the drawings longest unused are known
        return _of_bytes(body)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, key: str, made: Drawing) -> None:
    """Put the drawing in its place at once and whole, so that another run sees all of it or nothing."""
    body = _bytes_of(made)
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
    entries = list(at.iterdir())
    for entry in entries:
        if entry.name.startswith(".") and time() - entry.stat().st_mtime > _STALE:
            entry.unlink(missing_ok=True)  # a run that was killed has left it
    if len(entries) > _MOST:
        for entry in sorted(entries, key=lambda each: each.stat().st_mtime_ns)[: len(entries) - _MOST]:
            entry.unlink(missing_ok=True)


def _seal(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + body).hexdigest().encode()


class _Header(Struct, frozen=True):
    """What stands before the pictures: the drawing without them, and how many bytes each takes."""

    drawing: Drawing
    png: int
    svg: int


def _bytes_of(made: Drawing) -> bytes:
    header = _Header(replace(made, png=b"", svg=b""), len(made.png), len(made.svg))
    return encode(header) + b"\n" + made.png + made.svg


def _of_bytes(body: bytes) -> Drawing:
    header, _, pictures = body.partition(b"\n")
    told = decode(header, type=_Header)
    if len(pictures) != told.png + told.svg:
        raise ValueError("cut short")
    return replace(told.drawing, png=pictures[: told.png], svg=pictures[told.png :])
