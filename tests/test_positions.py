"""Positions: who says what on which topic, as a native table in both files, in which a gap is shown as a gap."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pptx
import pytest
import yaml
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator.cli.main import main
from generator.model.block import Paragraph, Table
from generator.model.inline import Cite, Traced, text_of
from generator.model.walk import walk
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from generator.pipeline.composition import Composition
from generator.read.dataset.events import COLUMNS

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
A = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
GAP = "A dash (–) means that no position is recorded."
TOPICS = {"pier": "The pier", "costs": "Its costs"}
HOLDERS = {"town": "Town", "port": "Port authority", "owners": "Ship owners"}
CELLS = [
    {"holder": "town", "topic": "pier", "text": "Wants it by 2023."},
    {"holder": "town", "topic": "costs", "text": "Says that the port pays."},
    {"holder": "port", "topic": "costs", "text": "Says that the town pays.", "sources": ["log, p. 3"]},
]


def dataset(
    folder: Path,
    cells: Sequence[Mapping[str, Any]] = CELLS,
    topics: Mapping[str, str] = TOPICS,
    holders: Mapping[str, str] = HOLDERS,
    **fields: Any,
) -> Path:
    """Write a dataset that has only positions, all of which rest on the minutes, and further `fields`."""
    folder = folder / "pier"
    folder.mkdir(exist_ok=True)
    data = {
        "title": "A pier",
        "as_of": "2021-06-30",
        "language": "en-GB",
        "positions": {
            "title": "Who wants what",
            "takeaway": "Everyone wants the pier",
            "sources": ["minutes"],
            "topics": [{"id": id_, "title": title} for id_, title in topics.items()],
            "holders": [{"id": id_, "title": title} for id_, title in holders.items()],
            "cells": [*cells],
        },
        **fields,
    }
    (folder / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "events.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        "- {id: minutes, title: Minutes, issued: 2021}\n- {id: log, title: Log, issued: 2021}\n", encoding="utf-8"
    )
    return folder


def file_of(pack: Pack, ending: str) -> bytes:
    return next(data for name, data in pack.files.items() if name.endswith(ending))


def slide_tables(pack: Pack) -> list[tuple[str, list[list[str]], Any]]:
    """Return the title of each slide with a table, the table's cells without reference numbers, and its XML."""
    found = []
    for slide in Presentation(BytesIO(file_of(pack, ".pptx"))).slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            rows = [["".join(run.text for run in _unraised(cell)) for cell in row.cells] for row in table.rows]
            found.append((slide.shapes.title.text_frame.text.replace("\u00a0", " "), rows, table._tbl))
    return found


def _unraised(cell: Any) -> list[Any]:
    runs = (run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs)
    return [run for run in runs if run._r.rPr is None or run._r.rPr.get("baseline") is None]


def word_tables(pack: Pack) -> list[Any]:
    with ZipFile(BytesIO(file_of(pack, ".docx"))) as package:
        return etree.fromstring(package.read("word/document.xml")).findall(".//w:tbl", W)


def table_of(composition: Composition, output: str = "briefing.docx") -> Table:
    tree = composition.trees[output]
    (table,) = (node for node in walk(getattr(tree, "blocks", None) or tree.slides) if isinstance(node, Table))
    return table


def rows_of(table: Table) -> list[list[str]]:
    return [[text_of(cell).replace("\u00a0", " ") for cell in row] for row in (table.header, *table.rows)]


def test_holders_are_rows_topics_are_columns_and_a_gap_is_a_dash(tmp_path: Path) -> None:
    composition = compose(dataset(tmp_path), "standard")
    expected = [
        ["", "The pier", "Its costs"],
        ["Town", "Wants it by 2023.", "Says that the port pays."],
        ["Port authority", "–", "Says that the town pays."],
        ["Ship owners", "–", "–"],
    ]
    assert rows_of(table_of(composition)) == expected == rows_of(table_of(composition, "deck.pptx"))
    texts = [
        text_of(node.inlines) for node in walk(composition.trees["briefing.docx"].blocks) if isinstance(node, Paragraph)
    ]
    assert GAP in [text.replace("\u00a0", " ") for text in texts]


