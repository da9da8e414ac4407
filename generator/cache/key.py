"""All that a drawing or a pack depends on -> its key, one hash: what is stored under an equal key is still right.

A key covers more than strictly counts, never less: an extra rebuild costs a second, a stale file costs a reader.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator import plugins
from generator.cache.input_files import InputFile, list_dataset, list_look, list_templates
from generator.errors import Place
from generator.model.dataset import Dataset
from generator.model.edition import Edition
from generator.model.figure import Columns, Figure
from generator.model.look import Brand, Look
from generator.untrusted.files import read_regular

_GENERATOR = Path(__file__).parents[1]
# Libraries of which another release can change a byte of what is written.
LIBRARIES = (
    "babel", "jinja2", "lxml", "markdown-it-py", "matplotlib", "msgspec", "numpy", "pillow", "python-docx",
    "python-pptx", "pyyaml", "xlsxwriter",
)  # fmt: skip
_LABELS = "labels"
_ALL = "."  # instead of the names of template folders, if what lies next to them counts
_VERSION = re.compile(r"^Version: (.+)$", re.MULTILINE)


@cache
def versions() -> Mapping[str, str]:
    """Return the releases of the generator and of the libraries that it writes with, by name."""
    return {**{name: _version(name) for name in ("briefing-pack", *LIBRARIES)}, **plugins.versions()}


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, distribution  # slow to import, and not needed for errors

    try:
        package = distribution(name)
    except PackageNotFoundError:  # a checkout runs without being installed
        return "not installed"
    # `package.version` parses the metadata as a mail, and that parser takes longer to import than the rest
    version = _VERSION.search(package.read_text("METADATA") or "")
    return version[1] if version else package.version


@cache
def code_hash(*rooms: str) -> str:
    """Return a hash of the generator's own files, or of those in `rooms`."""
    return _hash(file for file in _own_files() if not rooms or file[0].partition("/")[0] in rooms)


@cache
def _own_files() -> Sequence[tuple[str, str]]:
    """Return the generator's own files by path and hash, whatever line ends git has given them."""
    paths = [path for path in _GENERATOR.rglob("*") if path.suffix in (".json", ".py", ".ttf")]
    names = {path.relative_to(_GENERATOR).as_posix(): path for path in paths}
    return [
        (name, sha256(names[name].read_bytes().replace(b"\r\n", b"\n")).hexdigest())
        for name in sorted(names)
        if not name.startswith("shipped/")
    ]


def scene_hash(dataset: Dataset, edition: Edition, brand: Brand) -> str:
    """Return a hash of all that the figures of an `edition` of the dataset depend on, apart from themselves."""
    # the file's hash stands for what its events say; the ids tell which of them the edition has
    events = dataset.files["events.csv"], [event.id for event in edition.events]
    surroundings = (sorted(edition.labels.items()), edition.language, edition.as_of.isoformat(), _plain(brand))
    rooms = code_hash("color", "draw", "fonts", "language", "model", "read")
    return _hash((*surroundings, sorted(versions().items()), zlib.ZLIB_RUNTIME_VERSION, rooms, *events))


def drawing_key(figure: Figure, scene: str) -> str:
    """Return the key of the drawing of `figure` in the scene with the hash `scene`.

    Columns are drawn the same, whether they are shown as a picture or as an editable chart.
    """
    return _hash((scene, _plain(replace(figure, native=False) if isinstance(figure, Columns) else figure)))


def slide_template_key(look: Look) -> str:
    """Return the key of what is read of the slide template of `look`."""
    rooms = code_hash("color", "write", "model")
    chosen = look.brand, look.layouts, look.used_layouts
    return _hash((sha256(look.slides).hexdigest(), _plain(chosen), sorted(versions().items()), rooms))


class InputSnapshot(Struct, frozen=True):
    """The files of a dataset folder and of the template search path at one moment, by path and hash."""

    dataset: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]  # in the order of search

    def key(self, audience: str, folders: Iterable[str]) -> str:
        """Return the key of the pack for `audience` that is made from those template `folders`."""
        used = frozenset(folders)
        files = [file for file in self.templates if _ALL in used or file[0].partition("/")[0] in used]
        libraries = sorted(versions().items()), zlib.ZLIB_RUNTIME_VERSION
        return _hash((audience, self.dataset, files, *libraries, code_hash()))


def take_snapshot(dataset: Path, search_path: Sequence[Path], *looks: Path, draft: bool = False) -> InputSnapshot:
    """Hash all files from which packs of `dataset` can be made; `looks` replace those of the audiences.

    A `draft` that was asked for has another key than the pack without that word.

    Raises InputError for a template folder or look with too much in it.
    """
    files = [(dataset.resolve().name, ""), *_hash_files(list_dataset(dataset))]
    if looks:
        files += [("look", ""), *(file for look in looks for file in _hash_files(list_look(look)))]
    files += [("draft", "")] if draft else []
    templates = (file for folder in search_path for file in _hash_files(list_templates(folder)))
    return InputSnapshot(tuple(files), tuple(templates))


def template_folders(inputs: Iterable[str], look: str, search_path: Sequence[Path]) -> tuple[str, ...]:
    """Return the template folders from which a pack with those `inputs` and that `look` was made.

    A file that is not there now may be found in any of them another time, so each counts whole, all along the path.
    """
    named = {name.partition("/")[0] for name in inputs if "/" in name}
    place = Path(look).resolve()
    roots = [folder.resolve() for folder in search_path]
    looks = {(*place.relative_to(root).parts, _ALL)[0] for root in roots if place.is_relative_to(root)}
    return tuple(sorted({_LABELS, *named, *looks}))


def _hash_files(files: Iterable[InputFile]) -> Iterator[tuple[str, str]]:
    for name, path in files:
        try:
            yield name, sha256(read_regular(path)).hexdigest()
        except OSError:
            continue  # changed or deleted since it was listed


def _plain(value: Any) -> Any:
    """Return `value` as plain values, without the places where they were read."""
    if isinstance(value, Struct):
        fields = (getattr(value, name) for name in value.__struct_fields__)
        return type(value).__name__, *(_plain(field) for field in fields if not isinstance(field, Place))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Mapping):
        return tuple((name, _plain(value[name])) for name in sorted(value))
    return value


def _hash(values: Iterable[Any]) -> str:
    digest = sha256()
    for value in values:
        digest.update(repr(value).encode("utf-8", "backslashreplace") + b"\n")
    return digest.hexdigest()
