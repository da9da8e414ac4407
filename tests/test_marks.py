"""One mark, one meaning: wherever a figure shows †, the same slide or page says what it means."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from generator import build
from generator.pack.pack import Pack

ROOT = Path(__file__).parent.parent
MARK = "†"
EXPLANATION = "† marks what sources disagree on or attest thinly."
AUDIENCES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/audience.yaml"))


@pytest.fixture(scope="module", params=AUDIENCES)
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return build(ROOT / "data" / "north-korea-2019", request.param, out=tmp_path_factory.mktemp("out"))


def file_of(pack: Pack, ending: str) -> BytesIO:
    return BytesIO(next(data for name, data in pack.files.items() if name.endswith(ending)))


def marked_alts(pack: Pack) -> set[str]:
    """The alternative texts of figures whose picture shows the mark."""
    figures = pack.manifest["figures"]
    return {figures[name]["alt"] for name in figures if MARK in pack.files[f"{name}.svg"].decode()}


def texts_of(slide) -> Iterator[str]:
    yield from (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_each_slide_with_a_marked_figure_explains_the_mark(pack: Pack) -> None:
    marked, found = marked_alts(pack), 0
    for slide in Presentation(file_of(pack, ".pptx")).slides:
        alts = {shape._element.xpath("string(.//p:cNvPr/@descr)") for shape in slide.shapes}
        if alts & marked:
            found += 1
            assert EXPLANATION in "\n".join(texts_of(slide))
    assert found


def test_the_paragraph_below_each_marked_figure_of_the_briefing_explains_the_mark(pack: Pack) -> None:
    marked, found = marked_alts(pack), 0
    paragraphs = Document(file_of(pack, ".docx")).paragraphs
    for number, paragraph in enumerate(paragraphs):
        if set(paragraph._p.xpath(".//wp:docPr/@descr")) & marked:
            found += 1
            assert EXPLANATION in [below.text for below in paragraphs[number + 1 : number + 3]], (
                "right below the caption"
            )
    assert found


def test_picture_chart_and_description_mark_the_same_periods(pack: Pack) -> None:
    parts = Presentation(file_of(pack, ".pptx")).part.package.iter_parts()
    chart = next(part for part in parts if "/charts/" in part.partname)
    formats = chart._element.xpath("//c:lineChart//c:dLbl[c:numFmt]/c:idx/@val")
    categories = chart._element.xpath("(//c:cat)[1]//c:v/text()")
    totals = chart._element.xpath("//c:lineChart//c:val//c:v/text()")
    marked = {categories[int(index)][:4]: totals[int(index)] for index in formats}
    description = pack.manifest["figures"]["launches-by-year"]["description"]
    svg = pack.files["launches-by-year.svg"].decode()
    assert marked["2016"] == "24" and len(marked) == 8
    for year, total in marked.items():
        assert f"{year}: {total}{MARK}" in description and f">{total}{MARK}</text>" in svg
    assert description.endswith(EXPLANATION)


def test_the_table_of_doubts_marks_what_it_lists(tmp_path: Path) -> None:
    pack = build(ROOT / "data" / "north-korea-2019", "staff", out=tmp_path)
    tables = Document(file_of(pack, ".docx")).tables
    table = next(table for table in tables if table.rows[0].cells[-1].text == "What is in doubt")
    assert len(table.rows) > 5 and all(row.cells[0].text.endswith(MARK) for row in table.rows[1:])


def test_a_figure_without_doubtful_events_explains_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "bridge"
    shutil.copytree(ROOT / "templates" / "starter", folder)
    events = folder / "events.csv"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace(",low,", ",,").replace("disputed", ""), encoding="utf-8")
    pack = build(folder, out=tmp_path / "out")
    assert MARK not in "\n".join(paragraph.text for paragraph in Document(file_of(pack, ".docx")).paragraphs)