def test_a_table_without_a_gap_explains_none(tmp_path: Path) -> None:
    composition = compose(dataset(tmp_path, CELLS[:2], holders={"town": "Town"}), "standard")
    nodes = walk(composition.trees["briefing.docx"].blocks)
    assert not [node for node in nodes if isinstance(node, Paragraph) and "dash" in text_of(node.inlines)]


def test_a_cell_has_its_words_and_what_it_adds_to_the_sources_of_all(tmp_path: Path) -> None:
    table = table_of(compose(dataset(tmp_path), "standard"))
    cell = table.rows[1][2]
    assert [node.statement for node in walk(cell) if isinstance(node, Traced)] == ["port.costs"]
    cited = [[place.locator for place in node.citations] for node in walk(cell) if isinstance(node, Cite)]
    assert cited == [["p. 3"]]
    assert not [node for node in walk(table.rows[0]) if isinstance(node, Cite)]


def test_a_slide_shows_a_native_table_with_headers_and_what_a_dash_means(tmp_path: Path) -> None:
    pack = build(dataset(tmp_path), "standard", tmp_path / "out")
    ((title, rows, table),) = slide_tables(pack)
    properties = table.find("a:tblPr", A)
    assert (title, rows[0]) == ("Everyone wants the pier", ["", "The pier", "Its costs"])
    assert (properties.get("firstRow"), properties.get("firstCol"), properties.get("rtl")) == ("1", "1", None)
    slide = next(
        slide
        for slide in Presentation(BytesIO(file_of(pack, ".pptx"))).slides
        if slide.shapes.title.text_frame.text == title
    )
    foot = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(text.startswith(GAP) and "All statements: Minutes 2021" in text for text in foot)


def test_word_has_a_native_table_whose_first_row_and_column_are_headers(tmp_path: Path) -> None:
    (table,) = word_tables(build(dataset(tmp_path), "standard", tmp_path / "out"))
    look = table.find("w:tblPr/w:tblLook", W)
    on = f"{{{W['w']}}}"
    assert (look.get(f"{on}firstRow"), look.get(f"{on}firstColumn"), look.get(f"{on}val")) == ("1", "1", "04A0")
    assert table.find("w:tblPr/w:bidiVisual", W) is None
    first, *others = table.findall("w:tr", W)
    assert first.find("w:trPr/w:tblHeader", W) is not None
    assert all(row.find("w:trPr/w:cantSplit", W) is not None for row in (first, *others))
    styles = [[style.get(f"{on}val") for style in row.iterfind(".//w:pStyle", W)] for row in others]
    assert {row[0] for row in styles} == {"TableHeading"} and {name for row in styles for name in row[1:]} == {
        "TableText"
    }


@pytest.mark.parametrize("kept", [{"audiences": ["board"]}, {"not_before": "2021-09-01"}])
def test_a_withheld_position_looks_like_one_that_nobody_recorded(kept: dict[str, Any], tmp_path: Path) -> None:
    withheld = {"holder": "owners", "topic": "costs", "text": "Offer to pay half of the whole quay.", **kept}
    shown = build(
        dataset(tmp_path, [*CELLS, withheld, {"holder": "owners", "topic": "pier", "text": "Want it."}]),
        "standard",
        tmp_path / "a",
    )
    absent = build(
        dataset(tmp_path, [*CELLS, {"holder": "owners", "topic": "pier", "text": "Want it."}]),
        "standard",
        tmp_path / "b",
    )
    for ending in (".docx", ".pptx"):
        assert file_of(shown, ending) == file_of(absent, ending)


