"""A folder -> what a build reads of it, to travel to a worker; there -> a folder of which a build says the same.

Only regular files inside the folder travel. For what a build refuses, a link out of the folder, a pipe, a file beyond
the limit, a stand-in travels that is refused in the same words: no byte of it leaves this machine.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.model.dataset import FILES
from generator.untrusted.files import MOST_BYTES, FileTooLarge, IrregularFile, read_regular

# of the files of audiences and looks
_ENDINGS = frozenset({
    ".docm", ".docx", ".dotm", ".dotx", ".j2", ".jpeg", ".jpg", ".png", ".potm", ".potx", ".ppsm", ".ppsx", ".pptm",
    ".pptx", ".yaml",
})  # fmt: skip


Kind = Literal["file", "folder", "pipe", "too large", "no permission", "nothing"]


class Link(Struct, frozen=True):
    """A link to `target` in the folder, or if that is empty, to something outside of it whose kind alone is told."""

    target: str
    outside: Kind = "nothing"


class StandIn(Struct, frozen=True):
    """What cannot be read."""

    kind: Kind


Parcel = Mapping[str, bytes | Link | StandIn]  # by path in the folder


def pack_dataset(folder: Path) -> Parcel:
    """Return what a build reads of the dataset in `folder`."""
    return _pack(folder, (folder / name for name in FILES))


def pack_templates(folder: Path) -> Parcel:
    """Return what a build may read of a `folder` of audiences, or of a look."""
    return _pack(folder, _find_files(folder))


def unpack(parcel: Parcel, folder: Path) -> None:
    """Write the `parcel` to `folder`, which does not exist."""
    for name, content in parcel.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case bytes():
                path.write_bytes(content)
            case Link("", kind):
                outside = folder.with_name(f"outside {kind}")
                if not os.path.lexists(outside):
                    _make(kind, outside)
                path.symlink_to(outside)
            case Link(target):
                path.symlink_to(folder / target)
            case StandIn(kind):
                _make(kind, path)


def _make(kind: Kind, path: Path) -> None:
    """Put something of that kind at `path`."""
    match kind:
        case "folder":
            path.mkdir(exist_ok=True)
        case "pipe":
            os.mkfifo(path)
        case "file" | "no permission":
            path.touch(mode=0o600 if kind == "file" else 0)
        case "too large":
            path.touch()
            os.truncate(path, MOST_BYTES + 1)  # takes no room on the disk


def _find_files(folder: Path) -> Iterator[Path]:
    """Yield what a build may read, by its name, and all links, which are not followed."""
    for root, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(root, name)
            if path.is_symlink() or path.suffix.casefold() in _ENDINGS:
                yield path


def _pack(folder: Path, paths: Iterator[Path]) -> Parcel:
    parcel: dict[str, bytes | Link | StandIn] = {}
    for path in paths:
        content = _content(path, folder)
        if content is None:
            continue
        parcel[path.relative_to(folder).as_posix()] = content
        if isinstance(content, Link) and content.target:
            target = folder / content.target
            if os.path.lexists(target) and not target.is_dir():
                parcel.setdefault(content.target, _read(target))
    return parcel


def _content(path: Path, folder: Path) -> bytes | Link | StandIn | None:
    """Return what is at `path`, None for nothing."""
    if not os.path.lexists(path):
        return None
    if not path.is_symlink():
        return _read(path)
    try:
        target, root = path.resolve(), folder.resolve()
    except (OSError, RuntimeError):
        return Link(path.relative_to(folder).as_posix())  # to itself
    return Link(target.relative_to(root).as_posix()) if target.is_relative_to(root) else Link("", _kind(target))


def _kind(path: Path) -> Kind:
    """Return what is at `path`: a device counts as a pipe."""
    if path.is_file():
        return "file"
    return "folder" if path.is_dir() else "pipe" if os.path.exists(path) else "nothing"


def _read(path: Path) -> bytes | StandIn:
    try:
        return read_regular(path, follow_links=False)
    except IrregularFile:
        return StandIn("pipe")
    except FileTooLarge:
        return StandIn("too large")
    except IsADirectoryError:
        return StandIn("folder")
    except OSError:
        return StandIn("no permission")
