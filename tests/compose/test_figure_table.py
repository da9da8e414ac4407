"""The twin of a figure: a table of what it draws, the same numbers and marks as in picture and chart."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from generator import build
from generator.errors import InputError
from generator.pack.pack import Pack

ROOT = Path(__file__).parent.parent.parent


def build_with(attribute: str, folder: Path, dataset: str = "data/north-korea-2019") -> Pack:
    audience = folder / "mine" / "board"
    audience.mkdir(parents=True)
    audience.joinpath("audience.yaml").write_text(
        "extends: standard\nsections: {briefing: [figures], deck: [figures]}\n"
    )
    for output in ("briefing", "deck"):
        template = (ROOT / "templates" / "standard" / f"{output}.md.j2").read_text(encoding="utf-8")
        template = re.sub(r"(\(figure:\{\{ figure.id \}\}\))(\{)?", rf"\1{{{attribute} ", template)
        template = template.replace(f"{{{attribute} \n", f"{{{attribute}}}\n")
        audience.joinpath(f"{output}.md.j2").write_text(template, encoding="utf-8")
    return build(ROOT / dataset, "board", out=folder / "out", templates=folder / "mine")


def file_of(pack: Pack, ending: str) -> BytesIO:
    return BytesIO(next(data for name, data in pack.files.items() if name.endswith(ending)))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return build_with('data="table"', tmp_path_factory.mktemp("table"))


def test_the_table_below_a_chart_has_its_periods_series_sums_and_marks(pack: Pack) -> None:
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in Document(file_of(pack, ".docx")).tables
    ]
    chart = next(rows for rows in tables if "Short range" in rows[0])
    assert chart[0] == ["", "Short range", "Medium range", "Long range", "Range unknown", "Total"]
    assert ["2016", "4", "19", "1", "0", "24†"] in chart and ["2007", "0", "0", "0", "0", "0"] in chart
    description = pack.manifest["figures"]["launches-by-year"]["description"]
    for year, *_, total in chart[1:]:
        assert f"{year.replace(chr(160), ' ')}: {total}" in description or year.startswith("2019")


def test_the_table_below_a_timeline_has_each_mark_and_the_sums_of_its_columns(pack: Pack) -> None:
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in Document(file_of(pack, ".docx")).tables
    ]
    rows = next(rows for rows in tables if rows[0] == ["Kind", "Date", "Event"])
    lanes = [lane for lane, _, _ in rows[1:]]
    assert lanes.count("Summits") == 12 and lanes.count("UN sanctions") == 11 and lanes.count("Nuclear tests") == 6
    assert ["Missiles launched", "2016", "24†"] in rows and ["Missiles launched", "2018", "0"] in rows


def test_in_a_deck_the_table_is_in_the_speaker_notes(pack: Pack) -> None:
    slides = Presentation(file_of(pack, ".pptx")).slides
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    assert "2016; Short range: 4; Medium range: 19; Long range: 1; Range unknown: 0; Total: 24†" in notes
    assert not any(shape.has_table for slide in slides for shape in slide.shapes if hasattr(shape, "has_table"))


def test_another_value_of_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape('`tabel` is not a valid `data`\n    write `{data="table"}`')):
        build_with('data="tabel"', tmp_path)
