"""Whose paper a briefing is on: the usual one in our own template, the template's own in any other."""

from io import BytesIO

import docx
import pytest
from docx.shared import Mm
from msgspec.structs import replace

from generator.write.word.writer import write_word
from tests.foreign.word import landscape_letter, mirrored_margins_with_gutter, thesis_on_small_paper
from tests.write.word.documents import BLOCKS, DRAWINGS, TABLE, document, landscape, look_with, shipped_look
from tests.write.word.reading import Word

A4, LETTER = (210, 297), (216, 279)


def papers(data: bytes) -> list[tuple[int, int]]:
    """The paper of each section, in millimetres."""
    sections = docx.Document(BytesIO(data)).sections
    return [(round(each.page_width.mm), round(each.page_height.mm)) for each in sections]


@pytest.mark.parametrize(
    ("page", "language", "paper"),
    [("usual", "en-US", LETTER), ("usual", "de", A4), ("letter", "de", LETTER), ("a4", "en-US", A4)],
)
def test_our_template_is_on_the_paper_of_the_language_unless_the_audience_names_one(
    page: str, language: str, paper: tuple[int, int]
) -> None:
    briefing = document(page=page)
    briefing = replace(briefing, properties=replace(briefing.properties, language=language))
    written = write_word(briefing, DRAWINGS, shipped_look())
    assert papers(written.data) == [paper]
    assert [note.what for note in written.warnings if "paper" in note.what] == []


@pytest.mark.parametrize(
    ("template", "paper"),
    [(thesis_on_small_paper, (148, 210)), (landscape_letter, (279, 216)), (mirrored_margins_with_gutter, A4)],
)
def test_another_template_keeps_its_own_unless_the_audience_names_one(template, paper: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    look = look_with(template())
    assert papers(write_word(document(page="usual"), DRAWINGS, look).data) == [paper]
    named = write_word(document(page="letter"), DRAWINGS, look)
    turned = paper[0] > paper[1]
    assert papers(named.data) == [LETTER[::-1] if turned else LETTER]
    said = [note.what for note in named.warnings if "paper" in note.what]
    own = (
        f"its paper ({round(Mm(paper[0]).pt)} × {round(Mm(paper[1]).pt)} pt) is replaced: the audience asks for `page:"
    )
    assert said == ([] if turned else [f"{own} letter`"])


def test_on_a_landscape_page_tables_use_its_width_and_none_is_turned() -> None:
    wide = write_word(document(*BLOCKS, landscape(TABLE), page="usual"), DRAWINGS, look_with(landscape_letter())).data
    assert {width > height for width, height in papers(wide)} == {True}
    (table, *_) = docx.Document(BytesIO(wide)).tables
    assert sum(column.width.pt for column in table.columns) == pytest.approx(792 - 108, abs=12)


def test_numbers_of_headings_are_the_templates_or_go() -> None:
    look = look_with(thesis_on_small_paper())
    for numbered in (True, False):
        word = Word(write_word(document(), DRAWINGS, replace(look, numbered_headings=numbered)).data)
        style = word.styles["Heading1"]
        assert (style.find("{*}pPr/{*}numPr") is not None) == numbered
