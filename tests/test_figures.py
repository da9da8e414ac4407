"""A figure gives the same numbers as picture, editable chart, workbook and text."""

import csv
import json
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation

from generator.draw.columns import plan, tabulate
from generator.draw.style import style_of
from generator.model.block import Table
from generator.model.dates import PartialDate
from generator.model.figure import Columns
from generator.model.inline import text_of
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from tests.conftest import DEMO
from tests.write.test_chart import S, _value

NO_BREAK = "\N{NO-BREAK SPACE}"
PROFILE = """\
extends: standard
title: Launches
figures:
  - {id: launches, of: timeline, lanes: [missiles], native: yes, caption: Missiles launched}
"""


def charts(pptx: Path) -> list[tuple[object, dict[str, list[int]], list[list[str]]]]:
    """Return the frame, the series by name, and the workbook's rows of each editable chart in a deck."""
    charts = []
    for slide in Presentation(pptx).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                plot = shape.chart.plots[0]
                series = {one.name: [int(value or 0) for value in one.values] for one in plot.series}
                charts.append((shape, series, rows(shape.chart.part.chart_workbook.xlsx_part.blob)))
    return charts


def rows(workbook: bytes) -> list[list[str]]:
    with ZipFile(BytesIO(workbook)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        strings = ["".join(string.itertext()) for string in etree.fromstring(package.read("xl/sharedStrings.xml"))]
    return [[_value(cell, strings) for cell in row] for row in sheet.iter(f"{S}row")]


def deck_of(pack: Pack) -> Path:
    return next(path for path in pack.folder.iterdir() if path.suffix == ".pptx")


@pytest.fixture(scope="module")
def by_year() -> tuple[Columns, object]:
    edition = compose(DEMO).editions["deck"]
    (figure,) = (figure for figure in edition.lone_figures if isinstance(figure, Columns))
    return figure, edition


def test_chart_workbook_picture_and_text_of_the_demo_have_the_same_numbers(demo: Pack, by_year) -> None:
    figure, edition = by_year
    table = tabulate(figure, edition)
    totals = [bin_.total for bin_ in table.bins]
    ((shape, series, (header, *body)),) = charts(deck_of(demo))

    assert [sum(column) for column in zip(*series.values(), strict=True)] == totals
    assert header[: len(series)] == list(series)  # the corner is empty
    assert [[int(cell) for cell in row[1 : 1 + len(series)]] for row in body] == [
        list(column) for column in zip(*series.values(), strict=True)
    ]
    texts = {text.text for text in plan(table, figure, edition, style_of(compose(DEMO).look.brand)).texts}
    assert {str(total) for total in totals} <= {text.removesuffix("†") for text in texts}
    alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    assert f"{sum(totals)} in all" in alt and f"({max(totals)}†)" in alt
    figures = json.loads(demo.files["manifest.json"])["figures"]
    assert alt == figures[figure.id]["alt"]
    described_by_year = dict(re.findall(r"(\d{4}): (\d+)†?[,.]", figures[figure.id]["description"]))
    assert described_by_year == {str(bin_.start.year): str(bin_.total) for bin_ in table.bins}


def test_a_lane_of_columns_is_an_editable_chart_if_the_profile_asks_for_it(tmp_path: Path, by_year) -> None:
    (tmp_path / "t" / "launches").mkdir(parents=True)
    (tmp_path / "t" / "launches" / "audience.yaml").write_text(PROFILE, encoding="utf-8")
    pack = build(DEMO, "launches", tmp_path / "out", templates=tmp_path / "t")
    ((_, series, _),) = charts(deck_of(pack))
    by_month = Counter()
    for bin_ in tabulate(replace(by_year[0], start=PartialDate(2017)), by_year[1]).bins:
        by_month.update({bin_.start.year: bin_.total})
    assert [sum(values) for values in series.values()] == [by_month.total()] == [31]


def test_the_deck_has_a_timeline_drawn_for_slides_and_its_description_in_the_notes(demo: Pack) -> None:
    slides = Presentation(deck_of(demo)).slides
    (picture, notes) = next(
        (shape, slide.notes_slide.notes_text_frame.text)
        for slide in slides
        for shape in slide.shapes
        if shape._element.tag.endswith("}pic") and "Nuclear tests" in shape._element.nvPicPr.cNvPr.get("descr")
    )
    assert picture.width / picture.height > 2.6
    assert picture.width > 11.9 * 914400
    assert json.loads(demo.files["manifest.json"])["figures"]["timeline"]["description"] in notes


def test_the_briefing_has_the_alternative_text_of_each_figure(demo_briefing: Path, demo: Pack) -> None:
    with ZipFile(demo_briefing) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    descriptions = [properties.get("descr") for properties in document.iter("{*}docPr")]
    figures = json.loads(demo.files["manifest.json"])["figures"]
    shown = [figure["alt"] for figure in figures.values() if any("briefing" in file for file in figure["stands"])]
    assert sorted(shown) == sorted(descriptions) and len(shown) == 3


def test_the_annex_table_lists_once_each_event_that_the_chart_counts(by_year) -> None:
    figure, edition = by_year
    blocks = compose(DEMO, "staff").trees["briefing.docx"].blocks
    (annex,) = (block for block in blocks if isinstance(block, Table) and block.style == "Event Table")
    titles = Counter(text_of(row[2][:1]).replace(NO_BREAK, " ").removesuffix(".") for row in annex.rows)
    with (DEMO / "events.csv").open(encoding="utf-8", newline="") as file:
        counted = [
            row
            for row in csv.DictReader(file)
            if row["kind"] == "missile_test" and row["counted"] == "yes" and "2006" <= row["date"] <= "2019-08-05"
        ]
    assert Counter(row["title"] for row in counted) - titles == Counter()
    by_year_of_csv: Counter[str] = Counter()
    for row in counted:
        by_year_of_csv[row["date"][:4]] += int(row["count"])
    assert {str(bin_.start.year): bin_.total for bin_ in tabulate(figure, edition).bins if bin_.total} == by_year_of_csv


IN_WORD = """\
extends: standard
title: Board
figures: [{id: launches-by-year, native: {briefing: yes, deck: no}}]
"""


def test_a_chart_is_editable_in_word_too_with_its_workbook_if_the_profile_asks_for_it(tmp_path: Path, by_year) -> None:
    (tmp_path / "t" / "board").mkdir(parents=True)
    (tmp_path / "t" / "board" / "audience.yaml").write_text(IN_WORD, encoding="utf-8")
    pack = build(DEMO, "board", tmp_path / "out", templates=tmp_path / "t")
    assert charts(deck_of(pack)) == []
    (briefing,) = (data for name, data in pack.files.items() if name.endswith(".docx"))
    with ZipFile(BytesIO(briefing)) as package:
        (chart,) = (name for name in package.namelist() if name.startswith("word/charts/chart"))
        (workbook,) = (name for name in package.namelist() if name.endswith(".xlsx"))
        root, (_, *body) = etree.fromstring(package.read(chart)), rows(package.read(workbook))
    totals = [bin_.total for bin_ in tabulate(*by_year).bins]
    sums = root.find("{*}chart/{*}plotArea/{*}lineChart/{*}ser/{*}val")
    assert [int(value.text) for value in sums.iter("{*}v")] == totals == [int(row[5]) for row in body]
    certified = json.loads(pack.files["manifest.json"])["figures"]["launches-by-year"]["certified"]
    assert certified["north-korea-2019-board-briefing.docx"] == ["alternative text", "chart", "workbook"]
