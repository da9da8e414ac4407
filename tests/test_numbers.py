"""Numbers are computed from the events, for each audience: key numbers, numbers in texts, evidence, in all outputs."""

import json
import re
import shutil
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from lxml import etree

from generator.errors import InputError
from generator.model.block import Block, KeyNumbers
from generator.model.inline import Plain
from generator.model.walk import walk
from generator.pack.pack import Pack
from generator.pipeline.build import build, compose
from generator.pipeline.composition import Composition

ROOT = Path(__file__).parent.parent
DEMO, HARBOUR = ROOT / "data" / "north-korea-2019", ROOT / "tests" / "cases" / "harbour"
SMALL = """\
title: Harbour
as_of: 2021-06-30
language: en-GB
overview:
  title: Overview
  takeaway: It goes on
  statements:
    - {id: open, headline: H, text: "The board has met {= meetings =} times.", sources: [audit]}
numbers:
  title: In figures
  takeaway: The board has met
  items:
    - {id: meetings, count: {kind: meeting}, unit: meetings of the board so far, sources: [audit]}
    - {id: last-meeting, last: {kind: meeting}}
"""
EVENTS = """\
id,date,kind,title,audiences,not_before
m1,2020-01-10,meeting,First meeting,,
m2,2021-02-10,meeting,Second meeting,,
m3,2021-05-10,meeting,Secret meeting,staff,
m4,2021-06-10,meeting,Meeting of next month,,2021-09-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "sources.yaml").write_text("- {id: audit, title: Audit}\n", encoding="utf-8")
    columns = "end_date,label,detail,place,actors,range,count,outcome,confidence,importance,tags,sources,note"
    head, *rows = EVENTS.splitlines()
    rows = [f"{row}{',' * 13}" for row in rows]
    (folder / "events.csv").write_text("\n".join([f"{head},{columns}", *rows, ""]), encoding="utf-8")
    return folder


def edit(folder: Path, old: str, new: str, file: str = "dataset.yaml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def words_of(composition: Composition, format_: str = "briefing.docx") -> str:
    """All words of a tree; each block begins a line."""
    tree = composition.trees[format_]
    blocks = tree.blocks if format_ == "briefing.docx" else tuple((slide.title, slide.blocks) for slide in tree.slides)
    nodes = (node.text if isinstance(node, Plain) else "\n" * isinstance(node, Block) for node in walk(blocks))
    return "".join(nodes).replace("\u00a0", " ")


def problem_of(folder: Path, audience: str = "standard", **options: Any) -> str:
    with pytest.raises(InputError) as raised:
        build(folder, audience, folder.parent / "out", **options)
    return str(raised.value)


# --- one event changes, and all that counts it ----------------------------------------------------------------------


def parts(pack: Pack, ending: str) -> Mapping[str, bytes]:
    data = next(data for name, data in pack.files.items() if name.endswith(ending))
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def shown(pack: Pack) -> dict[str, str]:
    """What a reader of the demo finds in each place where launches since May 2019 are counted."""
    word, deck = parts(pack, ".docx"), parts(pack, ".pptx")

    def lines(data: bytes) -> list[str]:
        paragraphs = etree.fromstring(data).iter("{*}p")
        return ["".join(text.text or "" for text in paragraph.iter("{*}t")) for paragraph in paragraphs]

    slides = {name: lines(data) for name, data in deck.items() if re.fullmatch(r"ppt/slides/slide\d+.xml", name)}
    notes = [line for name, data in deck.items() if "notesSlides/notesSlide" in name for line in lines(data)]
    charts = [etree.fromstring(data) for name, data in deck.items() if re.fullmatch(r"ppt/charts/chart\d+.xml", name)]
    values = [[v.text for v in series.findall("{*}val//{*}v")] for chart in charts for series in chart.iter("{*}ser")]
    with ZipFile(BytesIO(next(data for name, data in deck.items() if name.endswith(".xlsx")))) as workbook:
        cells = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    slide = next(lines for lines in slides.values() if any("short-range ballistic" in line for line in lines))
    words = next(index for index, line in enumerate(slide) if line.startswith("short-range"))
    document = lines(word["word/document.xml"])
    rows = [
        ["".join(text.text or "" for text in cell.iter("{*}t")) for cell in row.iter("{*}tc")]
        for row in etree.fromstring(word["word/document.xml"]).iter("{*}tr")
    ]
    manifest = json.loads(pack.files["manifest.json"])
    key = next(index for index, line in enumerate(document) if line.startswith("short-range ballistic missiles"))
    return {
        "key number in Word": document[key - 1],
        "key number on its slide": slide[words - 1],
        "title of the slide": slide[0],
        "text": next(line for line in document if "North Korea has fired" in line).split("fired ")[1].split()[0],
        "evidence": next(" ".join(row[-2:]) for row in rows if row[-1].startswith("missiles since May 2019")),
        "chart": str(values[0][-1]),  # short range, in the last year
        "workbook": [row.findall("{*}c")[1].findtext("{*}v") or "" for row in cells.iter("{*}row")][-1],
        "table": next(row for row in rows if row[0].startswith("2019"))[1],
        "alternative text": manifest["figures"]["launches-by-year"]["alt"],
        "notes": next(line for line in notes if line == manifest["figures"]["launches-by-year"]["description"]),
        "manifest": manifest["numbers"]["launches"]["is"],
    }


def with_table(folder: Path, figure: str = "launches-by-year") -> Path:
    """Write an audience whose briefing also has a table of what the chart draws; return the templates."""
    (folder / "board").mkdir(parents=True)
    profile = "extends: standard\ntitle: Board\ncitations: footnotes\n"
    (folder / "board" / "audience.yaml").write_text(profile, encoding="utf-8")
    block = f'{{% block figures %}}\n![Counts](figure:{figure}){{data="table"}}\n\n'
    shown = f"{{% if f.id == '{figure}' %}}{{{{ f.takeaway }}}}{{% endif %}}"
    block += "{% for f in figures %}" + shown + "{% endfor %}\n{% endblock %}\n"
    extends = '{% extends "standard/briefing.md.j2" %}\n'
    (folder / "board" / "briefing.md.j2").write_text(extends + block, encoding="utf-8")
    return folder


def without_checks(folder: Path) -> None:
    """Leave out what holds the demo to its own count, as an author who accepts the new one would change it."""
    path = folder / "dataset.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # every scalar as typed

    def unchecked(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: unchecked(inner) for name, inner in value.items() if name not in ("claims", "is")}
        return [unchecked(item) for item in value] if isinstance(value, list) else value

    path.write_text(yaml.safe_dump(unchecked(data), allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_one_event_changes_number_text_chart_workbook_table_alternative_text_and_notes(tmp_path: Path) -> None:
    folder, templates = Path(shutil.copytree(DEMO, tmp_path / "north-korea-2019")), with_table(tmp_path / "templates")
    without_checks(folder)
    before = shown(build(folder, "board", tmp_path / "out", templates=templates))
    rows = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    launch = next(row for row in rows if row.startswith("missile-short-2019-05-09"))
    assert ",short,2," in launch
    edit(folder, launch, launch.replace(",short,2,", ",short,5,"), "events.csv")
    after = shown(build(folder, "board", tmp_path / "out", templates=templates))
    told = {name: (before[name], after[name]) for name in before}
    assert told["key number in Word"] == told["key number on its slide"] == told["manifest"] == ("10", "13")
    assert [title.partition(" ")[0] for title in told["title of the slide"]] == ["Ten", "13"]
    assert told["text"] == ("ten", "13")
    assert told["evidence"] == ("10 missiles since May 2019", "13 missiles since May 2019")
    assert told["chart"] == told["workbook"] == told["table"] == ("10", "13")
    assert "10† in 2019" in told["alternative text"][0] and "13† in 2019" in told["alternative text"][1]
    assert told["notes"][0] != told["notes"][1] and "13" in told["notes"][1]


def test_a_stale_expected_value_refuses_the_build(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "north-korea-2019"))
    launch = next(r for r in (folder / "events.csv").read_text("utf-8").splitlines() if "missile-short-2019-05-09" in r)
    edit(folder, launch, launch.replace(",short,2,", ",short,5,"), "events.csv")
    assert "number `launches` does not hold: 5 rows of events.csv match, so `sum` is 13, not 10" in problem_of(folder)
    assert not (tmp_path / "out").exists()


def test_a_typed_digit_that_has_become_stale_refuses_the_build_in_each_text(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "north-korea-2019"))
    launch = next(r for r in (folder / "events.csv").read_text("utf-8").splitlines() if "missile-short-2019-05-09" in r)
    edit(folder, launch, launch.replace(",short,2,", ",short,5,"), "events.csv")
    edit(folder, "is: 10                    # tells us when it changes", "is: 13")
    said = problem_of(folder)
    # the text that prints the number has a claim that still gives the old one; another is typed as a word
    for words, statement in (
        ("ten short-range ballistic missiles since May 2019", "short-range-back"),
        ("ten short-range ballistic missiles", "short-range-tests"),
    ):
        assert f"claim `{words}` of statement `{statement}` does not hold: " in said
    harbour = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    rise = next(r for r in (harbour / "events.csv").read_text("utf-8").splitlines(keepends=True) if r.startswith("t3,"))
    edit(harbour, rise, "", "events.csv")
    said = problem_of(harbour)
    assert "claim `Three rises of the toll` of statement `paid` does not hold" in said
    assert "number `toll-rises` does not hold: 2 rows of events.csv match, so `count` is 2, not 3" in said
    assert not (tmp_path / "out").exists()


def shown_of_harbour(pack: Pack) -> dict[str, Any]:
    """What a reader of harbour finds in each place where ships of the second quarter of 2021 are counted."""
    word, deck = parts(pack, ".docx"), parts(pack, ".pptx")
    slides = [etree.fromstring(data) for name, data in deck.items() if re.fullmatch(r"ppt/slides/slide\d+.xml", name)]
    notes = [etree.fromstring(data) for name, data in deck.items() if "notesSlides/notesSlide" in name]
    document = etree.fromstring(word["word/document.xml"])

    def lines(*roots: Any) -> list[str]:
        return ["".join(line.itertext("{*}t")) for root in roots for line in root.iter("{*}p")]

    def count_of(lines: list[str], pattern: str) -> str:
        return next(match[1] for line in lines if (match := re.search(pattern, line.replace("\u00a0", " "))))

    (chart,) = [etree.fromstring(data) for name, data in deck.items() if re.fullmatch(r"ppt/charts/chart\d+.xml", name)]
    with ZipFile(BytesIO(next(data for name, data in deck.items() if name.endswith(".xlsx")))) as workbook:
        cells = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    table = next(rows for rows in map(rows_of, document.iter("{*}tbl")) if rows[0][0] == "Period")
    key = lines(document).index("ships in the second quarter of 2021")
    figure = json.loads(pack.files["manifest.json"])["figures"]["ships-by-quarter"]
    svg = etree.fromstring(next(data for name, data in pack.files.items() if name.endswith("ships-by-quarter.svg")))
    return {
        "key number in Word": lines(document)[key - 1],
        "key number on its slide": next(
            before for before, line in pairwise(lines(*slides)) if line.startswith("ships in the second")
        ),
        "text": count_of(lines(document), r"^(\d+) ships called"),
        "title of a slide": count_of(lines(*slides), r"^(\d+) ships called"),
        "evidence": count_of(
            [" ".join(row[-2:]) for row in map(cells_of, document.iter("{*}tr"))], r"^(\d+) ships in spring 2021"
        ),
        "chart": [[v.text for v in series.findall("{*}val//{*}v")][-1] for series in chart.iter("{*}ser")][:2],
        "workbook": [cell.findtext("{*}v") for cell in [*cells.iter("{*}row")][-1].findall("{*}c")[1:3]],
        "table": table[-1][1:],
        "picture": sorted(set(svg.itertext()) & {"52", "55"}),
        "alternative text": count_of([figure["alt"]], r"(\d+) in 2nd quarter 2021\.$"),
        "notes": count_of(lines(*notes), r"2nd quarter 2021: (\d+)"),
    }


def rows_of(table: Any) -> list[list[str]]:
    return [cells_of(row) for row in table.iter("{*}tr")]


def cells_of(row: Any) -> list[str]:
    return ["".join(cell.itertext("{*}t")) for cell in row.iter("{*}tc")]


def test_one_event_of_another_topic_changes_all_that_counts_it_too(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    templates = with_table(tmp_path / "templates", "ships-by-quarter")
    edit(folder, "takeaway: Ocean-going ships came back in 2021", 'takeaway: "{= ships =} ships called in spring"')
    edit(
        folder,
        '{number: toll-rises, words: "rises since {= first-rise, month =}"}',
        "{number: ships, words: ships in spring 2021}",
    )
    before = shown_of_harbour(build(folder, "board", tmp_path / "out", templates=templates))
    edit(folder, "ocean,12,", "ocean,15,", "events.csv")
    after = shown_of_harbour(build(folder, "board", tmp_path / "out", templates=templates))
    said = {name: (before[name], after[name]) for name in before}
    assert said.pop("chart") == said.pop("workbook") == (["40", "12"], ["40", "15"])
    assert said.pop("table") == (["40", "12", "52"], ["40", "15", "55"])
    assert said.pop("picture") == (["52"], ["55"])
    assert set(said.values()) == {("52", "55")}


def test_the_table_of_all_events_and_the_key_numbers_count_the_same_events(folder: Path) -> None:
    for audience, count in (("standard", 2), ("staff", 3)):
        composition = compose(folder, audience)
        assert len(composition.editions["briefing"].events) == count
        assert composition.editions["briefing"].numbers.items[0].value == count


# --- what an audience does not get ----------------------------------------------------------------------------------


def test_a_number_does_not_tell_of_an_event_that_is_kept_from_its_audience(folder: Path) -> None:
    text = words_of(compose(folder, "standard"))
    assert "The board has met two times." in text and "three" not in text
    assert "The board has met three times." in words_of(compose(folder, "staff"))
    manifest = json.loads(build(folder, "standard", folder.parent / "out").files["manifest.json"])
    assert manifest["numbers"]["meetings"]["is"] == "2" and manifest["numbers"]["meetings"]["rows"] == ["m1", "m2"]


def test_a_text_that_prints_a_withheld_number_refuses_the_build(folder: Path) -> None:
    edit(folder, "meetings of the board so far,", "meetings of the board so far, audiences: [staff],")
    said = problem_of(folder)
    assert "dataset.yaml:8:37  this text prints the number `meetings`, which `standard` does not get" in said
    assert "withhold the text as well, or say it without the number" in said
    edit(folder, "sources: [audit]}", "sources: [audit], audiences: [staff]}")
    assert "meetings of the board" not in words_of(compose(folder, "standard"))
    assert "meetings of the board" in words_of(compose(folder, "staff"))


def test_a_date_of_no_event_that_the_audience_gets_refuses_the_build(folder: Path) -> None:
    edit(folder, "It goes on", '"The last meeting was on {= last-secret =}"')
    edit(folder, "- {id: last-meeting, last: {kind: meeting}}", "- {id: last-secret, last: {id: m3}}")
    assert "this text prints the number `last-secret`, which `standard` does not get" in problem_of(folder)
    assert compose(folder, "staff").editions["deck"].overview.takeaway.value == "The last meeting was on 10 May 2021"


def test_a_section_of_numbers_that_are_all_withheld_leaves_nothing(folder: Path) -> None:
    edit(folder, "{= meetings =}", "several")
    edit(folder, "takeaway: The board has met", 'takeaway: "{= meetings =} meetings"')
    edit(folder, "meetings of the board so far,", "meetings of the board so far, audiences: [staff],")
    composition = compose(folder, "standard")
    assert composition.editions["deck"].numbers.title.value == ""
    assert "In figures" not in words_of(composition, "deck.pptx")
    assert not any(isinstance(node, KeyNumbers) for node in walk(composition.trees["briefing.docx"].blocks))


def test_the_words_of_a_withheld_number_are_searched_for(folder: Path) -> None:
    edit(folder, "{= meetings =}", "several")
    edit(folder, "meetings of the board so far,", "meetings of the board so far, audiences: [staff],")
    edit(folder, "takeaway: It goes on", "takeaway: There were many meetings of the board so far")
    assert "`meetings` is withheld from `standard`, but its words" in problem_of(folder)


def test_evidence_and_latest_event_are_left_out_with_what_they_name(folder: Path) -> None:
    edit(folder, "{= meetings =}", "several")
    edit(
        folder,
        "sources: [audit]}\nnumbers",
        "status: partly, assessed: ours, evidence: {event: m3, words: a secret meeting}, sources: [audit]}\n"
        "scorecard: {title: S, takeaway: T, statements: [open]}\n"
        "open_questions: {title: Q, takeaway: R, questions: [{id: q, question: Why?, text: Unknown., "
        "latest: {kind: meeting}, sources: [audit]}]}\nnumbers",
    )
    standard, staff = compose(folder, "standard"), compose(folder, "staff")
    (question,) = standard.editions["deck"].open_questions.statements
    assert question.latest and question.latest.id == "m2"
    assert "secret" not in words_of(standard).casefold() and "Evidence" not in words_of(standard)
    assert "a secret meeting, 10 May 2021" in words_of(staff) and "Secret meeting" in words_of(staff)


# --- where numbers go -----------------------------------------------------------------------------------------------


def test_a_profile_can_print_numbers_in_its_own_texts(folder: Path, tmp_path: Path) -> None:
    board = tmp_path / "templates" / "board"
    board.mkdir(parents=True)
    profile = 'extends: standard\ntitle: Board\nfields: {line: "{= meetings =} meetings"}\nsections: {deck: [own]}\n'
    (board / "audience.yaml").write_text(profile, encoding="utf-8")
    block = '{% extends "standard/deck.md.j2" %}\n{% block own %}\n# A\n\n## B\n\n{{ audience.line }}\n{% endblock %}\n'
    (board / "deck.md.j2").write_text(block, encoding="utf-8")
    assert "Two meetings" in words_of(compose(folder, "board", templates=tmp_path / "templates"), "deck.pptx")
    (board / "audience.yaml").write_text(profile.replace("= meetings", "= meeting "), encoding="utf-8")
    said = problem_of(folder, "board", templates=tmp_path / "templates")
    assert "unknown number `meeting`\n    did you mean `meetings`?" in said


def test_a_limit_leaves_out_the_least_important_numbers_and_a_title_that_counts_them_is_noted(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    edit(folder, "title: In figures", "title: Three figures")
    (tmp_path / "templates" / "board").mkdir(parents=True)
    profile = "extends: standard\ntitle: Board\nlimits: {numbers: 2}\n"
    (tmp_path / "templates" / "board" / "audience.yaml").write_text(profile, encoding="utf-8")
    composition = compose(folder, "board", templates=tmp_path / "templates")
    assert [number.id for number in composition.editions["deck"].numbers.items] == ["toll-rises", "months-undredged"]
    assert "`Three` in `Three figures` counts 3, but a limit leaves 2" in "\n".join(map(str, composition.warnings))


def test_templates_see_value_words_earlier_value_change_figure_and_sources(tmp_path: Path) -> None:
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "audience.yaml").write_text("extends: standard\ntitle: B\nsections: {briefing: [own]}\n")
    (tmp_path / "board" / "briefing.md.j2").write_text(
        '{% extends "standard/briefing.md.j2" %}\n{% block own %}\n{% for number in numbers.items %}\n'
        "- {{ number.value }} | {{ number.unit }} | {{ number.before }} | {{ number.change }} | {{ number.figure }}"
        "{{ number | cite }}\n{% endfor %}\n\n{% for group in scorecard.groups %}{% for s in group.statements %}\n"
        "- {{ s.label }} | {% if s.evidence %}{{ s.evidence.value }} {{ s.evidence.words }} {{ s.evidence.date }}"
        "{% endif %}{{ s | cite }}\n{% endfor %}{% endfor %}\n{% endblock %}\n"
    )
    text = words_of(compose(HARBOUR, "board", templates=tmp_path))
    assert "3 | rises of the toll since January 2020 | 0 in 2018 and 2019 | +3 | timeline" in text
    assert "52 | ships in the second quarter of 2021 | 50 in the first quarter of 2020 | +2 | ships-by-quarter" in text
    assert "13 | months without dredging" in text
    assert "Up to €7 in three steps. | 3 rises since January 2020" in text
    assert "No contract since the 2020 campaign ended. | last campaign begun March 2020" in text


def with_numbers(folder: Path, count: int) -> Path:
    data = yaml.safe_load((folder / "dataset.yaml").read_text(encoding="utf-8"))
    unit = "meetings of the board of Harrow Harbour so far"
    items = [{"id": f"n{n}", "count": {"kind": "meeting"}, "unit": f"{unit}, as {n} says"} for n in range(count)]
    data["numbers"]["items"] = items
    data["overview"]["statements"] = []
    (folder / "dataset.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 11])
def test_any_number_of_key_numbers_is_set_in_words_and_slides_of_their_own(folder: Path, count: int) -> None:
    pack = build(with_numbers(folder, count), "standard", folder.parent / "out")
    assert [warning for warning in pack.warnings if "sources" not in warning.what and "event" not in warning.what] == []
    slides = [data for name, data in parts(pack, ".pptx").items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    shapes = [
        (shape.find("{*}nvSpPr/{*}cNvPr").get("name"), "".join(text.text or "" for text in shape.iter("{*}t")))
        for data in slides
        for shape in etree.fromstring(data).iter("{*}sp")
    ]
    assert [text for name, text in shapes if name.startswith("Number ")] == ["2"] * count
    assert sum(name.startswith("Words ") for name, _ in shapes) == count
    document = etree.fromstring(parts(pack, ".docx")["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    styles = [style.get(f"{w}val") for style in document.iter(f"{w}pStyle")]
    assert styles.count("KeyNumberLead") == 1 and styles.count("KeyNumber") == count - 1
    assert styles.count("KeyNumberWords") == count


def test_a_dataset_without_numbers_shows_nothing_of_them(folder: Path) -> None:
    text = (folder / "dataset.yaml").read_text(encoding="utf-8").partition("numbers:\n")[0]
    (folder / "dataset.yaml").write_text(text.replace("{= meetings =}", "two"), encoding="utf-8")
    composition = compose(folder, "standard")
    assert not any(isinstance(node, KeyNumbers) for node in walk(composition.trees["briefing.docx"].blocks))
    assert [slide.section for slide in composition.trees["deck.pptx"].slides][:2] == ["", "Overview"]


def test_a_language_without_words_or_dates_of_its_own_is_a_problem_and_no_more(folder: Path) -> None:
    edit(folder, "language: en-GB", "language: xx")
    edit(folder, "It goes on", '"It met on {= last-meeting =}"')
    assert "no labels for the language `xx`" in problem_of(folder)


def test_sources_of_the_section_hold_for_each_of_its_numbers(folder: Path) -> None:
    edit(folder, "takeaway: The board has met", "takeaway: The board has met\n  sources: [audit]")
    edit(folder, "meetings of the board so far, sources: [audit]}", "meetings of the board so far}")
    number = compose(folder, "standard").editions["deck"].numbers.items[0].number
    assert [cited.source for cited in number.sources] == ["audit"]


def test_a_select_of_a_number_that_is_misspelt_is_noted(folder: Path) -> None:
    edit(folder, "last-meeting, last: {kind: meeting}}", "last-meeting, count: {kind: meeting, title: First meetin}}")
    (note,) = [note for note in compose(folder, "standard").warnings if "number" in note.what]
    assert note.what == "number `last-meeting` selects `First meetin` in `title`, which no event has"


def test_in_a_script_from_right_to_left_the_first_number_is_at_the_right(folder: Path) -> None:
    for words, marks in (("meetings of the board so far", 0), ("اجتماعات المجلس", 1)):
        edit(folder, "meetings of the board so far" if marks else words, words)
        document = parts(build(folder, "standard", folder.parent / "out"), ".docx")["word/document.xml"].decode()
        table = document[document.index('w:val="KeyNumbers"') :].partition("</w:tbl>")[0]
        assert table.count("<w:bidiVisual/>") == marks


def test_a_computed_number_is_not_taken_for_a_count_of_items(tmp_path: Path) -> None:
    profile = tmp_path / "mine" / "board" / "audience.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("extends: standard\nlimits: {numbers: 2}\n", encoding="utf-8")
    notes = compose(HARBOUR, "board", templates=tmp_path / "mine").warnings  # "Three rises …" above three numbers
    assert [note.what for note in notes if "a limit leaves" in note.what] == []
