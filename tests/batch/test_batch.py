"""`batch` at the command line, and what it does when a worker dies."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.batch.job import Job, Outcome
from generator.batch.run import Engine, process_pool, run, run_locally
from generator.batch.worker import WorkerLost, failure
from generator.cli.commands.batch import BatchProgress
from generator.cli.main import main
from generator.cli.report import Report
from generator.pipeline.build import build
from tests.processes import running

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"
PLAN = "datasets: [good, '*bad']\naudiences: [standard, executive]\nout: packs\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Two datasets, of which one has a misspelt field."""
    shutil.copytree(HARBOUR, tmp_path / "good")
    bad = shutil.copytree(HARBOUR, tmp_path / "bad")
    text = (bad / "dataset.yaml").read_text(encoding="utf-8")
    (bad / "dataset.yaml").write_text(text.replace("takeaway:", "takeway:", 1), encoding="utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def states(plan: Path) -> dict[tuple[str, str], str]:
    packs = json.loads((plan.parent / "packs" / "batch.json").read_bytes())
    return {(pack["dataset"], pack["audience"]): pack["state"] for pack in packs}


def test_a_bad_dataset_is_reported_at_the_end_and_stops_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(plan), "--jobs", "2"]) == 1
    shown = capsys.readouterr()
    assert states(plan) == {
        ("good", "standard"): "built",
        ("good", "executive"): "built",
        ("bad", "standard"): "failed",
        ("bad", "executive"): "failed",
    }
    assert (
        "1 problem, nothing written for bad standard, bad executive" in shown.err
        and "did you mean `takeaway`?" in shown.err
    )
    assert shown.out.splitlines()[-1].split() == ["bad", "failed", "failed"]
    assert "left)" in shown.out


def test_a_second_run_builds_only_what_changed(plan: Path) -> None:
    main(["batch", str(plan), "--jobs", "1", "--quiet"])
    with open(plan.parent / "good" / "sources.yaml", "a", encoding="utf-8") as sources:
        sources.write("# checked\n")
    plan.write_text(PLAN.replace("*bad", "other").replace("standard, ", ""), encoding="utf-8")
    shutil.copytree(HARBOUR, plan.parent / "other")
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 0
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 0
    assert set(states(plan).values()) == {"unchanged"}


