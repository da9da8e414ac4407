"""Side heads: a statement is found by its name and its status, in a briefing, in a deck and in templates of others."""

from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from pptx import Presentation

from generator.model.block import (
    SOURCES_LINE,
    BulletList,
    Card,
    Cards,
    Column,
    Columns,
    Panel,
    Paragraph,
    SideHead,
    SideHeads,
)
from generator.model.edition import Edition
from generator.model.inline import Plain, Strong, Traced
from generator.readback.finish.pages import read_pages
from generator.write.powerpoint.fit.text import items_of
from generator.write.word.writer import write_word
from tests.compose.editions import briefing as compose_briefing
from tests.compose.editions import deck as compose_deck
from tests.compose.editions import edition, section, statement
from tests.compose.shown import lines
from tests.write.word.documents import (
    DRAWINGS,
    bullets,
    document,
    look_with,
    plain,
    shipped_look,
    side_heads,
)
from tests.write.word.documents import statement as said
from tests.write.word.reading import W, Word, style_of, text_of

_W = f"{{{W['w']}}}"
LIST = """::: {.side-heads%s}
{%% for each in overview.statements %%}
- **{{ each.headline }}** {{ each.wording }}
{%% endfor %%}
:::"""
SIDE = side_heads(
    ("Deeper channel", "achieved", said("channel", "", "Large ships reach the quay.", "Annual report")[2:]),
    ("Night work", "not_achieved", said("night", "", "Crews stop at ten.", "Diary")[2:]),
    ("Lights", "", plain("The town has not agreed.")),
)


def assessed(output: str = "briefing") -> Edition:
    """An edition of three statements: one achieved, one assessed by ourselves, one without a status."""
    statements = (
        statement("dredged", "It was dredged.", headline="Deeper channel", status="achieved", assessed="source"),
        statement("cranes", "Two of five work.", headline="Are there cranes?", status="partly", assessed="ours"),
        statement("tolls", "Tolls rose.", headline="Tolls"),
    )
    return edition(output, overview=section(*statements))


def rows_of(word: Word) -> list[tuple[str, str]]:
    """The text of each cell of the first table, paragraph by paragraph, row by row."""
    table = next(word.body.iter(f"{_W}tbl"))
    return [
        tuple("/".join(text_of(p) for p in cell.iter(f"{_W}p")) for cell in row.iterfind("w:tc", W))
        for row in table.iterfind("w:tr", W)
    ]  # type: ignore[return-value]


def test_a_briefing_has_each_statement_beside_its_name_and_status(demo_briefing: Path) -> None:
    document_ = docx.Document(str(demo_briefing))
    tables = [each for each in document_.tables if each.style.name == "Side Heads Table"]
    table = next(each for each in tables if "Longer-range tests halted" in each.cell(0, 0).text)
    cells = [[[p.text for p in cell.paragraphs] for cell in row.cells] for row in table.rows]
    assert cells[0][0] == ["Longer-range tests halted", "✓\u00a0Achieved"]
    assert cells[0][1][0].startswith("North Korea’s sixth and last nuclear test")
    assert cells[1][0] == ["Conditional pledges", "~\u00a0Partly achieved\n(our\u00a0assessment)"]
    styles = {p.style.name for row in table.rows for p in row.cells[0].paragraphs}
    assert styles == {"Side Head", "Side Status"}


def test_a_status_is_that_of_the_statement_and_says_whose_it_is(tmp_path: Path) -> None:
    (block,) = compose_briefing(tmp_path, LIST % "", assessed())[0].blocks
    assert isinstance(block, SideHeads)
    shown = [(item.sign, item.word, "".join(map(_said, item.assessed))) for item in block.items]
    assert shown == [
        ("✓", "Achieved", ""),
        ("~", "Partly\u00a0achieved".replace("\u00a0", " "), "(our\u00a0assessment)"),
        ("", "", ""),
    ]


def _said(inline: object) -> str:
    return "".join(inner.text for inner in inline.inlines)  # type: ignore[attr-defined]


def test_a_template_may_leave_the_status_out(tmp_path: Path) -> None:
    (block,) = compose_briefing(tmp_path, LIST % ' status="no"', assessed())[0].blocks
    assert isinstance(block, SideHeads) and {item.status for item in block.items} == {""}


WITHIN = {
    "a panel": Panel("panel", plain("Why"), (SIDE,)),
    "columns": Columns((Column((SIDE,)), Column((Paragraph(plain("Beside")),)))),
    "a card": Cards((Card(plain("Who?"), (SIDE,)),)),
    "a list": BulletList(((Paragraph(plain("Above")), SIDE),)),
}


@pytest.mark.parametrize("within", WITHIN)
def test_inside_something_else_heads_lead_their_text(within: str) -> None:
    word = Word.of(document(WITHIN[within]))
    assert "SideHead" not in {style_of(paragraph) for paragraph in word.body.iter(f"{_W}p")}
    assert "Deeper channel. ✓\u00a0Achieved. Large ships reach the quay." in word.paragraphs()


def test_a_template_of_another_office_borrows_the_table(tmp_path: Path) -> None:
    file = tmp_path / "plain.docx"
    docx.Document().save(str(file))
    word = Word(write_word(document(SIDE, SIDE), DRAWINGS, look_with(file.read_bytes())).data)
    assert rows_of(word) == rows_of(Word.of(document(SIDE, SIDE)))


