"""Every page of the briefings as LibreOffice lays them out, measured: all audiences, languages and papers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from tests.packs import NAMES
from tests.pages import Briefing, PageSeen, Part

DEMO = [name for name in NAMES if name.startswith("demo")]
MOST_NOTES, MOST_EMPTY = 0.25, 0.12  # of the text area of a page of the demo
GAP = 0.08  # what is torn would have left at least that: we give up ties at 0.1, and measure a little differently
LEADS = ("heading", "Lead")
LISTS = ("List Bullet", "List Number", "Panel List", "Panel Number", "Card List")


def left_by(parts: Sequence[Part], briefing: Briefing) -> float:
    """Return the share of its page that would be empty if what begins there went to the next one.

    Its heading would go with it, and so would its footnotes; those of what is above it count as empty.
    """
    page = briefing.pages[parts[0].first_page - 1]
    above = briefing.parts[: briefing.parts.index(parts[0])]
    start = parts[0]
    while above and above[-1].last_page == page.number and above[-1].kind.startswith(LEADS):
        start = above.pop()
    return (page.area_bottom - start.top) / page.height


def is_torn(parts: Sequence[Part]) -> bool:
    return len({page for part in parts for page, _ in part.lines}) > 1


def height_of(parts: Sequence[Part], pages: Sequence[PageSeen]) -> float:
    """Return the height of what is torn, as a share of its first page."""
    first = pages[parts[0].first_page - 1]
    whole = sum(page.height for page in pages[parts[0].first_page : parts[-1].last_page - 1])
    return (first.notes_top - parts[0].top + whole + parts[-1].bottom - first.area_top) / first.height


@pytest.mark.parametrize("name", DEMO)
def test_footnotes_take_no_more_than_a_quarter_of_a_page(name: str, rendered: Mapping[str, Briefing]) -> None:
    shares = {page.number: round(page.notes_share, 3) for page in rendered[name].pages}
    assert {page: share for page, share in shares.items() if share > MOST_NOTES} == {}


@pytest.mark.parametrize("name", DEMO)
def test_no_page_but_the_last_ends_empty(name: str, rendered: Mapping[str, Briefing]) -> None:
    tails = {page.number: round(page.tail_share, 3) for page in rendered[name].pages[:-1]}
    assert {page: tail for page, tail in tails.items() if tail > MOST_EMPTY} == {}


@pytest.mark.parametrize("name", NAMES)
def test_list_items_of_five_lines_are_whole(name: str, rendered: Mapping[str, Briefing]) -> None:
    items = [part for part in rendered[name].parts if part.kind.startswith(LISTS)]
    torn = [part for part in items if part.torn and part.count_lines <= 5]
    assert [(part.text[:40], part.lines) for part in torn if left_by([part], rendered[name]) < GAP] == []


@pytest.mark.parametrize("name", NAMES)
def test_questions_and_tables_are_torn_only_where_they_would_leave_a_gap(
    name: str, rendered: Mapping[str, Briefing]
) -> None:
    briefing = rendered[name]
    wholes = [*briefing.groups("Card Title", "Card "), *briefing.tables]
    torn = [parts for parts in wholes if is_torn(parts) and height_of(parts, briefing.pages) < 1]
    assert [parts[0].text[:40] for parts in torn if left_by(parts, briefing) < GAP] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_heading_has_two_lines_of_its_text_below_it(name: str, rendered: Mapping[str, Briefing]) -> None:
    parts = rendered[name].parts
    for heading, after in pairwise(parts):
        if not heading.kind.startswith("heading"):
            continue
        page, lines = after.lines[0]
        assert page == heading.last_page, f"{heading.text} is left behind"
        assert lines >= 2 or after.count_lines == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_that_it_names_are_those_of_the_headings(name: str, rendered: Mapping[str, Briefing]) -> None:
    assert [wrong for wrong in rendered[name].page_references if wrong[1] != wrong[2]] == []


@pytest.mark.parametrize("name", NAMES)
def test_contents_and_sources_are_not_left_with_one_line(name: str, rendered: Mapping[str, Briefing]) -> None:
    parts = rendered[name].parts
    contents = [part.first_page for part in parts if part.kind.casefold().startswith("toc")]
    assert len(set(contents)) <= 1 or len(contents) > 30
    sources = [part.first_page for part in parts if part.kind in ("Bibliography", "Numbered Source")]
    for page in set(sources):
        assert sources.count(page) > 1 or len(sources) == 1, f"page {page} has one source"


@pytest.mark.parametrize("name", NAMES)
def test_headers_run_the_section_and_footers_count_the_pages(name: str, rendered: Mapping[str, Briefing]) -> None:
    pages = rendered[name].pages
    headings = [part for part in rendered[name].parts if part.kind in ("heading 1", "TOC Heading")]
    first, *others = pages
    assert "·" not in first.header_text  # the marking alone
    for page in others:
        top = min((word.top for word in page.body), default=0.0)
        begun = [heading for heading in headings if (heading.first_page, heading.top) <= (page.number, top + 2)]
        if begun:
            header = "".join(page.header_text.split())
            title, _, section = header.partition("·")
            assert title and section.startswith(begun[-1].text), page.header_text
    for page in pages:
        numbers = [word.text for word in page.footer if word.text.isdecimal()]
        assert numbers[-2:] == [str(page.number), str(len(pages))], page.footer_text
        assert "·" in page.footer_text  # the date, and who prepared it
