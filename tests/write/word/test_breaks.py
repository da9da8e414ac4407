"""Where pages end when what belongs together is held: nothing is torn that a page can take, and no page ends empty."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.block import Block, BulletList, Card, Cards, FigureBlock, Heading, Panel, Paragraph
from generator.model.inline import Note
from generator.write.word.plan.breaks import ALLOWED_GAP, Breaks, break_pages
from generator.write.word.plan.chunks import HOLD_LINES, HOLD_NEXT, Chunk
from generator.write.word.plan.pagination import paginate, settle
from generator.write.word.plan.plan import plan
from generator.write.word.planned import DataTable, Item, Para, Plan
from generator.write.word.template.template import open_template
from tests.write.word.documents import DRAWINGS, TABLE, document, plain, shipped_look
from tests.write.word.reading import W, Word, fields_of, style_of, text_of

TEMPLATE = open_template(shipped_look(), "letter", "en-GB")
PAGE, FORMATS = TEMPLATE.page, TEMPLATE.formats
LINE = "A line of the harbour log that fills not quite the width of a page, as it has to. "


def chunk(item: int, height_pt: float, tie: str = "") -> Chunk:
    hold = "" if tie == "keep" else tie
    return Chunk(item, PAGE, 0.0, height_pt, 0.0, 0.0, tie == "keep", False, part=0, hold=hold)


TIES = st.sampled_from(["", "", HOLD_NEXT, HOLD_NEXT, HOLD_LINES, "keep"])
CHUNKS = st.lists(st.tuples(st.floats(10, 0.4 * PAGE.height_pt), TIES), min_size=1, max_size=40).map(
    lambda pairs: [chunk(number, height, tie) for number, (height, tie) in enumerate(pairs)]
)


def runs_of(chunks: Sequence[Chunk]) -> Iterator[list[int]]:
    run: list[int] = []
    for number, one in enumerate(chunks):
        run.append(number)
        if not (one.keep_next or one.hold):
            yield run
            run = []
    if run:
        yield run


def pages_of(breaks: Breaks) -> list[int]:
    return [breaks.page_by_item[item] for item in sorted(breaks.page_by_item)]


@given(CHUNKS)
def test_no_page_holds_more_than_fits(chunks: list[Chunk]) -> None:
    pages = pages_of(break_pages(chunks))
    assert pages == sorted(pages) and pages[0] == 1
    for page in set(pages):
        on_it = [one.height_pt for one, number in zip(chunks, pages, strict=True) if number == page]
        assert sum(on_it) <= PAGE.height_pt + 0.01


@given(CHUNKS)
def test_only_a_gap_parts_what_a_page_can_take(chunks: list[Chunk]) -> None:
    pages = pages_of(break_pages(chunks))
    for run in runs_of(chunks):
        fits = sum(chunks[number].height_pt for number in run) <= PAGE.height_pt
        if not fits or len({pages[number] for number in run}) == 1:
            continue
        page = pages[run[0]]
        above = sum(chunks[number].height_pt for number in range(run[0]) if pages[number] == page)
        gap = 1 - above / PAGE.height_pt
        # the last pages may be filled to save one more
        assert gap > ALLOWED_GAP or page >= pages[-1] - 4, f"run {run} is torn, though it would leave {gap:.0%}"
        torn = [number for number in run[:-1] if pages[number] != pages[number + 1]]
        assert not any(chunks[number].keep_next for number in torn), "a heading is torn from its text"


@given(CHUNKS)
def test_a_page_ends_empty_only_before_what_cannot_be_parted(chunks: list[Chunk]) -> None:
    pages = pages_of(break_pages(chunks))
    for number in range(1, len(chunks)):
        if pages[number] == pages[number - 1]:
            continue
        used = sum(one.height_pt for one, page in zip(chunks, pages, strict=True) if page == pages[number - 1])
        if used >= (1 - ALLOWED_GAP) * PAGE.height_pt:
            continue
        # all up to the next place where it may be parted
        rest = chunks[number:]
        end = next((n for n, one in enumerate(rest, 1) if not one.keep_next), len(rest))
        needed = [*accumulate(one.height_pt for one in rest[:end])][-1]
        assert used + needed > PAGE.height_pt - 0.01


@given(CHUNKS)
def test_what_is_decided_is_decided_once(chunks: list[Chunk]) -> None:
    breaks = break_pages(chunks)
    settled = [one if (one.item, one.part, one.hold) in breaks.held else replace(one, hold="") for one in chunks]
    assert pages_of(break_pages(settled)) == pages_of(breaks)


# --- documents ------------------------------------------------------------------------------------------------------


def words(lines: int, note: str = "") -> tuple[Block, ...]:
    text = plain(LINE * lines)
    return (Paragraph((*text, Note(plain(note))) if note else text),)


def table(rows: int) -> Block:
    return replace(TABLE, rows=((plain(LINE), plain("x"), plain("y")),) * rows)


def items(lines: Sequence[int]) -> Block:
    return BulletList(tuple(words(count) for count in lines))


def questions(lines: Sequence[int]) -> Block:
    return Cards(tuple(Card(plain("Who pays?"), words(count)) for count in lines))


LENGTHS = st.lists(st.integers(1, 7), min_size=1, max_size=5)
BLOCKS = st.one_of(
    st.integers(1, 9).map(lambda lines: words(lines)[0]),
    st.integers(1, 5).map(lambda lines: words(lines, "A note. " * 12)[0]),
    LENGTHS.map(items),
    LENGTHS.map(questions),
    st.integers(1, 2).map(lambda level: Heading(level, plain("Tolls"))),
    st.integers(1, 30).map(table),
    st.integers(1, 5).map(lambda lines: Panel("panel", plain("Why"), words(lines))),
    st.just(FigureBlock("quay", plain("Ships"), 1, "f")),
)


def planned(*blocks: Block) -> Plan:
    return plan(document(*blocks), DRAWINGS, PAGE, FORMATS)


def without_holds(item: Item) -> Item:
    match item:
        case Para():
            return replace(item, hold_next=False, hold_lines=False)
        case DataTable(rows=rows):
            return replace(item, rows=tuple(replace(row, hold_next=False) for row in rows))
        case _:
            return item


@settings(max_examples=25)
@given(st.lists(BLOCKS, min_size=1, max_size=25))
def test_settling_gives_up_ties_alone_and_changes_no_page(blocks: list[Block]) -> None:
    before = planned(*blocks)
    pagination = paginate(before, PAGE, FORMATS)
    after = settle(before, pagination)
    assert [without_holds(item) for item in after.items] == [without_holds(item) for item in before.items]
    again = paginate(after, PAGE, FORMATS)
    assert (again.page_by_item, again.pages) == (pagination.page_by_item, pagination.pages)


def body(lines: int) -> list[Block]:
    return [words(1)[0]] * lines


FITTING = int((PAGE.height_pt + 6) // 20)  # about; the tests below try all fillings


@pytest.mark.parametrize("above", range(FITTING - 12, FITTING, 2))
def test_a_question_goes_whole_to_the_next_page_unless_that_leaves_a_gap(above: int) -> None:
    positions = BulletList((words(2), words(2), words(2)))
    blocks = (*body(above), Cards((Card(plain("Who pays?"), (*words(3), positions)),)))
    pages = paginate(planned(*blocks), PAGE, FORMATS).page_by_item[above:]
    filled = paginate(planned(*body(above)), PAGE, FORMATS).heights_pt
    gap = 1 - sum(filled) / PAGE.height_pt
    assert (len(set(pages)) == 1) == (gap <= ALLOWED_GAP or pages[-1] == 1)


def is_held_whole(lines: int) -> bool:
    return Word.of(document(items([lines]))).body.find(".//w:keepLines", W) is not None


def test_list_items_of_up_to_five_lines_are_held_whole() -> None:
    # three lines and less cannot be split anyway
    assert [is_held_whole(lines) for lines in (2, 5, 9)] == [False, True, False]


def test_contents_are_held_on_one_page() -> None:
    chapters = [block for number in range(8) for block in (Heading(1, plain(f"Part {number}")), *body(3))]
    word = Word.of(document(*body(FITTING - 16), *chapters, contents=True))
    *entries, last = (
        p for p in word.body.iter("{*}p") if style_of(p).startswith("TOC") and style_of(p) != "TOCHeading"
    )
    assert len(entries) == 7 and all(entry.find("w:pPr/w:keepNext", W) is not None for entry in entries)
    assert last.find("w:pPr/w:keepNext", W) is None


# --- the running header ---------------------------------------------------------------------------------------------


def header_of(*blocks: Block, **fields: str) -> tuple[str, list[tuple[str, str]]]:
    header = Word.of(document(*blocks, **fields)).root("word/header1.xml")
    return text_of(header), list(fields_of(header))


def test_the_header_runs_the_title_and_the_section() -> None:
    text, fields = header_of(Heading(1, plain("Who pays")), *words(1))
    assert text == "Harrow harbour · BriefingFor the board"
    assert fields == [("STYLEREF 1  REF running_section", "Briefing")]  # either, by what a program knows


def test_a_heading_tells_what_section_begins_without_showing_it() -> None:
    word = Word.of(document(Heading(1, plain('Who "pays" \\ what')), *words(1)))
    codes = [code.text for code in word.body.iter("{*}instrText")]
    assert ' SET running_section "Who \\"pays\\" \\\\ what" ' in codes
    assert 'Who "pays" \\ what' in word.paragraphs("Heading1")


def test_without_sections_the_header_has_the_title_alone() -> None:
    assert header_of(*words(1)) == ("Harrow harbourFor the board", [])


def test_a_long_title_gives_way_to_its_short_form_or_the_topic() -> None:
    long = "What the port authority decided in the spring and what the council thinks of it"
    assert header_of(*words(1), title=long)[0].startswith("Harbour")
    assert header_of(*words(1), title=long, short_title="Decisions")[0].startswith("Decisions")


def test_the_first_page_has_only_the_marking() -> None:
    assert text_of(Word.of(document()).root("word/header2.xml")) == "For the board"
