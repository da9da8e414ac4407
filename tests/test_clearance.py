"""Drafts, editions and markings, as a reader meets them: tests/cases/depot has all of them."""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from generator.batch.job import Job, Outcome
from generator.batch.returned import receive
from generator.errors import InputError
from generator.pack.pack import Pack
from generator.pipeline.build import build, check, compose
from generator.pipeline.formats import strings_of
from tests.trust.long import times

DEPOT = Path(__file__).parent / "cases" / "depot"
PROFILES = {
    "secret": "extends: staff\ntitle: Secret\nportions: true\nmarking: Keep safe\ncitations: footnotes\n",
    "limited": "extends: staff\ntitle: Limited\nportions: true\nceiling: CUI\ndraft: true\nmarking: Keep safe\n",
    "open": "extends: standard\ntitle: Open\nceiling: U\nmarking: ''\n",
}
# words that only what is marked C says, and only what is marked CUI
SECRET = ("rival", "quarry", "envoys", "ministry", "cable", "inland", "coastal", "watchmen", "sales of", "left out at")
LIMITED = ("southern depot", "river", "broken pump", "pumps of")


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    for name, profile in PROFILES.items():
        (folder / name).mkdir()
        (folder / name / "audience.yaml").write_text(profile, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def packs(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pack]:
    out = tmp_path_factory.mktemp("packs")
    return {name: build(DEPOT, name, out, templates=templates) for name in PROFILES}


def file_of(pack: Pack, ending: str) -> bytes:
    return next(data for name, data in pack.files.items() if name.endswith(ending))


def parts_of(data: bytes, pattern: str) -> Iterator[etree._Element]:
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(pattern, name):
                yield etree.fromstring(archive.read(name))


def paragraphs_of(data: bytes, pattern: str = "word/document.xml") -> list[str]:
    found = (paragraph for root in parts_of(data, pattern) for paragraph in root.iter(qn("w:p")))
    texts = ("".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in found)
    return [text.replace("\xa0", " ") for text in texts if text]


def slides_of(data: bytes) -> list[list[str]]:
    return [
        [shape.text_frame.text.replace("\xa0", " ") for shape in slide.shapes if shape.has_text_frame]
        for slide in pptx.Presentation(BytesIO(data)).slides
    ]


def words_in(pack: Pack) -> str:
    return "\n".join(text for _, text in strings_of(pack.files)).casefold()


VML = "{urn:schemas-microsoft-com:vml}"


def watermarks_of(briefing: bytes) -> list[list[str]]:
    """Return the words of the watermarks in each header."""
    return [
        [shape.find(f"{VML}textpath").get("string") for shape in root.iter(f"{VML}shape") if is_watermark(shape)]
        for root in parts_of(briefing, r"word/header[^/]*\.xml")
    ]


def is_watermark(shape: etree._Element) -> bool:
    return shape.get("id", "").startswith("PowerPlusWaterMarkObject")


def test_each_header_of_a_draft_has_one_watermark_and_each_slide_says_so(packs: Mapping[str, Pack]) -> None:
    briefing, deck = (file_of(packs["limited"], kind) for kind in (".docx", ".pptx"))
    found = watermarks_of(briefing)
    assert len(found) >= 2 and found == [["DRAFT"]] * len(found)  # the first page and the others
    assert all("DRAFT · Controlled · Keep safe" in slide for slide in slides_of(deck))
    assert docx.Document(BytesIO(briefing)).core_properties.content_status == "Draft"
    assert pptx.Presentation(BytesIO(deck)).core_properties.content_status == "Draft"


def test_what_is_no_draft_has_no_watermark(packs: Mapping[str, Pack]) -> None:
    briefing, deck = (file_of(packs["secret"], kind) for kind in (".docx", ".pptx"))
    assert not any(watermarks_of(briefing)) and "DRAFT" not in str(slides_of(deck))
    assert docx.Document(BytesIO(briefing)).core_properties.content_status == ""


def test_a_watermark_is_as_word_makes_it_in_a_colour_of_the_theme(packs: Mapping[str, Pack], tmp_path: Path) -> None:
    briefing = file_of(packs["limited"], ".docx")
    (shape, *_) = (shape for root in parts_of(briefing, r"word/header1\.xml") for shape in root.iter(f"{VML}shape"))
    assert re.fullmatch(r"#[0-9a-f]{6} \[\d+\]", shape.get("fillcolor")) and shape.get("alt") == "DRAFT"
    content = next(shape.iterancestors(qn("w:sdt")))
    gallery = content.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    assert gallery is not None and gallery.get(qn("w:val")) == "Watermarks"  # by which Word removes it
    for kind in ("docx", "pptx"):
        file = tmp_path / f"draft.{kind}"
        file.write_bytes(file_of(packs["limited"], kind))
        validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
        assert [str(error) for error in validator.validate(str(file)).errors] == []


@pytest.mark.parametrize(("language", "word"), [("de", "ENTWURF"), ("fr", "PROJET"), ("es", "BORRADOR")])
def test_a_draft_says_so_in_its_language(language: str, word: str, tmp_path: Path) -> None:
    folder = with_dataset(tmp_path, "language: en-GB", f"language: {language}")
    trees = compose(folder, "standard", draft=True).trees
    assert trees["briefing.docx"].watermark == word and trees["deck.pptx"].fields["marking"].startswith(f"{word} · ")


def test_a_foreign_template_gets_the_headers_that_a_watermark_needs(templates: Path, tmp_path: Path) -> None:
    look = copytree(Path(__file__).parent.parent / "templates" / "look", tmp_path / "look")
    foreign = docx.Document()
    foreign.settings.odd_and_even_pages_header_footer = True
    foreign.sections[0].different_first_page_header_footer = True
    foreign.save(str(look / "word.docx"))
    pack = build(DEPOT, "open", tmp_path / "out", templates=templates, look=look, draft=True)
    briefing = file_of(pack, ".docx")
    assert watermarks_of(briefing) == [["DRAFT"]] * 3
    shown = {reference.get(qn("w:type")) for root in parts_of(briefing, "word/document.xml")
             for reference in root.iter(qn("w:headerReference"))}  # fmt: skip
    assert shown == {"default", "first", "even"}


def test_a_draft_that_is_asked_for_replaces_the_pack_under_the_same_names_and_back(tmp_path: Path) -> None:
    plain = build(DEPOT, out=tmp_path)
    draft = build(DEPOT, out=tmp_path, draft=True)
    assert not draft.unchanged and draft.files.keys() == plain.files.keys()
    assert build(DEPOT, out=tmp_path, draft=True).unchanged
    assert build(DEPOT, out=tmp_path).files == plain.files
    assert all(any(watermarks_of(file_of(pack, ".docx"))) == (pack is draft) for pack in (plain, draft))


def test_a_draft_says_what_changed_in_each_edition_and_who_gets_it(packs: Mapping[str, Pack]) -> None:
    (table,) = [
        [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]
        for table in docx.Document(BytesIO(file_of(packs["limited"], ".docx"))).tables
        if table.cell(0, 0).text == "Edition"
    ]
    assert table == [
        ["Edition", "Date", "What changed", "Cleared by"],
        ["First edition", "31 May 2021", "(U) All of it", "Head of stores"],
        ["Second edition", "30 June 2021", "(CUI) The roof; inspections now 2", ""],
    ]
    assert "Distribution: Head of stores; Town clerk" in paragraphs_of(file_of(packs["limited"], ".docx"))
    assert "Second edition" not in paragraphs_of(file_of(packs["secret"], ".docx"))


def test_an_audience_that_lists_them_gets_the_editions_and_its_own_distribution(tmp_path: Path) -> None:
    profile = "extends: standard\ntitle: Own\nsections: {briefing: [versions]}\nfields: {distribution: The board}\n"
    folder = with_dataset(tmp_path, ", cleared_by: Head of stores", "")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "audience.yaml").write_text(profile, encoding="utf-8")
    texts = paragraphs_of(file_of(build(folder, "own", tmp_path / "out", templates=tmp_path), ".docx"))
    assert "Distribution: The board" in texts and "Quiet edition" in texts and "Cleared by" not in texts


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("date: 2021-06-30, edition: S", "date: 2021-07-02, edition: S",
         "the edition of 2021-07-02 is later than `as_of` 2021-06-30, and is left out"),
        ("as_of: 2021-06-30", "as_of: 2021-07-31",
         "the newest of `editions` is of 2021-06-30, but `as_of` is 2021-07-31"),
    ],
)  # fmt: skip
def test_the_newest_edition_is_of_the_day_of_the_dataset(old: str, new: str, note: str, tmp_path: Path) -> None:
    composition, _ = check(with_dataset(tmp_path, old, new), out=tmp_path)
    assert [problem.what for problem in composition.warnings if "edition" in problem.what] == [note]
    told = [version.edition.value for version in composition.editions["briefing"].editions]
    assert ("Second edition" in told) == ("left out" not in note)


