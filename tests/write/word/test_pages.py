"""A long briefing as LibreOffice lays it out; see also tests/test_rendered_pages.py."""

import subprocess
from collections.abc import Mapping
from itertools import islice, pairwise
from pathlib import Path

import pytest

from generator.write.word.plan.measure import Measure
from generator.write.word.plan.plan import plan
from generator.write.word.planned import LayoutTable
from generator.write.word.template.template import open_template
from generator.write.word.writer import write_word
from tests.packs import CHAPTERS, FINDINGS, FOUND, LONG
from tests.pages import Briefing
from tests.rendering import Word as RenderedWord
from tests.rendering import words_of
from tests.write.word.documents import BLOCKS, DRAWINGS, TABLE, document, landscape, shipped_look


@pytest.fixture(scope="module", params=["a4", "letter"])
def pdf(request: pytest.FixtureRequest, rendered: Mapping[str, Briefing]) -> Path:
    return rendered[f"{LONG}-{request.param}"].pdf


@pytest.fixture(scope="module")
def words(pdf: Path) -> list[RenderedWord]:
    # below the header, which names a chapter, too
    return [word for word in words_of(pdf) if word.top > 60]


def test_a_panel_is_on_one_page(words: list[RenderedWord]) -> None:
    for number in range(CHAPTERS):
        (closing,) = (word for word in words if word.text == f"Closing{number}")
        titles = [w for w in words if w.text == "matters" and w.page == closing.page and 0 < closing.top - w.top < 30]
        assert titles, f"the title of panel {number} is on another page"


def test_a_figure_and_its_caption_are_on_one_page(pdf: Path, words: list[RenderedWord]) -> None:
    listing = subprocess.run(["pdfimages", "-list", str(pdf)], check=True, capture_output=True, text=True).stdout
    pictures = [int(line.split()[0]) for line in listing.splitlines()[2:] if line.split()[2] == "image"]
    captions = [word.page for word, after in pairwise(words) if word.text == "Figure" and after.text.endswith(".")]
    assert len(pictures) == CHAPTERS // 4 and pictures == captions


def measured_findings(paper: str) -> list[float]:
    """Return the heights of the rows of FINDINGS by our own measure, in points."""
    template = open_template(shipped_look(), paper, "en-GB")
    planned = plan(document(FINDINGS, page=paper), DRAWINGS, template.page, template.formats)
    notes = {note.number: note for note in planned.footnotes}
    (table,) = (item for item in planned.items if isinstance(item, LayoutTable))
    return [height for height, _ in Measure(template.formats, notes, template.page.width_pt).layout_rows(table)]


def heads_of(words: list[RenderedWord]) -> dict[str, RenderedWord]:
    """Return the first word of each head of FINDINGS, from top to bottom."""
    names = {name.split()[0] for name in FOUND}
    heads = [word for word in words if word.text in names and word.left < 80 and word.page > words[-1].page - 3]
    return {word.text: word for word in sorted(heads, key=lambda word: (word.page, word.top))}


def test_heads_stand_beside_their_text_in_rows_as_high_as_measured(pdf: Path, words: list[RenderedWord]) -> None:
    heads = heads_of(words)
    assert [*heads] == [name.split()[0] for name in FOUND]
    for head in heads.values():
        beside = (word for word in words if word.page == head.page and abs(word.bottom - head.bottom) < 3)
        assert any(word.left > 150 for word in beside), f"nothing stands beside {head.text}"
    steps = {name: round(after.top - head.top, 1) for (name, head), (_, after) in pairwise(heads.items())
             if head.page == after.page}  # fmt: skip
    measured = dict(zip(heads, measured_findings(pdf.stem.rpartition("-")[2]), strict=True))
    assert len(steps) > 1 and steps == {name: pytest.approx(measured[name], abs=0.5) for name in steps}


def test_only_a_tall_row_is_divided_between_pages(words: list[RenderedWord]) -> None:
    heads = heads_of(words)
    tall, after = heads["Tolls"], heads["Cranes"]
    assert after.page == tall.page + 1 and after.top > 150
    text = [word.bottom for word in words if word.page == tall.page and word.left > 150 and tall.top < word.top < 690]
    assert max(text) > 600, "the tall row left much of its page empty"


def test_superscripts_do_not_push_lines_apart(words: list[RenderedWord]) -> None:
    start = next(word for word in words if word.text == "Point")
    column = [w for w in words if w.page == start.page and w.top >= start.top - 1]
    tops = sorted({round(word.top, 1) for word in column if 10 < word.bottom - word.top < 16})
    steps = [round(b - a, 1) for a, b in pairwise(tops) if 5 < b - a < 20]
    assert set(islice(steps, 2)) == {14.0}


def test_nothing_is_outside_the_margins(words: list[RenderedWord]) -> None:
    width = 595 if max(word.right for word in words) < 530 else 612
    assert all(word.left > 70 and word.right < width - 70 for word in words)


def test_notes_captions_headers_and_lists_survive_libreoffice(tmp_path: Path) -> None:
    from tests.rendering import need_libreoffice
    from tests.write.word.reading import Word

    need_libreoffice()
    file = tmp_path / "briefing.docx"
    file.write_bytes(write_word(document(*BLOCKS, landscape(TABLE)), DRAWINGS, shipped_look()).data)
    converted = tmp_path / "converted"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "docx", "--outdir", str(converted), str(file)),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    word = Word((converted / "briefing.docx").read_bytes())
    assert len(word.attributes("w:footnoteReference", "id")) == 3
    assert {"s_channel", "s_channel_2", "s_tolls", "s_cranes", "s_payer"} <= set(
        word.attributes("w:bookmarkStart", "name")
    )
    instructions = "".join(text.text or "" for text in word.body.iter("{*}instrText"))
    assert "SEQ Figure" in instructions and "REF _Ref100000001" in instructions
    assert len(word.body.findall(".//{*}numPr")) >= 3
    assert any(b"For the board" in data for name, data in word.parts.items() if "header" in name)
