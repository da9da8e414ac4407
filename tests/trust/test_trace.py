"""A finished pack tells where each of its sentences comes from, and whether its files are still as built."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from pptx import Presentation

from generator import build
from generator.cli.main import main
from generator.pack.pack import Pack

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "data" / "manifest.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def pack(harbour: Pack, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harbour.folder, tmp_path / "standard"))


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(words)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.mark.parametrize("which", ["demo", "harbour"])
def test_the_manifest_matches_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    made: Pack = request.getfixturevalue(which)
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(made.manifest)] == []


def test_a_sentence_is_traced_to_its_statement_place_sources_and_locations(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = said(["trace", str(pack), "new quay, and the NUMBER of ships"], capsys)
    assert code == 0
    assert shown.splitlines()[0].startswith("statement `paid`, harbour/dataset.yaml:")
    assert "“Three rises of the toll since January 2020" in shown
    assert "source: audit, " in shown and "source: minutes, " in shown
    assert "found in harbour-standard-briefing.docx: bookmark s_paid" in shown
    shown = said(["trace", str(pack), "Up in three steps"], capsys)[1]
    assert "found in harbour-standard-deck.pptx: slide " in shown


def test_a_takeaway_and_an_event_are_traced_too(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "text, harbour/dataset.yaml:" in said(["trace", str(pack), "dredging is not"], capsys)[1]
    assert "event `t3`, harbour/events.csv:" in said(["trace", str(pack), "Berth # 4 is exempt"], capsys)[1]


def test_a_source_leads_to_all_that_rests_on_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack), "audit"], capsys)
    assert code == 0
    assert shown.splitlines()[0].startswith("audit, Annual audit of Harrow Harbour")
    assert "statement `paid`, harbour/dataset.yaml:" in shown and "event `t1`, harbour/events.csv:2" in shown
    assert "statement `settled`" not in shown, "which cites the minutes alone"


def test_an_event_leads_to_the_claims_that_count_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack), "t2"], capsys)
    assert code == 0 and "event `t2`, harbour/events.csv:3" in shown
    assert "claim `paid`, harbour/dataset.yaml:" in shown
    assert "“Three rises of the toll: count is 3, by t1, t2, t3”" in shown
    assert "claim `group tolls`, harbour/dataset.yaml:" in shown and "claim `spills`" not in shown


def test_an_event_leads_to_the_figures_that_draw_it_with_their_places(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(["trace", str(pack), "c1"], capsys)[1]
    assert shown.startswith("c1: 4 items rest on it\n")
    _, timeline, ships, cover, main_figure = re.split(r"^(?=figure )", shown, flags=re.MULTILINE)
    assert timeline.startswith("figure `timeline`, harbour/dataset.yaml:")
    assert re.search(r"found in harbour-standard-briefing\.docx: bookmark _Ref\d+\n", timeline)
    slide = re.search(r"found in harbour-standard-deck\.pptx: slide (\d+)\n", ships)
    assert ships.startswith("figure `ships-by-quarter`, ") and slide
    assert cover.startswith("figure `timeline_cover`, ") and "found in harbour-standard-deck.pptx: slide 1\n" in cover
    assert main_figure.startswith("figure `timeline_main`, ")
    assert re.search(r"found in harbour-standard-briefing\.docx: bookmark _Ref\d+\n", main_figure)
    (deck,) = pack.glob("*.pptx")
    (drawn,) = (shape for shape in Presentation(str(deck)).slides[int(slide[1]) - 1].shapes if shape.has_chart)
    assert drawn.chart.plots[0].categories[0] == "Q1 2020"
    with ZipFile(next(pack.glob("*.docx"))) as document:
        names = re.findall('w:name="(_Ref[0-9]+)"', document.read("word/document.xml").decode())
    assert re.search("bookmark (_Ref[0-9]+)", ships)[1] in names  # type: ignore[index]


def test_an_event_outside_the_period_of_a_figure_does_not_lead_to_it(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(["trace", str(pack), "d2"], capsys)[1]
    assert "number `months-undredged`" in shown and "figure" not in shown, "the timeline starts in July 2019"


def test_an_event_leads_to_the_tables_that_have_a_row_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = build(ROOT / "tests" / "cases" / "harbour", "staff", out=tmp_path).folder
    shown = said(["trace", str(folder), "s2"], capsys)[1]
    tables = "table under “Notes on the data”, table under “Annex: all events”"
    assert f"found in harbour-staff-briefing.docx: {tables}\n" in shown
    number = int(re.search(r"found in harbour-staff-deck\.pptx: table on slide (\d+)\n", shown)[1])  # type: ignore[index]
    (deck,) = folder.glob("*.pptx")
    (table,) = (shape for shape in Presentation(str(deck)).slides[number - 1].shapes if shape.has_table)
    assert "Reported spill" in table.table.cell(1, 1).text
    assert "Notes on the data" not in said(["trace", str(folder), "s1"], capsys)[1], "which nobody doubts"


def test_a_claim_is_found_where_its_statement_is(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(["trace", str(pack), "s2"], capsys)[1]
    claim = shown[shown.index("claim `spills`") :]
    assert claim.splitlines()[2] == "    found in harbour-standard-briefing.docx: bookmark s_spills"


def test_a_source_leads_to_the_figures_that_rest_on_it_by_their_events(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(["trace", str(pack), "gazette"], capsys)[1]
    assert "figure `timeline`, " in shown and "    through its events: s1, s2\n" in shown
    assert "figure `ships-by-quarter`" not in shown, "whose events cite the audit alone"


def test_a_manifest_of_an_older_version_can_be_traced(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = json.loads((pack / "manifest.json").read_bytes())
    for figure in manifest["figures"].values():
        del figure["events"], figure["stands"]
    (pack / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    code, shown = said(["trace", str(pack), "t1"], capsys)
    assert code == 0 and "claim `paid`" in shown and "figure `timeline`, " not in shown


def test_a_statement_shows_its_claims_with_the_rows_that_bear_them_out(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        "    claim: Two spills: count is 2, by s1, s2\n" in said(["trace", str(pack), "Two spills are on"], capsys)[1]
    )


def test_the_source_of_a_figure_leads_to_the_figure(demo: Pack, capsys: pytest.CaptureFixture[str]) -> None:
    assert "figure `launches-by-year`, " in said(["trace", str(demo.folder), "crs-if10472"], capsys)[1]


def test_a_misquoted_phrase_leads_to_the_nearest_statement(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack), "three rises of the tax cover the cost of a new quay"], capsys)
    assert code == 0 and "the nearest:" in shown and "statement `paid`" in shown


def test_a_phrase_that_nothing_says_is_reported_as_such(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack), "zebra crossing elephants"], capsys)
    assert code == 1 and "the words may be those of a template" in shown


def test_every_statement_of_the_demo_can_be_traced_by_its_text(demo: Pack) -> None:
    from generator.pack.trace import trace

    for id_, told in demo.manifest["statements"].items():
        for says in told["says"]:
            assert any(origin.id == id_ and origin.exact for origin in trace(demo.manifest, says)), says


def test_an_untouched_pack_passes_verify(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["verify", str(pack)], capsys)
    assert code == 0 and "14 files as they were built: harbour for standard, as of 2021-06-30" in shown


def test_verify_names_changed_missing_and_added_files(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "harbour-standard-deck.pptx").write_bytes(b"edited")
    (pack / "timeline.png").unlink()
    (pack / "letter.txt").write_text("mine", encoding="utf-8")
    code, shown = said(["verify", str(pack)], capsys)
    assert code == 1
    assert "harbour-standard-deck.pptx  changed since it was built" in shown
    assert "timeline.png  missing" in shown and "letter.txt  is not part of this pack" in shown


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        (None, "no such file"),
        (b"{", "not valid JSON any more"),
        (b"[]", "not the manifest of a pack, or of an older version"),
        (b'{"outputs": {}}', "not the manifest of a pack"),
        (
            b'{"outputs": {}, "statements": {"a": 1}, "events": {}, "texts": {}}',
            "was edited by hand and can no longer be traced",
        ),
        (b"[" * 200_000, "not valid JSON any more"),
        (b'{"a":' * 200_000, "not valid JSON any more"),
        (b'{"outputs": ' + b"[" * 900 + b"]" * 900 + b"}", "not the manifest of a pack"),
        (b"\xff\xfe{}", "not valid JSON any more"),
        (b'"\\ud800"', "not valid JSON any more"),
        (b"null", "not the manifest of a pack"),
        (b"", "not valid JSON any more"),
    ],
    ids=range(12),
)
def test_an_unreadable_manifest_is_reported(
    manifest: bytes | None, what: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if manifest is None:
        (pack / "manifest.json").unlink()
    else:
        (pack / "manifest.json").write_bytes(manifest)
    for words in (["trace", str(pack), "quay"], ["verify", str(pack)]):
        code, shown = said(words, capsys)
        assert code == 1 and what in shown and "manifest.json" in shown


@pytest.mark.parametrize("name", json.loads((ROOT / "data" / "manifest.schema.json").read_bytes())["required"])
@pytest.mark.parametrize("value", ["missing", 1, None, [], {"a": {"b": []}}, ["a"]])
def test_a_manifest_that_lost_or_changed_an_entry_is_no_internal_error(
    name: str, value: object, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((pack / "manifest.json").read_bytes())
    del manifest[name]
    changed = manifest if value == "missing" else {**manifest, name: value}
    (pack / "manifest.json").write_text(json.dumps(changed), encoding="utf-8")
    for words in (["trace", str(pack), "quay"], ["verify", str(pack)]):
        code, shown = said(words, capsys)
        assert code in (0, 1) and "internal" not in shown and "None" not in shown
        if name in ("dataset", "audience", "as_of"):
            assert code == 1 and "was edited by hand and can no longer be traced or verified" in shown


def replace_by_pipe(path: Path) -> None:
    os.mkfifo(path)


def replace_by_device_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def replace_by_endless_file(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(20_000_000_000)


STRANGE: dict[str, Callable[[Path], None]] = {
    "a pipe": replace_by_pipe,
    "a link to a device": replace_by_device_link,
    "a sparse file": replace_by_endless_file,
    "a folder": Path.mkdir,
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to the file": lambda path: path.symlink_to("../elsewhere"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("name", ["manifest.json", "timeline.png", "harbour-standard-deck.pptx"])
@pytest.mark.parametrize("what", STRANGE)
def test_a_file_of_a_pack_that_is_none_any_more_stops_nothing(what: str, name: str, pack: Path) -> None:
    (pack / name).rename(pack.parent / "elsewhere")
    STRANGE[what](pack / name)
    program = (
        "import sys; from pathlib import Path; from generator.cli.main import main; from generator.pack.publish "
        "import publish; pack = Path(sys.argv[1]); "
        "codes = main(['verify', str(pack)]), main(['trace', str(pack), 'zebra']); "
        "publish(pack, {'manifest.json': b'{}'}); print('codes', *codes)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(pack)], cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert run.stdout.splitlines()[-1] == "codes 1 1", run.stdout + run.stderr
    if name == "manifest.json":
        assert ("cannot be read, or is a link" in run.stderr) == what.startswith("a link")
    kept = pack / (name.replace(".", " (changed 1).") if name == "manifest.json" else name)
    assert os.path.lexists(kept)


def test_an_edited_manifest_cannot_lead_out_of_its_folder(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads((pack / "manifest.json").read_bytes())
    told["outputs"] = {"../../../../etc/passwd": "0" * 64}
    (pack / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    code, shown = said(["verify", str(pack)], capsys)
    assert code == 1 and f"{pack}/passwd  missing" in shown


def test_trace_without_words_is_a_usage_error(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack)], capsys)
    assert code == 2 and "`trace` needs WORDS\n    such as `" in shown


def test_trace_notes_files_that_were_changed(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "timeline.png").unlink()
    code, shown = said(["trace", str(pack), "dredging is not"], capsys)
    assert code == 0 and f"note: {pack}/timeline.png  missing" in shown


def test_trace_prints_five_origins_and_counts_the_others(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(["trace", str(pack), "toll"], capsys)
    lines = shown.splitlines()
    assert code == 0 and len([line for line in lines if line[0] != " "]) == 6
    assert re.fullmatch(r"and \d+ more; add words to narrow it down", lines[-1])


PLANTED = (".standard.part", ".standard.new", ".standard.old")


@pytest.mark.parametrize("words", [["verify"], ["trace", "quay"]])
def test_verify_and_trace_change_nothing_whatever_is_next_to_the_pack(
    words: list[str], pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in PLANTED:
        (pack.parent / name / "writing").mkdir(parents=True)
        (pack.parent / name / "manifest.json").write_text('{"outputs": {}}', encoding="utf-8")
        (pack.parent / name / "briefing-pack").write_text("briefing-pack writes `standard` here", encoding="utf-8")
    before = {path: path.lstat() for path in pack.parent.rglob("*")}
    assert said([words[0], str(pack), *words[1:]], capsys)[0] == 0
    pack.rename(pack.with_name("away"))
    code, shown = said([words[0], str(pack), *words[1:]], capsys)
    assert code == 1 and "manifest.json  no such file\n    build the pack again" in shown and not pack.exists()
    pack.with_name("away").rename(pack)
    assert {*pack.parent.rglob("*")} == {*before}
    assert all(path.stat().st_mtime_ns == status.st_mtime_ns for path, status in before.items() if path != pack)


def test_verify_says_that_a_build_was_interrupted(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.rename(pack.with_name("away"))
    pack.with_name(".standard.part").mkdir()  # as after a kill in its first step
    code, shown = said(["verify", str(pack)], capsys)
    assert code == 1 and "build the pack again; the last build was interrupted" in shown
    assert shown.endswith("1 problem, nothing verified\n")
