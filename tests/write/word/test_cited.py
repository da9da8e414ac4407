"""Sources and events, from an edition to the Word file: footnotes, numbers or nothing, and the annex."""

from pathlib import Path

import pytest

from tests.compose.editions import audience, briefing, edition, event, section, statement
from tests.write.word.reading import W, Word, style_of, text_of

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


def test_footnotes_cite_a_source_in_full_then_in_short(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE, "footnotes", overview=TWO)
    notes = [text_of(note).strip() for note in word.root("word/footnotes.xml").iterfind("w:footnote", W)][2:]
    assert notes == [
        "Eva Lind, “Who pays for the ferry?” The Courier, 2\u00a0March 2019, para.\u00a012, courier.example.",
        "Lind, “Who pays for the ferry?” p.\u00a02; Harrow Port Authority, Annual report, 2018.",
    ]
    assert word.paragraphs()[:2] == ["Tolls rose.", "Ships left."]


def test_numbered_citations_have_a_locator_and_one_entry_per_source(tmp_path: Path) -> None:
    word = written(tmp_path, TEMPLATE, "numbers", overview=TWO)
    assert word.paragraphs()[:2] == [
        "Tolls rose.\u00a0[1,\u00a0para.\u00a012]",
        "Ships left.\u00a0[1,\u00a0p.\u00a02; 2]",
    ]
    assert len(word.paragraphs("NumberedSource")) == 2
    assert word.attributes("w:footnoteReference", "id") == []


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
