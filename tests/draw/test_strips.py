"""Strips: small lanes for a group's events, wherever they are shown."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace
from pptx import Presentation

from generator.draw.timeline import draw_timeline
from generator.model.figure import Strips
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from tests.conftest import DEMO, ROOT
from tests.draw.examples import BRAND, LANES, PLACE, event, select, text
from tests.draw.test_timeline import plan_picture

HARBOUR = ROOT / "tests" / "cases" / "harbour"
LANES_OF_STRIPS = [replace(lane, rows=()) for lane in LANES]


def strips(number: int = 4, shape: str = "strips", **fields) -> Strips:
    none = text("")
    return Strips(
        id="strips", title=text("Strips"), takeaway=none, caption=none, note=none, place=PLACE, shape=shape,
        lanes=tuple(LANES_OF_STRIPS[:number]), **fields,
    )  # fmt: skip


def test_each_lane_is_titled_above_its_marks():
    events = [event("a", "2018-05-05", place="Oslo"), event("b", "2019-01-01", "sanction", label="2371")]
    picture = plan_picture(events, strips(2))
    (first, second) = (line for line in picture.texts if line.text in ("Meetings", "Sanctions"))
    marks = sorted(shape.box.top for shape in picture.shapes if shape.role == "mark")
    assert first.box.bottom < marks[0] < second.box.top < marks[1] and first.left == second.left


def test_a_lane_without_a_select_shows_the_events_tagged_with_its_id():
    (figure,) = (each for each in compose(HARBOUR).editions["deck"].figures if each.kind == "strips")
    assert figure.lanes[0].select == select(tags="rise") and figure.shape == "half"


def test_the_figure_of_a_group_stands_with_it_and_nowhere_else(tmp_path: Path):
    pack = build(DEMO, out=tmp_path)
    deck = next(path for path in pack.folder.iterdir() if path.suffix == ".pptx")
    shown = [
        slide.shapes.title.text
        for slide in Presentation(deck).slides
        if any("What it pledged: 2" in shape._element.xpath("string(.//p:cNvPr/@descr)") for shape in slide.shapes)
    ]
    assert shown == ["Nuclear and longer-range tests stay halted; the programs go on"]
    assert files_with_strips(pack) == ["deck.pptx"], "the standard briefing says it in words"
    assert files_with_strips(build(DEMO, "staff", out=tmp_path)) == ["briefing.docx", "deck.pptx"]


def files_with_strips(pack: Pack) -> list[str]:
    certified = json.loads(pack.files["manifest.json"])["figures"]["programs-strips"]["certified"]
    return sorted(name.rpartition("-")[2] for name, parts in certified.items() if "-" in name and "picture" in parts
                  and not name.endswith(".svg"))  # fmt: skip


@pytest.mark.parametrize("withheld", [False, True])
def test_the_figure_of_a_group_that_an_audience_does_not_get_is_not_in_its_pack(withheld: bool, tmp_path: Path):
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    data = yaml.safe_load((folder / "dataset.yaml").read_text(encoding="utf-8"))
    if withheld:
        data["scorecard"]["statements"] = ["dredging"]
        for statement in data["developments"]["groups"][0]["statements"]:
            statement["audiences"] = ["board"]
    (folder / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    pack = build(folder, out=tmp_path / "out")
    assert ("quay-strips.svg" in pack.files) == (not withheld)


@pytest.mark.parametrize("folder", [DEMO, HARBOUR], ids=["demo", "harbour"])
def test_the_strips_of_a_group_have_labels_of_14_points_beside_its_statements_and_lose_none(folder: Path):
    edition_ = compose(folder).editions["deck"]
    for figure in (each for each in edition_.figures if each.kind == "strips"):
        drawing = draw_timeline(figure, edition_, BRAND)
        scale = min(480 / drawing.width_pt, 300 / drawing.height_pt)  # half of a slide, in points
        sizes = {float(size) * scale for size in re.findall(rb'font-size="([\d.]+)"', drawing.svg)}
        assert min(sizes) > 13.95 and b"more<" not in drawing.svg
