"""A place -> the folder next to it where what goes there is written first, known as ours by the marker in it.

    out/harbour/.standard.part/briefing-pack   the marker: its text names the program and the place
    out/harbour/.standard.part/writing         being written; what a killed run leaves of it is of no use
    out/harbour/.standard.part/ready           whole: the new pack before the commit, the old one after it
    out/harbour/.standard.part/old             the old pack, where the system cannot exchange two folders

A folder of that name without the marker is somebody else's, and is never touched. The marker is written first and
deleted last, so that a run may be killed at any time. Nobody else may look into the folder.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST, ENOLCK, ENOTSUP
from pathlib import Path

from generator.untrusted.files import read_regular

WRITING, READY, OLD = "writing", "ready", "old"
_MARKER = "briefing-pack"


def staging_of(place: Path) -> Path:
    """Return the staging folder of `place`, which need not exist."""
    return place.with_name(f".{place.name}.part")


def is_staged(place: Path) -> bool:
    """Return whether a run that was killed, or one that is running, has left a staging folder for `place`."""
    staging = staging_of(place)
    try:
        if not stat.S_ISDIR(os.lstat(staging).st_mode):
            return False
        entries = os.listdir(staging)
        if not entries:
            return True  # killed between its first two steps; an empty folder is nobody's loss
        marker = read_regular(staging / _MARKER, len(_text(place)), follow_links=False)
    except OSError:
        return False
    return marker == _text(place) or (entries == [_MARKER] and _text(place).startswith(marker))


def open_staging(place: Path) -> Path:
    """Return the staging folder of `place`, made if it is not there. Raises OSError where another is in its way."""
    staging = staging_of(place)
    check_staging(place)
    if not os.path.lexists(staging):
        staging.mkdir(0o700)
    if set(os.listdir(staging)) <= {_MARKER}:
        with open(staging / _MARKER, "wb") as marker:
            marker.write(_text(place))
            marker.flush()
            os.fsync(marker.fileno())
        sync(staging)
        sync(place.parent)
    return staging


def check_staging(place: Path) -> None:
    """Raise OSError where something that is not ours has the name of the staging folder of `place`."""
    staging = staging_of(place)
    if os.path.lexists(staging) and not is_staged(place):
        raise OSError(EEXIST, "it is not ours, and in the way; move or rename it", str(staging))


def close_staging(place: Path) -> None:
    """Delete the staging folder of `place`, unless there is still something in it besides the marker."""
    staging = staging_of(place)
    with suppress(OSError):
        if set(os.listdir(staging)) <= {_MARKER}:
            (staging / _MARKER).unlink(missing_ok=True)
            staging.rmdir()


def _text(place: Path) -> bytes:
    return f"briefing-pack writes `{place.name}` here, and deletes this folder when it is done\n".encode()


@contextmanager
def lock(folder: Path) -> Iterator[None]:
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


def sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk; Windows can do so only for what this process wrote."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
