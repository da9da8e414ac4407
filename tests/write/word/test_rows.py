"""Long tables: rows that are made when they are read make the same file, are read once, and are counted on the way."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.block import Block, Heading, Table
from generator.model.inline import Emphasis, Inlines, Note, Plain, Strong
from generator.write.word.plan.column_widths import _ENOUGH_ROWS
from generator.write.word.plan.pagination import laid_out
from generator.write.word.plan.plan import plan
from generator.write.word.template.template import template_of
from generator.write.word.writer import write_word
from tests.write.word.documents import DRAWINGS, document, landscape, look_with, said, shipped_look
from tests.write.word.reading import Word, fields_of, text_of
from tests.write.word.test_names import template

TEMPLATE = template_of(shipped_look(), "a4", "en-GB")
HEADER = (said("Date"), said("Event"))
COUNT = 300


class Made(Sequence[tuple[Inlines, ...]]):
    """Rows that are made when they are read; `made` counts them."""

    def __init__(self, count: int) -> None:
        self.count, self.made = count, 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: Any) -> Any:
        raise AssertionError("rows are read in order")

    def __iter__(self) -> Iterator[tuple[Inlines, ...]]:
        for number in range(self.count):
            self.made += 1
            bold: Inlines = (Strong((Plain(f"Ship {number} came"), Plain("."))), Plain(" It left & sank <soon>."))
            yield said(f"{number % 28 + 1} June"), (*bold, Emphasis(said(" Or not." * (number * 7 % 40))))


def annex(rows: Sequence[tuple[Inlines, ...]]) -> list[Block]:
    return [landscape(Heading(1, said("Events")), Table(HEADER, rows, said("All"), 1, "t")), Heading(1, said("End"))]


@pytest.mark.parametrize("contents", [False, True])
def test_rows_that_are_made_when_read_make_the_same_file(contents: bool) -> None:
    held, made = (
        write_word(document(*annex(rows), contents=contents), DRAWINGS, shipped_look()).data
        for rows in (tuple(Made(COUNT)), Made(COUNT))
    )
    assert made == held


def test_rows_are_read_once_though_pages_are_counted() -> None:
    rows = Made(COUNT)
    write_word(document(*annex(rows)), DRAWINGS, shipped_look())
    assert rows.made <= COUNT + _ENOUGH_ROWS


def test_pages_counted_on_the_way_are_those_of_the_layout_wherever_they_are_told() -> None:
    planned = plan(document(*annex(Made(COUNT))), DRAWINGS, TEMPLATE.page, TEMPLATE.looks)
    pages = laid_out(planned, TEMPLATE.page, TEMPLATE.looks).pages
    word = Word.of(document(*annex(Made(COUNT))))
    told = [dict(fields_of(word.root(part)))["NUMPAGES"] for part in word.parts if part.startswith("word/footer")]
    assert told == [str(pages)] * 2  # upright, and on their side
    assert pages > 10


def test_a_cover_may_tell_the_pages_before_they_are_written() -> None:
    look = look_with(template(("{{ pages }} pages",), ("{{ content }}",), header=("{{ page_of }}",)))
    word = Word(write_word(document(*annex(Made(COUNT))), DRAWINGS, look).data)
    results = [dict(fields_of(word.root(part)))["NUMPAGES"] for part in ("word/document.xml", "word/header1.xml")]
    assert results[0] == results[1] > "10"


class Noted(Made):
    def __iter__(self) -> Iterator[tuple[Inlines, ...]]:
        for number in range(self.count):
            yield said(f"{number} June"), (Note(said(f"Log {number}")),)


def test_rows_that_are_made_when_read_may_have_notes() -> None:
    word = Word.of(document(*annex(Noted(3)), contents=True))
    notes = [text_of(note).strip() for note in word.root("word/footnotes.xml").iterfind("{*}footnote")]
    assert notes[2:] == ["Log 0", "Log 1", "Log 2"]  # two are separators


CELLS = st.sampled_from(["", "Berth", "Berth opening of the year", "4 May 2018", "Works " * 12, "Works " * 20])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=8))
def test_a_table_is_as_high_as_its_rows_one_by_one(texts: list[tuple[str, str]]) -> None:
    def height_pt(rows: Sequence[tuple[str, str]]) -> float:
        told = tuple((said(first), said(second)) for first, second in rows)
        table = Table((said("Berth"), said("Works " * 20)), told, widths=(1, 6))
        planned = plan(document(table), DRAWINGS, TEMPLATE.page, TEMPLATE.looks)
        return laid_out(planned, TEMPLATE.page, TEMPLATE.looks).heights_pt[0]

    assert height_pt(texts) == pytest.approx(sum(height_pt([row]) for row in texts) - (len(texts) - 1) * height_pt([]))
