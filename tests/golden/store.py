"""Goldens in a folder <-> parts of text by pack. A text that occurs in several places is stored once.

A file holds the parts of one folder of a package, each under a line with its name, so that `git diff` heads each hunk
with the name of the part. A part whose text occurs before names the pack that has it, and the part if that differs:

    deck.pptx/ppt/slides/slide1.xml
     <p:sld …>
      …
    deck.pptx/ppt/theme/theme1.xml = north-korea-2019-standard
    deck.pptx/ppt/theme/theme2.xml = north-korea-2019-standard/deck.pptx/ppt/theme/theme1.xml
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.golden.packs import Parts

GOLDENS = Path(__file__).parent / "expected"


def load(folder: Path = GOLDENS) -> dict[str, Parts]:
    """Return the parts by pack, as stored in `folder`."""
    stored: dict[tuple[str, str], str | tuple[str, str]] = {}
    for file in sorted(folder.rglob("*.txt")):
        pack = file.relative_to(folder).parts[0]
        stored.update({(pack, name): text for name, text in _parse(file)})
    packs: dict[str, dict[str, str]] = {}
    for (pack, name), text in stored.items():
        while isinstance(text, tuple):
            text = stored.get(text, "")  # nothing, where a merge has cut it
        packs.setdefault(pack, {})[name] = text
    return dict(packs)


def save(packs: Mapping[str, Parts], folder: Path = GOLDENS) -> None:
    """Store `packs` in `folder`: write only what changed, and remove the files of parts that are gone."""
    files = {folder / name: "".join(f"{line}\n" for line in lines) for name, lines in _files(packs).items()}
    for file, text in files.items():
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    for stale in {*folder.rglob("*.txt")} - {*files}:
        stale.unlink()
    for below in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(below.iterdir()):
            below.rmdir()


def _files(packs: Mapping[str, Parts]) -> dict[str, list[str]]:
    """Return the lines of each file by its name."""
    files: dict[str, list[str]] = {}
    first: dict[str, str] = {}  # place of each text
    same: dict[tuple[str, str], str] = {}  # pack that has this text under this name
    for pack, parts in packs.items():
        for name in sorted(parts, key=_reading_order):
            text = parts[name]
            place = same.setdefault((name, text), pack)
            place = first.setdefault(text, f"{pack}/{name}") if place == pack else place
            is_first = place == f"{pack}/{name}"
            lines = [name, *(f" {line}" for line in text.split("\n"))] if is_first else [f"{name} = {place}"]
            files.setdefault(_file_of(pack, name), []).extend(lines)
    return files


def _parse(file: Path) -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield each part's name, and its text or the pack and name of the part that it equals."""
    for block in re.split(r"\n(?! )", file.read_text(encoding="utf-8").removesuffix("\n")):
        head, *body = block.split("\n")
        name, _, place = head.partition(" = ")
        pack, _, other = place.partition("/")
        yield name, (pack, other or name) if place else "\n".join(line[1:] for line in body)


def _file_of(pack: str, name: str) -> str:
    """Return the file of a part: `PACK/deck.pptx/ppt/slides.txt`, and none deeper."""
    *folders, last = (step for step in name.split("/") if step != "_rels")
    return "/".join([pack, *(folders[:3] or [last])]) + ".txt"


def _reading_order(name: str) -> tuple[list[str | int], bool]:
    """Sort slide 2 before slide 10, and the relationships of a part right behind it."""
    steps = re.split(r"(\d+)", name.replace("_rels/", "").removesuffix(".rels"))
    return [int(step) if step.isdigit() else step for step in steps], name.endswith(".rels")
