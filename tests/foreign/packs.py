"""A pack in each template of other offices, rendered in one go: what the tests of foreign templates look at."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import build
from generator.cli.main import main
from tests.foreign.slides import SLIDES
from tests.foreign.word import WORD
from tests.packs import make_once
from tests.rendering import Word, pdfs_of, words_of

HARBOUR = Path(__file__).parent.parent / "cases" / "harbour"
NAMES = (*SLIDES, *WORD)


@dataclass
class ForeignPack:
    """The file that stands in the template, and what was said when it was built."""

    template: Path
    file: Path
    pdf: Path
    said: Sequence[tuple[str, str]]  # the file of each warning, and all of its words
    stands: Mapping[str, Sequence[str]]  # statement -> the files in which it stands

    @cached_property
    def words(self) -> Sequence[Word]:
        return words_of(self.pdf)


def read_foreign_packs(folder: Path) -> Mapping[str, ForeignPack]:
    """Return a pack in each template by the template's name; its files are in `folder`."""
    make_once(folder, _render)
    return {name: _read(folder, name) for name in NAMES if _file(folder, name).exists()}


def _file(folder: Path, name: str, kind: str = "") -> Path:
    return folder / f"{name.replace(' ', '-')}{kind or _suffix(name)}"


def _suffix(name: str) -> str:
    return ".pptx" if name in SLIDES else ".docx"


def _read(folder: Path, name: str) -> ForeignPack:
    told = json.loads(_file(folder, name, ".json").read_text())
    template = _file(folder / "templates", name)
    return ForeignPack(template, _file(folder, name), _file(folder, name, ".pdf"), told["said"], told["stands"])


def _render(folder: Path) -> None:
    (folder / "templates").mkdir()
    for name in NAMES:
        _build(folder, name)
    pdfs_of([file for name in NAMES if (file := _file(folder, name)).exists()], folder)


def _build(folder: Path, name: str) -> None:
    """Build a pack in a look that `new-look` makes of the template alone."""
    template, look = _file(folder / "templates", name), folder / "looks" / name
    template.write_bytes((SLIDES[name] if name in SLIDES else WORD[name])())
    look.parent.mkdir(exist_ok=True)
    if main(["new-look", str(look), "--slides" if name in SLIDES else "--word", str(template)]):
        return
    pack = build(HARBOUR, out=folder / "packs" / name, look=look)
    (made,) = pack.folder.glob(f"*{_suffix(name)}")
    _file(folder, name).write_bytes(made.read_bytes())
    told = {
        "said": [(Path(each.place.file).name, str(each)) for each in pack.warnings],
        "stands": {statement: each["stands"] for statement, each in pack.manifest["statements"].items()},
    }
    _file(folder, name, ".json").write_text(json.dumps(told))
