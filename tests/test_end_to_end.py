"""The pack as a whole, as its reader opens it."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from generator.pack.pack import Pack
from generator.pipeline.build import compose
from tests.rendering import Word, words_of

ROOT = Path(__file__).parent.parent
LITERAL = ("5*3*2", "# 4", "a_b_c", "[x]", "<b>", "{{ y }}", "$1", "R&D")


def text_of_part(xml: bytes) -> str:
    """The characters that a reader sees in a part, paragraphs apart."""
    paragraphs = etree.fromstring(xml).iter("{*}p")
    return "\n".join("".join(t.text or "" for t in paragraph.iter("{*}t")) for paragraph in paragraphs)


def text_of_file(data: bytes, parts: str) -> str:
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(parts, name)]
        return "\n".join(text_of_part(package.read(name)) for name in names)


def file_of(pack: Pack, suffix: str) -> bytes:
    return next(data for name, data in pack.files.items() if name.endswith(suffix))


def test_the_pack_holds_briefing_deck_charts_and_manifest(demo: Pack) -> None:
    suffixes = Counter(Path(name).suffix for name in demo.files)
    assert suffixes == {".docx": 1, ".pptx": 1, ".png": 9, ".svg": 9, ".json": 1}
    assert {path.name for path in demo.folder.iterdir()} == set(demo.files)


def test_the_demo_builds_without_a_warning(demo: Pack) -> None:
    assert demo.warnings == ()


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
@pytest.mark.parametrize("which", ["demo", "harbour"])
def test_the_open_xml_validator_finds_nothing(which: str, suffix: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(which)
    (path,) = pack.folder.glob(f"*{suffix}")
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path))
    assert [str(error) for error in found.errors] == []


def test_every_statement_of_the_standard_edition_is_in_both_files_with_its_sources(demo: Pack) -> None:
    told = json.loads(demo.files["manifest.json"])
    assert len(told["statements"]) >= 30
    # in the deck, key numbers and scorecard stand for key messages and overview
    dataset = compose(ROOT / "data" / "north-korea-2019").dataset
    summaries = {each.id for each in (*dataset.key_messages.statements, *dataset.overview.statements)}
    for name, statement in told["statements"].items():
        assert statement["sources"], f"{name} has no source"
        files = 1 if name in summaries.difference(dataset.scorecard.statements) else 2
        assert len(statement["stands"]) == files and all(statement["stands"].values()), f"{name}: {statement['stands']}"


def test_the_manifest_holds_the_hash_of_each_file(demo: Pack) -> None:
    outputs = json.loads(demo.files["manifest.json"])["outputs"]
    assert outputs == {name: sha256(data).hexdigest() for name, data in demo.files.items() if name != "manifest.json"}


def test_data_is_printed_as_typed(harbour: Pack) -> None:
    briefing = text_of_file(file_of(harbour, ".docx"), r"word/document\.xml")
    slides = text_of_file(file_of(harbour, ".pptx"), r"ppt/slides/slide\d+\.xml")
    notes = text_of_file(file_of(harbour, ".pptx"), r"ppt/notesSlides/notesSlide\d+\.xml")
    for text in (briefing, slides, notes):
        assert [literal for literal in LITERAL if literal not in text] == []


ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
HERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}


def built_in(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    demo = ROOT / "data" / "north-korea-2019"
    folder.mkdir()
    command = [sys.executable, str(ROOT / "make_report.py"), str(demo), "--out", str(folder / "out"), "--quiet"]
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_input_makes_the_same_bytes_anywhere(tmp_path: Path, demo: Pack) -> None:
    here = built_in(tmp_path / "here", HERE)
    elsewhere = built_in(tmp_path / "somewhere else", ELSEWHERE)
    assert [name for name in here if here[name] != elsewhere.get(name)] == []
    assert {Path(name).name: data for name, data in here.items()} == demo.files


def outside(words: list[Word], width: float, height: float) -> list[Word]:
    return [word for word in words if word.left < 0 or word.top < 0 or word.right > width or word.bottom > height]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words on a page whose boxes cross by more than a hair in both directions."""
    pairs = []
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            # superscripts and generous line boxes may touch the next line; letters that collide share far more
            if (
                one.page == other.page
                and across > 1
                and down > 0.45 * min(one.bottom - one.top, other.bottom - other.top)
            ):
                pairs.append((one.text, other.text))
    return pairs


def test_no_word_leaves_its_page_or_covers_another(demo_briefing_pdf: Path) -> None:
    words = words_of(demo_briefing_pdf)
    assert len(words) > 1500
    assert outside(words, 612, 792) == []
    assert overlapping(words) == []


def test_no_word_leaves_its_slide_or_covers_another(demo_deck_pdf: Path) -> None:
    words = words_of(demo_deck_pdf)
    assert len(words) > 500
    assert outside(words, 960, 540) == []
    assert overlapping(words) == []
