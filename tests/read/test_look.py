"""A look folder: two Office templates, colours and fonts."""

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.look import THEME_COLORS
from generator.read.look.look import read_look

ROOT = Path(__file__).parent.parent.parent
COLORS = "colors: {" + ", ".join(f'{name}: "1E3557"' for name in THEME_COLORS) + "}\n"
FONTS = "fonts: {heading: Cambria, body: Calibri}\n"
CHART = 'chart: {palette: ["#b23a32", "74519A"], shades: ["8FB8CF"]}\n'


def look(folder: Path, brand: str, *names: str) -> Path:
    (folder / "brand.yaml").write_text(brand, encoding="utf-8")
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


def told(folder: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_look(folder)
    lines = [f"{each.place}  {each.what} / {each.help}" for each in raised.value.problems]
    return [line.replace(f"{folder.as_posix()}/", "") for line in lines]


def test_a_look_is_read_with_its_templates(tmp_path: Path) -> None:
    read = read_look(look(tmp_path, COLORS + FONTS + CHART, "word.docx", "slides.pptx"))
    assert read.word == b"word.docx" and read.slides == b"slides.pptx"
    assert read.brand.heading_font == "Cambria" and read.brand.colors["accent6"] == "1E3557"
    assert read.brand.palette == ("B23A32", "74519A"), "colours come with or without #, in any case"
    assert sorted(read.files) == ["look/brand.yaml", "look/slides.pptx", "look/word.docx"]


def test_the_templates_may_have_names_of_their_own(tmp_path: Path) -> None:
    brand = COLORS + FONTS + CHART + "word: letter.docx\nslides: screen.pptx\n"
    read = read_look(look(tmp_path, brand, "letter.docx", "screen.pptx"))
    assert read.word == b"letter.docx" and str(read.slides_place).endswith("/screen.pptx")


def test_all_faults_of_a_look_are_told_at_once(tmp_path: Path) -> None:
    brand = COLORS.replace('accent1: "1E3557", ', "").replace("accent2", "acent2") + 'fonts: {heading: "A"}\n'
    look(tmp_path, brand + "chart: {palette: [red, 123], shades: []}\nword: ../letter.docx\n", "slides.pptx")
    lines = told(tmp_path)
    assert [line.partition(" / ")[0] for line in lines] == [
        "../letter.docx  `letter.docx` leads out of its folder",
        "brand.yaml:1:9  the colour `accent1` is missing",
        "brand.yaml:1:80  a theme has no colour `acent2`",
        "brand.yaml:2:8  `body` is missing",
        "brand.yaml:3:19  `red` is no colour",
        "brand.yaml:3:24  `123` is no colour",
        "brand.yaml:3:38  `shades` is empty",
    ]


def test_a_colour_that_reads_as_a_comment_is_told(tmp_path: Path) -> None:
    brand = COLORS.replace('dark1: "1E3557"', 'dark1: ""') + FONTS + CHART
    assert told(look(tmp_path, brand, "word.docx", "slides.pptx")) == [
        'brand.yaml:1:17  `` is no colour / write six hex digits in quotes: "1E3557"'
    ]


def test_the_shipped_look_is_read() -> None:
    brand = read_look(ROOT / "templates" / "look").brand
    assert set(brand.colors) == set(THEME_COLORS) and brand.palette and brand.shades
