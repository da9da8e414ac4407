"""The command, as a person meets it."""

import shutil
import sys
from pathlib import Path
from runpy import run_path
from types import ModuleType

import pytest

from generator.cli.console import MOST_SHOWN, print_line, print_warnings
from generator.cli.main import main
from generator.errors import Place, Problem

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "cases" / "harbour"


@pytest.fixture
def harbour_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


def spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "dataset.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_build_tells_its_stages_and_ends_with_files_and_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["read", "composed", "drew", "wrote"]
    assert "harbour-standard-briefing.docx" in "".join(lines)
    assert lines[-1].endswith(str(tmp_path / "harbour" / "standard")) and " s: " in lines[-1]


def test_quiet_prints_nothing_where_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path / "out"), "--check"]) == 0
    assert "nothing written" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_misspelt_field_is_named_with_place_and_nearest_name(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(harbour_copy, "takeaway:", "takeway:")
    assert main([str(harbour_copy), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "dataset.yaml:" in said and "`takeway`" in said and "`takeaway`" in said
    assert "nothing written" in said and "Traceback" not in said


def test_after_a_problem_the_old_pack_still_stands(harbour_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main([str(harbour_copy), "--out", str(out), "--quiet"]) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    spoil(harbour_copy, "takeaway:", "takeway:")
    assert main([str(harbour_copy), "--out", str(out), "--quiet"]) == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        (["--audiance", "press"], "unknown argument `--audiance`\n    did you mean `--audience`?"),
        (["no-such-topic"], "no dataset folder or command `no-such-topic`"),
        (["schemma"], "did you mean `schema`?"),
        ([str(HARBOUR), "another"], "one dataset at a time"),
        (["x" * 5000], "` is longer than a name can be"),
        ([str(HARBOUR), "--look", "x" * 300], f"`{'x' * 40} …` is longer than a name can be"),
        (["verify", f"out/{'x' * 300}/standard"], "` is longer than a name can be"),
        (["--out"], "argument --out: expected one argument\n    see `"),
    ],
)
def test_wrong_use_says_what_to_do(words: list[str], help_: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert help_ in capsys.readouterr().err


def test_where_there_are_several_datasets_the_message_lists_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("harbour", "canal"):
        shutil.copytree(HARBOUR, tmp_path / "data" / name)
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert capsys.readouterr().err == "make_report.py: which dataset?\n    valid names: `canal`, `harbour`\n"


def test_an_unknown_audience_lists_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "standrad", "--out", str(tmp_path)]) == 1
    assert "did you mean `standard`?" in capsys.readouterr().err


def test_output_that_cannot_be_written_is_exit_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    assert main([str(HARBOUR), "--out", str(tmp_path / "out")]) == 3
    assert "cannot write" in capsys.readouterr().err


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["\x1b[31mred"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_a_space_that_does_not_break_is_printed_as_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("5\u00a0August, 10\u202fkm")
    assert capsys.readouterr().out == "5 August, 10 km\n"


def test_no_more_notes_are_printed_than_a_screen_holds(capsys: pytest.CaptureFixture[str]) -> None:
    print_warnings([Problem(Place("deck.md.j2", line), "is wide", "shorten it") for line in range(300)])
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if line.startswith("note:")]) == MOST_SHOWN
    assert lines[-1].startswith(f"and {300 - MOST_SHOWN} more notes")


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert "examples:" in shown and "--audience" in shown


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("briefing-pack 0.")


def test_audiences_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audiences"]) == 0
    assert "standard" in capsys.readouterr().out


def test_an_audience_that_fails_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "standrad,executive", "--out", str(tmp_path), "--quiet"]) == 1
    assert "1 problem, nothing written for standrad" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "harbour").iterdir()] == ["executive"]


def test_a_statement_kept_for_an_audience_that_does_not_exist_is_said(
    harbour_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(harbour_copy, "      importance: high\n", "      importance: high\n      audiences: [staf]\n")
    assert main([str(harbour_copy), "--check"]) == 0
    said = capsys.readouterr().err
    assert "`paid` is restricted to the unknown audience `staf`" in said and "did you mean `staff`?" in said


def test_new_refuses_a_name_that_no_dataset_can_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "Mi tema")]) == 2
    assert "`Mi tema` is not a valid dataset name" in capsys.readouterr().err
    assert not (tmp_path / "Mi tema").exists()


@pytest.mark.parametrize(("behind", "code", "said"), [(KeyboardInterrupt(), 130, "stopped"), (None, 70, "a defect")])
def test_what_a_library_makes_of_ctrl_c_while_it_is_imported_is_no_defect(
    behind: BaseException | None,
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def build(*asked: object, **further: object) -> None:
        raise ImportError("initialization failed") from behind

    monkeypatch.setattr("generator.pipeline.build.build", build)
    assert main([str(HARBOUR), "--out", str(tmp_path)]) == code
    assert capsys.readouterr().err.startswith(f"make_report.py: {said}")


def test_ctrl_c_before_the_command_has_begun_is_told_as_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopping(ModuleType):
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "generator.cli.main", Stopping("generator.cli.main"))
    with pytest.raises(SystemExit) as ended:
        run_path(str(ROOT / "make_report.py"), run_name="__main__")
    assert ended.value.code == 130
    assert capsys.readouterr().err == "make_report.py: stopped; no pack is left half-written\n"
