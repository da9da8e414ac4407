"""The packs that are compared with their goldens, and how each is built and taken apart into parts of text."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
from docx.enum.style import WD_STYLE_TYPE

from generator import build
from generator.cli.main import main
from tests.golden.canonical import canonical_manifest, canonical_xml, describe_picture

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "north-korea-2019"
HARBOUR = ROOT / "tests" / "cases" / "harbour"
OFFICE = (".docx", ".pptx", ".xlsx")

Parts = Mapping[str, str]  # text by name, such as `deck.pptx/ppt/slides/slide3.xml`


def _build_foreign(folder: Path) -> Path:
    """Build with the templates that python-docx and python-pptx bring: no style, layout or name in them is ours."""
    word, look = folder / "theirs.docx", folder / "look"
    folder.mkdir(exist_ok=True)
    document = docx.Document()
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):  # a hundred others would be a tenth of all goldens
            style.element.getparent().remove(style.element)
    document.save(str(word))
    slides = Path(pptx.__file__).parent / "templates" / "default.pptx"
    with redirect_stdout(StringIO()):
        assert main(["new-look", str(look), "--word", str(word), "--slides", str(slides)]) == 0
    return build(HARBOUR, out=folder / "out", look=look).folder


def _built(dataset: Path, audience: str) -> Callable[[Path], Path]:
    return lambda folder: build(dataset, audience, out=folder).folder


# In this order: a part that several packs share is stored with the first of them.
PACKS: Mapping[str, Callable[[Path], Path]] = {
    **{f"{DEMO.name}-{audience}": _built(DEMO, audience) for audience in ("standard", "executive", "press", "staff")},
    "harbour-standard": _built(HARBOUR, "standard"),
    "harbour-foreign": _build_foreign,
}


def build_parts(name: str, folder: Path) -> Parts:
    """Build the pack `name` in `folder`, without anything drawn by an earlier run, and return its parts."""
    os.environ["BRIEFING_PACK_CACHE"] = ""
    return read_parts(PACKS[name](folder))


def read_parts(pack: Path) -> Parts:
    """Return all parts of the pack in the folder `pack` (…/DATASET/AUDIENCE), also those of files in its files."""
    prefix = f"{pack.parent.name}-{pack.name}-"
    files = sorted(path for path in pack.iterdir() if path.is_file())
    return dict(part for path in files for part in _parts(path.name.removeprefix(prefix), path.read_bytes()))


def _parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith(OFFICE):
        with ZipFile(BytesIO(data)) as package:
            for inner in package.namelist():
                yield from _parts(f"{name}/{inner}", package.read(inner))
    elif name == "manifest.json":
        yield from ((f"{name}/{section}", text) for section, text in canonical_manifest(data).items())
    elif name.endswith((".xml", ".rels", ".svg")):
        yield name, canonical_xml(data)
    elif re.search(r"\.(png|jpe?g)$", name):
        yield name, describe_picture(data)
    else:
        yield name, data.decode("utf-8")  # a format of plain text; another kind needs a form of its own here
