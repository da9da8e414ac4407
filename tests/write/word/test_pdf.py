"""The briefing as PDF/UA (ISO 14289-1), as LibreOffice exports it: what a screen reader needs comes from our file.

No validator of PDF/UA runs without Java; these are the conditions of the Matterhorn Protocol 1.1 that a file decides.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.write.word.reading import W, Word

# types of ISO 32000-1, 14.8.4, of which a style could have the name
STANDARD_TYPES = {"/Figure", "/Caption", "/Quote", "/Note", "/Table", "/TOC", "/Index", "/Form", "/Code", "/Reference"}


@pytest.fixture(scope="module")
def pdf(demo_briefing_pdf: Path) -> PdfReader:
    return PdfReader(demo_briefing_pdf)


@pytest.fixture(scope="module")
def tags(pdf: PdfReader) -> list[tuple[str, DictionaryObject, list[str]]]:
    """The structure of the document in reading order: the type of each element, itself, and the types around it."""
    return list(walk(pdf.trailer["/Root"]["/StructTreeRoot"].get("/K"), []))  # type: ignore[index,union-attr]


def walk(kids: Any, around: list[str]) -> Iterator[tuple[str, DictionaryObject, list[str]]]:
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        element = kid.get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element["/S"], element, around
            if "/K" in element:
                yield from walk(element["/K"].get_object(), [*around, element["/S"]])


def attributes_of(element: DictionaryObject) -> Iterator[DictionaryObject]:
    attributes: Any = element["/A"]
    for each in attributes if isinstance(attributes, ArrayObject) else [attributes]:
        if isinstance(found := each.get_object(), DictionaryObject):
            yield found


def test_the_title_is_shown_and_the_language_set(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "North Korea: gains and gaps after eighteen months of diplomacy"


def test_no_style_takes_the_name_of_a_tag(pdf: PdfReader) -> None:
    roles: Any = pdf.trailer["/Root"]["/StructTreeRoot"]["/RoleMap"]  # type: ignore[index]
    assert not STANDARD_TYPES & set(roles)
    assert set(roles.values()) <= {"/P", "/Span"}


def test_every_figure_says_what_it_shows(tags: list[tuple[str, DictionaryObject, list[str]]]) -> None:
    texts = [element.get("/Alt", "") for tag, element, _ in tags if tag == "/Figure"]
    assert len(texts) >= 3 and all(len(text) > 20 for text in texts)


def test_each_table_of_data_has_header_cells_for_its_columns(
    tags: list[tuple[str, DictionaryObject, list[str]]], demo_briefing: Path
) -> None:
    headers = [list(attributes_of(element)) for tag, element, _ in tags if tag == "/TH"]
    assert all("/Column" in [each.get("/Scope") for each in attributes] for attributes in headers)
    tables = list(Word(demo_briefing.read_bytes()).body.iter(f"{{{W['w']}}}tbl"))
    rows = [table.find("w:tr", W) for table in tables if table.find("w:tr/w:trPr/w:tblHeader", W) is not None]
    # more where a table goes on to the next page
    assert rows and len(headers) >= sum(len(row.findall("w:tc", W)) for row in rows)


def test_headings_skip_no_level_and_lists_hold_items(tags: list[tuple[str, DictionaryObject, list[str]]]) -> None:
    levels = [int(tag[2:]) for tag, _, _ in tags if tag[:2] == "/H" and tag[2:].isdigit()]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert {around[-1] for tag, _, around in tags if tag == "/LI"} == {"/L"}
    assert all(element.get("/K") for tag, element, _ in tags if tag.startswith("/H") or tag == "/L")


def test_links_have_words_and_a_place_in_the_reading_order(
    pdf: PdfReader, tags: list[tuple[str, DictionaryObject, list[str]]]
) -> None:
    links = [each.get_object() for page in pdf.pages for each in page.get("/Annots", [])]
    assert all(link["/Contents"] for link in links)
    # those from a note back to its number are LibreOffice's own
    to_pages = [link for link in links if "/A" in link]
    assert len(to_pages) > 20 and all("/StructParent" in link for link in to_pages)
    assert any(tag == "/Link" for tag, _, _ in tags)


def test_headers_and_footers_are_not_read_on_every_page(pdf: PdfReader) -> None:
    for page in pdf.pages[1:]:
        contents = page.get_contents()
        assert contents is not None
        artifacts = re.findall(rb"/Artifact BMC(.*?)EMC", contents.get_data(), re.DOTALL)
        written = [artifact for artifact in artifacts if b"Tj" in artifact or b"TJ" in artifact]
        assert len(written) >= 4, "the topic, the marking, the date and the number of the page"
