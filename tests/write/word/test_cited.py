"""Sources and events, from an edition to the Word file: footnotes, numbers or nothing, and the annex."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from generator.write.word.writer import write_word
from tests.compose.editions import audience, briefing, edition, event, section, statement
from tests.write.word.documents import DRAWINGS, look_with
from tests.write.word.reading import W, Word, fields_of, style_of, text_of

_W = f"{{{W['w']}}}"
TWO = section(
    statement("a", "Tolls rose.", sources=["ferry, para. 12"]),
    statement("b", "Ships left.", sources=["ferry, p. 2", "port"]),
)
TEMPLATE = (
    "{% for s in overview.statements %}\n{{ s.wording }}{{ s | cite }}\n\n{% endfor %}\n\n# Sources\n\n::: {#refs}\n:::"
)


def written(folder: Path, template: str, citations: str, **changes: object) -> Word:
    return Word.of(briefing(folder, template, edition(audience=audience(citations=citations), **changes))[0])


def notes_of(word: Word) -> list[str]:
    return [text_of(note).strip() for note in word.root("word/footnotes.xml").iterfind("w:footnote", W)][2:]


def test_footnotes_cite_a_source_in_full_then_in_short(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE.partition("\n\n#")[0], "footnotes", overview=TWO)
    assert notes_of(word) == [
        "Eva Lind, “Who pays for the ferry?” The Courier, 2\u00a0March 2019, para.\u00a012, courier.example.",
        "Lind, “Who pays for the ferry?” p.\u00a02; Harrow Port Authority, Annual report, 2018.",
    ]
    assert word.paragraphs()[:2] == ["Tolls rose.", "Ships left."]


def test_footnotes_are_short_where_the_list_of_sources_has_them_in_full(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE, "footnotes", overview=TWO)
    assert notes_of(word) == [
        "Lind, “Who pays for the ferry?” para.\u00a012.",
        "Lind, p.\u00a02; Harrow Port Authority.",  # of neither of whom another work is cited
    ]
    in_short = TEMPLATE.replace("#refs", "#refs .short")
    assert notes_of(written(tmp_path, in_short, "footnotes", overview=TWO))[0].startswith("Eva Lind, “Who pays")


def test_a_footnote_that_would_say_the_same_as_the_one_before_is_that_one(tmp_path: Path) -> None:
    cited = ("x[@port] y[@port] z[@ferry] w[@port]", "# Heading", "v[@port]", "u[@port]")
    word = written(tmp_path, "\n\n".join(cited), "footnotes")
    assert notes_of(word) == [
        "Harrow Port Authority, Annual report, 2018.",
        "Eva Lind, “Who pays for the ferry?” The Courier, 2\u00a0March 2019, courier.example.",
        "Harrow Port Authority, Annual report.",
        "Harrow Port Authority, Annual report.",
    ]
    assert [text.replace("\u00a0", " ") for text in word.paragraphs()] == ["x y1 z w", "Heading", "v", "u4"]
    fields = [instruction.split() for instruction, _ in fields_of(word.body)]
    assert [field[0] for field in fields] == ["NOTEREF", "NOTEREF"]
    marked = {start.get(f"{_W}name"): start.getnext() for start in word.body.iter(f"{_W}bookmarkStart")}
    first, last = (marked[field[1]].find("w:footnoteReference", W) for field in fields)
    assert int(last.get(f"{_W}id")) - int(first.get(f"{_W}id")) == 3


def test_numbered_citations_have_a_locator_and_one_entry_per_source(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE, "numbers", overview=TWO)
    assert word.paragraphs()[:2] == [
        "Tolls rose.\u00a0[1,\u00a0para.\u00a012]",
        "Ships left.\u00a0[1,\u00a0p.\u00a02; 2]",
    ]
    assert len(word.paragraphs("NumberedSource")) == 2
    assert word.attributes("w:footnoteReference", "id") == []


def test_letters_are_raised_and_the_line_below_links_to_the_list_of_sources(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE, "group", overview=TWO)
    assert word.paragraphs()[:3] == [
        "Tolls rose.a",
        "Ships left.b",
        "Sources. a\u00a0Lind\u00a0[1,\u00a0para.\u00a012]\u00a0· "
        "b\u00a0Lind\u00a0[1,\u00a0p.\u00a02], Harrow Port Authority\u00a0[2].",
    ]
    assert [style_of(p) for p in word.body.iter(f"{_W}p")][:3] == ["Normal", "Normal", "SourcesLine"]
    assert word.styles["SourceLetter"].find("w:rPr/w:vertAlign", W).get(f"{_W}val") == "superscript"
    first, second, line = word.body.findall("w:body/w:p", W)[:3]
    assert [text_of(run) for p in (first, second) for run in p.findall("w:r", W)[-1:]] == ["a", "b"]
    assert word.attributes("w:p/w:r/w:rPr/w:rStyle").count("SourceLetter") == 2
    anchors = [link.get(f"{_W}anchor") for link in line.iter(f"{_W}hyperlink")]
    assert anchors == ["source_1", "source_1", "source_2"]
    assert set(anchors) <= set(word.attributes("w:bookmarkStart", "name"))
    kept = [p.find("w:pPr/w:keepNext", W) is not None for p in (first, second, line)]
    assert kept == [False, True, False]


def test_a_template_of_another_office_has_letters_too(tmp_path: Path) -> None:
    document = briefing(tmp_path, TEMPLATE, edition(audience=audience(citations="group"), overview=TWO))[0]
    buffer = BytesIO()
    docx.Document().save(buffer)
    written_file = write_word(document, DRAWINGS, look_with(buffer.getvalue()))
    word = Word(written_file.data)
    (line,) = [p for p in word.body.iter(f"{_W}p") if text_of(p).startswith("Sources. ")]
    assert style_of(line) == "SourcesLine"
    (raised, *_) = [run for run in word.body.iter(f"{_W}r") if text_of(run) == "a"]
    style = word.styles[raised.find("w:rPr/w:rStyle", W).get(f"{_W}val")]
    assert style.find("w:rPr/w:vertAlign", W).get(f"{_W}val") == "superscript"


def test_without_citations_nothing_follows_a_statement(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE.partition("\n\n#")[0], "none", overview=TWO)
    assert word.paragraphs() == ["Tolls rose.", "Ships left."]
    assert word.attributes("w:footnoteReference", "id") == []


@pytest.fixture
def annex(tmp_path: Path) -> Word:
    events = [
        event(f"e{number}", "2018-05-04", detail="Large ships can now reach the quay at low water. " * 3)
        for number in range(3)
    ]
    events.append(event("e9", "2018-06", "Wall", tags=("disputed",), note="Or July."))
    return written(tmp_path, "::: landscape\n# Events\n\n::: events\n:::\n:::", "footnotes", events=tuple(events))


def test_the_annex_is_on_landscape_pages_and_repeats_its_header_and_keeps_rows_whole(annex: Word) -> None:
    assert annex.attributes("w:sectPr/w:pgSz", "orient") == ["landscape"]
    rows = annex.body.findall(".//w:tbl/w:tr", W)
    assert [row.find("w:trPr/w:tblHeader", W) is not None for row in rows] == [True, *[False] * 5]
    assert all(row.find("w:trPr/w:cantSplit", W) is not None for row in rows)


def test_the_annex_is_as_wide_as_its_page_and_its_events_have_most_of_it(annex: Word) -> None:
    widths = [int(width) for width in annex.attributes("w:gridCol", "w")]
    assert sum(widths) == pytest.approx(16838 - 2880, abs=4)
    assert widths[2] == max(widths) > widths[0] + widths[1] + widths[3]


def test_a_doubtful_event_is_marked_in_the_annex_with_its_note(annex: Word) -> None:
    cells = [text_of(cell) for cell in annex.body.iter(f"{_W}tc")]
    assert cells[-5:] == ["June\u00a0†", "Berth opening", "Wall. Or July.", "Harrow Port Authority 2018", "1"]
    assert {style_of(p) for p in annex.body.iterfind(".//w:tc/w:p", W)} == {"EventHeading", "EventBand", "EventText"}
