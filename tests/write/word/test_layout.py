"""Where pages end by our own measure, in cases that can be counted by hand."""

import pytest
from msgspec.structs import replace

from generator.model.block import Block, FigureBlock, Heading, Paragraph, Reference, ReferenceList
from generator.model.inline import Note
from generator.write.word.plan.pagination import Pagination, paginate
from generator.write.word.plan.plan import plan
from generator.write.word.template.template import open_template
from tests.write.word.documents import DRAWINGS, TABLE, bullets, document, landscape, plain, shipped_look

TEMPLATE = open_template(shipped_look(), "letter", "en-GB")
HEIGHT = TEMPLATE.page.height_pt  # room for text on a page
BODY, AFTER = 14.0, 6.0  # line height of body text, and the space after its paragraphs
LINE = "A line of the harbour log that fills not quite the width of a page, as it has to."


def layout(*blocks: Block) -> Pagination:
    return paginate(plan(document(*blocks), DRAWINGS, TEMPLATE.page, TEMPLATE.formats), TEMPLATE.page, TEMPLATE.formats)


def lines(count: int, note: str = "") -> list[Block]:
    words = (*plain(LINE), Note(plain(note))) if note else plain(LINE)
    return [Paragraph(words)] * count


FITTING = int((HEIGHT + AFTER) // (BODY + AFTER))


def test_a_page_holds_as_many_lines_as_fit() -> None:
    assert layout(*lines(FITTING)).pages == 1
    assert layout(*lines(FITTING + 1)).pages == 2


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    pagination = layout(*lines(FITTING - 1), Heading(2, plain("Next")), *lines(1))
    assert pagination.page_by_item[-2:] == (2, 2)


def test_the_larger_of_two_spaces_between_paragraphs_counts() -> None:
    # each pair: a list item (14, then 3), and a heading 3 (10 before, 15, then 3), kept with the next
    pair = (bullets(plain("x")), Heading(3, plain("y")))
    pairs = int((HEIGHT + 3) // (14 + 10 + 15 + 3))
    assert layout(*pair * pairs).pages == 1
    assert layout(*pair * (pairs + 1)).pages == 2


def test_the_border_below_a_heading_takes_room() -> None:
    chapter = (Heading(1, plain("x")), *lines(1))
    chapters = int(HEIGHT // (12 + 17 + 3.5 + 5 + BODY))
    assert layout(*chapter * chapters).pages == 1
    assert layout(*chapter * (chapters + 1)).pages == 2


def test_footnotes_take_room_from_the_text_of_their_page() -> None:
    with_note = BODY + AFTER + 11 + 1.5
    fitting = int((HEIGHT - 6 + AFTER) // with_note)
    assert layout(*lines(fitting, "A note.")).pages == 1
    assert layout(*lines(fitting + 2, "A note.")).pages == 2


def test_a_long_footnote_goes_on_at_the_foot_of_the_next_page() -> None:
    long = "A note that goes on. " * 100  # more than a third of a page
    text = [*lines(FITTING - 2), Paragraph((*plain(LINE), Note(plain(long)))), *lines(FITTING - 4)]
    assert layout(*text).pages == 3
    assert layout(*text[:-12]).pages == 2


LONG = "A note that goes on. " * 60


@pytest.mark.parametrize("notes", [["A note."], [LONG], ["A note.", LONG]], ids=["short", "long", "short and long"])
def test_only_the_first_line_of_the_last_footnote_has_to_be_on_the_page_of_its_number(notes: list[str]) -> None:
    marked = Paragraph((*plain(LINE), *(Note(plain(note)) for note in notes)))
    fitting = int((HEIGHT - 6 - 12.5 * len(notes) + AFTER) // (BODY + AFTER))
    pages = [layout(*lines(before), marked).page_by_item[-1] for before in range(FITTING)]
    assert pages == [1] * fitting + [2] * (FITTING - fitting)


@pytest.mark.parametrize("level", [1, 2])
def test_space_above_is_dropped_after_a_full_page(level: int) -> None:
    pagination = layout(*lines(FITTING), Heading(level, plain("Next")), *lines(FITTING - 2))
    assert (pagination.page_by_item[FITTING], pagination.pages) == (2, 2)


def test_a_hanging_first_line_is_longer() -> None:
    assert TEMPLATE.formats.paragraph("Bibliography").first_line_pt == -18
    assert TEMPLATE.formats.paragraph("List Bullet").first_line_pt == 0
    source = Reference(1, "a", plain("w" * 10), plain("w"))
    assert layout(ReferenceList((source,))).pages == 1


def test_a_figure_is_on_the_page_of_its_caption() -> None:
    height_pt = HEIGHT - 10 * (BODY + AFTER) - 8  # fits below ten lines, but not with a caption
    drawings = {"quay": replace(DRAWINGS["quay"], height_pt=height_pt)}
    blocks = (*lines(10), FigureBlock("quay", plain("Ships"), 1, "f"))
    planned = plan(document(*blocks), drawings, TEMPLATE.page, TEMPLATE.formats)
    assert paginate(planned, TEMPLATE.page, TEMPLATE.formats).page_by_item[-2:] == (2, 2)


def test_a_table_is_split_between_rows() -> None:
    margins = TEMPLATE.formats.cell_margins_pt("Briefing Table")
    row = 13 + margins.top_pt + margins.bottom_pt + 0.5
    fitting = int(HEIGHT // row) - 1  # the header is repeated
    rows = tuple((plain(str(n)), plain("x"), plain("y")) for n in range(2 * fitting + 1))
    # the gap that follows a table has room below the last row of the second page
    assert layout(replace(TABLE, rows=rows[1:], caption=())).pages == 2
    assert layout(replace(TABLE, rows=rows, caption=())).pages == 3


def test_landscape_pages_hold_fewer_lines() -> None:
    assert layout(landscape(*lines(FITTING))).pages == 2
    assert layout(landscape(*lines(3)), Heading(1, plain("After"))).page_by_item == (1, 1, 1, 2)
