"""Chinese, Japanese and Korean: tags, faces, words that no line divides, and letters without italics."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.draw.picture import TextLine, TextStyle
from generator.fonts.breaks import find_breaks
from generator.fonts.scripts import split_by_script
from generator.language.region import east_asian_script, office_tag
from generator.model.block import Paragraph
from generator.model.inline import Emphasis, Plain
from generator.write.ooxml.theme import apply_brand
from tests.write.powerpoint.decks import LOOK_FOLDER, brand, bullets, deck, look, slide, write
from tests.write.word.documents import document, plain
from tests.write.word.reading import W, Word

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.mark.parametrize(("language", "script", "tag"), [
    ("ja", "Jpan", "ja-JP"), ("zh", "Hans", "zh-CN"), ("zh-TW", "Hant", "zh-TW"), ("zh-Hant", "Hant", "zh-TW"),
    ("zh-HK", "Hant", "zh-HK"), ("ko", "Hang", "ko-KR"), ("en-GB", "", "en-GB"), ("ar", "", "ar"),
])  # fmt: skip
def test_office_is_told_an_east_asian_language_with_its_region(language: str, script: str, tag: str) -> None:
    assert (east_asian_script(language), office_tag(language)) == (script, tag)


@pytest.mark.parametrize(("words", "lines"), [
    ("運航、停止。", "運/航、/停/止。"), ("「運航」", "「運/航」"), ("キャリー", "キャ/リー"), ("人々", "人々"),
    ("港2か所", "港/2/か/所"), ("2\u2060件", "2\u2060件"), ("한국 항구", "한국 /항구"),
    ("東京へWHOが", "東/京/へ/WHO/が"), ("続く……", "続/く……"), ("100％増", "100％/増"),
])  # fmt: skip
def test_no_line_begins_or_ends_with_a_mark_that_must_not(words: str, lines: str) -> None:
    places = [0, *find_breaks(words), len(words)]
    assert "/".join(words[start:end] for start, end in pairwise(places)) == lines


def test_a_theme_names_the_face_of_the_language_unless_the_brand_does() -> None:
    with ZipFile(LOOK_FOLDER / "slides.pptx") as package:
        theme = package.read("ppt/theme/theme1.xml")

    def faces(**changes: str) -> set[str]:
        changed = etree.fromstring(apply_brand(theme, replace(brand(), **changes)))
        return {str(font.get("typeface")) for name in ("ea", "cs") for font in changed.iter(f"{A}{name}")}

    assert faces() == {""}
    assert faces(script="Hang") == {"Malgun Gothic", ""}
    assert faces(script="Hang", east_asian_font="Batang", complex_font="Arial") == {"Batang", "Arial"}


def test_words_without_italics_are_bold_instead_in_both_files() -> None:
    emphasis = (Emphasis((Plain("暴風"),)), Emphasis((Plain("The Times"),)))
    word = Word.of(document(Paragraph(emphasis)))
    styles = [style.get(f"{{{W['w']}}}val") for style in word.root("word/document.xml").iter(f"{{{W['w']}}}rStyle")]
    assert styles == ["Strong", "Emphasis"]


def test_a_japanese_word_file_slants_no_paragraph() -> None:
    told = document(Paragraph(plain("-")))
    word = Word.of(replace(told, properties=replace(told.properties, language="ja")))
    styles = word.root("word/styles.xml").iterfind("w:style[@w:type='paragraph']//w:i", W)
    assert {italic.get(f"{{{W['w']}}}val") for italic in styles} == {"0"}


def test_a_japanese_slide_names_the_language_of_both_kinds_of_letters() -> None:
    told = deck(slide("暴風", bullets(1)))
    told = replace(told, properties=replace(told.properties, language="ja"))
    with ZipFile(BytesIO(write(told, {}, look()).data)) as package:
        root = etree.fromstring(package.read("ppt/slides/slide1.xml"))
        (rules,) = etree.fromstring(package.read("ppt/presentation.xml")).iterfind("{*}kinsoku")
    assert {(run.get("lang"), run.get("altLang")) for run in root.iter(f"{A}rPr")} == {("ja-JP", "en-US")}
    assert rules.get("lang") == "ja-JP" and {*"。」っ"} < {*rules.get("invalStChars")}


def test_a_label_changes_face_for_east_asian_letters_only() -> None:
    assert split_by_script("Port 港口 in 2019年") == ["Port ", "港口", " in 2019", "年", ""]
    style = TextStyle("Calibri", 8.0, "000000")
    mixed = style.width("Port 港口")
    assert mixed == style.width("Port ") + style.width("港口")
    assert TextLine("港口", 0.0, 0.0, style).box.width == 16.0


@pytest.mark.parametrize(("language", "divided"), [("fr", True), ("de", True), ("es", True), ("ja", False)])
def test_word_divides_words_where_the_profile_asks_and_the_language_does(language: str, divided: bool) -> None:
    told = replace(document(Paragraph(plain("-"))), hyphenation=True)
    settings = Word.of(replace(told, properties=replace(told.properties, language=language))).root("word/settings.xml")
    names = [etree.QName(setting).localname for setting in settings]
    assert ("autoHyphenation" in names) is divided
    assert not divided or names.index("zoom") < names.index("autoHyphenation") < names.index("compat")
