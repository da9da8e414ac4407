"""The look is the template's: nothing is formatted by hand, and another template changes it everywhere."""

import importlib.util
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from msgspec.structs import replace

from generator.errors import InputError, Place
from generator.model.block import Card, Cards, Paragraph
from generator.model.inline import Styled
from generator.write.ooxml.package import packed
from generator.write.word.template.package import OFFICE
from generator.write.word.template.styles import ROLES
from generator.write.word.template.template import template_of
from generator.write.word.writer import write_word
from tests.rendering import pdf_of
from tests.write.word.documents import (
    BLOCKS,
    DRAWINGS,
    LOOK,
    TABLE,
    document,
    look_with,
    said,
    shipped_look,
    template_file,
)
from tests.write.word.reading import W, Word, style_of, text_of


@pytest.fixture(scope="module")
def whole() -> Word:
    return Word.of(document(contents=True))


def test_no_run_is_formatted_by_hand(whole: Word) -> None:
    for part in ("word/document.xml", "word/footnotes.xml"):
        properties = {str(each.tag).rpartition("}")[2] for run in whole.root(part).iter("{*}rPr") for each in run}
        assert properties <= {"rStyle"}


def test_no_paragraph_is_spaced_coloured_or_indented_by_hand(whole: Word) -> None:
    properties = {str(each.tag).rpartition("}")[2] for own in whole.body.iter("{*}pPr") for each in own}
    assert properties <= {"pStyle", "keepNext", "numPr", "sectPr"}


def test_every_style_that_is_used_exists(whole: Word) -> None:
    used = {kind: set(whole.attributes(f"w:{kind}Style")) for kind in ("p", "r", "tbl")}
    assert used["p"] | used["r"] | used["tbl"] <= whole.styles.keys()


def test_no_bullet_or_number_is_typed(whole: Word) -> None:
    assert not [text for text in whole.paragraphs() if re.match(r"[•–\-\d]", text) and "TOC" not in text]


def test_only_the_separator_between_two_tables_is_empty(whole: Word) -> None:
    empty = {style_of(p) for p in whole.body.iter("{*}p") if not text_of(p) and p.find(".//w:drawing", W) is None}
    assert empty <= {"TableGap"}


def test_styles_take_colours_and_faces_from_the_theme(whole: Word) -> None:
    for style in whole.styles.values():
        for color in style.iter("{*}color"):
            assert color.get(f"{{{W['w']}}}themeColor"), style.get(f"{{{W['w']}}}styleId")
        assert not [fonts for fonts in style.iter("{*}rFonts") if fonts.get(f"{{{W['w']}}}ascii")]


def test_a_brand_changes_theme_and_the_values_that_other_programs_read() -> None:
    look = shipped_look()
    green = replace(look, brand=replace(look.brand, colors=dict(look.brand.colors) | {"dark2": "0A5C36"}))
    word = Word.of(document(), green)
    title = word.styles["Title"].find(".//w:color", W)
    assert title.get(f"{{{W['w']}}}val") == "0A5C36"
    assert b"0A5C36" in word.parts["word/theme/theme1.xml"]


def test_a_template_of_another_office_loses_nothing_and_says_once_what_it_lacks() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    written = write_word(document(), DRAWINGS, look_with(buffer.getvalue()))
    assert len(written.warnings) == 1
    assert "`Panel Title` (as `heading 4`)" in written.warnings[0].what
    ours, theirs = Word.of(document()), Word(written.data)
    assert [t for t in theirs.paragraphs() if t] == [t for t in ours.paragraphs() if t]
    mark = theirs.styles["FootnoteReference"].find(".//w:vertAlign", W)
    assert mark.get(f"{{{W['w']}}}val") == "superscript"
    assert theirs.attributes("w:footnotePr/w:footnote", "id", "word/settings.xml") == ["-1", "0"]
    assert not [name for name in theirs.parts if "thumbnail" in name or "stylesWithEffects" in name]


def test_a_style_of_the_authors_own_that_is_missing_is_named() -> None:
    written = write_word(document(Paragraph((Styled(said("x"), "Stron"),))), DRAWINGS, shipped_look())
    assert [(w.what, w.help) for w in written.warnings] == [
        ("has no character style `Stron`; its text is plain", "did you mean `Strong`?")
    ]


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cut_short() -> bytes:
    return template_file()[:4000]


def _with(name: str, content: bytes) -> bytes:
    """The shipped template with one part changed."""
    return _changed({name: content})


def _changed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for part, own in _members(template_file()).items():
            archive.writestr(part, parts.get(part, own))
    return buffer.getvalue()


