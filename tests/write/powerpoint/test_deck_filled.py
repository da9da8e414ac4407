"""No slide of the shipped audiences stands half empty, and its type is of one size throughout, measured as planned."""

from functools import cache
from pathlib import Path

import pytest

from generator.pipeline.build import compose, draw
from generator.write.powerpoint.plan.fill import LEAST_FILLED, filled_share
from generator.write.powerpoint.plan.page import ChartShape, PictureShape, PlannedSlide, TextShape
from tests.write.powerpoint.decks import ROOT
from tests.write.powerpoint.twin import planned

TOPICS = {
    "demo": ROOT / "data" / "north-korea-2019",
    **{name: ROOT / "tests" / "cases" / name for name in ("harbour", "pont", "bruecke")},
}
AUDIENCES = ("standard", "executive", "press", "staff")
THREE_STATEMENTS = """\
title: A quay
language: en-GB
prepared_by: Ports desk
as_of: 2021-06-30
overview:
  title: Overview
  takeaway: The quay is paid for
  statements:
    - {id: paid, headline: Paid, short: Three rises of the toll cover it., text: Three rises cover it., sources: [log]}
    - {id: used, headline: Used, short: Fifty ships a quarter call at it., text: Fifty ships call., sources: [log]}
    - {id: silted, headline: Silted, short: The channel waits for dredging., text: The channel waits., sources: [log]}
"""
SOURCES = "- {id: log, type: report, title: Log of the harbour, issued: 2021-06-01}\n"
COLUMNS = (
    "id,date,end_date,kind,label,title,detail,place,actors,range,count,outcome,confidence,importance,tags,sources,note"
)


@pytest.fixture(scope="module")
def three_statements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("topics") / "quay"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(THREE_STATEMENTS, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "events.csv").write_text(f"{COLUMNS}\n", encoding="utf-8")
    return folder


@cache
def deck_of(topic: Path, audience: str) -> tuple[PlannedSlide, ...]:
    composed = compose(topic, audience)
    return planned(composed.trees["deck.pptx"], draw(composed)["deck"], composed.look)


def is_exempt(slide: PlannedSlide) -> bool:
    """A cover or divider, or a single figure."""
    body = [shape for shape in slide.shapes if shape.region.role not in ("Title", "Eyebrow", "Caption", "Sources")]
    return slide.layout.name in ("Title", "Section") or (
        len(body) == 1 and isinstance(body[0], PictureShape | ChartShape)
    )


def half_empty(slides: tuple[PlannedSlide, ...]) -> list[tuple[str, float]]:
    shares = [(slide.title, filled_share(slide.layout, slide.shapes)) for slide in slides if not is_exempt(slide)]
    return [(title, round(share, 2)) for title, share in shares if share < LEAST_FILLED]


def test_the_line_is_that_of_the_guide():
    assert LEAST_FILLED == 0.55


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("topic", TOPICS)
def test_no_slide_of_a_shipped_audience_stands_half_empty(topic: str, audience: str):
    assert half_empty(deck_of(TOPICS[topic], audience)) == []


def test_a_topic_of_three_statements_fills_its_slides(three_statements: Path):
    slides = deck_of(three_statements, "standard")
    assert half_empty(slides) == []
    assert len(slides) <= 3, "cover, statements, and their source unless it stands with them"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("topic", TOPICS)
def test_body_text_is_between_sixteen_and_twenty_four_points(topic: str, audience: str):
    sizes = {
        (slide.title, shape.region.level(line.level).size_pt * shape.scale)
        for slide in deck_of(TOPICS[topic], audience)
        for shape in slide.shapes
        if isinstance(shape, TextShape) and shape.region.role in ("Content", "Panel") and slide.layout.name != "Section"
        for item in shape.items
        for line in item
    }
    assert sizes and [each for each in sizes if not 16 <= each[1] <= 24.1] == []


@pytest.mark.parametrize(("audience", "least", "most"), [("standard", 10, 12), ("executive", 6, 8)])
def test_the_demo_tells_its_story_in_few_slides(audience: str, least: int, most: int):
    assert least <= len(deck_of(TOPICS["demo"], audience)) <= most
