"""Scorecard and open questions as native tables: signs, words and colours, evidence, latest events, importance."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation

from generator.color.contrast import READABLE, contrast
from generator.color.fill import choose_fill
from generator.color.theme_color import to_hex
from generator.errors import Place
from generator.model.block import Table, TableGroup
from generator.model.dataset import STATUSES
from generator.model.inline import DETAIL, SIGN, VALUE, Break, Inlines, Note, Plain, Strong, Styled, Traced, text_of
from generator.model.walk import walk
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from generator.pipeline.composition import Composition
from generator.read.dataset.events import COLUMNS
from generator.readback.finish.rules import find_faults
from generator.readback.finish.slides import read_slides
from generator.write.powerpoint.plan.page import Page, TableShape
from generator.write.powerpoint.plan.table import table_pages
from generator.write.powerpoint.template.layouts import LayoutChooser
from generator.write.powerpoint.template.region import LayoutSet
from generator.write.powerpoint.template.slide_template import load_slide_template
from tests.write.powerpoint import foreign
from tests.write.powerpoint.decks import look

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
A = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROWS = [
    {"id": "pier", "headline": "Pier built", "text": "The pier stands.", "status": "achieved", "assessed": "ours",
     "evidence": {"number": "calls", "words": "calls since January"}},
    {"id": "ferry", "headline": "Ferry runs", "text": "The ferry runs daily.", "status": "achieved",
     "assessed": "ours"},
    {"id": "crane", "headline": "No crane", "text": "No crane was bought.", "status": "not_achieved",
     "assessed": "source", "evidence": {"event": "storm", "words": "tender stopped"}, "sources": ["log"]},
]  # fmt: skip
QUESTIONS = [
    {"id": "who", "question": "Who pays?", "text": "Nobody has said.", "state": "Unsettled", "importance": "normal",
     "latest": "storm"},
    {"id": "when", "question": "When is it done?", "text": "No date is set.", "importance": "high"},
]  # fmt: skip
EVENTS = [
    {"id": "call", "date": "2021-02-03", "kind": "call", "title": "First call", "sources": "minutes"},
    {"id": "storm", "date": "2021-05-06", "kind": "storm", "title": "Storm stops the tender", "sources": "minutes"},
]


def dataset(
    folder: Path,
    rows: Sequence[Mapping[str, Any]] = ROWS,
    questions: Sequence[Mapping[str, Any]] = QUESTIONS,
    events: Sequence[Mapping[str, str]] = EVENTS,
    **fields: Any,
) -> Path:
    """Write a dataset with a scorecard and questions, all of which rest on the minutes."""
    folder = folder / "quay"
    folder.mkdir(exist_ok=True)
    data = {
        "title": "A quay",
        "as_of": "2021-06-30",
        "language": "en-GB",
        "sources": ["minutes"],
        "overview": {"title": "Overview", "takeaway": "Much is done", "statements": [*rows]},
        "numbers": {"title": "Numbers", "takeaway": "Few calls", "items": [{"id": "calls", "count": {"kind": "call"}}]},
        "scorecard": {"title": "Scorecard", "takeaway": "Half is done", "statements": [row["id"] for row in rows]},
        "open_questions": {"title": "Questions", "takeaway": "Two are open", "questions": [*questions]},
        **fields,
    }
    if not questions:
        del data["open_questions"]
    (folder / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    lines = [",".join(str(event.get(name, "")) for name in (*COLUMNS, "audiences")) for event in events]
    (folder / "events.csv").write_text("\n".join([",".join((*COLUMNS, "audiences")), *lines]) + "\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        "- {id: minutes, title: Minutes, issued: 2021}\n- {id: log, title: Log, issued: 2021}\n", encoding="utf-8"
    )
    return folder


def template(folder: Path) -> Path:
    """Write an audience whose briefing has both tables as well."""
    audience = folder / "templates" / "tabled"
    audience.mkdir(parents=True, exist_ok=True)
    (audience / "audience.yaml").write_text("extends: standard\ntitle: Tabled\ncitations: numbers\n", encoding="utf-8")
    blocks = "".join(
        f"{{% block {name} %}}\n# {{{{ {name}.title }}}}\n\n::: {directive}\n:::\n{{% endblock %}}\n"
        for name, directive in (("scorecard", "scorecard"), ("open_questions", "questions"))
    )
    text = '{% extends "standard/briefing.md.j2" %}\n' + blocks
    (audience / "briefing.md.j2").write_text(text, encoding="utf-8")
    return folder / "templates"


def tables_of(composition: Composition, output: str = "deck.pptx") -> dict[str, list[list[str]]]:
    """Return the cells of scorecard and questions, by the second name in the header of each."""
    tree: Any = composition.trees[output]
    blocks = getattr(tree, "blocks", None) or [slide.blocks for slide in tree.slides]
    tables = [node for node in walk(blocks) if isinstance(node, Table) and node.exhibit]
    return {
        text_of(table.header[1]): [
            [text_of(cell).replace("\u00a0", " ") for cell in row] for row in (table.header, *table.rows)
        ]
        for table in tables
    }


def native(pack: Pack) -> list[Any]:
    """Return the tables of the deck, as XML."""
    data = next(data for name, data in pack.files.items() if name.endswith(".pptx"))
    slides = Presentation(BytesIO(data)).slides
    return [shape.table._tbl for slide in slides for shape in slide.shapes if shape.has_table]


def test_a_row_on_a_page_has_one_footnote_for_finding_and_evidence(tmp_path: Path) -> None:
    events = [EVENTS[0], {**EVENTS[1], "sources": "chart"}]
    folder = dataset(tmp_path, events=events)
    with (folder / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write("- {id: chart, title: Chart, author: [{literal: Navy}], issued: 2021}\n")
    (tmp_path / "templates" / "noted").mkdir(parents=True)
    profile = "extends: standard\ntitle: Noted\ncitations: footnotes\nsections: {briefing: [summary, scorecard]}\n"
    (tmp_path / "templates" / "noted" / "audience.yaml").write_text(profile, encoding="utf-8")
    tree = compose(folder, "noted", templates=tmp_path / "templates").trees["briefing.docx"]
    (table,) = [node for node in walk(tree.blocks) if isinstance(node, Table) and len(node.header) == 4]
    notes = [[text_of(node.inlines) for node in walk(row) if isinstance(node, Note)] for row in table.rows]
    assert notes == [[], [], ["“Log”; Navy."]]


def test_a_row_has_its_status_finding_value_words_and_sources(tmp_path: Path) -> None:
    assert tables_of(compose(dataset(tmp_path), "standard"))["Finding"] == [
        ["Status", "Finding", "", "Evidence", "Sources"],
        ["✓\nAchieved\nour assessment", "Pier built\nThe pier stands.", "1", "calls since January", ""],
        ["", "Ferry runs\nThe ferry runs daily.", "", "", ""],
        ["✕\nNot achieved", "No crane\nNo crane was bought.", "", "tender stopped, 6 May 2021", ""],
    ]


def test_an_assessment_of_ours_among_others_is_marked_in_its_own_row(tmp_path: Path) -> None:
    rows = [ROWS[0], {**ROWS[1], "assessed": "source"}]
    table = tables_of(compose(dataset(tmp_path, rows), "standard"))["Finding"]
    assert table[1][:2] == ["✓\nAchieved", "Pier built\nThe pier stands. (our assessment)"]
    assert "assessment" not in table[2][1]


def test_questions_stand_by_importance_with_their_state_and_latest_event(tmp_path: Path) -> None:
    composition = compose(dataset(tmp_path), "standard")
    assert tables_of(composition)["Question"] == [
        ["", "Question", "Where it stands", "Latest event"],
        ["1", "When is it done?", "No date is set.", "none recorded"],
        ["2", "Who pays?", "Unsettled", "6 May 2021 Storm stops the tender"],
    ]
    (table,) = [
        node
        for slide in composition.trees["deck.pptx"].slides  # type: ignore[union-attr]
        for node in walk(slide.blocks)
        if isinstance(node, Table) and text_of(node.header[1]) == "Question"
    ]
    assert table.shaded == (0,) and table.events == ((), ("storm",))


def test_the_events_that_are_evidence_or_latest_lead_to_their_slides(tmp_path: Path) -> None:
    manifest = json.loads(build(dataset(tmp_path), "standard", tmp_path / "out").files["manifest.json"])
    tables = next(tables for name, tables in manifest["tables"].items() if name.endswith(".pptx"))
    assert sorted(tables.values()) == [["storm"], ["storm"]]


def test_without_evidence_and_latest_events_their_columns_go(tmp_path: Path) -> None:
    rows = [{name: value for name, value in row.items() if name != "evidence"} for row in ROWS]
    questions = [{name: value for name, value in each.items() if name != "latest"} for each in QUESTIONS]
    tables = tables_of(compose(dataset(tmp_path, rows, questions), "standard"))
    assert tables["Finding"][0] == ["Status", "Finding", "Sources"]
    assert tables["Question"][0] == ["", "Question", "Where it stands"]


def test_dates_and_events_alone_leave_no_column_for_values(tmp_path: Path) -> None:
    numbers = {"title": "Numbers", "takeaway": "Few calls", "items": [{"id": "calls", "last": {"kind": "call"}}]}
    tables = tables_of(compose(dataset(tmp_path, numbers=numbers), "standard"))
    assert tables["Finding"][0] == ["Status", "Finding", "Evidence", "Sources"]
    assert tables["Finding"][1][2] == "3 February 2021 calls since January"


@pytest.mark.parametrize("audience", ["standard", "executive", "press", "staff"])
def test_withheld_evidence_and_latest_events_leave_no_trace(audience: str, tmp_path: Path) -> None:
    events = [EVENTS[0], {**EVENTS[1], "audiences": "board"}]
    pack = build(dataset(tmp_path, events=events), audience, tmp_path / "out")
    texts = [text for table in native(pack) for text in table.xpath(".//a:t/text()")]
    assert texts and not any("tender" in text or "6 May" in text for text in texts)
    assert "Latest event" not in texts  # the only one is withheld


def test_nothing_is_left_of_scorecard_and_questions_that_are_all_withheld(tmp_path: Path) -> None:
    rows = [{**row, "audiences": ["board"]} for row in ROWS]
    questions = [{**question, "audiences": ["board"]} for question in QUESTIONS]
    folder = dataset(tmp_path, rows, questions)
    composition = compose(folder, "tabled", templates=template(tmp_path))
    assert tables_of(composition) == {} and tables_of(composition, "briefing.docx") == {}


def test_the_foot_says_what_limits_leave_out(tmp_path: Path) -> None:
    templates = tmp_path / "templates" / "short"
    templates.mkdir(parents=True)
    (templates / "audience.yaml").write_text(
        "extends: standard\ntitle: Short\nlimits: {questions: 1, scorecard: 2}\n", encoding="utf-8"
    )
    composition = compose(dataset(tmp_path), "short", templates=tmp_path / "templates")
    texts = [text_of(node.inlines) for slide in composition.trees["deck.pptx"].slides  # type: ignore[union-attr]
             for node in slide.blocks if hasattr(node, "inlines")]  # fmt: skip
    assert any("Further questions in the full briefing: 1." in text for text in texts)
    assert any(text.endswith("Further assessments in the full briefing: 1.") for text in texts)


def test_a_slide_has_merged_status_cells_in_the_colours_of_the_theme(tmp_path: Path) -> None:
    scorecard, questions = native(build(dataset(tmp_path), "standard", tmp_path / "out"))
    assert scorecard.find("a:tblPr", A).get("firstRow") == "1"
    leads = [row.find("a:tc", A) for row in scorecard.findall("a:tr", A)[1:]]
    assert [(lead.get("rowSpan"), lead.get("vMerge")) for lead in leads] == [("2", None), (None, "1"), (None, None)]
    fills = [lead.find("a:tcPr/a:solidFill/a:schemeClr", A).get("val") for lead in leads]
    assert fills == ["accent3", "accent3", "accent2"]
    assert {run.get("val") for lead in leads for run in lead.iterfind(".//a:rPr/a:solidFill/a:schemeClr", A)} == {"bg1"}
    shades = [row.find("a:tc/a:tcPr/a:solidFill/a:schemeClr", A) for row in questions.findall("a:tr", A)[1:]]
    assert [None if shade is None else shade.get("val") for shade in shades] == ["bg2", None]


def test_values_are_large_and_stand_at_the_right(tmp_path: Path) -> None:
    scorecard, _ = native(build(dataset(tmp_path), "standard", tmp_path / "out"))
    words, value = (scorecard.findall("a:tr", A)[1].findall("a:tc", A)[number] for number in (1, 2))
    assert value.find(".//a:pPr", A).get("algn") == "r"
    large, usual = (int(cell.find(".//a:rPr", A).get("sz")) for cell in (value, words))
    assert large > usual * 1.3


def test_word_merges_fills_and_repeats_the_header(tmp_path: Path) -> None:
    pack = build(dataset(tmp_path), "tabled", tmp_path / "out", templates=template(tmp_path))
    data = next(data for name, data in pack.files.items() if name.endswith(".docx"))
    with ZipFile(BytesIO(data)) as package:
        tables = etree.fromstring(package.read("word/document.xml")).findall(".//w:tbl", W)
    scorecard = next(table for table in tables if "Finding" in table.xpath(".//w:t/text()", namespaces=W))
    rows = scorecard.findall("w:tr", W)
    assert rows[0].find("w:trPr/w:tblHeader", W) is not None
    assert all(row.find("w:trPr/w:cantSplit", W) is not None for row in rows)
    leads = [row.find("w:tc/w:tcPr", W) for row in rows[1:]]
    merges = [lead.find("w:vMerge", W) for lead in leads]
    assert [None if merge is None else merge.get(f"{WORD}val") for merge in merges] == ["restart", None, None]
    assert merges[1] is not None and merges[2] is None
    assert [lead.find("w:shd", W).get(f"{WORD}themeFill") for lead in leads] == ["accent3", "accent3", "accent2"]
    assert rows[1].findall("w:tc", W)[2].find(".//w:jc", W).get(f"{WORD}val") == "right"
    questions = next(table for table in tables if "Question" in table.xpath(".//w:t/text()", namespaces=W))
    shades = [row.find(".//w:shd", W) for row in questions.findall("w:tr", W)[1:]]
    assert shades[0].get(f"{WORD}themeFill") == "background2" and shades[1] is None


def test_both_files_are_valid_and_pass_the_finish_check(tmp_path: Path) -> None:
    pack = build(dataset(tmp_path), "tabled", tmp_path / "out", templates=template(tmp_path))
    for ending in (".pptx", ".docx"):
        data = next(data for name, data in pack.files.items() if name.endswith(ending))
        (tmp_path / f"pack{ending}").write_bytes(data)
        assert [*OpenXmlValidator(FileFormat.MICROSOFT_365).validate(tmp_path / f"pack{ending}").errors] == []


@pytest.mark.parametrize("make", [foreign.plain, foreign.dark, foreign.without_footers])
def test_a_foreign_template_shows_both_readably(make: Any, tmp_path: Path) -> None:
    written = build(dataset(tmp_path), "standard", tmp_path / "out", look=_foreign_look(make(), tmp_path))
    scorecard, questions = native(written)
    assert len(scorecard.findall("a:tr", A)) == 4 and len(questions.findall("a:tr", A)) == 3
    data = next(data for name, data in written.files.items() if name.endswith(".pptx"))
    contents = read_slides(data)
    faults = [fault.what for fault in find_faults(contents, {}, Place("deck.pptx"))]
    own = ("✓", "✕", "Achieved", "Pier", "calls", "tender", "Unsettled", "none", "is set in")
    assert [what for what in faults if any(word in what for word in own)] == []


def _foreign_look(slides: bytes, folder: Path) -> Path:
    from generator.cli.main import main

    (folder / "theirs.pptx").write_bytes(slides)
    assert main(["new-look", str(folder / "look"), "--slides", str(folder / "theirs.pptx")]) == 0
    return folder / "look"


@pytest.mark.parametrize(
    ("language", "header", "none"),
    [
        ("fr", ["", "Question", "État des lieux", "Dernier fait recensé"], "aucun recensé"),
        ("de", ["", "Frage", "Stand der Dinge", "Letztes Ereignis"], "keines erfasst"),
    ],
)
def test_labels_are_those_of_the_language(language: str, header: list[str], none: str, tmp_path: Path) -> None:
    tables = tables_of(compose(dataset(tmp_path, language=language), "standard"))
    assert tables[header[1]][0] == header and tables[header[1]][1][3] == none
    assert len(tables) == 2


def test_tables_in_arabic_run_from_right_to_left_with_values_at_the_left(tmp_path: Path) -> None:
    audience = tmp_path / "templates" / "arabic"
    audience.mkdir(parents=True)
    labels = "labels: {status: الحالة, question: السؤال}"
    (audience / "audience.yaml").write_text(f"extends: standard\ntitle: Arabic\n{labels}\n", encoding="utf-8")
    rows = [{**row, "headline": "الرصيف", "text": "الرصيف قائم."} for row in ROWS]
    questions = [{**question, "question": "من يدفع؟", "text": "لا أحد."} for question in QUESTIONS]
    folder = dataset(tmp_path, rows, questions)
    scorecard, question_table = native(build(folder, "arabic", tmp_path / "out", templates=audience.parent))
    assert scorecard.find("a:tblPr", A).get("rtl") == question_table.find("a:tblPr", A).get("rtl") == "1"
    cells = scorecard.findall("a:tr", A)[1].findall("a:tc", A)
    assert cells[2].find(".//a:pPr", A).get("algn") == "l"
    assert cells[3].find(".//a:pPr", A).get("algn") == "r"  # in Latin letters, and still from the right


def test_the_demo_has_its_scorecard_and_its_questions_on_a_slide_each(demo: Pack) -> None:
    heads = [table.xpath("./a:tr[1]//a:t/text()") for table in native(demo)]
    assert sum(head[:2] == ["Status", "Finding"] for head in heads) == 1
    assert sum(head[:1] == ["Question"] for head in heads) == 1


# --- any table, in any template, as planned -------------------------------------------------------------------------


@cache
def layout_set(name: str) -> LayoutSet:
    slides = {"shipped": None, "plain": foreign.plain, "two layouts": foreign.with_two_layouts}[name]
    return load_slide_template(look(slides and slides())).layout_set


WORDS = st.lists(st.text("abcdefghilmnorstu", min_size=2, max_size=11), min_size=1, max_size=14).map(" ".join)
TEMPLATES = st.sampled_from(["shipped", "plain", "two layouts"])


@st.composite
def scorecards(draw: st.DrawFn) -> Table:
    """A scorecard of one to twelve rows in one to three statuses."""
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3).filter(lambda sizes: sum(sizes) <= 12))
    groups = tuple(TableGroup(size, status) for size, status in zip(sizes, STATUSES, strict=False))
    rows: list[tuple[Inlines, ...]] = []
    for group in groups:
        for number in range(group.rows):
            long, short = draw(WORDS), draw(st.text("abc", min_size=3, max_size=30))
            word: Inlines = (Plain(group.status.replace("_", " ").capitalize()),)
            lead: Inlines = (Styled((Strong((Plain("✓"),)),), SIGN), Break(), Strong(word))
            rows.append((
                () if number else lead,
                (Strong((Plain(draw(WORDS)[:30]),)), Break(), Traced("x", (Plain(long),), ((Plain(short),),))),
                (Styled((Strong((Plain(str(draw(st.integers(0, 9999)))),)),), VALUE),) if draw(st.booleans()) else (),
                (Plain(draw(WORDS)[:40]),) if draw(st.booleans()) else (),
                (Styled((Plain("1, 3–5"),), DETAIL),),
            ))  # fmt: skip
    header: tuple[Inlines, ...] = (
        (Plain("Status"),),
        (Plain("Finding"),),
        (),
        (Plain("Evidence"),),
        (Plain("Sources"),),
    )
    aligned = ("", "", "right", "", "right")
    return Table(header, tuple(rows), row_headers=True, groups=groups, aligned=aligned, exhibit=True)


@st.composite
def trackers(draw: st.DrawFn) -> Table:
    """A table of one to twelve questions."""
    count = draw(st.integers(1, 12))
    shaded = tuple(range(draw(st.integers(0, count))))
    rows = tuple(
        (
            (Styled((Strong((Plain(str(number + 1)),)),), VALUE),),
            (Strong((Plain(draw(WORDS)[:80]),)),),
            (Traced("x", (Plain(draw(WORDS)),), ((Plain("short"),),)),),
            (Plain("none recorded"),),
        )
        for number in range(count)
    )
    header: tuple[Inlines, ...] = ((), (Plain("Question"),), (Plain("Where it stands"),), (Plain("Latest event"),))
    return Table(header, rows, shaded=shaded, exhibit=True)


def shapes_of(pages: Sequence[Page]) -> list[TableShape]:
    return [shape for page in pages for shape in page.shapes if isinstance(shape, TableShape)]


@settings(max_examples=100, deadline=None)
@given(st.one_of(scorecards(), trackers()), TEMPLATES)
def test_no_table_leaves_its_region_or_loses_a_row_or_is_set_too_small(block: Table, name: str) -> None:
    shapes = shapes_of(table_pages(block, LayoutChooser(layout_set(name))))
    assert sum(len(shape.rows) - 1 for shape in shapes) == len(block.rows)
    for shape in shapes:
        assert sum(shape.heights_pt) <= shape.region.height_pt + 0.1
        assert sum(shape.widths_pt) <= shape.region.width_pt + 0.1
        assert [cell.text for cell in shape.rows[0]] == [text_of(cell) for cell in block.header]
        sizes = [text.size_pt for row in shape.looks for look in row for text in (look.text, *look.styles.values())]
        assert min(sizes) >= 10


@settings(max_examples=100, deadline=None)
@given(scorecards(), TEMPLATES)
def test_merged_cells_cover_all_rows_of_their_group_on_each_page(block: Table, name: str) -> None:
    shapes = shapes_of(table_pages(block, LayoutChooser(layout_set(name))))
    for shape in shapes:
        spans = [row[0].rows for row in shape.looks[1:]]
        starts = [number for number, span in enumerate(spans) if span]
        assert [spans[number] for number in starts] == [
            end - start for start, end in zip(starts, [*starts[1:], len(spans)], strict=True)
        ]
        assert starts[0] == 0 and all(shape.rows[number + 1][0].text for number in starts)


def sized(rows: int, words: int, groups: int = 2) -> Table:
    """A scorecard with `groups` of as many rows, which can be said shortly; the wording of the first is the longest."""
    long = [" ".join(["channel"] * (words if number % rows == 0 else words // 3)) for number in range(groups * rows)]
    body = tuple(
        (
            () if number % rows else (Styled((Strong((Plain("✓"),)),), SIGN), Break(), Strong((Plain("Done"),))),
            (Strong((Plain(f"Row {number}"),)), Break(), Traced(str(number), (Plain(text),), ((Plain("Short."),),))),
        )
        for number, text in enumerate(long)
    )
    parts = tuple(TableGroup(rows, STATUSES[number % 3]) for number in range(groups))
    return Table(((Plain("Status"),), (Plain("Finding"),)), body, row_headers=True, groups=parts, exhibit=True)


def test_a_scorecard_is_said_shorter_then_set_smaller_before_it_is_continued() -> None:
    layouts = LayoutChooser(layout_set("shipped"))
    roomy, full, tiny = (shapes_of(table_pages(block, layouts)) for block in (sized(2, 12), sized(4, 60), sized(6, 60)))
    assert len(roomy) == len(full) == len(tiny) == 1
    assert "channel" in roomy[0].rows[1][1].text and "Short." in full[0].rows[1][1].text
    assert [shape[0].looks[1][1].text.size_pt >= 16 for shape in (roomy, full, tiny)] == [True, True, False]


def test_a_scorecard_that_must_be_continued_is_not_divided_inside_a_group() -> None:
    shapes = shapes_of(table_pages(sized(5, 6, groups=5), LayoutChooser(layout_set("shipped"))))
    assert [len(shape.rows) for shape in shapes] == [6] * 5
    assert all(shape.rows[1][0].text.startswith("✓") and shape.looks[1][0].rows == 5 for shape in shapes)


def test_rows_are_of_even_height_where_the_slide_has_room() -> None:
    (shape,) = shapes_of(table_pages(sized(2, 18), LayoutChooser(layout_set("shipped"))))
    texts = [row[1].text for row in shape.rows[1:]]
    assert texts[0].count("channel") == 18 and texts[1].count("channel") == 6
    assert max(shape.heights_pt[1:]) - min(shape.heights_pt[1:]) < 0.5


def test_a_column_that_cites_only_what_all_share_goes(tmp_path: Path) -> None:
    rows = [{name: value for name, value in row.items() if name != "sources"} for row in ROWS]
    scorecard, _ = native(build(dataset(tmp_path, rows), "standard", tmp_path / "out"))
    assert scorecard.xpath("./a:tr[1]//a:t/text()") == ["Status", "Finding", "Evidence"]


HEX = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@settings(max_examples=300, deadline=None)
@given(HEX, HEX)
def test_text_on_any_fill_is_readable_where_white_or_black_is_there(accent: str, other: str) -> None:
    theme = {"accent": accent, "white": "FFFFFF", "other": other}
    fill = choose_fill("accent", ("white", "other"), theme)
    assert fill is not None
    assert contrast(to_hex(fill.color, theme), theme[fill.ink]) >= READABLE


def test_a_fill_in_colours_that_are_not_known_is_left_out() -> None:
    assert choose_fill("accent", ("white",), {"accent": "", "white": "FFFFFF"}) is None
    block = sized(2, 4)
    layouts = layout_set("shipped")
    plain = replace(layouts, layouts=tuple(replace(layout, colors={}) for layout in layouts.layouts))
    (shape,) = shapes_of(table_pages(block, LayoutChooser(plain)))
    assert {look.fill for row in shape.looks for look in row} == {""}
