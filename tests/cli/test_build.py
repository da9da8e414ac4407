"""Building and checking packs at the command line."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from runpy import run_path
from types import ModuleType

import pytest

from generator.cli.console import print_line
from generator.cli.main import main
from generator.cli.report import MOST_SHOWN, Report
from generator.errors import Place, Problem

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"


@pytest.fixture
def harbour_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


def spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "dataset.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_build_prints_its_stages_then_files_and_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["read", "composed", "drew", "wrote"]
    assert "harbour-standard-briefing.docx" in "".join(lines)
    assert lines[-1].endswith(str(tmp_path / "harbour" / "standard"))
    *stages, total = (float(seconds) for seconds in re.findall(r"([0-9.]+) s[):]", "\n".join(lines)))
    assert len(stages) >= 4 and sum(stages) <= total + 0.05 * len(stages) + 0.05, "each stage is timed by itself"


def test_quiet_prints_nothing_if_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--out", str(tmp_path / "out"), "--check"]) == 0
    assert "nothing written" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_misspelt_field_is_reported_with_its_place_and_the_nearest_name(
    harbour_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(harbour_copy, "takeaway:", "takeway:")
    assert main([str(harbour_copy), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().err
    assert "dataset.yaml:" in printed and "`takeway`" in printed and "`takeaway`" in printed
    assert "nothing written" in printed and "Traceback" not in printed


def test_a_problem_leaves_the_old_pack_untouched(harbour_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main([str(harbour_copy), "--out", str(out), "--quiet"]) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    spoil(harbour_copy, "takeaway:", "takeway:")
    assert main([str(harbour_copy), "--out", str(out), "--quiet"]) == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--audiance", "press"], "unknown option `--audiance`\n    did you mean `--audience`?"),
        (["no-such-topic"], "no dataset folder `no-such-topic`\n    valid datasets: `"),
        (["schemma"], "did you mean `schema`?"),
        ([str(HARBOUR), "another"], "one dataset at a time"),
        (["x" * 5000], "` is longer than a name can be"),
        ([str(HARBOUR), "--audience", "x" * 300], "` is longer than a name can be"),
        ([str(HARBOUR), "--audience", ","], "argument --audience: no name given"),
        ([str(HARBOUR), "--templates", "absent"], "argument --templates: no folder `absent`"),
        (["build", "no-such-topic"], "make_report.py: no dataset folder `no-such-topic`"),
        ([str(HARBOUR), "--look", "x" * 300], f"`{'x' * 40} …` is longer than a name can be"),
        (["verify", f"out/{'x' * 300}/standard"], "` is longer than a name can be"),
        (["--out"], "argument --out: expected one argument\n    see `"),
    ],
)
def test_a_usage_error_says_what_to_do(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_several_datasets_are_listed_to_choose_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("harbour", "canal"):
        shutil.copytree(HARBOUR, tmp_path / "data" / name)
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert capsys.readouterr().err == "make_report.py: which dataset?\n    valid datasets: `canal`, `harbour`\n"


def test_a_misspelt_audience_leads_to_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "standrad", "--out", str(tmp_path)]) == 1
    assert "did you mean `standard`?" in capsys.readouterr().err


def test_exit_code_3_means_that_nothing_could_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    assert main([str(HARBOUR), "--out", str(tmp_path / "out")]) == 3
    assert "cannot write" in capsys.readouterr().err


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["\x1b[31mred"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_a_no_break_space_is_printed_as_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("5\u00a0August, 10\u202fkm")
    assert capsys.readouterr().out == "5 August, 10 km\n"


def test_at_most_a_screenful_of_notes_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Report().note([Problem(Place("deck.md.j2", line), "is wide", "shorten it") for line in range(300)])
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if line.startswith("note:")]) == MOST_SHOWN
    assert lines[-1] == f"and {300 - MOST_SHOWN} more notes; `--json` prints all"


def test_what_several_audiences_share_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    report, shared, own = Report(), Problem(Place("a"), "shared"), Problem(Place("b"), "own")
    report.note([shared])
    report.note([shared, own])
    report.reject([own], "nothing written for executive")
    assert capsys.readouterr().err.splitlines() == [
        "note: a  shared",
        "note: b  own",
        "1 problem as above, nothing written for executive",
    ]


def test_at_most_a_screenful_of_problems_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Report().reject([Problem(Place("dataset.yaml", line), "unknown field") for line in range(300)], "nothing written")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST_SHOWN + 2
    assert lines[-2:] == [f"and {300 - MOST_SHOWN} more", "300 problems, nothing written"]


def test_an_audience_that_fails_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "standrad,executive", "--out", str(tmp_path), "--quiet"]) == 1
    assert "1 problem, nothing written for standrad" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "harbour").iterdir()] == ["executive"]


def test_a_statement_for_an_unknown_audience_is_noted(harbour_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(harbour_copy, "      importance: high\n", "      importance: high\n      audiences: [staf]\n")
    assert main([str(harbour_copy), "--check"]) == 0
    printed = capsys.readouterr().err
    assert "`paid` is restricted to the unknown audience `staf`" in printed and "did you mean `staff`?" in printed


def test_new_refuses_an_invalid_dataset_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "Mi tema")]) == 2
    assert "`Mi tema` is not a valid dataset name" in capsys.readouterr().err
    assert not (tmp_path / "Mi tema").exists()


def fail_to_build_from(cause: BaseException | None) -> Callable[..., None]:
    def build(*arguments: object, **options: object) -> None:
        raise ImportError("initialization failed") from cause

    return build


def fail_to_build_during(cause: BaseException) -> Callable[..., None]:
    def build(*arguments: object, **options: object) -> None:
        try:
            raise cause
        except BaseException:
            raise ImportError("initialization failed")  # noqa: B904 (as libraries do)

    return build


@pytest.mark.parametrize("fail", [fail_to_build_from, fail_to_build_during])
def test_an_error_that_a_library_makes_of_ctrl_c_is_reported_as_a_stop(
    fail: Callable[[BaseException], Callable[..., None]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("generator.pipeline.build.build", fail(KeyboardInterrupt()))
    assert main([str(HARBOUR), "--out", str(tmp_path)]) == 130
    assert capsys.readouterr().err == "make_report.py: stopped; no pack is left half-written\n"


def test_an_internal_error_is_one_line_and_debug_shows_its_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.pipeline.build.build", fail_to_build_from(None))
    assert main([str(HARBOUR), "--out", str(tmp_path)]) == 70
    assert capsys.readouterr().err == (
        "make_report.py: internal error: ImportError: initialization failed; nothing was changed\n"
        "    please report it with the output of `--debug`\n"
    )
    with pytest.raises(ImportError):
        main([str(HARBOUR), "--out", str(tmp_path), "--debug"])


def test_debug_reports_a_problem_like_any_other_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HARBOUR), "--audience", "standrad", "--check", "--debug"]) == 1
    assert "did you mean `standard`?" in capsys.readouterr().err
    assert main(["--audiance", "standard", "--debug"]) == 2
    assert "did you mean `--audience`?" in capsys.readouterr().err


def test_ctrl_c_during_start_up_is_reported_as_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "generator.cli.main", Interrupted("generator.cli.main"))
    with pytest.raises(SystemExit) as exit_:
        run_path(str(ROOT / "make_report.py"), run_name="__main__")
    assert exit_.value.code == 130
    assert capsys.readouterr().err == "make_report.py: stopped; no pack is left half-written\n"


def test_a_console_that_lacks_a_letter_stops_nothing() -> None:
    command = [sys.executable, "make_report.py", "verify", "dossier-é"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("dossier-?/manifest.json  no such file\n")


def test_a_reader_that_has_had_enough_ends_the_command_quietly() -> None:
    command = f'"{sys.executable}" make_report.py schema | head -1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("{\n", "")
