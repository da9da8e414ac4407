"""Long tables, whose rows may be composed only when they are read."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.block import Block, Heading, Table
from generator.model.inline import Emphasis, Inlines, Note, Plain, Strong
from generator.write.word.plan.pagination import paginate
from generator.write.word.plan.plan import plan
from generator.write.word.plan.tables.column_widths import _SAMPLE_ROWS
from generator.write.word.template.template import open_template
from generator.write.word.writer import write_word
from tests.write.word.documents import DRAWINGS, document, landscape, look_with, plain, shipped_look
from tests.write.word.reading import Word, fields_of, text_of
from tests.write.word.test_names import template

TEMPLATE = open_template(shipped_look(), "a4", "en-GB")
HEADER = (plain("Date"), plain("Event"))
COUNT = 300


class LazyRows(Sequence[tuple[Inlines, ...]]):
    """Rows that are composed when they are read; `composed` counts them."""

    def __init__(self, count: int) -> None:
        self.count, self.composed = count, 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: Any) -> Any:
        raise AssertionError("rows are read in order")

    def __iter__(self) -> Iterator[tuple[Inlines, ...]]:
        for number in range(self.count):
            self.composed += 1
            bold: Inlines = (Strong((Plain(f"Ship {number} came"), Plain("."))), Plain(" It left & sank <soon>."))
            yield plain(f"{number % 28 + 1} June"), (*bold, Emphasis(plain(" Or not." * (number * 7 % 40))))


def annex(rows: Sequence[tuple[Inlines, ...]]) -> list[Block]:
    return [landscape(Heading(1, plain("Events")), Table(HEADER, rows, plain("All"), 1, "t")), Heading(1, plain("End"))]


@pytest.mark.parametrize("contents", [False, True])
def test_lazy_rows_make_the_same_file(contents: bool) -> None:
    eager, lazy = (
        write_word(document(*annex(rows), contents=contents), DRAWINGS, shipped_look()).data
        for rows in (tuple(LazyRows(COUNT)), LazyRows(COUNT))
    )
    assert lazy == eager


def test_rows_are_composed_once_although_pages_are_counted() -> None:
    rows = LazyRows(COUNT)
    write_word(document(*annex(rows)), DRAWINGS, shipped_look())
    assert rows.composed <= COUNT + _SAMPLE_ROWS


def test_the_number_of_pages_in_footers_is_that_of_the_pagination() -> None:
    planned = plan(document(*annex(LazyRows(COUNT))), DRAWINGS, TEMPLATE.page, TEMPLATE.formats)
    pages = paginate(planned, TEMPLATE.page, TEMPLATE.formats).pages
    word = Word.of(document(*annex(LazyRows(COUNT))))
    results = [dict(fields_of(word.root(part)))["NUMPAGES"] for part in word.parts if part.startswith("word/footer")]
    assert results == [str(pages)] * 2  # portrait and landscape
    assert pages > 10


def test_a_cover_may_show_the_number_of_pages() -> None:
    look = look_with(template(("{{ pages }} pages",), ("{{ content }}",), header=("{{ page_of }}",)))
    word = Word(write_word(document(*annex(LazyRows(COUNT))), DRAWINGS, look).data)
    results = [dict(fields_of(word.root(part)))["NUMPAGES"] for part in ("word/document.xml", "word/header1.xml")]
    assert results[0] == results[1] > "10"


class RowsWithNotes(LazyRows):
    def __iter__(self) -> Iterator[tuple[Inlines, ...]]:
        for number in range(self.count):
            yield plain(f"{number} June"), (Note(plain(f"Log {number}")),)


def test_lazy_rows_may_have_footnotes() -> None:
    word = Word.of(document(*annex(RowsWithNotes(3)), contents=True))
    notes = [text_of(note).strip() for note in word.root("word/footnotes.xml").iterfind("{*}footnote")]
    assert notes[2:] == ["Log 0", "Log 1", "Log 2"]


CELLS = st.sampled_from(["", "Berth", "Berth opening of the year", "4 May 2018", "Works " * 12, "Works " * 20])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=8))
def test_the_height_of_a_table_is_that_of_its_rows(texts: list[tuple[str, str]]) -> None:
    def height_pt(rows: Sequence[tuple[str, str]]) -> float:
        cells = tuple((plain(first), plain(second)) for first, second in rows)
        table = Table((plain("Berth"), plain("Works " * 20)), cells, widths=(1, 6))
        planned = plan(document(table), DRAWINGS, TEMPLATE.page, TEMPLATE.formats)
        return paginate(planned, TEMPLATE.page, TEMPLATE.formats).heights_pt[0]

    assert height_pt(texts) == pytest.approx(sum(height_pt([row]) for row in texts) - (len(texts) - 1) * height_pt([]))
