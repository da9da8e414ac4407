"""The look is the template's: nothing is formatted directly, and another template changes it everywhere."""

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
from generator.write.ooxml.package import zip_members
from generator.write.word.template.package import OFFICE
from generator.write.word.template.template import open_template
from generator.write.word.writer import write_word
from tests.rendering import pdf_of
from tests.write.word.documents import (
    BLOCKS,
    DRAWINGS,
    LOOK,
    TABLE,
    document,
    look_with,
    plain,
    shipped_look,
    template_file,
)
from tests.write.word.reading import W, Word, style_of, text_of


@pytest.fixture(scope="module")
def briefing() -> Word:
    return Word.of(document(contents=True))


def test_no_run_has_direct_formatting(briefing: Word) -> None:
    for part in ("word/document.xml", "word/footnotes.xml"):
        properties = {str(child.tag).rpartition("}")[2] for run in briefing.root(part).iter("{*}rPr") for child in run}
        assert properties <= {"rStyle"}


def test_no_paragraph_has_direct_spacing_colour_or_indents(briefing: Word) -> None:
    properties = {str(child.tag).rpartition("}")[2] for p in briefing.body.iter("{*}pPr") for child in p}
    assert properties <= {"pStyle", "keepNext", "keepLines", "numPr", "sectPr"}


def test_every_style_that_is_used_exists(briefing: Word) -> None:
    used = {kind: set(briefing.attributes(f"w:{kind}Style")) for kind in ("p", "r", "tbl")}
    assert used["p"] | used["r"] | used["tbl"] <= briefing.styles.keys()


def test_no_bullet_or_number_is_typed(briefing: Word) -> None:
    assert not [text for text in briefing.paragraphs() if re.match(r"[•–\-\d]", text) and "TOC" not in text]


def test_only_gaps_between_tables_are_empty(briefing: Word) -> None:
    empty = {style_of(p) for p in briefing.body.iter("{*}p") if not text_of(p) and p.find(".//w:drawing", W) is None}
    assert empty <= {"TableGap"}


def test_styles_take_colours_and_fonts_from_the_theme(briefing: Word) -> None:
    for style in briefing.styles.values():
        for color in style.iter("{*}color"):
            assert color.get(f"{{{W['w']}}}themeColor"), style.get(f"{{{W['w']}}}styleId")
        assert not [fonts for fonts in style.iter("{*}rFonts") if fonts.get(f"{{{W['w']}}}ascii")]


def test_a_brand_changes_the_theme_and_the_values_for_programs_without_themes() -> None:
    look = shipped_look()
    green = replace(look, brand=replace(look.brand, colors=dict(look.brand.colors) | {"dark2": "0A5C36"}))
    word = Word.of(document(), green)
    title = word.styles["Title"].find(".//w:color", W)
    assert title.get(f"{{{W['w']}}}val") == "0A5C36"
    assert b"0A5C36" in word.parts["word/theme/theme1.xml"]


def test_a_foreign_template_loses_nothing_and_borrows_the_styles_that_it_lacks() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    written = write_word(document(), DRAWINGS, look_with(buffer.getvalue()))
    assert [warning.what for warning in written.warnings if "style" in warning.what] == []
    ours, theirs = Word.of(document()), Word(written.data)
    assert [t for t in theirs.paragraphs() if t] == [t for t in ours.paragraphs() if t]
    mark = theirs.styles["FootnoteReference"].find(".//w:vertAlign", W)
    assert mark.get(f"{{{W['w']}}}val") == "superscript"
    for name in ("Panel Title", "Card Title", "Briefing Table"):
        (style,) = [each for each in theirs.styles.values() if each.find("w:name", W).get(f"{{{W['w']}}}val") == name]
        assert style.find("w:pPr/w:numPr", W) is None and style.find("w:pPr/w:outlineLvl", W) is None
    assert theirs.attributes("w:footnotePr/w:footnote", "id", "word/settings.xml") == ["-1", "0"]
    assert not [name for name in theirs.parts if "thumbnail" in name or "stylesWithEffects" in name]


def test_an_authors_style_that_is_missing_is_named() -> None:
    written = write_word(document(Paragraph((Styled(plain("x"), "Stron"),))), DRAWINGS, shipped_look())
    assert [(w.what, w.help) for w in written.warnings] == [
        ("has no character style `Stron`; its text is plain", "did you mean `Strong`?")
    ]


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cut_short() -> bytes:
    return template_file()[:4000]