def test_force_builds_again_what_is_unchanged(plan: Path) -> None:
    plan.write_text("datasets: [good]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    for more, state in (([], "built"), ([], "unchanged"), (["--force"], "built")):
        assert main(["batch", str(plan), "--jobs", "1", "--quiet", *more]) == 0
        assert states(plan) == {("good", "standard"): state}


def test_a_strict_plan_refuses_what_is_otherwise_noted(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = plan.parent / "good" / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "- {id: spare, title: Spare}\n", encoding="utf-8")
    text = "datasets: [good]\naudiences: [standard]\nout: packs\n"
    for strict, state, code in (("no", "built", 0), ("yes", "failed", 1), ("no", "unchanged", 0)):
        plan.write_text(f"{text}strict: {strict}\n", encoding="utf-8")
        assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == code
        assert states(plan) == {("good", "standard"): state}
    assert "no statement, event or figure cites `spare`" in capsys.readouterr().err


@pytest.mark.parametrize("datasets", ["[good, 'goo*']", "['{folder}/good']", "['../{name}/good']"])
def test_a_dataset_is_built_once_however_it_is_named(
    datasets: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = datasets.format(folder=plan.parent.as_posix(), name=plan.parent.name)
    plan.write_text(f"datasets: {named}\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    assert main(["batch", str(plan), "--jobs", "1"]) == 0
    assert "1 of 1  built      good standard" in capsys.readouterr().out


def test_a_plan_in_a_dataset_folder_may_name_it_by_a_dot(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = plan.parent / "good" / "plan.yaml"
    own.write_text("datasets: [.]\naudiences: [standard]\nout: ../packs\n", encoding="utf-8")
    assert main(["batch", str(own), "--jobs", "1"]) == 0
    assert "1 of 1  built      good standard" in capsys.readouterr().out
    assert states(plan) == {("good", "standard"): "built"}


def test_the_look_of_a_plan_replaces_that_of_the_audiences(plan: Path) -> None:
    assert main(["new-look", str(plan.parent / "look"), "--color", "4A1D33", "--quiet"]) == 0
    plan.write_text("datasets: [good]\naudiences: [standard]\nlook: look\nout: packs\n", encoding="utf-8")
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 0
    deck = plan.parent / "packs" / "good" / "standard" / "good-standard-deck.pptx"
    assert b"4A1D33" in ZipFile(deck).read("ppt/theme/theme1.xml")


def test_packs_of_a_batch_are_those_of_the_command(plan: Path) -> None:
    main(["batch", str(plan), "--jobs", "2", "--quiet"])
    alone = build(plan.parent / "good", "executive", plan.parent / "alone")
    together = plan.parent / "packs" / "good" / "executive"
    assert {path.name: path.read_bytes() for path in together.iterdir()} == dict(alone.files)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "datasets: [goood]\naudiences: [standard]\n",
            "no dataset folder `goood`\n    paths are relative to the folder of the plan",
        ),
        ("datasets: [good]\naudiences: all\ntemplates: mine\n", "no folder `mine`\n    paths are relative to"),
        ("datasets: [good]\naudience: [standard]\n", "did you mean `audiences`?"),
        (f"datasets: ['{'*/' * 3000}x']\naudiences: all\n", "no dataset folder `*/*/*"),
        (
            "datasets: [good, copy/good]\naudiences: all\n",
            "have the same name\n    rename one, or put them in separate plans",
        ),
    ],
)
def test_a_problem_of_the_plan_is_reported_before_anything_is_built(
    plan: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(plan.parent / "good", plan.parent / "copy" / "good")
    plan.write_text(text, encoding="utf-8")
    assert main(["batch", str(plan)]) == 1
    assert message in capsys.readouterr().err
    assert not (plan.parent / "packs").exists()


def test_an_unknown_audience_fails_alone(plan: Path) -> None:
    plan.write_text("datasets: [good]\naudiences: [standard, executve]\nout: packs\n", encoding="utf-8")
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 1
    assert states(plan) == {("good", "standard"): "built", ("good", "executve"): "failed"}


def name_or_die(job: Job) -> str:
    if job.audience == "deadly":
        time.sleep(0.3)
        os._exit(9)
    return job.audience


def task_for(job: Job) -> "Task":
    return Task(job)


class Task:
    """A task that can be sent to another process."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self) -> str:
        return name_or_die(self.job)


def test_only_the_pack_that_kills_its_worker_fails(tmp_path: Path) -> None:
    jobs = [Job(HARBOUR, name, tmp_path) for name in ("one", "deadly", "two", "three")]
    results = {job.audience: result for job, result in run(jobs, Engine(process_pool(2), task_for))}
    assert {name for name, result in results.items() if result == name} == {"one", "two", "three"}
    assert "its worker process died" in str(results["deadly"])


def test_a_pack_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    (outcome,) = run_locally([Job(HARBOUR, "standard", tmp_path / "out")], 1)
    assert outcome.state == "failed" and "cannot write" in str(outcome.problems[0])


ONE = "1 of 2  built      harbour one  (4.0 s; 0:00 left)"
TWO = "2 of 2  failed     harbour two  (0.1 s; 0:00 left)"


@pytest.mark.parametrize(
    ("terminal", "quiet", "printed"),
    [(False, False, f"{ONE}\n{TWO}\n"), (True, False, f"\r\x1b[K{ONE}\r\x1b[K{TWO}\n"), (True, True, "")],
)
def test_progress_is_a_line_for_each_pack_or_one_line_on_a_terminal(
    terminal: bool, quiet: bool, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stdout", screen)
    progress = BatchProgress(2, Report(quiet))
    progress.advance(Outcome(Job(HARBOUR, "one", Path("out")), "built", 4.0))
    progress.advance(Outcome(Job(HARBOUR, "two", Path("out")), "failed", 0.1))
    assert screen.getvalue() == printed


@pytest.mark.parametrize("terminal", [False, True])
def test_a_name_does_not_control_the_terminal(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stdout", screen)
    name = "\x1b[2J\x9b1m\u202egood\r1 of 1\nbuilt\x07"
    BatchProgress(1, Report()).advance(Outcome(Job(Path(f"data/{name}"), name, Path("out")), "failed", 0.1))
    printed = screen.getvalue().removeprefix("\r\x1b[K" if terminal else "")
    assert "good" in printed and printed.endswith("\n") and printed[:-1].isprintable()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyError("x"), "good  internal error: KeyError: 'x'\n    please build it alone with `--debug` and report"),
        (WorkerLost("its worker process died, perhaps out of memory"), "out of memory\n    build it alone, or run the"),
    ],
)
def test_a_failure_says_what_to_do(error: Exception, message: str, tmp_path: Path) -> None:
    outcome = failure(Job(Path("good"), "standard", tmp_path), error)
    assert message in str(outcome.problems[0])


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT to a group of processes")
def test_a_stopped_batch_continues_where_it_stopped(tmp_path: Path) -> None:
    for number in range(6):
        shutil.copytree(HARBOUR, tmp_path / f"topic-{number}")
    (tmp_path / "plan.yaml").write_text("datasets: [topic-*]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "make_report.py"), "batch", str(tmp_path / "plan.yaml"), "--jobs", "1"]
    with running(command, stderr=subprocess.PIPE) as batch:
        assert batch.stdout is not None and "1 of 6" in batch.stdout.readline()
        os.killpg(batch.pid, signal.SIGINT)
        _, printed = batch.communicate(timeout=60)
    built = len([*(tmp_path / "packs").glob("*/standard/manifest.json")])
    assert 2 <= built < 6, "the pack under way is finished, and no other begun"
    assert batch.returncode == 130 and "Traceback" not in printed
    assert re.fullmatch(r"make_report.py: stopped after \d of 6 packs\n    run it again to continue\n", printed)
    assert main([*command[2:], "--quiet"]) == 0
    packs = json.loads((tmp_path / "packs" / "batch.json").read_bytes())
    assert "unchanged" in {pack["state"] for pack in packs}
