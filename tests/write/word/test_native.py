"""Whoever edits the briefing finds Word's own features in use: footnotes, fields, lists, bookmarks, headers."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator, predict

from generator.model.block import Heading, Paragraph, ReferenceList
from generator.model.drawing import ChartData, Series
from generator.model.inline import Citation, Cite, Emphasis, Note, Plain, Strong, Traced
from generator.write.word.writer import write_word
from tests.write.word.documents import (
    BLOCKS,
    DRAWINGS,
    FIGURE,
    REFERENCES,
    TABLE,
    bullets,
    document,
    drawing,
    landscape,
    look_with,
    numbered,
    plain,
    shipped_look,
)
from tests.write.word.reading import W, Word, fields_of, style_of, text_of

_W = f"{{{W['w']}}}"


@pytest.fixture(scope="module")
def briefing() -> Word:
    return Word.of(document(*BLOCKS[:-2], landscape(Heading(1, plain("Wide")), TABLE), *BLOCKS[-2:], contents=True))


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("contents", [True, False])
def test_the_open_xml_validator_finds_nothing(page: str, contents: bool, tmp_path: Path) -> None:
    wide = landscape(Heading(1, plain("Wide")), FIGURE, TABLE)
    file = tmp_path / "briefing.docx"
    file.write_bytes(write_word(document(*BLOCKS, wide, page=page, contents=contents), DRAWINGS, shipped_look()).data)
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(file))
    assert [str(error) for error in result.errors] == []
    assert predict(result).to_dict()["prediction"] == "opens-clean"


def test_two_runs_give_the_same_bytes() -> None:
    assert Word.of(document()).parts == Word.of(document()).parts


def test_python_docx_finds_title_and_headings_in_order(tmp_path: Path) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(write_word(document(), DRAWINGS, shipped_look()).data)
    styles = [paragraph.style.name for paragraph in docx.Document(str(file)).paragraphs]
    assert styles[:3] == ["Eyebrow", "Title", "Subtitle"]
    assert [style for style in styles if style.startswith("Heading")] == [
        "Heading 1", "Heading 2", "Heading 1", "Heading 1", "Heading 1", "Heading 1"]  # fmt: skip


def test_a_note_is_a_footnote_and_its_link_is_related_to_the_footnotes_part(briefing: Word) -> None:
    notes = briefing.root("word/footnotes.xml").findall("w:footnote", W)
    assert [note.get(f"{_W}id") for note in notes] == ["-1", "0", "1", "2", "3"]
    assert text_of(notes[2]) == " Annual report, example.org"
    assert briefing.attributes("w:footnoteReference", "id") == ["1", "2", "3"]
    assert b"https://example.org/channel" in briefing.parts["word/_rels/footnotes.xml.rels"]
    assert b"https://example.org/channel" not in briefing.parts["word/_rels/document.xml.rels"]


def test_settings_list_the_footnote_separators(briefing: Word) -> None:
    assert briefing.attributes("w:footnotePr/w:footnote", "id", "word/settings.xml") == ["-1", "0"]


def test_captions_are_numbered_and_referred_to_by_fields(briefing: Word) -> None:
    fields = list(fields_of(briefing.body))
    assert ("SEQ Figure \\* ARABIC", "1") in fields
    assert ("SEQ Table \\* ARABIC", "1") in fields
    assert ("REF _Ref100000001 \\h", "Figure\u00a01") in fields
    assert "_Ref100000001" in briefing.attributes("w:bookmarkStart", "name")


def test_each_numbered_list_starts_at_its_own_number() -> None:
    word = Word.of(document(numbered(plain("a"), plain("b")), Paragraph(plain("-")), numbered(plain("c"), start=3)))
    lists = word.attributes("w:numId")
    assert lists[0] == lists[1] != lists[2]
    starts = {num.get(f"{_W}numId"): [start.get(f"{_W}val") for start in num.iter("{*}startOverride")]
              for num in word.root("word/numbering.xml").iterfind("w:num", W)}  # fmt: skip
    assert (starts[lists[0]], starts[lists[2]]) == (["1"], ["3"])


def test_each_time_a_statement_is_printed_it_has_a_bookmark_of_its_own() -> None:
    twice = (Paragraph((Traced("night-work", plain("Crews stop at ten.")),)),) * 2
    written = write_word(document(*twice), DRAWINGS, shipped_look())
    assert written.locations == {"night-work": ("s_night_work", "s_night_work_2")}
    word = Word(written.data)
    assert word.attributes("w:bookmarkStart", "name") == ["s_night_work", "s_night_work_2"]
    assert len(set(word.attributes("w:bookmarkStart", "id"))) == 2


def test_contents_are_filled_in_with_links_and_pages(briefing: Word) -> None:
    assert briefing.paragraphs("TOC1")[0] == "Overview1"
    assert briefing.paragraphs("TOC2") == ["Work on the quay1"]
    assert ("PAGEREF _Toc100000001 \\h", "1") in list(fields_of(briefing.body))
    assert "_Toc100000001" in briefing.attributes("w:hyperlink", "anchor")
    kinds = briefing.attributes("w:fldChar", "fldCharType")
    silent = sum(text.text.strip().startswith("SET ") for text in briefing.body.iter(f"{_W}instrText"))
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") + silent
    assert b"updateFields" not in briefing.parts["word/settings.xml"]
    assert b"dirty" not in briefing.parts["word/document.xml"]


def test_a_table_repeats_its_header_and_keeps_its_rows_whole(briefing: Word) -> None:
    table = briefing.body.findall(".//w:tbl", W)[-1]
    rows = table.findall("w:tr", W)
    assert [row.find("w:trPr/w:tblHeader", W) is not None for row in rows] == [True, False, False]
    assert all(row.find("w:trPr/w:cantSplit", W) is not None for row in rows)
    widths = [int(column.get(f"{_W}w")) for column in table.iterfind(".//w:gridCol", W)]
    assert sum(widths) == int(table.find("w:tblPr/w:tblW", W).get(f"{_W}w"))


def test_a_picture_has_alternative_text_and_an_svg(briefing: Word) -> None:
    picture = next(briefing.body.iter("{*}docPr"))
    assert picture.get("descr") == "Columns: ships a year, falling from 40 to 31."
    assert next(briefing.body.iter("{*}svgBlip")) is not None
    assert {"word/media/figure1.png", "word/media/figure1.svg"} <= briefing.parts.keys()


def test_the_paper_is_as_asked_and_the_footer_counts_pages() -> None:
    word = Word.of(document(page="letter"))
    assert word.attributes("w:sectPr/w:pgSz", "w") == ["12240"]
    footer = word.root("word/footer1.xml")
    assert [instruction for instruction, _ in fields_of(footer)] == ["PAGE", "NUMPAGES"]
    assert text_of(footer).startswith("As of 1 June 2024 · Harbour deskPage 1 of")


def test_landscape_pages_are_a_section_with_headers_that_reach_its_margins(briefing: Word) -> None:
    assert briefing.attributes("w:sectPr/w:pgSz", "orient") == [None, "landscape", None]
    header = briefing.root("word/header1-landscape.xml")
    assert [tab.get(f"{_W}pos") for tab in header.iterfind(".//w:pPr/w:tabs/w:tab", W)] == ["9026", "13958"]
    assert len(briefing.body.findall(".//w:titlePg", W)) == 1


def test_landscape_headers_are_added_only_for_landscape_pages() -> None:
    assert "word/header1-landscape.xml" not in Word.of(document()).parts


def test_properties_come_from_the_data_and_never_from_the_clock(briefing: Word) -> None:
    core = briefing.parts["docProps/core.xml"].decode()
    assert ">Harrow harbour</dc:title>" in core and ">en-GB</dc:language>" in core
    assert core.count("2024-06-01T00:00:00Z") == 2
    assert "python-docx" not in core
    assert b'name="Audience"><vt:lpwstr>standard<' in briefing.parts["docProps/custom.xml"]


def test_numbered_citations_link_to_a_numbered_list_of_sources() -> None:
    cited = Paragraph((Plain("Ships came."), Cite((Citation(1, "p. 2"), Citation(2)))))
    word = Word.of(document(cited, ReferenceList(REFERENCES)))
    assert word.paragraphs()[0] == "Ships came.\u00a0[1,\u00a0p.\u00a02; 2]"
    assert word.attributes("w:hyperlink", "anchor") == ["source_1", "source_2"]
    assert [style_of(p) for p in word.body.iter("{*}p")][1:] == ["NumberedSource", "NumberedSource"]


def test_nested_emphasis_has_a_style_of_its_own_and_bold_in_a_bold_heading_stays_bold() -> None:
    both = Paragraph((Strong((Plain("a"), Emphasis(plain("b")))),))
    word = Word.of(document(both, Heading(1, (Plain("c "), Strong(plain("d"))))))
    assert word.attributes("w:rStyle") == ["Strong", "StrongEmphasis"]


def test_footnotes_in_tables_and_lists_are_numbered_in_reading_order() -> None:
    rows = (((*plain("a"), Note(plain("first"))), plain("b"), (*plain("c"), Note(plain("second")))),)
    word = Word.of(document(replace(TABLE, rows=rows), bullets((*plain("d"), Note(plain("third"))))))
    notes = [text_of(note).strip() for note in word.root("word/footnotes.xml").findall("w:footnote", W)]
    assert notes[2:] == ["first", "second", "third"]


def test_a_native_chart_can_be_edited_with_its_workbook() -> None:
    chart = replace(drawing(), data=ChartData(("2020", "2021"), (Series("Cargo", (4, 5)),), "ships"))
    written = write_word(document(replace(FIGURE, native=True)), {"quay": chart}, shipped_look())
    word = Word(written.data)
    assert b"Cargo" in word.parts["word/charts/chart1.xml"]
    assert "word/embeddings/Microsoft_Excel_Sheet1.xlsx" in word.parts
    assert next(word.body.iter("{*}docPr")).get("descr") == chart.alt
    assert not [name for name in word.parts if "media" in name]


def test_bookmarks_avoid_the_names_and_ids_of_those_in_the_template() -> None:
    template = docx.Document()
    paragraph = template.add_paragraph("Cover {{ title }}")._p
    for name, id_ in (("s_payer", "7"), ("_Ref100000005", "8")):
        start = paragraph.makeelement(f"{_W}bookmarkStart", {f"{_W}id": id_, f"{_W}name": name})
        paragraph.extend([start, paragraph.makeelement(f"{_W}bookmarkEnd", {f"{_W}id": id_})])
    buffer = BytesIO()
    template.save(buffer)
    word = Word.of(document(Paragraph((Traced("payer", plain("x")),)), FIGURE), look_with(buffer.getvalue()))
    assert word.attributes("w:bookmarkStart", "name") == ["s_payer", "_Ref100000005", "s_payer_2", "_Ref100000006"]
    assert word.attributes("w:bookmarkStart", "id") == ["7", "8", "9", "10"]


def kept_rows(count: int) -> list[bool]:
    rows = tuple((plain(f"row {n}"), plain("x"), plain("y")) for n in range(count))
    word = Word.of(document(replace(TABLE, rows=rows)))
    return [row.find("w:tc/w:p/w:pPr/w:keepNext", W) is not None for row in word.body.iterfind(".//w:tr", W)]


def test_a_table_of_less_than_a_page_is_held_together() -> None:
    assert kept_rows(5) == [True] * 5 + [False]


def test_neither_the_first_nor_the_last_row_of_a_longer_table_is_alone_on_a_page() -> None:
    assert kept_rows(60) == [True, True, *[False] * 57, True, False]


def test_the_notes_below_a_figure_stay_on_its_page_together() -> None:
    notes = [Paragraph(plain(text), "Figure note") for text in ("† is in doubt.", "Boats are left out.")]
    word = Word.of(document(FIGURE, *notes, Paragraph(plain("A new thought."))))
    kept = [one.find("w:pPr/w:keepNext", W) is not None for one in word.body.iterfind(".//w:p", W)]
    assert kept == [True, True, True, False, False]  # figure, caption, note, note, text