def _with(name: str, content: bytes) -> bytes:
    """The shipped template with one part replaced."""
    return _replace_parts({name: content})


def _replace_parts(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for part, content in _members(template_file()).items():
            archive.writestr(part, parts.get(part, content))
    return buffer.getvalue()


@pytest.mark.parametrize("data", [
    b"not a zip",
    _cut_short(),
    _with("word/styles.xml", b"<w:styles"),
    _with("word/document.xml", b'<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'),
], ids=["no zip", "cut short", "ill-formed", "entities"])  # fmt: skip
def test_a_template_that_word_would_not_open_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        write_word(document(), DRAWINGS, look_with(data))
    assert [(p.place, p.what) for p in caught.value.problems] == [(Place("house.docx"), "damaged, or not a Word file")]


def test_the_shipped_template_is_what_its_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LOOK))
    spec = importlib.util.spec_from_file_location("word_template", LOOK / "word_template.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "word_template", script)
    spec.loader.exec_module(script)
    assert _members(script.template()) == _members(template_file())


def test_text_after_cards_and_tables_has_space_above_and_two_tables_are_separated() -> None:
    cards = Cards((Card(plain("Who pays?"), (Paragraph(plain("Nobody.")),)),))
    word = Word.of(document(cards, Paragraph(plain("a")), TABLE, Paragraph(plain("b")), TABLE, TABLE))
    styles = [style_of(paragraph) for paragraph in word.body.iterfind("w:body/w:p", W)]
    assert styles == ["CardTitle", "CardText", "BodyWithSpaceAbove", "TableCaption", "BodyWithSpaceAbove",
                      "TableCaption", "TableCaption", "TableGap"]  # fmt: skip


@pytest.mark.parametrize("depth", [1, 2])
def test_further_paragraphs_of_an_item_are_indented_like_its_first(depth: int) -> None:
    formats = open_template(shipped_look(), "a4", "en-GB").formats
    suffix = "" if depth == 1 else f" {depth}"
    lefts = {formats.paragraph(f"{name}{suffix}").left_pt for name in ("List Bullet", "List Number", "List Continue")}
    assert len(lefts) == 1


def _house() -> bytes:
    """A foreign template: every style in another font and two points larger."""
    with ZipFile(BytesIO(template_file())) as archive:
        styles, numbering = (archive.read(f"word/{name}.xml") for name in ("styles", "numbering"))
    arial = b'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    styles, numbering = (re.sub(rb"<w:rFonts [^>]*/>", arial, part) for part in (styles, numbering))
    larger = re.sub(
        rb'<w:(sz|szCs) w:val="(\d+)"', lambda size: b'<w:%s w:val="%d"' % (size[1], int(size[2]) + 4), styles
    )
    return _replace_parts({"word/styles.xml": larger, "word/numbering.xml": numbering})


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
    assert [shape.get("descr") for shape in theirs.body.iter("{*}docPr")] == [
        shape.get("descr") for shape in ours.body.iter("{*}docPr")
    ]
    file = tmp_path / "house.docx"
    file.write_bytes(write_word(document(*BLOCKS, contents=True), DRAWINGS, look_with(_house())).data)
    listing = subprocess.run(["pdffonts", str(pdf_of(file, tmp_path))], check=True, capture_output=True, text=True)
    fonts = {line.split()[0].partition("+")[2] for line in listing.stdout.splitlines()[2:]}
    assert fonts and all(font.startswith(("LiberationSans", "Arial")) for font in fonts), fonts


def test_a_template_that_was_once_a_briefing_keeps_its_pictures_beside_the_new_figures() -> None:
    with ZipFile(BytesIO(template_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    logo = b"the logo of the house"
    related = f'<Relationship Id="rId90" Type="{OFFICE}/image" Target="media/figure1.png"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", related.encode())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>')
    parts["word/media/figure1.png"] = logo
    word = Word.of(document(), look_with(zip_members(parts)))
    assert word.parts["word/media/figure1.png"] == logo
    assert word.parts["word/media/figure1_.png"] == DRAWINGS["quay"].png
