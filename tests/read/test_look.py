"""A look folder: two Office templates, colours and fonts."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.errors import InputError
from generator.model.look import THEME_COLORS
from generator.read.look.look import read_look
from generator.read.look.office import as_document

ROOT = Path(__file__).parent.parent.parent
COLORS = "colors: {" + ", ".join(f'{name}: "1E3557"' for name in THEME_COLORS) + "}\n"
FONTS = "fonts: {heading: Cambria, body: Calibri}\n"
CHART = 'chart: {palette: ["#b23a32", "74519A"], shades: ["8FB8CF"]}\n'


def write_look(folder: Path, brand: str, *names: str) -> Path:
    (folder / "brand.yaml").write_text(brand, encoding="utf-8")
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_look(folder)
    lines = [f"{problem.place}  {problem.what} / {problem.help}" for problem in raised.value.problems]
    return [line.replace(f"{folder.as_posix()}/", "") for line in lines]


def test_a_look_is_read_with_its_templates(tmp_path: Path) -> None:
    look = read_look(write_look(tmp_path, COLORS + FONTS + CHART, "word.docx", "slides.pptx"))
    assert look.word == b"word.docx" and look.slides == b"slides.pptx"
    assert look.brand.heading_font == "Cambria" and look.brand.colors["accent6"] == "1E3557"
    assert look.brand.palette == ("B23A32", "74519A"), "colours have a # or not, in upper or lower case"
    assert sorted(look.files) == ["look/brand.yaml", "look/slides.pptx", "look/word.docx"]


def test_the_templates_may_have_other_names(tmp_path: Path) -> None:
    brand = COLORS + FONTS + CHART + "word: letter.docx\nslides: screen.pptx\n"
    look = read_look(write_look(tmp_path, brand, "letter.docx", "screen.pptx"))
    assert look.word == b"letter.docx" and str(look.slides_place).endswith("/screen.pptx")


def test_all_problems_of_a_look_are_reported_at_once(tmp_path: Path) -> None:
    brand = COLORS.replace('accent1: "1E3557", ', "").replace("accent2", "acent2") + 'fonts: {heading: "A"}\n'
    write_look(
        tmp_path,
        brand + "chart: {palette: [red, 123], shades: []}\nword: ../letter.docx\nkeep: [befor]\n",
        "slides.pptx",
    )
    lines = problems_of(tmp_path)
    assert [line.partition(" / ")[0] for line in lines] == [
        "../letter.docx  `letter.docx` is outside its folder",
        "brand.yaml:1:9  missing field `accent1`",
        "brand.yaml:1:80  unknown field `acent2`",
        "brand.yaml:2:8  missing field `body`",
        "brand.yaml:3:19  `red` is not a valid colour",
        "brand.yaml:3:24  `123` is not a valid colour",
        "brand.yaml:3:38  field `shades` is empty",
        "brand.yaml:5:8  `befor` is not a part of a template",
    ]


def test_an_empty_colour_is_reported(tmp_path: Path) -> None:
    brand = COLORS.replace('dark1: "1E3557"', 'dark1: ""') + FONTS + CHART
    assert problems_of(write_look(tmp_path, brand, "word.docx", "slides.pptx")) == [
        'brand.yaml:1:10  field `dark1` is empty / for example `dark1: "1E3557"`'
    ]


def test_the_shipped_look_is_read() -> None:
    brand = read_look(ROOT / "templates" / "look").brand
    assert set(brand.colors) == set(THEME_COLORS) and brand.palette and brand.shades


def test_a_logo_that_is_not_a_picture_is_reported(tmp_path: Path) -> None:
    brand = COLORS + FONTS + CHART + "logo: logo.png\n"
    assert problems_of(write_look(tmp_path, brand, "word.docx", "slides.pptx", "logo.png")) == [
        "brand.yaml:4:7  `logo.png` is not a PNG or JPEG file / save it as PNG"
    ]


def test_the_cover_slide_may_have_another_logo(tmp_path: Path) -> None:
    (tmp_path / "dark.png").write_bytes(b"\x89PNG\r\n\x1a\ndark")
    (tmp_path / "light.jpg").write_bytes(b"\xff\xd8\xfflight")
    brand = COLORS + FONTS + CHART + "logo: dark.png\nlogo_on_slides: light.jpg\n"
    look = read_look(write_look(tmp_path, brand, "word.docx", "slides.pptx"))
    assert look.logo.endswith(b"dark") and look.logo_on_slides.endswith(b"light")
    assert {"look/dark.png", "look/light.jpg"} <= look.files.keys()


@pytest.mark.parametrize("kind", ["wordprocessingml.template", "presentationml.template", "presentationml.slideshow"])
def test_an_office_template_becomes_a_document(kind: str) -> None:
    types, part = f"<Types>{kind}.main+xml</Types>", "<w:document/>"
    template = BytesIO()
    with ZipFile(template, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("word/document.xml", part)
    with ZipFile(BytesIO(as_document(template.getvalue()))) as package:
        assert package.read("word/document.xml").decode() == part
        document = package.read("[Content_Types].xml").decode()
    document_type = "document" if kind.startswith("word") else "presentation"
    assert document == f"<Types>{kind.partition('.')[0]}.{document_type}.main+xml</Types>"


def test_a_missing_logo_is_reported(tmp_path: Path) -> None:
    brand = COLORS + FONTS + CHART + "logo: logo.png\n"
    assert problems_of(write_look(tmp_path, brand, "word.docx", "slides.pptx")) == [
        "brand.yaml:4:7  `logo.png`: no such file / put the picture next to brand.yaml"
    ]