@pytest.mark.parametrize("data", [
    b"not a zip",
    _cut_short(),
    _with("word/styles.xml", b"<w:styles"),
    _with("word/document.xml", b'<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'),
], ids=["no zip", "cut short", "ill-formed", "entities"])  # fmt: skip
def test_a_file_that_word_would_not_open_is_named(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        write_word(document(), DRAWINGS, look_with(data))
    assert [(p.place, p.what) for p in caught.value.problems] == [(Place("house.docx"), "damaged, or no Word file")]


def test_the_shipped_template_is_what_its_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LOOK))
    spec = importlib.util.spec_from_file_location("word_template", LOOK / "word_template.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "word_template", script)
    spec.loader.exec_module(script)
    assert _members(script.template()) == _members(template_file())


def test_text_after_cards_and_tables_has_air_and_two_tables_are_kept_apart() -> None:
    cards = Cards((Card(said("Who pays?"), (Paragraph(said("Nobody.")),)),))
    word = Word.of(document(cards, Paragraph(said("a")), TABLE, Paragraph(said("b")), TABLE, TABLE))
    styles = [style_of(paragraph) for paragraph in word.body.iterfind("w:body/w:p", W)]
    assert styles == ["CardTitle", "CardText", "BodyWithSpaceAbove", "TableCaption", "BodyWithSpaceAbove",
                      "TableCaption", "TableCaption", "TableGap"]  # fmt: skip


def test_the_shipped_template_has_every_style_that_the_writer_asks_for() -> None:
    template = template_of(shipped_look(), "a4", "en-GB")
    by_kind = {"paragraph", "character", "table"}
    assert not [name for name in ROLES if not any((kind, name) in template.styles for kind in by_kind)]


@pytest.mark.parametrize("depth", [1, 2])
def test_a_further_paragraph_of_an_item_stands_under_its_text(depth: int) -> None:
    looks = template_of(shipped_look(), "a4", "en-GB").looks
    ending = "" if depth == 1 else f" {depth}"
    lefts = {looks.of(f"{name}{ending}").left_pt for name in ("List Bullet", "List Number", "List Continue")}
    assert len(lefts) == 1


def _house() -> bytes:
    """A template of another house: all of its styles in a font of its own, and everything two points larger."""
    with ZipFile(BytesIO(template_file())) as archive:
        styles, numbers = (archive.read(f"word/{name}.xml") for name in ("styles", "numbering"))
    own = b'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    styles, numbers = (re.sub(rb"<w:rFonts [^>]*/>", own, part) for part in (styles, numbers))
    larger = re.sub(
        rb'<w:(sz|szCs) w:val="(\d+)"', lambda found: b'<w:%s w:val="%d"' % (found[1], int(found[2]) + 4), styles
    )
    return _changed({"word/styles.xml": larger, "word/numbering.xml": numbers})


def test_another_template_changes_the_look_everywhere_and_loses_nothing(tmp_path: Path) -> None:
    ours, theirs = (Word.of(document(*BLOCKS, contents=True), look) for look in (None, look_with(_house())))
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert [text_of(p) for p in theirs.root(part).iter("{*}p") if style_of(p) not in ("TOC1", "TOC2")] == [
            text_of(p) for p in ours.root(part).iter("{*}p") if style_of(p) not in ("TOC1", "TOC2")
        ]
    for path, name in (
        ("w:bookmarkStart", "name"),
        ("w:footnoteReference", "id"),
        ("w:tblHeader", "val"),
        ("w:numPr/w:numId", "val"),
    ):
        assert theirs.attributes(path, name) == ours.attributes(path, name)
    assert [each.get("descr") for each in theirs.body.iter("{*}docPr")] == [
        each.get("descr") for each in ours.body.iter("{*}docPr")
    ]
    file = tmp_path / "house.docx"
    file.write_bytes(write_word(document(*BLOCKS, contents=True), DRAWINGS, look_with(_house())).data)
    shown = subprocess.run(["pdffonts", str(pdf_of(file, tmp_path))], check=True, capture_output=True, text=True).stdout
    fonts = {line.split()[0].partition("+")[2] for line in shown.splitlines()[2:]}
    assert fonts and all(font.startswith(("LiberationSans", "Arial")) for font in fonts), fonts


def test_a_template_that_was_once_a_briefing_keeps_its_pictures_and_figures_stay_their_own() -> None:
    with ZipFile(BytesIO(template_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    logo = b"the logo of the house"
    related = f'<Relationship Id="rId90" Type="{OFFICE}/image" Target="media/figure1.png"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", related.encode())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>')
    parts["word/media/figure1.png"] = logo
    word = Word.of(document(), look_with(packed(parts)))
    assert word.parts["word/media/figure1.png"] == logo
    assert word.parts["word/media/figure1_.png"] == DRAWINGS["quay"].png
