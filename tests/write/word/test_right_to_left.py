"""A briefing in Arabic reads from right to left: paragraphs, tables, lists, notes and what is in the margins."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator

from generator import build
from generator.model.block import Paragraph
from generator.model.inline import Plain
from tests.rendering import Word as Rendered
from tests.rendering import need_fonts, pdf_of, words_of
from tests.topics import ferry, templates
from tests.write.word.documents import document, plain
from tests.write.word.reading import W, Word, text_of

_W = f"{{{W['w']}}}"
PROFILE = "extends: standard\ntitle: Notes\ncitations: footnotes\n"
LEFT, RIGHT = 72.0, 595.3 - 72.0  # margins of a page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ar")
    (folder / "templates" / "notes").mkdir(parents=True)
    (folder / "templates" / "notes" / "audience.yaml").write_text(PROFILE, encoding="utf-8")
    pack = build(ferry("ar", folder), "notes", folder / "out", templates=templates(folder / "templates"))
    return next(path for path in pack.folder.iterdir() if path.suffix == ".docx")


@pytest.fixture(scope="module")
def briefing(file: Path) -> Word:
    return Word(file.read_bytes())


@pytest.fixture(scope="module")
def words(file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Rendered]:
    need_fonts("ar")
    return words_of(pdf_of(file, tmp_path_factory.mktemp("pdf")))


def test_paragraphs_sections_and_tables_run_from_right_to_left(briefing: Word) -> None:
    assert briefing.attributes("w:pPrDefault/w:pPr/w:bidi", part="word/styles.xml") == [None]
    assert briefing.attributes("w:sectPr/w:bidi") == [None]
    assert all(table.find("w:tblPr/w:bidiVisual", W) is not None for table in briefing.body.iter(f"{_W}tbl"))
    assert not briefing.attributes("w:p/w:pPr/w:bidi")


def test_no_style_spaces_letters_that_join(briefing: Word) -> None:
    assert not briefing.attributes("w:rPr/w:spacing", part="word/styles.xml")
    assert briefing.attributes("w:pPr/w:spacing", part="word/styles.xml")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"])
def test_arabic_words_are_in_runs_of_their_own_and_latin_ones_are_not(briefing: Word, part: str) -> None:
    runs = [run for run in briefing.root(part).iter(f"{_W}r") if text_of(run)]
    is_marked = {text_of(run): run.find("w:rPr/w:rtl", W) is not None for run in runs}
    assert all(marked for text, marked in is_marked.items() if any("\u0621" <= letter <= "\u064a" for letter in text))
    assert not any(marked for text, marked in is_marked.items() if any("a" <= letter <= "z" for letter in text))
    assert any(is_marked.values())


def test_the_file_is_valid(file: Path) -> None:
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_on_the_page_lines_begin_at_the_right_and_margins_are_mirrored(words: list[Rendered]) -> None:
    second = [word for word in words if word.page == 2]
    header = [word for word in second if word.bottom < 60]
    footer = [word for word in second if word.top > 770]
    assert max(word.right for word in header) > RIGHT - 2 and min(word.left for word in header) < LEFT + 2
    page_number = next(word for word in footer if word.text in ("2", "صفحة"))
    assert page_number.right < 300, "the page number is at the outer end, which is the left one here"
    bullets = [word for word in words if word.text == "•"]
    assert bullets and all(word.left > RIGHT - 40 for word in bullets)


@pytest.mark.parametrize(("language", "expected"), [
    ("ja", {"val": "ja", "eastAsia": "ja-JP"}),
    ("he", {"val": "he", "bidi": "he"}), ("de", {"val": "de"}),
])  # fmt: skip
def test_word_is_told_the_language_by_which_it_chooses_fonts(language: str, expected: dict[str, str]) -> None:
    told = document(Paragraph(plain("-")))
    word = Word.of(replace(told, properties=replace(told.properties, language=language)))
    (fonts,) = word.root("word/settings.xml").iterfind("w:themeFontLang", W)
    assert {name.removeprefix(_W): tag for name, tag in fonts.attrib.items()} == expected
    (text,) = word.root("word/styles.xml").iterfind("w:docDefaults//w:lang", W)
    assert expected.items() <= {name.removeprefix(_W): tag for name, tag in text.attrib.items()}.items()
    assert b'script="Jpan" typeface="Yu Gothic"' in word.parts["word/theme/theme1.xml"]


def test_an_english_reference_in_it_runs_from_left_to_right_and_an_arabic_word_in_english_does_not() -> None:
    arabic = document(Paragraph(plain("عبّارة Skerra (2)")), Paragraph(plain("Ferry Board, 2024.")))
    arabic = replace(arabic, properties=replace(arabic.properties, language="ar"))
    first, second = [p for p in Word.of(arabic).body.iter(f"{_W}p") if text_of(p)]
    assert [(text_of(run), run.find("w:rPr/w:rtl", W) is not None) for run in first.iter(f"{_W}r")] == [
        ("عبّارة ", True), ("Skerra (2)", False)]  # fmt: skip
    assert second.find("w:pPr/w:bidi", W).get(f"{_W}val") == "0"
    english = document(Paragraph((Plain("Read عبّارة twice."),)))
    (paragraph,) = [p for p in Word.of(english).body.iter(f"{_W}p") if text_of(p)]
    assert [text_of(run) for run in paragraph.iter(f"{_W}r") if run.find("w:rPr/w:rtl", W) is not None] == ["عبّارة"]
    assert paragraph.find("w:pPr", W) is None
