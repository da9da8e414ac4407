"""The template search path, folders in order -> the text of a template. Never leaves a folder or follows a link."""

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.compose.template.slots import RESERVED
from generator.errors import InputError, Place, Problem
from generator.untrusted.files import FileTooLarge, IrregularFile, read_regular

LIMIT_BYTES = 1_000_000  # a template is a few kilobytes of text
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}/[A-Za-z0-9_-]{1,40}(\.[A-Za-z0-9]{1,8}){1,3}", re.ASCII)
# characters that XML 1.0 (2.2) excludes, so no Office file can hold them, and those that change the text direction
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ufffe\uffff]")


class TemplateFile(Struct, frozen=True):
    """A template as read; `folder` is its folder's position on the search path, from 0."""

    name: str  # "standard/deck.md.j2"
    folder: int
    path: str  # as shown in messages
    text: str

    def line(self, number: int) -> str:
        lines = _split(self.text)
        return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


@lru_cache(maxsize=16)  # a chain of templates; splitting them anew for each of their lines would take quadratic time
def _split(text: str) -> Sequence[str]:
    return text.split("\n")


def find_template(name: str, search_path: Sequence[Path], start: int = 0) -> TemplateFile | None:
    """Return the first template `name` ("audience/file") on the search path from position `start` on, None if missing.

    Raises InputError if the file is not a regular UTF-8 text file of a sensible size.
    """
    if not _NAME.fullmatch(name):
        return None
    for position, folder in enumerate(search_path[start:], start):
        path = folder / name
        if os.path.lexists(path):
            return TemplateFile(name, position, str(path), _read_text(path))
    return None


def template_names(search_path: Sequence[Path], ending: str) -> tuple[str, ...]:
    """Return the names of all templates that end in `ending`, for messages."""
    names = {path.relative_to(folder).as_posix() for folder in search_path for path in folder.glob(f"*/*{ending}")}
    return tuple(sorted(names))


def _read_text(path: Path) -> str:
    data = _read_bytes(path)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError([Problem(Place(str(path), line), "is not UTF-8 text", "save the file as UTF-8")]) from error
    if illegal := RESERVED.search(text) or _ILLEGAL.search(text):
        place = Place(str(path), text[: illegal.start()].count("\n") + 1)
        what = f"the character U+{ord(illegal.group()):04X} is not allowed in a template"
        raise InputError([Problem(place, what, "delete it; most editors do not show it")])
    return text


def _read_bytes(path: Path) -> bytes:
    place = Place(str(path))
    if path.parent.is_symlink():
        raise InputError([Problem(place, "its folder is a symbolic link", "replace the link with the folder itself")])
    try:
        return read_regular(path, LIMIT_BYTES, follow_links=False)  # a link may lead out of the folder
    except IrregularFile:
        raise InputError([Problem(place, "is not a regular file", "replace it with the template itself")]) from None
    except FileTooLarge:
        what = f"is larger than {LIMIT_BYTES:,} bytes"
        raise InputError([Problem(place, what, "a template is a short text")]) from None
    except OSError as error:
        raise InputError([Problem(place, "cannot be read", _reason(path, error))]) from error


def _reason(path: Path, error: OSError) -> str:
    if path.is_symlink():
        return "it is a symbolic link; replace it with the file itself"
    return (error.strerror or "").lower()