def with_dataset(tmp_path: Path, old: str, new: str) -> Path:
    folder = copytree(DEPOT, tmp_path / "depot")
    text = (folder / "dataset.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "dataset.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_paragraphs_of_every_kind_begin_with_their_marking(packs: Mapping[str, Pack]) -> None:
    briefing, deck = (file_of(packs["secret"], kind) for kind in (".docx", ".pptx"))
    texts = paragraphs_of(briefing)
    for marking, words in (
        ("U", "The northern depot has been full since March."),
        ("CUI", "The pump of the southern depot has been broken since April 2021."),
        ("C", "The reserve at the quarry was sold to a rival in early May."),
        ("CUI", "inspections of the depots"),  # which counts one that is marked so
        ("U", "A dry depot loses nothing."),
        ("C", "Quiet talks abroad"),  # a title, above the lowest
        ("U", "Roof done"),  # a side head
        ("CUI", "When does the pump run again?"),  # with its latest event
        ("C", "Would rather move the whole depot inland."),
        ("C", "Sale of the quarry reserve by night"),  # in the table of events
    ):
        begins = re.compile(rf"(\d+\.\s)?\({marking}\) ")  # after its number, if it has one
        assert any(begins.match(line) and words in line for line in texts), words
    captions = [line for line in texts if re.match(r"Figure \d+\.", line)]
    assert captions and all(re.match(r"Figure \d+\. \(C\) ", caption) for caption in captions)  # of what they draw
    assert "Works" in texts and "What has happened" in texts  # titles of the lowest have none
    assert any(
        " (C) " in text and "“Cable from the embassy" in text for text in paragraphs_of(briefing, "word/footnotes.xml")
    )
    grouped = paragraphs_of(file_of(packs["limited"], ".docx"))  # by letters, which a line explains
    assert any(text.startswith("(CUI) Sources.") and "Memo on the pumps" in text for text in grouped)
    said = "\n".join(line for slide in slides_of(deck) for line in slide)
    assert "\n(CUI) Pump broken." in said and "\n(C) Reserve sold." in said
    assert "] (CUI) “Memo on the pumps of the south,”" in said


def test_portions_are_not_printed_unless_asked_for(packs: Mapping[str, Pack]) -> None:
    texts = [*paragraphs_of(file_of(packs["open"], ".docx")), *chain(*slides_of(file_of(packs["open"], ".pptx")))]
    assert not [text for text in texts if re.match(r"\((U|CUI|C)\)", text)]
    assert "Depot full. The northern depot has been full since March." in texts


@pytest.mark.parametrize(("name", "banner"), [
    ("secret", "C · Keep safe"), ("limited", "Controlled · Keep safe"), ("open", "Unclassified"),
])  # fmt: skip
def test_headers_and_footers_carry_the_highest_marking_that_is_told(
    name: str, banner: str, packs: Mapping[str, Pack]
) -> None:
    headers = paragraphs_of(file_of(packs[name], ".docx"), r"word/header[^/]*\.xml")
    assert headers and all(text.endswith(banner) for text in headers)
    assert all(any(text.endswith(banner) for text in slide) for slide in slides_of(file_of(packs[name], ".pptx")))


def test_a_file_that_tells_nothing_above_the_lowest_says_so_whatever_its_audience_may_read(tmp_path: Path) -> None:
    profile = "extends: standard\ntitle: Own\nsections: {briefing: [positions], deck: [figures]}\nmarking: ''\n"
    folder = with_dataset(tmp_path, ", marking: C}]\nfigures", "}]\nfigures")
    for old in ("marking: C\n      statements", "group"):
        text = (folder / "dataset.yaml").read_text(encoding="utf-8")
        (folder / "dataset.yaml").write_text(text.replace(old, old.removeprefix("marking: C\n      ")), "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "audience.yaml").write_text(profile, encoding="utf-8")
    trees = compose(folder, "own", templates=tmp_path).trees
    assert trees["briefing.docx"].fields["marking"] == "Unclassified"
    assert trees["deck.pptx"].fields["marking"] == "C"


@pytest.mark.parametrize(("name", "withheld"), [("limited", SECRET), ("open", (*SECRET, *LIMITED))])
def test_nothing_above_the_ceiling_is_in_any_file(
    name: str, withheld: tuple[str, ...], packs: Mapping[str, Pack]
) -> None:
    complete, words = words_in(packs["secret"]), words_in(packs[name])
    assert [word for word in withheld if word in words] == []
    assert [word for word in withheld if word not in complete and word not in ("left out at", "watchmen")] == []
    manifest = json.loads(packs[name].files["manifest.json"])
    assert "cable" not in manifest["sources"] and not {"e3", "sold", "sales", "talks"} & {*manifest["events"]}
    assert manifest["withheld"] == (6 if name == "limited" else 9)


def test_numbers_and_figures_count_only_what_the_ceiling_admits(packs: Mapping[str, Pack]) -> None:
    figures = {name: json.loads(pack.files["manifest.json"])["figures"]["timeline"] for name, pack in packs.items()}
    assert [figures[name]["events"] for name in packs] == [["e1", "e2", "e3"], ["e1", "e2"], ["e1"]]
    assert "No sale" in figures["secret"]["description"]
    assert "No sale" not in figures["limited"]["description"]  # which would be untrue
    for name, count in (("secret", "2"), ("limited", "2"), ("open", "1")):
        assert f"Inspections so far: {count}".casefold() in words_in(packs[name])


def test_the_leak_gate_knows_the_words_of_what_only_belongs_to_something_else(templates: Path, tmp_path: Path) -> None:
    said = {
        "cable": "cable from the embassy about quarry prices",  # a source
        "roof": "found by night watchmen",  # evidence
        "hidden": "nobody outside the ministry knows of these talks",  # a group
        "edition of 2021-06-30": "the reserve was left out at the last moment",
    }
    folder = with_dataset(tmp_path, "A dry depot loses nothing.", "; ".join(said.values()))
    with pytest.raises(InputError) as raised:
        build(folder, "limited", tmp_path / "out", templates=templates)
    found = {match[1] for problem in raised.value.problems if (match := re.match(r"`(.*?)` is withheld", problem.what))}
    assert found == {*said}


def test_a_file_never_says_more_than_its_header(templates: Path, tmp_path: Path) -> None:
    """What a template says in words of its own is not known to be marked, and so does not count for the header."""
    own = copytree(templates, tmp_path / "own")
    (own / "brief").mkdir()
    profile = "extends: open\ntitle: Brief\nsections: {briefing: [positions], deck: [key_messages]}\nceiling: CUI\n"
    (own / "brief" / "audience.yaml").write_text(profile, encoding="utf-8")
    text = '{% extends "standard/briefing.md.j2" %}\n{% block positions %}\nThe wall is still open towards the river.\n'
    (own / "brief" / "briefing.md.j2").write_text(text + "{% endblock %}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        build(DEPOT, "brief", tmp_path / "out", templates=own)
    (problem,) = raised.value.problems
    assert problem.what.startswith("`wall` is marked above `U`, which depot-brief-briefing.docx carries, but its words")


def test_a_pack_that_a_worker_made_without_the_ceiling_is_refused(
    packs: Mapping[str, Pack], templates: Path, tmp_path: Path
) -> None:
    own = copytree(templates, tmp_path / "own")
    (own / "secret" / "audience.yaml").write_text(PROFILES["limited"], encoding="utf-8")
    job = Job(DEPOT, "secret", tmp_path, own)
    with pytest.raises(InputError, match="is withheld from `secret`"):
        receive(job, (Outcome(job, "built", 1.0), dict(packs["secret"].files)))
    job = Job(DEPOT, "secret", tmp_path, templates)
    assert receive(job, (Outcome(job, "built", 1.0), dict(packs["secret"].files)))[0].state == "built"


@pytest.mark.parametrize(
    ("old", "new", "what", "help_"),
    [
        ("marking: CUI\n", "marking: CIU\n", "unknown marking `CIU`", "did you mean `CUI`?"),
        ("markings: [{id: U, title: Unclassified}, {id: CUI, title: Controlled}, C]\n", "",
         "unknown marking `C`", "declare it: `markings: [U, CUI, C]`, in ascending order"),
        ("Controlled}, C]", "Controlled}, CUI, C]", "duplicate marking `CUI`", "delete one of them"),
        ("Controlled}, C]", "Controlled}, C, '(S)']", "`(S)` is not a valid marking",
         "start with a capital letter and use letters, digits and `/ : . -`, at most 30: `CUI`"),
    ],
)  # fmt: skip
def test_a_faulty_marking_is_reported(old: str, new: str, what: str, help_: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        compose(with_dataset(tmp_path, old, new))
    assert [problem.help for problem in raised.value.problems if problem.what.startswith(what)] == [help_]


def test_markings_of_events_and_sources_are_checked_as_well(tmp_path: Path) -> None:
    folder = copytree(DEPOT, tmp_path / "depot")
    for name, old, new in (("events.csv", ",CUI", ",CIU"), ("sources.yaml", "marking: C}", "marking: CX}")):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        compose(folder)
    found = {problem.what: Path(problem.place.file).name for problem in raised.value.problems}
    assert found == {"unknown marking `CIU`": "events.csv", "unknown marking `CX`": "sources.yaml"}


@pytest.mark.parametrize(("markings", "help_"), [
    ("markings: [U, CUI, C]", "did you mean `CUI`?"), ("", "declare `markings` in dataset.yaml"),
])  # fmt: skip
def test_a_ceiling_that_is_no_marking_is_refused(markings: str, help_: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "audience.yaml").write_text("extends: standard\nceiling: CIU\n", encoding="utf-8")
    folder = copytree(DEPOT.parent / "harbour", tmp_path / "harbour")
    text = (folder / "dataset.yaml").read_text(encoding="utf-8")
    (folder / "dataset.yaml").write_text(f"{text}\n{markings}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        compose(folder, "own", templates=tmp_path)
    (problem,) = raised.value.problems
    assert problem.what == "the ceiling `CIU` is not one of the dataset's markings" and problem.help == help_
    assert problem.place.line == 2


# What can carry a marking, and in a word of its own what it says; below what else it stands.
SAYING = {
    "group": "aardvark", "statement": "bandicoot", "in_group": "capybara", "question": "dingo", "cell": "echidna",
    "number": "fossa", "evidence": "gerenuk", "event": "hoatzin", "source": "ibex", "edition": "jerboa",
    "section": "kakapo", "scorecard": "loris",
}  # fmt: skip
ABOVE = {"in_group": ("group",), "statement": ("section",), "evidence": ("section", "statement", "event", "scorecard")}
MENAGERIE = """\
title: Animals
as_of: 2021-06-30
language: en
markings: [U, R, C, S]
sources: [plain]
key_messages:
  title: "{section} first"
  takeaway: "{section} came first of all"
  marking: {m[section]}
  statements:
    - id: one
      headline: "{statement} seen"
      text: "The {statement} was seen at the river in spring."
      status: achieved
      sources: [odd]
      marking: {m[statement]}
      evidence: {{event: e1, words: "a {evidence} in the reeds", marking: {m[evidence]}}}
scorecard:
  title: "{scorecard} list"
  takeaway: "The {scorecard} won again"
  statements: [one]
  marking: {m[scorecard]}
numbers:
  title: In figures
  takeaway: Counted
  items: [{{id: n, count: {{kind: seen}}, unit: "sightings of a {number} by day", marking: {m[number]}}}]
developments:
  title: Groups
  takeaway: What happened
  groups:
    - id: g
      title: "{group} park"
      takeaway: "The {group} moved to the park"
      why_it_matters: "The {group} needs a quiet park."
      marking: {m[group]}
      figure: strip
      statements:
        - {{id: two, headline: "{in_group} fed", text: "The {in_group} was fed at noon.", marking: {m[in_group]}}}
open_questions:
  title: Open
  takeaway: One is open
  questions:
    - {{id: q, question: "Where is the {question}?", text: "The {question} hides.", marking: {m[question]}}}
positions:
  title: Views
  takeaway: Who says what
  topics: [{{id: t, title: Parks}}]
  holders: [{{id: h, title: Town, cells: [{{topic: t, text: "Wants the {cell} moved away.", marking: {m[cell]}}}]}}]
figures:
  - id: strip
    kind: strips
    title: Sightings
    takeaway: When they were seen
    lanes: [{{id: l, title: Seen, select: {{kind: seen}}}}, {{id: k, title: Heard, select: {{kind: heard}}}}]
editions:
  - {{date: 2021-06-30, edition: "The {edition} edition", changes: "Now with a {edition}", marking: {m[edition]}}}
"""
ROWS = """\
id,date,end_date,kind,label,title,detail,place,actors,range,count,outcome,confidence,importance,tags,sources,note,marking
e0,2021-01-05,,seen,first,First of all,,Park,,,,,high,high,,plain,,
e1,2021-03-01,,seen,{event},A {event} by the gate,,Park,,,,,high,high,,odd,,{m[event]}
"""
WORKS = """\
- {{id: plain, type: report, title: Report on the park}}
- {{id: odd, type: report, title: "Notes on the {source} of the hills", marking: {m[source]}}}
"""


@settings(
    max_examples=times(6, 100), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # each takes a second
)  # fmt: skip
@given(
    markings=st.fixed_dictionaries(dict.fromkeys(SAYING, st.sampled_from(["U", "R", "C", "S"]))),
    ceiling=st.sampled_from(["U", "R", "C"]),
)
def test_whatever_the_markings_no_file_tells_what_is_above_the_ceiling(
    markings: dict[str, str], ceiling: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "animals").mkdir()
    (root / "any").mkdir()
    for name, text in (("dataset.yaml", MENAGERIE), ("events.csv", ROWS), ("sources.yaml", WORKS)):
        (root / "animals" / name).write_text(text.format(m=markings, **SAYING), encoding="utf-8")
    profile = f"extends: staff\ntitle: Any\nceiling: {ceiling}\nportions: true\ndraft: true\n"
    (root / "any" / "audience.yaml").write_text(profile, encoding="utf-8")
    pack = build(root / "animals", "any", root / "out", templates=root)
    words = words_in(pack)
    order = "URCS"
    admitted = {
        name
        for name in SAYING
        if all(order.index(markings[each]) <= order.index(ceiling) for each in (name, *ABOVE.get(name, ())))
    }
    told = {name for name, word in SAYING.items() if word in words}
    assert told <= admitted
    assert admitted - told <= {
        "group",
        "section",
        "scorecard",
        "evidence",
        "source",
    }  # with nothing left that needs them
