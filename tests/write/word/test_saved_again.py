"""Saved again by LibreOffice, a briefing keeps notes, captions, headers, lists, bookmarks and charts."""

from pathlib import Path

import pytest

from generator import build
from tests.rendering import saved_by_libreoffice
from tests.write.word.reading import W, Word, fields_of, style_of, text_of

HARBOUR = Path(__file__).parent.parent.parent / "cases" / "harbour"
PROFILE = """\
extends: standard
title: Board
contents: true
citations: footnotes
figures: [timeline, {id: ships-by-quarter, native: {briefing: yes}}]
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Word, Word]:
    """The briefing, and the same saved again."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "templates" / "board").mkdir(parents=True)
    (folder / "templates" / "board" / "audience.yaml").write_text(PROFILE, encoding="utf-8")
    pack = build(HARBOUR, "board", folder / "out", templates=folder / "templates")
    file = next(path for path in pack.folder.iterdir() if path.suffix == ".docx")
    return Word(file.read_bytes()), Word(saved_by_libreoffice(file, folder, "docx").read_bytes())


def notes(word: Word) -> list[str]:
    texts = (text_of(note).strip() for note in word.root("word/footnotes.xml").findall("w:footnote", W))
    return [text for text in texts if text]


def instructions(word: Word) -> list[str]:
    found = [instruction.split() for instruction, _ in fields_of(word.body)]
    return [" ".join(words[:2]) for words in found if words[0] in ("SEQ", "REF", "PAGEREF")]


def test_notes_and_their_places_survive(both: tuple[Word, Word]) -> None:
    ours, theirs = both
    assert len(notes(ours)) > 15 and notes(theirs) == notes(ours)
    assert len(theirs.attributes("w:footnoteReference", "id")) == len(notes(ours))


def test_captions_and_page_numbers_are_fields_still(both: tuple[Word, Word]) -> None:
    ours, theirs = both
    assert {"SEQ Figure"} < set(instructions(ours))
    assert sorted(instructions(theirs)) == sorted(instructions(ours))
    assert set(ours.attributes("w:bookmarkStart", "name")) <= set(theirs.attributes("w:bookmarkStart", "name"))


def test_headers_and_footers_survive(both: tuple[Word, Word]) -> None:
    for kind, expected in (("header", "For internal use"), ("footer", "As of 30 June 2021")):
        for word in both:
            names = [name for name in word.parts if name.startswith(f"word/{kind}")]
            assert any(expected in text_of(word.root(name)) for name in names)
    footers = [both[1].root(name) for name in both[1].parts if name.startswith("word/footer")]
    assert {"PAGE", "NUMPAGES"} <= {field.split()[0] for footer in footers for field, _ in fields_of(footer)}


def test_lists_headings_and_headers_of_tables_survive(both: tuple[Word, Word]) -> None:
    ours, theirs = both
    for style in ("ListBullet", "ListNumber", "SideText", "Heading1", "Heading2", "FigureParagraph"):
        assert theirs.paragraphs(style) == ours.paragraphs(style) != []
    numbered = [p for p in theirs.body.iter(f"{{{W['w']}}}p") if style_of(p) in ("ListBullet", "ListNumber")]
    assert all(p.find("w:pPr/w:numPr", W) is not None for p in numbered)
    assert len(theirs.attributes("w:tblHeader")) == len(ours.attributes("w:tblHeader")) > 0


def test_a_native_chart_keeps_its_workbook_and_pictures_their_words(both: tuple[Word, Word]) -> None:
    for word in both:
        assert b"Ocean-going" in word.parts["word/charts/chart1.xml"]
        assert any(name.startswith("word/embeddings/") and name.endswith(".xlsx") for name in word.parts)
    pictures = [{picture.get("descr") for picture in word.body.iter("{*}docPr")} for word in both]
    chart = next(text for text in pictures[0] if text.startswith("Columns per quarter"))
    assert pictures[0] - {chart} <= pictures[1], "LibreOffice 7.4 drops those of a chart"
