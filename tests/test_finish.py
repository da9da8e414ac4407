"""What each build says of a pack's finish: one rule a row, each broken here in a file that keeps all others."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator import build
from generator.errors import InputError, Place
from generator.pipeline.build import compose
from generator.read.look.look import read_look
from generator.readback.finish.pages import read_pages
from generator.readback.finish.rules import RULES, find_faults
from generator.readback.finish.slides import read_slides

ROOT = Path(__file__).parent.parent
LOOK = ROOT / "templates" / "look"
HARBOUR = ROOT / "tests" / "cases" / "harbour"
THEME = read_look(LOOK).brand.colors
PAGES, SLIDES = "briefing.docx", "deck.pptx"
DOCUMENT, SLIDE, LAYOUT = "word/document.xml", "ppt/slides/slide4.xml", "ppt/slideLayouts/"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = build(HARBOUR, out=tmp_path_factory.mktemp("finish")).folder
    return {name: (folder / f"harbour-standard-{name}").read_bytes() for name in (PAGES, SLIDES)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The standard edition with footnotes, so that there are some to break."""
    mine = tmp_path_factory.mktemp("mine")
    (mine / "noted").mkdir()
    (mine / "noted" / "audience.yaml").write_text("extends: standard\ncitations: footnotes\n", encoding="utf-8")
    out = tmp_path_factory.mktemp("finish")
    folder = build(ROOT / "data" / "north-korea-2019", "noted", out, templates=mine).folder
    return {name: (folder / f"north-korea-2019-noted-{name}").read_bytes() for name in (PAGES, SLIDES)}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = build(ROOT / "data" / "north-korea-2019", out=tmp_path_factory.mktemp("finish")).folder
    return {name: (folder / f"north-korea-2019-standard-{name}").read_bytes() for name in (PAGES, SLIDES)}


def faults(name: str, data: bytes) -> list[str]:
    contents = read_slides(data) if name == SLIDES else read_pages(data)
    return [fault.what for fault in find_faults(contents, THEME, Place(name))]


