"""Template folders, searched in order -> the text of a template. Never leaves a shelf, never follows a link."""

import os
import re
import stat
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.compose.template.slots import RESERVED
from generator.errors import InputError, Place, Problem

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}/[A-Za-z0-9_-]{1,40}(\.[A-Za-z0-9]{1,8}){1,3}", re.ASCII)
# what no file of Office can hold (XML 1.0, 2.2), and what would turn the direction of all that follows
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ufffe\uffff]")
MOST_BYTES = 1_000_000  # a template is a few kilobytes of text


class Source(Struct, frozen=True):
    """A template as it lies on a shelf; `shelf` counts the shelves, nearest first."""

    name: str  # "standard/deck.md.j2"
    shelf: int
    file: str  # the path by which a reader knows it
    text: str

    def line(self, number: int) -> str:
        lines = _lines(self.text)
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


@lru_cache(maxsize=64)
def _lines(text: str) -> Sequence[str]:
    return text.splitlines()


def source(name: str, shelves: Sequence[Path], first: int = 0) -> Source | None:
    """Return the template `name` ("audience/file") of the nearest shelf from number `first` on, None where none has it.

    Raises InputError where the file is no regular UTF-8 text file of a sensible size.
    """
    if not _NAME.fullmatch(name):
        return None
    for number, shelf in enumerate(shelves[first:], first):
        path = shelf / name
        if os.path.lexists(path):
            return Source(name, number, str(path), _text(path))
    return None


def names(shelves: Sequence[Path], ending: str) -> tuple[str, ...]:
    """Return the names of all templates that end in `ending`, for help in messages."""
    found = {path.relative_to(shelf).as_posix() for shelf in shelves for path in shelf.glob(f"*/*{ending}")}
    return tuple(sorted(found))


def _text(path: Path) -> str:
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError([Problem(Place(str(path), line), "is not UTF-8 text", "save the file as UTF-8")]) from error
    if found := RESERVED.search(text) or _ILLEGAL.search(text):
        place = Place(str(path), text[: found.start()].count("\n") + 1)
        what = f"the character U+{ord(found.group()):04X} cannot stand in a template"
        raise InputError([Problem(place, what, "delete it; it cannot be seen in most editors")])
    return text


def _bytes(path: Path) -> bytes:
    place = Place(str(path))
    if path.parent.is_symlink():
        raise InputError([Problem(place, "its folder is a link", "put the folder itself on the shelf")])
    try:
        # O_NONBLOCK: a pipe of that name would hold us up; O_NOFOLLOW: a link may lead out of the folder
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise InputError([Problem(place, "cannot be read", _reason(path, error))]) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise InputError([Problem(place, "is no regular file", "put the template itself here")])
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError([Problem(place, f"is longer than {MOST_BYTES:,} bytes", "take out what is no template")])
    return data


def _reason(path: Path, error: OSError) -> str:
    return "it is a link; put the file itself here" if path.is_symlink() else (error.strerror or "").lower()