def test_everything_that_a_list_can_hold_stands_beside_the_head() -> None:
    heads = SideHead(plain("Quay"), (Paragraph(plain("One.")), bullets(plain("two")), Paragraph(plain("Three."))))
    rows = rows_of(Word.of(document(SideHeads((heads, SideHead((), (Paragraph(plain("No head.")),))), 3))))
    assert rows == [("3.\u00a0Quay", "One./two/Three."), ("4.\u00a0", "No head.")]


def test_the_first_column_heads_the_rows_which_none_divides() -> None:
    word = Word.of(document(SIDE))
    (table,) = word.body.iter(f"{_W}tbl")
    look = table.find("w:tblPr/w:tblLook", W)
    assert (look.get(f"{_W}firstColumn"), look.get(f"{_W}firstRow")) == ("1", "0")
    assert all(row.find("w:trPr/w:cantSplit", W) is not None for row in table.iterfind("w:tr", W))
    data = write_word(document(SIDE), DRAWINGS, shipped_look()).data
    assert [shown.has_header for shown in read_pages(data).shown if shown.kind == "table"] == [True]


def test_the_last_row_stays_on_the_page_of_the_sources_below_it() -> None:
    word = Word.of(document(SIDE, Paragraph(plain("Sources. Annual report"), SOURCES_LINE)))
    rows = [*word.body.iter(f"{_W}tr")]
    assert [row.find(".//w:keepNext", W) is not None for row in rows] == [False, False, True]


def test_a_side_head_is_no_heading_of_the_contents() -> None:
    word = Word.of(document(SIDE, contents=True))
    assert not word.body.findall(".//w:docPartObj", W)
    assert word.styles["SideHead"].find("w:pPr/w:outlineLvl", W) is None


def test_a_statement_beside_its_head_can_be_traced_and_keeps_its_note() -> None:
    written = write_word(document(SIDE), DRAWINGS, shipped_look())
    word = Word(written.data)
    assert written.locations == {"channel": ("s_channel",), "night": ("s_night",)}
    cell = next(start for start in word.body.iter(f"{_W}bookmarkStart")).getparent().getparent()
    assert cell.tag == f"{_W}tc" and len([*cell.iter(f"{_W}footnoteReference")]) == 1


def test_right_to_left_heads_stand_at_the_right() -> None:
    heads = replace(SIDE, items=(replace(SIDE.items[0], head=plain("العبّارة")),))
    assert Word.of(document(heads)).body.find(".//w:tblPr/w:bidiVisual", W) is not None
    assert Word.of(document(SIDE)).body.find(".//w:tblPr/w:bidiVisual", W) is None


@pytest.mark.parametrize(("head", "share"), [("Quay", 0.21), ("Donaudampfschifffahrtsgesellschaft", 0.30)])
def test_the_column_of_heads_is_as_wide_as_its_words_within_bounds(head: str, share: float) -> None:
    word = Word.of(document(replace(SIDE, items=(replace(SIDE.items[0], head=plain(head)),)), page="letter"))
    left, right = (int(width) for width in word.attributes("w:tblGrid/w:gridCol", "w"))
    assert left / (left + right) == pytest.approx(share, abs=0.001)


def test_all_heads_of_a_briefing_stand_in_columns_of_one_width() -> None:
    longer = replace(SIDE, items=(replace(SIDE.items[0], head=plain("Hafenbehördenzuständigkeit")),))
    widths = Word.of(document(SIDE, Paragraph(plain("Between")), longer)).attributes("w:tblGrid/w:gridCol", "w")
    assert widths[:2] == widths[2:]


def test_on_a_slide_each_bullet_is_the_sign_of_its_status(demo_deck: Path) -> None:
    slides = [slide for slide in Presentation(str(demo_deck)).slides if "Longer-range tests halted." in _text(slide)]
    texts = (shape.text_frame for slide in slides for shape in slide.placeholders if shape.has_text_frame)
    (halted,) = (p._p for text in texts for p in text.paragraphs if p.text.startswith("Longer-range tests halted."))
    assert "Achieved" not in "".join(halted.itertext())  # which its sign says
    properties = halted.find("{*}pPr")
    assert properties.find("{*}buChar").get("char") == "✓"
    assert properties.find("{*}buClr/{*}schemeClr").get("val") == "accent3"
    assert "Achieved." in slides[0].notes_slide.notes_text_frame.text


def _text(slide: object) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)  # type: ignore[attr-defined]


def test_a_slide_of_heads_without_status_has_bullets_as_ever(tmp_path: Path) -> None:
    (slide,) = compose_deck(tmp_path, "## Title\n\n" + LIST % ' status="no"', assessed("deck"))[0].slides
    shown = (("Deeper channel.", "dredged", "It was dredged."), ("Tolls.", "tolls", "Tolls rose."))
    bulleted = bullets(*((Strong(plain(head)), Plain(" "), Traced(id_, plain(text))) for head, id_, text in shown))
    items = items_of(slide.blocks)
    assert (items[0], items[2]) == items_of((bulleted,))
    assert items[1][0].text == "Are there cranes? Two of five work."  # no stop after a question


def test_a_list_without_heads_stays_a_list(tmp_path: Path) -> None:
    (block,) = compose_briefing(tmp_path, "::: side-heads\n- One\n- Two\n:::")[0].blocks
    assert [*lines((block,))] == ["bullet", "  paragraph: One", "bullet", "  paragraph: Two"]
