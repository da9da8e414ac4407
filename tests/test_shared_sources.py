"""A source that holds for all statements is said once; a statement names what it adds, and rests on both."""

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from generator.cli.main import main
from generator.errors import InputError
from generator.model.block import Paragraph, ReferenceList
from generator.model.inline import Cite, Note, text_of
from generator.model.walk import walk
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from generator.pipeline.composition import Composition
from generator.read.dataset.events import COLUMNS
from generator.read.dataset.notes.unused import find_unused

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"
TOPIC = """\
title: Harbour tolls
as_of: 2021-06-30
language: en-GB
{dataset}
overview:
  title: Where things stand
  takeaway: Tolls rose
  {overview}
  statements:
    - {{id: rose, headline: Up, text: Tolls rose in May., status: achieved, assessed: source, {rose}}}
    - {{id: kept, headline: Kept, text: Tolls stay as they are now., {kept}}}
developments:
  title: What has happened
  takeaway: The channel silted up
  groups:
    - id: channel
      title: Channel
      takeaway: Dredging waits
      {group}
      statements:
        - {{id: dredging, headline: Waits, text: Dredging ended for good., status: partly, assessed: ours, {dredging}}}
scorecard: {{title: Scorecard, takeaway: One of two is done, statements: [rose, dredging]}}
"""
NOWHERE = dict.fromkeys(("dataset", "overview", "group", "rose", "kept", "dredging"), "")
EVENTS = ",".join(COLUMNS) + "\n"
SOURCES = "".join(
    f"- {{id: {id_}, title: {title}, author: [{{literal: {author}}}], issued: 2021}}\n"
    for id_, title, author in (
        ("audit", "Annual audit", "Port"),
        ("log", "Log book", "Town"),
        ("map", "Sea chart", "Navy"),
    )
)


def topic(folder: Path, extra: str = "", **sources: str) -> Path:
    """Write a small dataset; `sources` are those of its parts, such as `group="log"`."""
    lines = {name: f"sources: [{names}]" for name, names in sources.items()}
    folder = folder / "harbour"
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yaml").write_text(TOPIC.format(**{**NOWHERE, **lines}) + extra, encoding="utf-8")
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return folder


def audience(folder: Path, profile: str = "", template: str = "") -> Path:
    """Write an audience of its own, called `own`."""
    (folder / "own").mkdir(parents=True)
    (folder / "own" / "audience.yaml").write_text(f"extends: standard\ntitle: Own\n{profile}", encoding="utf-8")
    if template:
        (folder / "own" / "briefing.md.j2").write_text(template, encoding="utf-8")
    return folder


def compose_noted(dataset: Path) -> Composition:
    """Compose the standard edition with footnotes."""
    templates = audience(dataset.parent / "noted", "citations: footnotes\n")
    return compose(dataset, "own", templates=templates)


def notes(composition: Composition) -> list[str]:
    """The notes of the briefing, in order."""
    tree = composition.trees["briefing.docx"]
    return [text_of(node.inlines) for node in walk(tree.blocks) if isinstance(node, Note)]


def paragraphs(composition: Composition) -> list[str]:
    tree = composition.trees["briefing.docx"]
    texts = (text_of(node.inlines) for node in walk(tree.blocks) if isinstance(node, Paragraph))
    return [text.replace("\u00a0", " ") for text in texts]