def test_a_holder_and_a_topic_with_withheld_positions_alone_are_not_named(tmp_path: Path) -> None:
    withheld = {"holder": "owners", "topic": "costs", "text": "Offer to pay half.", "audiences": ["board"]}
    composition = compose(dataset(tmp_path, [CELLS[0], withheld]), "standard")
    assert rows_of(table_of(composition)) == [["", "The pier"], ["Town", "Wants it by 2023."], ["Port authority", "–"]]
    edition = composition.editions["briefing"]
    assert "owners" not in repr(edition.positions) and "Its costs" not in repr(edition.positions)


@pytest.mark.parametrize("audience", ["standard", "executive", "press", "staff"])
def test_nothing_is_left_of_positions_that_are_all_withheld(audience: str, tmp_path: Path) -> None:
    pack = build(dataset(tmp_path, [{**cell, "audiences": ["board"]} for cell in CELLS]), audience, tmp_path / "out")
    assert not word_tables(pack) and not slide_tables(pack)
    for ending in (".docx", ".pptx"):
        with ZipFile(BytesIO(file_of(pack, ending))) as package:
            words = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
        assert b"Who wants what" not in words and b"Everyone wants" not in words and b"dash" not in words


def question(**fields: Any) -> dict[str, Any]:
    said = {"holder": "Port authority", "text": "Not before the dredging.", "topic": "pier", **fields}
    asked = {
        "id": "when",
        "question": "When is it built?",
        "text": "It is open.",
        "positions": [said],
        "sources": ["log"],
    }
    return {"title": "Open", "takeaway": "One is open", "questions": [asked]}


def test_a_position_on_a_question_that_names_a_topic_is_a_cell_and_leads_to_the_question(tmp_path: Path) -> None:
    composition = compose(dataset(tmp_path, open_questions=question()), "standard")
    table = table_of(composition)
    assert rows_of(table)[2] == ["Port authority", "Not before the dredging.", "Says that the town pays."]
    assert [node.statement for node in walk(table.rows[1][1]) if isinstance(node, Traced)] == ["when"]
    assert [node.letters for node in walk(table.rows[1][1]) if isinstance(node, Cite)] == ["a"]


def test_a_position_on_a_withheld_question_is_a_gap(tmp_path: Path) -> None:
    asked = question()
    asked["questions"][0]["audiences"] = ["board"]
    composition = compose(dataset(tmp_path, open_questions=asked), "standard")
    assert rows_of(table_of(composition))[2] == ["Port authority", "–", "Says that the town pays."]


def test_a_position_on_a_question_that_an_audience_excludes_is_a_gap(tmp_path: Path) -> None:
    asked = question()
    asked["questions"][0] |= {"tags": ["internal"], "importance": "low"}
    folder = dataset(tmp_path, open_questions=asked)
    assert rows_of(table_of(compose(folder, "press")))[2][1] == "–"
    assert rows_of(table_of(compose(folder, "standard")))[2][1] == "Not before the dredging."


def test_an_audience_leaves_out_what_its_select_excludes_and_nothing_else(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "own").mkdir(parents=True)
    profile = "extends: standard\ntitle: Own\nselect: {importance: high, not: {sources: log}}\n"
    (templates / "own" / "audience.yaml").write_text(profile, encoding="utf-8")
    composition = compose(dataset(tmp_path, open_questions=question()), "own", templates=templates)
    assert rows_of(table_of(composition)) == [
        ["", "The pier", "Its costs"],
        ["Town", *rows_of(table_of(composition))[1][1:]],
        ["Ship owners", "–", "–"],
    ]


def long(holders: int, topics: int, words: int) -> dict[str, Any]:
    """Return arguments of `dataset` for a table of that size, each cell with its own words."""
    return {
        "topics": {f"t{number}": f"Topic {number}" for number in range(topics)},
        "holders": {f"h{number}": f"Holder {number}" for number in range(holders)},
        "cells": [
            {"holder": f"h{row}", "topic": f"t{column}", "text": f"Says {row}-{column}" + " and so on" * words + "."}
            for row in range(holders)
            for column in range(topics)
        ],
    }


