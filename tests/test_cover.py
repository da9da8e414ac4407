"""The cover of a deck: title, finding, date, desk, a framed marking, and a figure that somebody asked for."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Pt

from generator.errors import InputError
from generator.model.block import KeyNumbers
from generator.model.walk import walk
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose, draw, load_templates, write
from generator.pipeline.certify import certify
from tests.conftest import DEMO, ROOT
from tests.write.powerpoint import foreign

HARBOUR = ROOT / "tests" / "cases" / "harbour"
AUDIENCES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/audience.yaml"))
SVG = "{http://www.w3.org/2000/svg}"


def changed(folder: Path, change: Callable[[Any], object]) -> Path:
    """A copy of harbour's dataset with a `change` of its text."""
    copy = folder / "harbour"
    shutil.copytree(HARBOUR, copy)
    data = yaml.safe_load((copy / "dataset.yaml").read_text(encoding="utf-8"))
    change(data)
    (copy / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return copy


def with_cover(cover: Any) -> Callable[[Any], object]:
    return lambda data: data.update(cover=cover)


def without_cover(data: Any) -> None:
    del data["cover"]


def slide(pack: Pack, number: int) -> Any:
    (deck,) = (data for name, data in pack.files.items() if name.endswith(".pptx"))
    return Presentation(BytesIO(deck)).slides[number - 1]


def pictures(slide: Any) -> list[tuple[str, str]]:
    """The layout's name of each picture, and its alternative text."""
    found = slide.shapes._spTree.iterfind(".//{*}pic/{*}nvPicPr/{*}cNvPr")
    return [(picture.get("name"), picture.get("descr")) for picture in found]


def texts(slide: Any) -> dict[str, str]:
    return {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}


def words(pack: Pack, figure: str) -> list[str]:
    return [text.text for text in etree.fromstring(pack.files[f"{figure}.svg"]).iter(f"{SVG}text")]


def marks(svg: bytes) -> int:
    (group,) = (group for group in etree.fromstring(svg).iter(f"{SVG}g") if group.get("id") == "mark")
    return len(group)


def test_the_cover_shows_the_finding_the_date_the_desk_and_the_figure_with_hardly_a_word(demo: Pack) -> None:
    cover = slide(demo, 1)
    assert texts(cover) == {
        "Title": "North Korea: gains and gaps after eighteen months of diplomacy",
        "Eyebrow": "Korean Peninsula",
        "Subtitle": "Diplomacy has lowered tension, but the weapons programs go on",
        "Byline": "Asia desk",
        "Date": "As of 5 August 2019",
        "Footer": "For internal use",
    }
    ((name, alt),) = pictures(cover)
    assert name == "Figure" and alt.startswith("A simplified version of the figure “Timeline”.")
    assert words(demo, "timeline_cover") == [
        "2017", "2018", "2019", "Launches", "10 missiles", "Kim’s meetings", "Missiles launched", "per month",
    ]  # fmt: skip


def test_the_figure_on_the_cover_is_published_certified_and_neither_numbered_nor_shown_again(demo: Pack) -> None:
    certified = json.loads(demo.files["manifest.json"])["figures"]["timeline_cover"]["certified"]
    assert "picture" in certified["north-korea-2019-standard-deck.pptx"] and demo.files["timeline_cover.png"]
    deck = compose(DEMO).trees["deck.pptx"]
    assert [getattr(block, "number", None) for block in deck.slides[0].blocks if hasattr(block, "figure")] == [0]
    numbers = [block.number for block in walk([slide.blocks for slide in deck.slides]) if hasattr(block, "anchor")]
    assert sorted(number for number in numbers if number) == [*range(1, 1 + len([n for n in numbers if n]))]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_cover_speaks_of_editions(audience: str, tmp_path: Path) -> None:
    cover = slide(build(HARBOUR, audience, tmp_path), 1)
    assert not any(word in " ".join(texts(cover).values()).casefold() for word in ("edition", "brief ", "executive"))
    assert [name for name, _ in pictures(cover)] == ["Figure"]


def test_without_a_figure_the_cover_is_plain(tmp_path: Path) -> None:
    pack = build(changed(tmp_path, without_cover), out=tmp_path / "out")
    cover = slide(pack, 1)
    assert pictures(cover) == [] and not pack.warnings
    assert not any("_cover" in name for name in pack.files)


def test_the_marking_stands_at_the_top_right_in_a_frame_as_wide_as_its_words(tmp_path: Path, demo: Pack) -> None:
    (marking,) = (shape for shape in slide(demo, 1).shapes if shape.name == "Footer")
    assert marking.left + marking.width == Pt(915) and marking.top < Pt(40) and Pt(100) < marking.width < Pt(130)
    (layout,) = (shape for shape in slide(demo, 1).slide_layout.placeholders if shape.name == "Footer")
    (size,) = {int(run.get("sz")) for run in layout._element.iterfind(".//{*}lvl1pPr/{*}defRPr")}
    assert size >= 1400 and layout.line.fill.type is not None
    press = slide(build(DEMO, "press", tmp_path), 1)
    assert "Footer" not in texts(press)


COLUMNS = "ships-by-quarter"


@pytest.mark.parametrize(
    ("cover", "what", "help_"),
    [
        ("timelin", "unknown figure `timelin`", "did you mean `timeline`?"),
        (
            {"figure": "timeline", "lanes": ["toll"]},
            "unknown lane `toll` in figure `timeline`",
            "did you mean `tolls`?",
        ),
        ({"figure": COLUMNS, "lanes": ["tolls"]}, f"figure `{COLUMNS}` has no lanes", "delete `lanes`"),
        ({"figure": COLUMNS, "from": 2021, "to": 2020}, "`to` 2020 is before `from` 2021", "swap them"),
        ("timeline", "a cover has room for 3 lanes, not for 4", "lanes: [tolls, dredging]"),
    ],
)
def test_what_is_wrong_with_a_cover_is_said_with_what_would_help(cover, what, help_, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        compose(changed(tmp_path, with_cover(cover)))
    (problem,) = caught.value.problems
    assert problem.what == what and help_ in problem.help and problem.place.file.endswith("dataset.yaml")
    (tmp_path / "templates" / "board").mkdir(parents=True)
    profile = {"extends": "standard", "title": "Board", "cover": cover}
    (tmp_path / "templates" / "board" / "audience.yaml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        compose(HARBOUR, "board", templates=tmp_path / "templates")
    (problem,) = caught.value.problems
    assert problem.what == what and problem.place.file.endswith("audience.yaml")


def test_an_audience_has_a_cover_of_its_own_and_none_with_a_figure_that_it_does_not_get(tmp_path: Path) -> None:
    def cover_for(**settings: Any) -> Any:
        folder = tmp_path / "templates" / "board"
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump({"extends": "standard", "title": "Board", **settings})
        (folder / "audience.yaml").write_text(text, encoding="utf-8")
        return compose(HARBOUR, "board", templates=tmp_path / "templates").editions["deck"].cover

    assert cover_for().id == "timeline_cover" and cover_for(cover=COLUMNS).id == f"{COLUMNS}_cover"
    assert cover_for(figures=[COLUMNS]) is None and cover_for(cover="none") is None


def test_withheld_and_later_events_stand_neither_on_the_cover_nor_beside_a_number(tmp_path: Path) -> None:
    dataset = changed(tmp_path, lambda data: None)
    before = draw(compose(dataset))["deck"]
    events = dataset / "events.csv"
    head, *rows = events.read_text(encoding="utf-8").splitlines()
    toll = next(row for row in rows if ",2021-06-15," in row)
    rows = [f"{row},{'staff' if row == toll else ''}" for row in rows]
    events.write_text("\n".join([f"{head},audiences", *rows, ""]), encoding="utf-8")
    after = draw(compose(dataset))["deck"]
    for figure in ("timeline_cover", "timeline_inset"):
        assert marks(after[figure].svg) < marks(before[figure].svg)
        assert "15 June 2021" in before[figure].alt and "15 June 2021" not in after[figure].alt


def test_a_cover_that_says_otherwise_than_its_events_refuses_the_build() -> None:
    composition = compose(HARBOUR)
    drawings = {output: dict(figures) for output, figures in draw(composition).items()}
    cover = drawings["deck"]["timeline_cover"]
    svg = cover.svg.replace(b'<g id="mark">', b'<g id="mark"><path d="M 1 1 L 2 1 L 2 2 Z" fill="#ffffff"/>')
    assert svg != cover.svg
    drawings["deck"]["timeline_cover"] = replace(cover, svg=svg)
    written = write(composition, drawings, load_templates(composition))
    files = {name: file.data for name, file in written.items()}
    files |= {f"{id_}.svg": drawing.svg for figures in drawings.values() for id_, drawing in figures.items()}
    with pytest.raises(InputError, match="timeline_cover"):
        certify(files, composition, drawings)


def test_the_figure_of_the_first_key_number_stands_in_its_box(demo: Pack) -> None:
    (numbers,) = (each for each in compose(DEMO).trees["deck.pptx"].slides if any(walk_numbers(each.blocks)))
    assert [len(number.figure) for block in walk_numbers(numbers.blocks) for number in block.numbers] == [1, 0, 0, 0]
    page = slide(demo, 2)
    ((name, alt),) = pictures(page)
    assert name == "Figure 1" and "“Launches by year”" in alt and "10 in 2019" in alt
    (box,) = (shape for shape in page.slide_layout.shapes if shape.name == "Number box 1")
    (figure,) = (shape for shape in page.shapes if shape.name == "Figure 1")
    assert box.left < figure.left and figure.left + figure.width < box.left + box.width
    (unit,) = (shape for shape in page.shapes if shape.name == "Words 1")
    assert unit.top + unit.height <= figure.top and figure.top + figure.height < box.top + box.height
    assert not any("†" in word for word in words(demo, "launches-by-year_inset"))
    assert "10" in words(demo, "launches-by-year_inset")


def walk_numbers(blocks: Any) -> list[KeyNumbers]:
    return [block for block in walk(blocks) if isinstance(block, KeyNumbers)]


def test_without_a_figure_number_and_words_stand_in_the_middle_of_the_box(tmp_path: Path) -> None:
    def without_figure(data: Any) -> None:
        del data["numbers"]["items"][0]["figure"]

    page = slide(build(changed(tmp_path, without_figure), out=tmp_path / "out"), 2)
    (box,) = (shape for shape in page.slide_layout.shapes if shape.name == "Number box 1")
    number, unit = (next(shape for shape in page.shapes if shape.name == name) for name in ("Number 1", "Words 1"))
    above, two_lines = number.top - box.top, Pt(55)
    below = box.top + box.height - unit.top - two_lines
    assert pictures(page) == [] and abs(above - below) < Pt(25)
    assert number.top + number.height <= unit.top and unit.top + unit.height <= box.top + box.height


def test_a_template_without_a_place_for_the_figure_shows_none_and_a_note_says_so_once(tmp_path: Path) -> None:
    from generator.cli.main import main

    (tmp_path / "theirs.pptx").write_bytes(foreign.plain())
    assert main(["new-look", str(tmp_path / "look"), "--slides", str(tmp_path / "theirs.pptx"), "--quiet"]) == 0
    pack = build(HARBOUR, out=tmp_path / "out", look=tmp_path / "look")
    cover = slide(pack, 1)
    assert pictures(cover) == [] and any("The new tolls pay for the quay" in text for text in texts(cover).values())
    assert len([note for note in pack.warnings if "the cover stays plain" in str(note)]) == 1
