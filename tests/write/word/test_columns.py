"""Columns of a table are as wide as their content needs."""

import pytest

from generator.model.block import Table
from generator.write.word.plan.tables.column_widths import column_widths_pt
from generator.write.word.template.paragraph_formatting import ParagraphFormat
from tests.write.word.documents import document, plain
from tests.write.word.reading import Word

FORMAT = ParagraphFormat(
    "Calibri", 10, bold=False, italic=False, caps=False, before_pt=0, after_pt=0, left_pt=0, right_pt=0,
    first_line_pt=0, line_pt=13, at_least=False, line_share=1, borders_pt=0, keep_next=False, keep_lines=False,
)  # fmt: skip
LONG = "The toll went up in three steps, from four to seven for each metre of a ship, and the town has kept a part."


def widths(*rows: tuple[str, ...], shares: tuple[float, ...] = (), width_pt: float = 468) -> list[int]:
    cells = [tuple(plain(cell) for cell in row) for row in rows]
    return [round(width) for width in column_widths_pt(cells, shares, width_pt, 10, FORMAT)]


@pytest.mark.parametrize("rows", [
    [("Date", "What"), ("2024", "Short")],
    [("Date", "What"), ("1 June 2024", LONG)],
    [("A" * 90, "B" * 90), ("x", LONG)],
    [("", ""), ("", "")],
])  # fmt: skip
def test_widths_fill_the_column(rows: list[tuple[str, ...]]) -> None:
    assert sum(widths(*rows)) == pytest.approx(468, abs=2)


def test_a_short_column_is_narrow_beside_a_long_one_but_is_not_wrapped() -> None:
    date, what = widths(("Date", "What"), ("28 February 2024", LONG))
    needed = FORMAT.face.width_pt("28 February 2024", 10) + 10
    assert needed <= date < what / 2


def test_the_authors_widths_are_kept() -> None:
    assert widths(("a", LONG), shares=(1, 1)) == [234, 234]


def test_width_goes_to_the_column_where_it_saves_lines() -> None:
    report = "Achieved (as the port sees it)"
    first, _, third = widths(
        *[(report, "Tolls", "Ships pay more than they did in the year before")] * 6, ("No", "Tolls", LONG * 4)
    )
    assert first > FORMAT.face.width_pt(report, 10) + 10, "six rows would be wrapped for the sake of one"
    assert third < 300


def test_a_table_in_a_file_is_as_wide_as_its_column() -> None:
    word = Word.of(document(Table((plain("a"), plain("b")), ((plain("x"), plain(LONG)),)), page="letter"))
    assert sum(int(width) for width in word.attributes("w:tblGrid/w:gridCol", "w")) == pytest.approx(9360, abs=2)