def test_a_long_table_is_continued_by_holder_with_its_header_and_numbered_titles(tmp_path: Path) -> None:
    pack = build(dataset(tmp_path, **long(12, 3, 8)), "standard", tmp_path / "out")
    tables = slide_tables(pack)
    count = len(tables)
    assert count > 1
    assert [title for title, _, _ in tables] == [
        f"Everyone wants the pier ({number} of {count})" for number in range(1, count + 1)
    ]
    assert {tuple(rows[0]) for _, rows, _ in tables} == {("", "Topic 0", "Topic 1", "Topic 2")}
    assert [row[0] for _, rows, _ in tables for row in rows[1:]] == [f"Holder {number}" for number in range(12)]


def test_more_topics_than_fit_are_divided_over_tables_that_repeat_the_holders(tmp_path: Path) -> None:
    pack = build(dataset(tmp_path, **long(9, 9, 6)), "standard", tmp_path / "out")
    for tables in ([rows for _, rows, _ in slide_tables(pack)], [_word_rows(table) for table in word_tables(pack)]):
        assert len(tables) > 1 and all(row[0].startswith("Holder") for rows in tables for row in rows[1:])
        cells = [cell for rows in tables for row in rows[1:] for cell in row[1:]]
        said = sorted(re.match(r"Says (\d+-\d+)", cell)[1] for cell in cells)
        assert said == sorted(f"{row}-{column}" for row in range(9) for column in range(9))


def _word_rows(table: Any) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row.findall("w:tc", W)] for row in table.findall("w:tr", W)]


def test_no_table_of_any_size_leaves_its_slide(tmp_path: Path) -> None:
    for holders, topics, words in ((12, 3, 8), (9, 9, 6), (3, 12, 20), (1, 1, 60), (30, 5, 2), (12, 12, 14)):
        pack = build(dataset(tmp_path, **long(holders, topics, words)), "standard", tmp_path / "out")
        presentation = Presentation(BytesIO(file_of(pack, ".pptx")))
        for slide in presentation.slides:
            for shape in (shape for shape in slide.shapes if shape.has_table):
                height = sum(row.height for row in shape.table.rows)
                assert shape.top + height <= presentation.slide_height, (holders, topics, words)


def test_many_topics_of_few_holders_become_the_rows(tmp_path: Path) -> None:
    composition = compose(dataset(tmp_path, **long(2, 7, 1)), "standard")
    assert table_of(composition).header == table_of(composition, "deck.pptx").header
    assert rows_of(table_of(composition))[0] == ["", "Holder 0", "Holder 1"]


@pytest.mark.parametrize(
    ("rows", "header"),
    [("topics", ["", "Town", "Port authority", "Ship owners"]), ("holders", ["", "The pier", "Its costs"])],
)
def test_a_template_can_choose_the_rows_and_give_a_caption(rows: str, header: list[str], tmp_path: Path) -> None:
    template = (
        '{% extends "standard/briefing.md.j2" %}\n{% block positions %}\n# {{ positions.title }}\n\n'
        f'::: {{.positions rows="{rows}" caption="Who says what"}}\n:::\n\nSee [@tbl-positions].\n{{% endblock %}}\n'
    )
    folder = tmp_path / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "audience.yaml").write_text("extends: standard\ntitle: Own\n", encoding="utf-8")
    (folder / "briefing.md.j2").write_text(template, encoding="utf-8")
    table = table_of(compose(dataset(tmp_path), "own", templates=folder.parent))
    assert rows_of(table)[0] == header and text_of(table.caption) == "Who says what"


def test_a_slide_uses_labels_where_they_save_one_and_the_notes_have_the_full_text(tmp_path: Path) -> None:
    arguments = long(5, 4, 12)
    cells = [{**cell, "label": f"Label {number}."} for number, cell in enumerate(arguments.pop("cells"))]
    pack = build(dataset(tmp_path, cells, **arguments), "standard", tmp_path / "out")
    ((_, rows, _),) = slide_tables(pack)
    assert rows[1][1:] == [f"Label {number}." for number in range(4)]
    notes = "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in Presentation(BytesIO(file_of(pack, ".pptx"))).slides
    )
    assert "Holder 4, Topic 3: Says 4-3 and so on" in notes


