"""Where a pack or a file is to go -> nothing, or why it cannot or must not go there. Asked before anything is built."""

import os
from collections.abc import Callable, Iterable, Mapping
from errno import EACCES, EEXIST, ENOTDIR
from pathlib import Path

from generator.errors import OutputError
from generator.pack.staging import check_staging
from generator.untrusted.files import read_regular

# Files that mark a folder of inputs; a pack among them would be taken for an input, or edited by mistake.
_INPUTS = {"dataset.yaml": "a dataset", "audience.yaml": "an audience", "brand.yaml": "a look"}


def check_place(folder: Path, inputs: Mapping[str, Path], templates: Iterable[str | Path]) -> None:
    """Raise OutputError where no pack can be put in `folder` (OUT/DATASET/AUDIENCE), or where it would be in the way.

    `inputs` are the folders that it is built from, by what they are. `templates` are folders of audiences, which may
    be the parents of everything, but not OUT itself.
    """
    check_inputs(folder, inputs, templates)
    try:
        check_folder(folder)
        check_staging(folder)
    except OSError as error:
        raise OutputError(f"cannot write {error.filename or folder}: {error.strerror}") from error


def check_inputs(folder: Path, inputs: Mapping[str, Path], templates: Iterable[str | Path]) -> None:
    """Raise OutputError where a pack in `folder` would be among the inputs, as in `check_place`."""
    place, out = _resolve(folder), folder.parent.parent
    for what, path in inputs.items():
        if place.is_relative_to(_resolve(path)):
            raise _refusal(folder, f"it would be inside {what}, {path}")
        if _resolve(path).is_relative_to(place):
            raise _refusal(folder, f"{what}, {path}, is inside it")
    if _resolve(out) in map(_resolve, templates):
        raise _refusal(folder, f"{out} is the folder of your templates")
    for parent in (folder.parent, out):
        for name, what in _INPUTS.items():
            if os.path.lexists(parent / name):
                raise _refusal(folder, f"{parent} is {what}")


def _resolve(path: str | Path) -> Path:
    return Path(os.path.realpath(path))  # `Path.resolve` raises RuntimeError for a link to itself


def _refusal(folder: Path, why: str) -> OutputError:
    return OutputError(f"cannot write {folder}: {why}", "choose another folder for packs, such as `--out ../packs`")


def check_folder(folder: Path) -> None:
    """Raise OSError where `folder` is something that a pack must not replace, or cannot."""
    if folder.is_symlink():
        raise OSError(EEXIST, "it is a link; give the folder itself, or delete the link", str(folder))
    if os.path.lexists(folder) and not folder.is_dir():
        raise OSError(ENOTDIR, "a file is in its place", str(folder))
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(EACCES, "the folder is read-only", str(folder))
    _check_parents(folder)


def check_file(file: Path, is_ours: Callable[[bytes], bool]) -> None:
    """Raise OSError where `file` is something that one of ours must not replace."""
    if os.path.lexists(file):
        try:
            ours = is_ours(read_regular(file, follow_links=False))
        except OSError:  # a folder, a link, a pipe …
            ours = False
        if not ours:
            raise OSError(EEXIST, "it is not ours; move or rename it", str(file))
    _check_parents(file)


def _check_parents(place: Path) -> None:
    parent = next(parent for parent in place.absolute().parents if os.path.lexists(parent))
    if not parent.is_dir():
        raise OSError(ENOTDIR, "a file is in the place of a folder; choose another one", str(parent))
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OSError(EACCES, "permission denied", str(parent))
