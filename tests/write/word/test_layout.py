"""Where our own measure sees the pages end, in cases that can be counted by hand."""

import pytest
from msgspec.structs import replace

from generator.model.block import Block, FigureBlock, Heading, Paragraph, Reference, ReferenceList
from generator.model.inline import Note
from generator.write.word.plan.pagination import Layout, laid_out
from generator.write.word.plan.plan import plan
from generator.write.word.template.template import template_of
from tests.write.word.documents import DRAWINGS, TABLE, bullets, document, landscape, said, shipped_look

TEMPLATE = template_of(shipped_look(), "letter", "en-GB")
HIGH = TEMPLATE.page.height_pt  # room for text on a page
BODY, AFTER = 15.0, 7.0  # line height of body text, and the space after its paragraphs
LINE = "A line of the harbour log that fills not quite the width of a page, as it has to."


def layout(*blocks: Block) -> Layout:
    return laid_out(plan(document(*blocks), DRAWINGS, TEMPLATE.page, TEMPLATE.looks), TEMPLATE.page, TEMPLATE.looks)


def lines(count: int, note: str = "") -> list[Block]:
    words = (*said(LINE), Note(said(note))) if note else said(LINE)
    return [Paragraph(words)] * count


FITTING = int((HIGH + AFTER) // (BODY + AFTER))


def test_as_many_lines_stand_on_a_page_as_fit() -> None:
    assert layout(*lines(FITTING)).pages == 1
    assert layout(*lines(FITTING + 1)).pages == 2


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    found = layout(*lines(FITTING - 1), Heading(2, said("Next")), *lines(1))
    assert found.page_by_item[-2:] == (2, 2)


def test_of_two_spaces_between_paragraphs_the_larger_counts() -> None:
    # each pair: a list item (15, then 6.5), and a heading 3 (10 before, 15, then 3); kept together with the next
    pair = (*([bullets(said("x"))]), Heading(3, said("y")))
    pairs = int(HIGH // (15 + 10 + 15 + 3))
    assert layout(*pair * pairs).pages == 1
    assert layout(*pair * (pairs + 1)).pages == 2


def test_the_rule_under_a_heading_takes_room() -> None:
    chapter = (Heading(1, said("x")), *lines(1))
    chapters = int(HIGH // (18 + 18 + 3.5 + AFTER + BODY))
    assert layout(*chapter * chapters).pages == 1
    assert layout(*chapter * (chapters + 1)).pages == 2


def test_notes_take_room_from_the_text_of_their_page() -> None:
    with_note = BODY + AFTER + 11 + 1.5
    fitting = int((HIGH - 6 + AFTER) // with_note)
    assert layout(*lines(fitting, "A note.")).pages == 1
    assert layout(*lines(fitting + 2, "A note.")).pages == 2


def test_a_long_note_goes_on_at_the_foot_of_the_next_page() -> None:
    long = "A note that goes on. " * 100  # more than a third of a page
    text = [*lines(FITTING - 2), Paragraph((*said(LINE), Note(said(long)))), *lines(FITTING - 4)]
    assert layout(*text).pages == 3
    assert layout(*text[:-12]).pages == 2


LONG = "A note that goes on. " * 60


@pytest.mark.parametrize("notes", [["A note."], [LONG], ["A note.", LONG]], ids=["short", "long", "short and long"])
def test_of_the_last_note_only_the_first_line_has_to_be_on_the_page_of_its_mark(notes: list[str]) -> None:
    marked = Paragraph((*said(LINE), *(Note(said(note)) for note in notes)))
    fitting = int((HIGH - 6 - 12.5 * len(notes) + AFTER) // (BODY + AFTER))
    assert fitting < FITTING
    pages = [layout(*lines(before), marked).page_by_item[-1] for before in range(FITTING)]
    assert pages == [1] * fitting + [2] * (FITTING - fitting)


@pytest.mark.parametrize("level", [1, 2])
def test_space_above_is_dropped_where_a_full_page_ends(level: int) -> None:
    found = layout(*lines(FITTING), Heading(level, said("Next")), *lines(FITTING - 2))
    assert (found.page_by_item[FITTING], found.pages) == (2, 2)


def test_a_hanging_first_line_is_longer() -> None:
    look = TEMPLATE.looks.of("Bibliography")
    assert look.first_pt == -18
    assert TEMPLATE.looks.of("List Bullet").first_pt == 0
    source = Reference(1, "a", said("w" * 10), said("w"))
    assert layout(ReferenceList((source,))).pages == 1


def test_a_figure_stands_with_its_caption() -> None:
    high = HIGH - 10 * (BODY + AFTER) - 8  # fits under ten lines, but not with a caption
    drawings = {"quay": replace(DRAWINGS["quay"], height_pt=high)}
    blocks = (*lines(10), FigureBlock("quay", said("Ships"), 1, "f"))
    planned = plan(document(*blocks), drawings, TEMPLATE.page, TEMPLATE.looks)
    assert laid_out(planned, TEMPLATE.page, TEMPLATE.looks).page_by_item[-2:] == (2, 2)


def test_a_table_goes_on_with_whole_rows() -> None:
    high = 13 + 3.5 + 3.5 + 0.5  # a row; as many fit on a page as go into it, with the header repeated
    fitting = int(HIGH // high) - 1
    rows = tuple((said(str(n)), said("x"), said("y")) for n in range(2 * fitting))
    # one row fewer, for the separator that follows a table
    assert layout(replace(TABLE, rows=rows[1:], caption=())).pages == 2
    assert layout(replace(TABLE, rows=rows, caption=())).pages == 3


def test_landscape_pages_hold_fewer_lines() -> None:
    assert layout(landscape(*lines(FITTING))).pages == 2
    assert layout(landscape(*lines(3)), Heading(1, said("After"))).page_by_item == (1, 1, 1, 2)