def slides(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield the title, the text and the notes of each slide; rows of tables are lines."""
    data = next(data for name, data in pack.files.items() if name.endswith(".pptx"))
    for slide in Presentation(BytesIO(data)).slides:
        lines = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        lines += [" | ".join(cell.text_frame.text for cell in row.cells) for table in tables for row in table.rows]
        text = "\n".join(lines)
        yield slide.shapes.title.text_frame.text, text, slide.notes_slide.notes_text_frame.text


def test_the_source_of_the_demo_is_said_once_and_with_no_letter_of_a_statement(demo: Pack) -> None:
    data = next(data for name, data in demo.files.items() if name.endswith(".docx"))
    paragraphs = Document(BytesIO(data)).element.body.iter("{*}p")
    lines = ["".join(text.text for text in paragraph.iter("{*}t")).replace("\u00a0", " ") for paragraph in paragraphs]
    assert sum("What 18 Months of Diplomacy" in line for line in lines) == 1  # in the list of sources
    said = [line for line in lines if "CRS [" in line]
    assert sum("All statements rest on CRS, August 2019 [" in line for line in lines) == 1
    assert len(said) == 3  # of numbers and figures, which list their own sources


def test_each_slide_of_the_demo_with_statements_says_it_first(demo: Pack) -> None:
    lines = [re.search(r"All statements: CRS(?:, August 2019)?\u00a0(\[\d+\]).*", text) for _, text, _ in slides(demo)]
    shared = [line for line in lines if line]
    assert len(shared) >= 7 and len({line[1] for line in shared}) == 1
    assert all(line[0].count(line[1]) == 1 for line in shared)


def test_a_source_of_the_dataset_is_said_at_the_start_and_notes_name_what_is_added(tmp_path: Path) -> None:
    composition = compose_noted(topic(tmp_path, dataset="audit", kept="log", dredging="audit"))
    said = "All statements rest on Port, “Annual audit,” 2021. Further sources are cited where they apply."
    assert said in paragraphs(composition)
    assert notes(composition) == ["Town, “Log book.”"]


def test_a_locator_is_something_that_a_statement_adds(tmp_path: Path) -> None:
    composition = compose_noted(topic(tmp_path, dataset="audit", kept='"audit, p. 2"'))
    assert notes(composition) == ["Port, “Annual audit,” p.\u00a02."]


def test_a_source_of_a_group_is_said_in_its_block_and_cited_where_its_statements_stand_elsewhere(
    tmp_path: Path,
) -> None:
    composition = compose_noted(topic(tmp_path, group="log", dredging="map", rose="audit", kept="audit"))
    assert "All statements in this section rest on Town, “Log book,” 2021." in paragraphs(composition)
    assert [note for note in notes(composition) if "Town" in note] == ["Town; Navy."]  # of its row in the scorecard


def test_a_template_that_does_not_say_it_loses_nothing(tmp_path: Path) -> None:
    own = '{% extends "standard/briefing.md.j2" %}\n{% block summary %}\n{% endblock %}\n'
    templates = audience(tmp_path / "templates", "citations: footnotes\n", own)
    composition = compose(topic(tmp_path, dataset="audit", kept="log"), "own", templates=templates)
    assert len(notes(composition)) == 4 and all("Port" in note for note in notes(composition))
    assert sum("Town" in note for note in notes(composition)) == 1


def test_it_can_be_said_after_the_statements(tmp_path: Path) -> None:
    own = (
        '{% extends "standard/briefing.md.j2" %}\n{% block opening %}\n# {{ title }} {.title}\n{% endblock %}\n'
        "{% block closing %}\n{{ sources | cite_all }}\n{% endblock %}\n"
    )
    templates = audience(tmp_path / "templates", "citations: footnotes\n", own)
    composition = compose(topic(tmp_path, dataset="audit", kept="log"), "own", templates=templates)
    assert notes(composition) == ["Town, “Log book,” 2021."]
    assert paragraphs(composition)[-1].startswith("All statements rest on Port")


@pytest.mark.parametrize("manner", ["numbers", "group", "links", "none"])
def test_every_manner_of_citing_says_it_once(manner: str, tmp_path: Path) -> None:
    templates = audience(tmp_path / "templates", f"citations: {manner}\n")
    composition = compose(topic(tmp_path, dataset="audit", kept="log"), "own", templates=templates)
    said = [text for text in paragraphs(composition) if text.startswith("All statements rest on")]
    cited = [node.citations for node in walk(composition.trees["briefing.docx"].blocks) if isinstance(node, Cite)]
    numbers = [[citation.number for citation in citations] for citations in cited]
    shown = {"numbers": (1, [[1], [2]]), "group": (1, [[1], [2], [2]]), "links": (1, []), "none": (0, [])}
    assert (len(said), numbers) == shown[manner]
    assert sum("Port" in text for text in paragraphs(composition)) == (0 if manner == "none" else 1)


def test_a_slide_with_statements_of_different_parts_says_at_each_what_not_all_share(tmp_path: Path) -> None:
    pack = build(topic(tmp_path, dataset="audit", group="log", kept="map"), "standard", tmp_path / "out")
    by_title = {title: (text, spoken) for title, text, spoken in slides(pack)}
    scorecard, spoken = by_title["One of two is done"]
    assert "All statements: Port 2021\u00a0[1]; also: Town 2021\u00a0[" in scorecard
    assert re.search(r"for good\. \| \d", scorecard) and re.search(r"in May\. \| $", scorecard, re.MULTILINE)
    assert "All statements: [1] Port, “Annual audit,” 2021." in spoken
    channel, _ = by_title["Dredging waits"]
    assert re.search(r"All statements: Port 2021\u00a0\[1\]; Town 2021\u00a0\[\d\]$", channel, re.MULTILINE)
    assert not re.search(r"for good\.\d", channel)


def test_a_statement_with_inherited_sources_counts_as_sourced(tmp_path: Path) -> None:
    composition = compose_noted(topic(tmp_path, overview="audit"))
    unsourced = [problem.what for problem in find_unused(composition.dataset) if "has no `sources`" in problem.what]
    assert unsourced == ["`dredging` has no `sources`"]


def test_a_withdrawn_source_names_the_level_that_cites_it(tmp_path: Path) -> None:
    folder = topic(tmp_path, overview="audit", group="audit", kept="log")
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text().replace("issued: 2021}", "issued: 2021, withdrawn: yes}", 1))
    with pytest.raises(InputError) as raised:
        build(folder, "standard", tmp_path / "out")
    (problem,) = raised.value.problems
    assert problem.what == "`audit` is withdrawn, and cited by all of `overview`, all of group `channel`"


def test_an_unknown_source_is_reported_at_the_level_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        compose(topic(tmp_path, dataset="adit", group="lok"), "standard")
    assert [(str(problem.place).rpartition("/")[2], problem.what) for problem in raised.value.problems] == [
        ("dataset.yaml:4:11", "unknown source `adit` in sources.yaml (`sources`)"),
        ("dataset.yaml:19:17", "unknown source `lok` in sources.yaml (group `channel`)"),
    ]


def test_a_source_leads_to_the_statements_that_inherit_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = topic(tmp_path, dataset="audit", overview="log")
    pack = build(folder, "standard", tmp_path / "out")
    capsys.readouterr()
    assert main(["trace", str(pack.folder), "log"]) == 0
    shown = capsys.readouterr().out
    assert "rose" in shown and "kept" in shown and "dredging" not in shown
    statements = json.loads(pack.files["manifest.json"])["statements"]
    assert statements["dredging"]["sources"] == ["audit"] and statements["kept"]["sources"] == ["audit", "log"]


def test_an_audience_selects_by_inherited_sources_too(tmp_path: Path) -> None:
    templates = audience(tmp_path / "templates", "select: {not: {sources: log}}\n")
    composition = compose(topic(tmp_path, dataset="audit", group="log"), "own", templates=templates)
    assert {item.id for item in composition.editions["briefing"].left_out} == {"dredging"}


def test_nothing_is_said_of_statements_that_are_all_withheld(tmp_path: Path) -> None:
    folder = topic(tmp_path, dataset="audit", overview="log", group="map")
    file = folder / "dataset.yaml"
    file.write_text(re.sub(r", \}", ", audiences: [board]}", file.read_text(encoding="utf-8")), encoding="utf-8")
    pack = build(folder, "standard", tmp_path / "out")
    assert not any("rest on" in text for text in paragraphs(compose(folder, "standard")))
    assert json.loads(pack.files["manifest.json"])["sources"] == {}


def references(composition: Composition) -> list[str]:
    (listed,) = (node for node in walk(composition.trees["briefing.docx"].blocks) if isinstance(node, ReferenceList))
    return [f"{entry.number} {text_of(entry.full)}" for entry in listed.references]


def test_sources_are_listed_by_how_much_rests_on_them_with_the_count(tmp_path: Path) -> None:
    templates = audience(tmp_path / "templates", "sources_order: weight\nsource_counts: true\n")
    folder = topic(tmp_path, rose="map", kept="log", dredging='"log, p. 2", map, audit', group="map")
    by_weight = references(compose(folder, "own", templates=templates))
    assert by_weight == [
        "1 Navy, “Sea chart,” 2021. 2 of 3 statements.",
        "2 Town, “Log book,” 2021. 2 of 3 statements.",
        "3 Port, “Annual audit,” 2021. 1 of 3 statements.",
    ]
    assert [entry[2:6] for entry in references(compose(folder, "standard"))] == ["Navy", "Town", "Port"]
    folder = topic(tmp_path, rose="map", dataset="audit", kept="log")
    assert [entry[2:6] for entry in references(compose(folder, "own", templates=templates))] == ["Port", "Navy", "Town"]
    shutil.rmtree(folder)
    folder = topic(tmp_path, rose="map", kept="audit", dredging="audit")
    assert [entry[2:6] for entry in references(compose(folder, "standard"))] == ["Navy", "Port"]
    assert [entry[2:6] for entry in references(compose(folder, "own", templates=templates))] == ["Port", "Navy"]


def test_a_deck_numbers_sources_by_weight_from_its_first_slide(tmp_path: Path) -> None:
    templates = audience(tmp_path / "templates", "sources_order: weight\n")
    folder = topic(tmp_path, rose="map", kept="audit", dredging="audit")
    pack = build(folder, "own", tmp_path / "out", templates=templates)
    words = ("Tolls rose", "Sources: ", "Navy 2021")
    text = next(text for _, text, _ in slides(pack) if all(word in text for word in words))
    assert "Port 2021\u00a0[1]; Navy 2021\u00a0[2]" in text
