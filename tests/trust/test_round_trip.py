"""Whatever is typed comes out as typed: in the briefing, on slides, in notes, behind charts and in the manifest."""

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pptx
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.compose.prose import parse_prose
from generator.model.inline import text_of
from generator.pipeline.build import build
from generator.read.syntax.decode import INVALID
from tests.trust.long import times

ROOT = Path(__file__).parent.parent.parent
SHORE = ROOT / "tests" / "cases" / "shore"
LOOK = ROOT / "templates" / "look"

DATASET = """\
title: {0}
topic: {0}
as_of: 2021-06-30
language: en
key_messages:
  title: {0}
  takeaway: {0}
  statements:
    - {{id: rose, headline: {0}, short: {0}, text: {0}, tags: [toll], sources: [paper]}}
figures:
  - id: tolls
    kind: columns
    title: {0}
    takeaway: {0}
    caption: {0}
    select: {{kind: toll}}
    per: year
    unit: {0}
    stack: {{by: range, order: [one], titles: [{0}]}}
"""
EVENTS = """\
id,date,end_date,kind,label,title,detail,place,actors,range,count,outcome,confidence,importance,tags,sources,note
t1,2020-01,,toll,{0},{0},{0},,,one,1,,high,high,toll,paper,{0}
"""
# a note has the short title; of its own accord, it would be without "The"
SOURCES = "- {{id: paper, type: book, title: {0}, title-short: {0}}}\n"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    at = tmp_path_factory.mktemp("world")
    shutil.copytree(SHORE, at, dirs_exist_ok=True)
    shutil.copytree(LOOK, at / "templates" / "look", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", at / "templates" / "look" / "slides.pptx")
    deck = at / "templates" / "brief" / "deck.md.j2"
    deck.write_text(
        deck.read_text(encoding="utf-8").replace("{{ topic }}\n:::", "{{ topic }} {{ title }}\n:::"), "utf-8"
    )
    yield at


def typed(text: str) -> str:
    """Write a text as YAML and JSON do."""
    return json.dumps(text, ensure_ascii=False)


def built(world: Path, text: str) -> dict[str, bytes]:
    folder = world / "set" / "shore"
    (folder / "dataset.yaml").write_text(DATASET.format(typed(text)), encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES.format(typed(text)), encoding="utf-8")
    cell = '"' + text.replace('"', '""') + '"'
    (folder / "events.csv").write_text(EVENTS.format(cell), encoding="utf-8", newline="")
    return dict(build(folder, "brief", world / "out", templates=world / "templates", force=True).files)


def bare(text: str) -> str:
    """Return a text as the promise counts it: isolates, white space and line ends do not matter."""
    return re.sub(r"\s+", " ", re.sub("[\u202c\u2066-\u2069]", "", text)).strip()


def shown(files: dict[str, bytes], suffix: str, parts: str) -> str:
    """The words of the parts of a file: of each paragraph or value, without what stands between its runs."""
    data = next(data for name, data in files.items() if name.endswith(suffix))
    with ZipFile(BytesIO(data)) as package:
        found = [each for name in package.namelist() if re.fullmatch(parts, name) for each in said(package.read(name))]
    assert found, f"no {parts} in {suffix}"
    return bare("\n".join(found))


def said(xml: bytes) -> Iterator[str]:
    root = etree.fromstring(xml)
    for paragraph in root.iter("{*}p", "{*}si"):
        inside = paragraph.iter("{*}t", "{*}br", "{*}tab")
        yield "".join(each.text or "" if each.tag.endswith("}t") else " " for each in inside)
    for value in root.iter("{*}v", "{*}title"):
        yield value.text or ""
    for named in root.iter("{*}docPr", "{*}cNvPr"):
        yield named.get("descr", "")


def unescaped(text: str) -> str:
    """Return a workbook's text as Excel shows it: `_x005F_` is how it writes a stroke before an `x` (18.4.12)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


WORKBOOK = r"xl/sharedStrings\.xml"

# what no document can hold is refused when it is read (tests/read); at its ends, a text has no white space
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",)).filter(lambda letter: not INVALID.match(letter))
TEXTS = (
    st.text(LETTERS, min_size=1, max_size=24).map(lambda text: text.strip(" \t\n\r")).filter(lambda text: text.strip())
)


@given(TEXTS)
@example("=1+1")
@example("0")
@example("a\u202eb\u2066c")
@example("'=cmd|x'!A1 & <b> ]]> &amp; \\ % {{ x }} {# y #} {% z %}")
@example("e\u0301\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 שלום ไทย 漢字")
@example("_x0007_ _xD83D_ _x000D_")
@example("a\u0085b\u2028c\u00adc")
@example("[@paper] ^[note] ![x](figure:y) # 4 | - 1. ::: : ~ ``` $x$ --- ...")
@settings(
    max_examples=times(40, 1500),
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
def test_any_text_is_in_the_files_as_typed(world: Path, text: str) -> None:
    files = built(world, text)
    expected, literal = bare(text_of(parse_prose(text))), bare(text)
    briefing = shown(files, ".docx", r"word/document\.xml")
    assert briefing.count(expected) >= 6  # title, section, takeaway, headline, statement, caption, annex
    assert literal in shown(files, ".docx", r"word/footnotes\.xml")
    assert shown(files, ".pptx", r"ppt/slides/slide\d+\.xml").count(expected) >= 4
    assert expected in shown(files, ".pptx", r"ppt/notesSlides/notesSlide\d+\.xml")
    assert literal in shown(files, ".pptx", r"ppt/charts/chart\d+\.xml")
    with ZipFile(BytesIO(next(data for name, data in files.items() if name.endswith(".pptx")))) as package:
        (workbook,) = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    assert literal in unescaped(shown({"a.xlsx": workbook}, ".xlsx", WORKBOOK))
    manifest = json.loads(files["manifest.json"])
    assert bare(manifest["statements"]["rose"]["says"][0]) == literal