def test_a_table_in_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    cells = [{"holder": "town", "topic": "pier", "text": "تريده قبل عام ٢٠٢٣."}]
    pack = build(
        dataset(tmp_path, cells, {"pier": "الرصيف", "costs": "تكاليفه"}, {"town": "البلدة", "port": "الميناء"}),
        "standard",
        tmp_path / "out",
    )
    ((_, rows, table),) = slide_tables(pack)
    assert rows[0][1] == "الرصيف" and table.find("a:tblPr", A).get("rtl") == "1"
    (written,) = word_tables(pack)
    assert written.find("w:tblPr/w:bidiVisual", W) is not None
    for ending in (".pptx", ".docx"):
        (tmp_path / f"pack{ending}").write_bytes(file_of(pack, ending))
        assert [*OpenXmlValidator(FileFormat.MICROSOFT_365).validate(tmp_path / f"pack{ending}").errors] == []


def test_templates_without_our_layouts_and_styles_show_the_same_table(tmp_path: Path) -> None:
    look = tmp_path / "look"
    Document().save(str(tmp_path / "theirs.docx"))
    slides = Path(pptx.__file__).parent / "templates" / "default.pptx"
    assert main(["new-look", str(look), "--word", str(tmp_path / "theirs.docx"), "--slides", str(slides)]) == 0
    pack = build(dataset(tmp_path), "standard", tmp_path / "out", look=look)
    ((_, rows, table),) = slide_tables(pack)
    assert rows[2] == ["Port authority", "–", "Says that the town pays."]
    assert table.find("a:tblPr", A).get("firstCol") == "1"
    assert _word_rows(word_tables(pack)[0])[2][0] == "Port authority"


def test_the_demo_shows_the_positions_that_its_sources_have_and_dashes_for_the_others(demo: Pack) -> None:
    ((title, rows, _),) = [each for each in slide_tables(demo) if each[1][0][:2] == ["", "Sanctions relief"]]
    assert title == "Four governments want sanctions eased; Washington has two ways"
    assert [row[0] for row in rows[1:]] == ["North Korea", "United States", "South Korea", "China and Russia"]
    assert [row[2:] for row in rows[3:]] == [["–"] * 3] * 2 and all("–" not in row for row in rows[1:3])


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9)
TEXTS = st.lists(LETTERS, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize() + ".")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_subset_of_cells_gives_a_table_with_all_their_texts_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    holders = data.draw(st.integers(1, 5))
    topics = data.draw(st.integers(1, 7))
    places = [(f"h{row}", f"t{column}") for row in range(holders) for column in range(topics)]
    filled = data.draw(st.lists(st.sampled_from(places), unique=True, min_size=1))
    withheld = set(data.draw(st.lists(st.sampled_from(filled), unique=True)))
    texts = {place: data.draw(TEXTS) for place in filled}
    cells = [
        {
            "holder": holder,
            "topic": topic,
            "text": text,
            **({"audiences": ["board"]} if (holder, topic) in withheld else {}),
        }
        for (holder, topic), text in texts.items()
    ]
    size = long(holders, topics, 0)
    folder = dataset(tmp_path_factory.mktemp("any"), cells, size["topics"], size["holders"])
    composition = compose(folder, "standard")
    shown = [text for place, text in texts.items() if place not in withheld]
    for name in composition.trees:
        tables = [node for node in walk(_blocks(composition, name)) if isinstance(node, Table)]
        said = [cell for table in tables for row in rows_of(table)[1:] for cell in row[1:]]
        assert sorted(cell for cell in said if cell != "–") == sorted(shown)
        assert bool(tables) == bool(shown)


def _blocks(composition: Composition, name: str) -> Any:
    tree = composition.trees[name]
    return getattr(tree, "blocks", None) or [slide.blocks for slide in getattr(tree, "slides", ())]
