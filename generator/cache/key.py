"""All that a drawing or a pack depends on -> its key, one hash: under an equal key, what was made before is right.

A key holds more than strictly counts, never less: what is made once too often costs a second, a stale file a reader.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import plugins
from generator.errors import Place
from generator.model.dataset import Dataset
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.look import Brand, Look

_CODE = Path(__file__).parents[1]
# Those whose release can change a byte of what is written.
LIBRARIES = (
    "babel", "jinja2", "lxml", "markdown-it-py", "matplotlib", "msgspec", "numpy", "pillow", "python-docx",
    "python-pptx", "pyyaml", "xlsxwriter",
)  # fmt: skip
# The kinds of files that are read; a note or a script beside them changes no pack.
_KINDS = frozenset({".csv", ".docx", ".j2", ".jpg", ".png", ".pptx", ".yaml"})
_LABELS = "labels"
_VERSION = re.compile(r"^Version: (.+)$", re.MULTILINE)


@cache
def versions() -> Mapping[str, str]:
    """Return the releases of the generator and of the libraries that it writes with."""
    return {**{name: _release(name) for name in ("briefing-pack", *LIBRARIES)}, **plugins.versions()}


def _release(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, distribution  # a mistake in the input is told without it

    try:
        told = distribution(name)
    except PackageNotFoundError:  # run from a checkout, the generator itself need not be installed
        return "not installed"
    # the whole of the metadata is a mail, and the parser of mails takes longer to import than the rest
    found = _VERSION.search(told.read_text("METADATA") or "")
    return found[1] if found else told.version


@cache
def code(*rooms: str) -> str:
    """Return a hash of the generator's own files, or of those `rooms` of it."""
    return _hash(each for each in _own_files() if not rooms or each[0].partition("/")[0] in rooms)


@cache
def _own_files() -> Sequence[tuple[str, str]]:
    """Return the generator's own files by path and hash; line ends are git's affair."""
    paths = [path for path in _CODE.rglob("*") if path.suffix in (".json", ".py", ".ttf")]
    names = {path.relative_to(_CODE).as_posix(): path for path in paths}
    return [
        (name, sha256(names[name].read_bytes().replace(b"\r\n", b"\n")).hexdigest())
        for name in sorted(names)
        if not name.startswith("shipped/")
    ]


def scene(dataset: Dataset, edition: Edition, brand: Brand) -> str:
    """Return a hash of all that the figures of an `edition` of the dataset depend on, themselves aside."""
    # what its events say is in the file that holds them all, and in which of them they are
    events = dataset.files["events.csv"], [event.id for event in edition.events]
    said = (sorted(edition.labels.items()), edition.language, edition.as_of.isoformat(), _told(brand))
    drawn_with = (
        sorted(versions().items()),
        zlib.ZLIB_RUNTIME_VERSION,
        code("color", "draw", "fonts", "language", "model", "read"),
    )
    return _hash((*said, *drawn_with, *events))


def drawing_key(figure: Figure, scene: str) -> str:
    """Return the key of the drawing of `figure` in a `scene`."""
    return _hash((scene, _told(figure)))


def frame_key(look: Look) -> str:
    """Return the key of what is read of the slide template of `look`."""
    read_with = sorted(versions().items()), code("write", "model")
    return _hash((sha256(look.slides).hexdigest(), _told(look.brand), *read_with))


class Seen(Struct, frozen=True):
    """What lies in a dataset folder and on the shelves at one moment, by path and hash."""

    dataset: tuple[tuple[str, str], ...]
    shelves: tuple[tuple[str, str], ...]  # in order of search

    def key(self, audience: str, folders: Iterable[str]) -> str:
        """Return the key of the pack for `audience` that is made from those `folders` of the shelves."""
        used = frozenset(folders)
        files = [each for each in self.shelves if each[0].partition("/")[0] in used]
        return _hash((audience, self.dataset, files, sorted(versions().items()), zlib.ZLIB_RUNTIME_VERSION, code()))


def seen(dataset: Path, shelves: Sequence[Path], *looks: Path) -> Seen:
    """Look at all files from which packs of `dataset` can be made; `looks` stand in for those of audiences."""
    own = [(dataset.resolve().name, ""), *_hashed(dataset, dataset.glob("*"))]
    own += [("look", ""), *(each for look in looks for each in _hashed(look, look.glob("*")))] if looks else []
    return Seen(tuple(own), tuple(each for shelf in shelves for each in _hashed(shelf, shelf.glob("*/**/*"))))


def folders_used(inputs: Iterable[str], look: str, shelves: Sequence[Path]) -> tuple[str, ...]:
    """Return the folders of the shelves from which a pack with those `inputs` and that `look` was made.

    In each of them a file may be found another time that was not there, so that they count whole, on every shelf.
    """
    named = {name.partition("/")[0] for name in inputs if "/" in name}
    at = Path(look).resolve()
    looks = {at.relative_to(each.resolve()).parts[0] for each in shelves if each.resolve() in at.parents}
    return tuple(sorted({_LABELS, *named, *looks}))


def _hashed(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in sorted(paths):
        if path.suffix in _KINDS and path.is_file():
            yield path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()


def _told(value: Any) -> Any:
    """Return `value` as plain values, without the places where they were read."""
    if isinstance(value, Struct):
        told = (getattr(value, name) for name in value.__struct_fields__)
        return type(value).__name__, *(_told(each) for each in told if not isinstance(each, Place))
    if isinstance(value, tuple):
        return tuple(map(_told, value))
    if isinstance(value, Mapping):
        return tuple((name, _told(value[name])) for name in sorted(value))
    return value


def _hash(values: Iterable[Any]) -> str:
    hashed = sha256()
    for value in values:
        hashed.update(repr(value).encode("utf-8", "backslashreplace") + b"\n")
    return hashed.hexdigest()
