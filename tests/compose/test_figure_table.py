"""The twin of a figure: tables of what it draws, the same periods, numbers and marks as in picture and chart."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from generator import build
from generator.errors import InputError
from generator.pack.pack import Pack
from generator.pack.trace import trace_id

ROOT = Path(__file__).parent.parent.parent
SHIPS = (
    "{id: ships, of: timeline, lanes: [calls], from: 2021-01, native: yes, title: Ships, takeaway: Ships held, "
    "caption: Ships since January 2021}"
)


def build_with(attribute: str, folder: Path, dataset: str = "data/north-korea-2019", more: str = "") -> Pack:
    audience = folder / "mine" / "board"
    audience.mkdir(parents=True)
    audience.joinpath("audience.yaml").write_text(
        f"extends: standard\nsections: {{briefing: [figures], deck: [figures]}}\n{more}\n"
    )
    for output in ("briefing", "deck"):
        template = (ROOT / "templates" / "standard" / f"{output}.md.j2").read_text(encoding="utf-8")
        template = re.sub(r"(\(figure:\{\{ figure.id \}\}\))(\{)?", rf"\1{{{attribute} ", template)
        template = template.replace(f"{{{attribute} \n", f"{{{attribute}}}\n")
        audience.joinpath(f"{output}.md.j2").write_text(template, encoding="utf-8")
    return build(ROOT / dataset, "board", out=folder / "out", templates=folder / "mine")


def file_of(pack: Pack, ending: str) -> BytesIO:
    return BytesIO(next(data for name, data in pack.files.items() if name.endswith(ending)))


def tables_of(pack: Pack) -> list[list[list[str]]]:
    tables = Document(file_of(pack, ".docx")).tables
    return [[[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows] for table in tables]


def notes_of(pack: Pack) -> str:
    slides = Presentation(file_of(pack, ".pptx")).slides
    texts = (slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    return "\n".join(texts).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return build_with('data="table"', tmp_path_factory.mktemp("table"))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    figures = f"figures: [timeline, ships-by-quarter, {SHIPS}]"
    return build_with('data="table"', tmp_path_factory.mktemp("table"), "tests/cases/harbour", figures)


def test_the_table_below_a_chart_has_its_periods_series_sums_and_marks(pack: Pack) -> None:
    chart = tables_of(pack)[-1]
    assert chart[0] == ["Period", "Short", "Medium", "Long", "Unknown", "Total"]
    assert ["2016", "4", "19", "1", "0", "24†"] in chart and ["2007", "0", "0", "0", "0", "0"] in chart
    description = pack.manifest["figures"]["launches-by-year"]["description"]
    for year, *_, total in chart[1:]:
        assert f"{year}: {total}" in description or year.startswith("2019")


def test_the_table_below_a_timeline_has_each_mark_under_its_lane_and_row(pack: Pack) -> None:
    marks = next(table for table in tables_of(pack) if table[0] == ["Kind", "Date", "Event"])
    lanes = [lane for lane, _, _ in marks[1:]]
    assert lanes.count("Nuclear tests") == 1
    assert [lanes.count(f"Kim’s meetings · {row}") for row in ("Trump", "Xi, Moon, Putin")] == [3, 9]


def test_phases_have_a_table_with_their_sums(pack: Pack) -> None:
    phases = next(table for table in tables_of(pack) if table[0] == ["Phase", "Period", "Total"])
    assert [(title, sums) for title, _, sums in phases[1:]] == [
        ("Testing", "21 missiles†, one nuclear test"),
        ("Pause and summits", "no launch counted, 10 meetings"),
        ("Launches", "10 missiles†"),
    ]


def test_the_columns_of_a_lane_have_a_table_with_the_periods_of_the_picture(pack: Pack) -> None:
    columns = next(table for table in tables_of(pack) if table[0] == ["Period", "Missiles launched"])
    periods = [row[0] for row in columns[1:]]
    assert periods[:2] == ["Jan 2017", "Feb 2017"] and periods[-1] == "Aug 2019 (to 5 Aug)"
    assert sum(int(row[-1].rstrip("†")) for row in columns[1:]) == 31
    svg = pack.files["timeline.svg"].decode()
    assert ">per month<" in svg
    # what the picture has no room for is in the table, and nothing else differs
    totals = [row[-1] for row in columns[1:] if row[-1] != "0"]
    shown = re.findall(r">(\d{1,3}†?)</text>", svg)  # not the numbers of resolutions
    assert len(shown) > 8 and all(number in [*totals, "0"] for number in shown)


def test_picture_chart_and_table_of_an_editable_lane_have_the_same_periods(harbour: Pack) -> None:
    slides = Presentation(file_of(harbour, ".pptx")).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    categories = [*charts[-1].plots[0].categories]
    assert categories == ["Q1 2021", "Q2 2021"]
    assert [row[0] for row in tables_of(harbour)[-1][1:]] == categories
    assert ">per quarter<" in harbour.files["ships.svg"].decode(), "though there would be room for weeks"
    assert tables_of(harbour)[-1][2] == ["Q2 2021", "40", "12", "52"]


def test_an_editable_lane_has_one_scale_in_picture_and_table_too(tmp_path: Path) -> None:
    launches = "{id: launches, of: timeline, lanes: [missiles], native: yes, title: L, takeaway: L, caption: L}"
    pack = build_with('data="table"', tmp_path, more=f"figures: [{launches}]")
    (chart,) = (
        shape.chart
        for slide in Presentation(file_of(pack, ".pptx")).slides
        for shape in slide.shapes
        if shape.has_chart
    )
    categories = [str(category).replace("\u00a0", " ") for category in chart.plots[0].categories]
    *before, running = categories  # in the chart, on two lines
    categories = [*before, running.replace("\n", " (") + ")"]
    (table,) = [table for table in tables_of(pack) if table[0][0] == "Period"]
    assert [row[0] for row in table[1:]] == categories
    assert pack.files["launches.svg"].decode().count(">per quarter<") == 1


def test_marks_are_listed_with_their_spans_labels_and_doubts(harbour: Pack) -> None:
    marks = next(table for table in tables_of(harbour) if table[0] == ["Kind", "Date", "Event"])
    assert ["Dredging", "March 2020 – May 2020", "Dredging campaign"] in marks
    assert ["Tolls", "January 2020", "First rise of the toll (€4 → €5)"] in marks
    assert ["Spills", "February 2021†", "Reported spill"] in marks, "a lane without labels"
    assert not any("Trial dredging" in row for row in marks), "which was before the timeline"


def test_the_table_of_a_lane_among_others_has_its_title_above(harbour: Pack) -> None:
    paragraphs = [paragraph.text for paragraph in Document(file_of(harbour, ".docx")).paragraphs]
    assert paragraphs.count("Ships") == 2, "as a heading of the figure that is all ships, and above the table of a lane"


def test_in_a_deck_the_table_is_in_the_speaker_notes(pack: Pack) -> None:
    row = "Period: 2016; Short: 4; Medium: 19; Long: 1; Unknown: 0; Total: 24†"
    assert row in notes_of(pack)
    slides = Presentation(file_of(pack, ".pptx")).slides
    assert not any(shape.has_table for slide in slides for shape in slide.shapes if hasattr(shape, "has_table"))


def test_an_event_leads_to_the_tables_of_the_figures_that_draw_it(harbour: Pack) -> None:
    origin = next(origin for origin in trace_id(harbour.manifest, "c4") if origin.kind == "event")
    briefing, deck = (origin.locations[f"harbour-board-{name}"] for name in ("briefing.docx", "deck.pptx"))
    assert briefing == ["table under “Timeline”", "table under “Ships by quarter”", "table under “Ships”"]
    assert deck == [f"table in the notes of slide {number}" for number in (2, 3, 4)]


def test_a_figure_without_events_has_no_table(tmp_path: Path) -> None:
    figures = (
        "figures: [{id: timeline, lanes: [spills], from: 2021-05, title: Spills, takeaway: None, caption: Spills}]"
    )
    assert tables_of(build_with('data="table"', tmp_path, "tests/cases/harbour", figures)) == []


def test_another_value_of_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape('`tabel` is not a valid `data`\n    write `{data="table"}`')):
        build_with('data="tabel"', tmp_path)
