"""`--json`: problems, notes and results as one document on stdout, for editors and CI."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.cli.main import main
from generator.cli.result import parse_place
from generator.errors import Place
from generator.pack.pack import Pack

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"
SCHEMA = json.loads((ROOT / "data" / "result.schema.json").read_text(encoding="utf-8"))


def result_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    """The one document on stdout, which keeps to the schema and says the exit code; stderr stays empty."""
    exit_code = main([*words, "--json"])
    printed = capsys.readouterr()
    assert printed.err == ""
    result = json.loads(printed.out)
    Draft202012Validator(SCHEMA).validate(result)
    assert list(result) == ["format", "problems", "notes", "packs", "origins", "audiences", "exit_code"]
    assert result["exit_code"] == exit_code
    return result


@pytest.fixture
def harbour_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture
def pack(harbour: Pack, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harbour.folder, tmp_path / "standard"))


def misspell(folder: Path) -> int:
    """Misspell a field, and return its line."""
    file = folder / "dataset.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("takeaway:", "takeway:", 1), encoding="utf-8")
    return text[: text.index("takeaway:")].count("\n") + 1


def withhold(folder: Path) -> int:
    """Restrict a statement to an unknown audience, and return its line."""
    file = folder / "dataset.yaml"
    text = file.read_text(encoding="utf-8")
    mark = "      importance: high\n"
    file.write_text(text.replace(mark, f"{mark}      audiences: [staf]\n", 1), encoding="utf-8")
    return text[: text.index("- id: paid")].count("\n") + 1


def test_the_schema_in_data_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "result"]) == 0
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(capsys.readouterr().out) == SCHEMA, (
        "python make_report.py schema result > data/result.schema.json"
    )


def test_a_build_lists_its_packs_with_files_and_sizes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(HARBOUR), "--audience", "standard,executive", "--out", str(tmp_path)]
    result = result_of(words, capsys)
    assert (result["exit_code"], result["problems"]) == (0, [])
    standard, executive = result["packs"]
    assert (standard["dataset"], standard["audience"], executive["audience"]) == ("harbour", "standard", "executive")
    assert standard["state"] == executive["state"] == "built"
    folder = Path(standard["folder"])
    assert folder == tmp_path / "harbour" / "standard"
    assert standard["files"] == {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    assert [pack["state"] for pack in result_of(words, capsys)["packs"]] == ["unchanged", "unchanged"]


def test_a_pack_that_is_up_to_date_has_the_notes_of_its_build(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = withhold(harbour_copy)
    words = [str(harbour_copy), "--out", str(tmp_path / "out")]
    built, unchanged = result_of(words, capsys), result_of(words, capsys)
    assert unchanged["packs"][0]["state"] == "unchanged" and built["notes"] == unchanged["notes"]
    (note,) = [note for note in built["notes"] if "`staf`" in note["what"]]
    assert (note["file"], note["line"]) == (str(harbour_copy / "dataset.yaml"), line)


def test_a_problem_has_file_line_column_fact_and_help(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = misspell(harbour_copy)
    for more in (["--check"], ["--out", str(tmp_path / "out")]):
        result = result_of([str(harbour_copy), *more], capsys)
        problem = next(problem for problem in result["problems"] if "`takeway`" in problem["what"])
        assert (problem["file"], problem["line"]) == (str(harbour_copy / "dataset.yaml"), line)
        assert problem["column"] > 1 and "`takeaway`" in problem["help"]
        assert result["exit_code"] == 1
    (pack,) = result["packs"]
    assert (pack["state"], pack["files"]) == ("failed", {})
    assert Path(pack["folder"]) == tmp_path / "out" / "harbour" / "standard"


def test_a_check_reports_notes_and_writes_nothing(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = result_of([str(harbour_copy), "--check", "--out", str(tmp_path / "out")], capsys)
    assert (result["exit_code"], result["problems"], result["packs"]) == (0, [], [])
    assert not (tmp_path / "out").exists()


def test_all_problems_are_listed_once_however_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"nobody-{number}" for number in range(30)]
    result = result_of([str(HARBOUR), "--audience", ",".join(names), "--out", str(tmp_path)], capsys)
    assert [problem["what"].count("nobody-") for problem in result["problems"]] == [1] * 30
    assert len(result["packs"]) == 30


def test_a_problem_or_note_of_several_packs_is_listed_once(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withhold(harbour_copy)
    words = [str(harbour_copy), "--audience", "standard,staff", "--check"]
    notes = [note["what"] for note in result_of(words, capsys)["notes"]]
    assert len(notes) == len(set(notes)) and any("`staf`" in note for note in notes)
    misspell(harbour_copy)
    problems = [problem["what"] for problem in result_of(words, capsys)["problems"]]
    assert len(problems) == len(set(problems)) and any("`takeway`" in problem for problem in problems)


def test_a_batch_lists_every_pack_in_the_order_of_its_plan(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misspell(Path(shutil.copytree(harbour_copy, tmp_path / "bad")))
    plan = tmp_path / "plan.yaml"
    plan.write_text("datasets: [harbour, bad]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    result = result_of(["batch", str(plan), "--jobs", "2"], capsys)  # in which the bad one is the first to end
    packs = [(pack["dataset"], pack["audience"], pack["state"]) for pack in result["packs"]]
    assert packs == [("harbour", "standard", "built"), ("bad", "standard", "failed")]
    assert "harbour-standard-deck.pptx" in result["packs"][0]["files"]
    assert len([problem for problem in result["problems"] if "`takeway`" in problem["what"]]) == 1


def test_verify_tells_whether_files_are_as_built(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = result_of(["verify", str(pack)], capsys)
    assert (result["exit_code"], result["packs"][0]["state"], len(result["packs"][0]["files"])) == (0, "unchanged", 14)
    (pack / "timeline.png").unlink()
    (pack / "letter.txt").write_text("mine", encoding="utf-8")
    result = result_of(["verify", str(pack)], capsys)
    assert (result["exit_code"], result["packs"][0]["state"], len(result["packs"][0]["files"])) == (1, "changed", 13)
    assert [problem["file"] for problem in result["problems"]] == [str(pack / "timeline.png")]
    assert [note["file"] for note in result["notes"]] == [str(pack / "letter.txt")]


def test_verify_looks_at_files_of_the_pack_only(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack.parent / "other.txt").write_text("mine", encoding="utf-8")
    manifest = json.loads((pack / "manifest.json").read_bytes())
    (pack / "manifest.json").write_text(json.dumps({**manifest, "outputs": {"../other.txt": "0" * 64}}), "utf-8")
    result = result_of(["verify", str(pack)], capsys)
    assert (result["exit_code"], result["packs"][0]["files"]) == (1, {})


def test_trace_lists_origins_with_sources_and_locations(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (origin,) = result_of(["trace", str(pack), "new quay, and the number of ships"], capsys)["origins"]
    assert (origin["kind"], origin["id"], origin["file"]) == ("statement", "paid", "harbour/dataset.yaml")
    assert origin["line"] > 1 and origin["exact"] and origin["says"].startswith("Three rises of the toll")
    assert [source["id"] for source in origin["sources"]] == ["audit", "minutes"] and origin["sources"][0]["title"]
    assert origin["locations"]["harbour-standard-briefing.docx"] == ["s_paid"]


def test_words_that_nothing_says_are_a_problem(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = result_of(["trace", str(pack), "zebra", "crossing"], capsys)
    assert (result["exit_code"], result["origins"]) == (1, [])
    what = "no statement, event or text in this pack says “zebra crossing”"
    assert result["problems"][0]["what"] == what


def test_audiences_are_listed_with_their_settings(capsys: pytest.CaptureFixture[str]) -> None:
    audiences = {audience["name"]: audience for audience in result_of(["audiences"], capsys)["audiences"]}
    press = audiences["press"]
    assert press["extends"] == ["standard"] and press["sections"]["briefing"][0] == "numbers"
    assert (press["wording"]["deck"], press["citations"], press["marking"]) == ("short", "links", "")
    assert audiences["executive"]["limits"]["pages"] == 2


@pytest.mark.parametrize(
    ("words", "exit_code", "what"),
    [
        (["--audiance", "x"], 2, "unknown option `--audiance`"),
        (["no-such-topic"], 2, "no dataset folder `no-such-topic`"),
        (["new", "x"], 2, "`--json` is an option of `build`, `batch`, `trace`, `verify`, `audiences`, not of `new`"),
        ([str(HARBOUR), "--watch"], 2, "`--watch` cannot be combined with `--json`"),
        ([str(HARBOUR), "--explain"], 2, "`--explain` cannot be combined with `--json`"),
        (["verify", "absent"], 1, "no such file"),
    ],
)
def test_what_stops_the_command_is_a_problem_too(
    words: list[str], exit_code: int, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = result_of(words, capsys)
    assert (result["exit_code"], [problem["what"] for problem in result["problems"]]) == (exit_code, [what])
    assert result["problems"][0]["help"]


def test_an_output_folder_that_cannot_be_written_is_a_problem_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    result = result_of([str(HARBOUR), "--out", str(tmp_path / "out")], capsys)
    assert result["exit_code"] == 3 and "cannot write" in result["problems"][0]["what"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data/x/dataset.yaml:41:7", Place("data/x/dataset.yaml", 41, 7)),
        ("events.csv:3", Place("events.csv", 3)),
        (r"C:\data\dataset.yaml:4", Place(r"C:\data\dataset.yaml", 4)),
        ("word.docx", Place("word.docx")),
        ("", Place("")),
    ],
)
def test_a_printed_place_is_read_back(text: str, place: Place) -> None:
    assert parse_place(text) == place