def edited(data: bytes, edit: Callable[[str, str], str], *parts: str) -> bytes:
    """`data` with `edit` (name and text -> text) applied to the parts whose names begin so."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(
                name, edit(name, content.decode("latin-1")).encode("latin-1") if name.startswith(parts) else content
            )
    return target.getvalue()


def sub(pattern: str, replacement: str, count: int = 0) -> Callable[[str, str], str]:
    return lambda name, text: re.sub(pattern, replacement, text, count=count, flags=re.DOTALL)


def test_the_shipped_packs_break_no_rule(
    shipped: Mapping[str, bytes], demo: Mapping[str, bytes], pack: Mapping[str, bytes]
) -> None:
    for files in (shipped, demo, pack):
        assert {name: faults(name, data) for name, data in files.items()} == {PAGES: [], SLIDES: []}


SHRUNK = '<a:bodyPr><a:normAutofit fontScale="40000"/></a:bodyPr>'
RUN, TITLE = r'<a:rPr lang="en-US"/>', r'(<p:ph type="title"/>.*?<a:t>)[^<]*'
PALE = '<a:rPr lang="en-US"><a:solidFill><a:srgbClr val="AAAAAA"/></a:solidFill></a:rPr>'
READ_LATE = "on slide 4, `Panel 1` stands before `Sources` and is read after it"
SHAPE = r"<p:sp>(?:(?!</p:sp>).)*"
PANEL_AND_SOURCES = rf'({SHAPE}name="Panel 1.*)({SHAPE}name="Sources".*?</p:sp>)'
PALER = '<w:rPr><w:color w:val="CCCCCC"/></w:rPr>'

# rule, file, part, what breaks it there, and what is said
BROKEN = [
    ("text", SLIDES, SLIDE, sub(RUN, PALE), "is #AAAAAA on light1 (#FFFFFF), a contrast of 2.3 : 1; 4.5 : 1 is"),
    ("text", SLIDES, LAYOUT, sub('"accent6"', '"bg2"'), "is light2 (#F3F0E9) on light1 (#FFFFFF), a contrast of 1.1"),
    ("text", SLIDES, "ppt/theme/", sub('(<a:dk1>.*?val=")......', r"\1DDDDDD"), "is #DDDDDD on light1"),
    ("text", PAGES, DOCUMENT, sub("<w:r>(?=<w:t)", f"<w:r>{PALER}"), "is #CCCCCC on light1 (#FFFFFF)"),
    ("text", PAGES, "word/styles.xml", sub('w:fill="F3F0E9"', 'w:fill="333333"'), "on #333333, a contrast"),
    ("text", PAGES, "word/footnotes.xml", sub("<w:r>(?=<w:t)", f"<w:r>{PALER}"), "is #CCCCCC on light1 (#FFFFFF)"),
    ("large text", SLIDES, "ppt/theme/", sub('(<a:dk2>.*?val=")......', r"\1CCCCCC"), "is #CCCCCC on light1"),
    ("large text", SLIDES, LAYOUT, sub("<p:bg>.*?</p:bg>", ""), "is light1 (#FFFFFF) on light1 (#FFFFFF)"),
    ("large text", PAGES, "word/styles.xml", sub('"1E3557"', '"F0F0F0"'), "is #F0F0F0 on light1 (#FFFFFF)"),
    ("parts of figures", SLIDES, "ppt/charts/", sub("<a:ln w.*?</a:ln>", ""), "3 : 1 or an outline is needed"),
    ("parts of figures", PAGES, "word/media/", sub('stroke="#1e3557"', 'stroke="none"'), "a column of a figure is"),
    ("type on slides", SLIDES, LAYOUT, sub('sz="1200"', 'sz="900"'), "is set in 9 pt; 10 pt is the least"),
    ("type on slides", SLIDES, SLIDE, sub("<a:bodyPr/>", SHRUNK), "is set in 4.8 pt; 10 pt is"),
    ("type on pages", PAGES, "word/styles.xml", sub('<w:sz w:val="18"/>', '<w:sz w:val="14"/>'), "is set in 7 pt; 8"),
    ("labels on pages", PAGES, DOCUMENT, sub(r'(<wp:extent cx=")\d+', r"\g<1>3000000"), "; 8 pt is the least"),
    ("title of the file", PAGES, "docProps/core.xml", sub("<dc:title>[^<]*", "<dc:title>"), "the file has no title"),
    ("title of the file", SLIDES, "docProps/core.xml", sub("<dc:title>[^<]*", "<dc:title> "), "the file has no title"),
    ("titles of slides", SLIDES, SLIDE, sub(TITLE, r"\1 "), "slide 4 has no title"),
    ("distinct titles", SLIDES, "ppt/slides/slide", sub(TITLE, r"\1Same"), "slides are titled `Same`"),
    ("alternative text", SLIDES, "ppt/slides/slide", sub(r' descr="[^"]*"', ""), "has no alternative text"),
    ("alternative text", PAGES, DOCUMENT, sub(r' descr="[^"]*"', ' descr=" "'), "a picture has no alternative text"),
    ("header rows", PAGES, DOCUMENT, sub("<w:tblHeader/>", ""), "a table has no header row"),
    ("language", SLIDES, "ppt/", sub(' lang="[^"]*"', ""), "is in no stated language"),
    ("language", PAGES, "word/", sub("<w:lang [^>]*>", ""), "is in no stated language"),
    ("reading order", SLIDES, SLIDE, sub(PANEL_AND_SOURCES, r"\2\1"), READ_LATE),
    ("reading order", PAGES, DOCUMENT, sub("<w:pPr>", '<w:pPr><w:framePr w:wrap="around"/>', 1), "beside the order of"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "part", "edit", "said"), BROKEN, ids=[f"{row[0]} {row[2]}" for row in BROKEN])
def test_each_rule_finds_what_breaks_it(rule, name, part, edit, said, demo: Mapping[str, bytes]) -> None:
    found = faults(name, edited(demo[name], edit, part))
    assert [what for what in found if said in what], found


def test_every_rule_is_broken_by_a_test() -> None:
    assert {rule.name for rule in RULES} == {row[0] for row in BROKEN}


def test_the_guide_has_all_rules_with_their_thresholds() -> None:
    guide = (ROOT / "templates" / "REFERENCE.md").read_text(encoding="utf-8").partition("| rule | at least")[2]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in guide.split("\n\n")[0].splitlines()[2:]]
    units = {rule.name: "pt" if rule.source == "ours" else ": 1" for rule in RULES}
    needed = {rule.name: f"{rule.needed:g} {units[rule.name]}" if rule.needed else "" for rule in RULES}
    assert rows == [[rule.name, needed[rule.name], rule.source] for rule in RULES]


def test_a_table_of_a_slide_needs_a_header_row(tmp_path: Path) -> None:
    audience = tmp_path / "plain"
    audience.mkdir()
    (audience / "audience.yaml").write_text(
        "extends: standard\ntitle: Plain\nsections: {deck: [rates]}\n", encoding="utf-8"
    )
    start, end = '{% extends "standard/deck.md.j2" %}{% block rates %}', "{% endblock %}"
    table = f"{start}\n## Rates\n\n| Year | Rate |\n| --- | --- |\n| 2018 | 4 |\n{end}\n"
    (audience / "deck.md.j2").write_text(table, encoding="utf-8")
    folder = build(HARBOUR, "plain", tmp_path / "out", templates=tmp_path).folder
    data = (folder / "harbour-plain-deck.pptx").read_bytes()
    assert faults(SLIDES, data) == []
    broken = edited(data, sub(' firstRow="1"', ""), "ppt/slides/")
    assert faults(SLIDES, broken) == ["a table on slide 2 has no header row"]


def look_with(folder: Path, **colors: str) -> Path:
    """A copy of the shipped look with other colours."""
    look = Path(shutil.copytree(LOOK, folder / "look"))
    brand = (look / "brand.yaml").read_text(encoding="utf-8")
    for name, color in colors.items():
        brand = re.sub(rf'(  {name}: +)"\w+"', rf'\1"{color}"', brand)
    (look / "brand.yaml").write_text(brand, encoding="utf-8")
    return look


def test_a_pale_brand_is_noted_on_screen_and_in_the_manifest(tmp_path: Path) -> None:
    pack = build(HARBOUR, out=tmp_path / "out", look=look_with(tmp_path, dark1="CCCCCC", dark2="E8E8E8"))
    noted = [note.what for note in pack.warnings]
    assert [what for what in noted if "is dark1 (#CCCCCC) on light1 (#FFFFFF), a contrast of 1.6 : 1; 4.5" in what]
    assert [what for what in noted if "is dark2 (#E8E8E8) on light1 (#FFFFFF), a contrast of 1.2 : 1; 3 : 1" in what]
    recorded = json.loads((pack.folder / "manifest.json").read_bytes())["warnings"]
    assert [note["what"] for note in recorded] == noted


def test_a_strict_build_refuses_a_pale_brand_and_leaves_the_old_pack(tmp_path: Path) -> None:
    old = build(HARBOUR, out=tmp_path / "out")
    with pytest.raises(InputError, match=r"harbour-standard-briefing\.docx .* is dark1 \(#CCCCCC\)"):
        build(HARBOUR, out=tmp_path / "out", look=look_with(tmp_path, dark1="CCCCCC"), strict=True)
    assert {path.name: path.read_bytes() for path in old.folder.iterdir()} == dict(old.files)


def test_a_template_with_a_drawing_of_nothing_is_noted_and_used(tmp_path: Path) -> None:
    look = Path(shutil.copytree(LOOK, tmp_path / "look"))
    word = look / "word.docx"
    empty = sub("</w:hdr>", "<w:p><w:r><w:drawing/></w:r></w:p></w:hdr>")
    word.write_bytes(edited(word.read_bytes(), empty, "word/header1.xml"))
    pack = build(HARBOUR, out=tmp_path / "out", look=look)
    assert [note.what for note in pack.warnings] == ["how this file looks cannot be checked"]


def test_two_slides_with_one_title_are_noted_once(tmp_path: Path) -> None:
    topic = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    yaml = topic / "dataset.yaml"
    text = yaml.read_text(encoding="utf-8")
    first = "Town and authority each look to the other"
    second = "Tolls are done, the tariff is half done, the channel is not"
    assert first in text and second in text
    yaml.write_text(text.replace(first, second), encoding="utf-8")
    notes = [*compose(topic).warnings, *build(topic, out=tmp_path / "out").warnings]
    assert {note.what for note in notes if "titled" in note.what} == {f"2 slides are titled `{second}`"}
    assert sum("titled" in note.what for note in notes) == 2
