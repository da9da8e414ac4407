"""A batch, as whoever runs it meets it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.batch.order import Order
from generator.batch.run import Engine, here, processes, run
from generator.cli.main import main
from generator.pipeline.build import build

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
    told = json.loads((plan.parent / "packs" / "batch.json").read_bytes())
    return {(each["dataset"], each["audience"]): each["state"] for each in told}


def test_a_bad_dataset_is_told_at_the_end_and_stops_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(plan), "--jobs", "2"]) == 1
    shown = capsys.readouterr()
    assert states(plan) == {
        ("good", "standard"): "built",
        ("good", "executive"): "built",
        ("bad", "standard"): "failed",
        ("bad", "executive"): "failed",
    }
    assert "failed: bad standard, bad executive" in shown.err and "did you mean `takeaway`?" in shown.err
    assert shown.out.splitlines()[-1].split() == ["bad", "failed", "failed"]
    assert "left)" in shown.out


def test_a_second_run_makes_only_what_changed(plan: Path) -> None:
    main(["batch", str(plan), "--jobs", "1", "--quiet"])
    with open(plan.parent / "good" / "sources.yaml", "a", encoding="utf-8") as sources:
        sources.write("# looked through\n")
    plan.write_text(PLAN.replace("*bad", "other").replace("standard, ", ""), encoding="utf-8")
    shutil.copytree(HARBOUR, plan.parent / "other")
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 0
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 0
    assert set(states(plan).values()) == {"unchanged"}


def test_packs_of_a_batch_are_those_of_the_command(plan: Path) -> None:
    main(["batch", str(plan), "--jobs", "2", "--quiet"])
    alone = build(plan.parent / "good", "executive", plan.parent / "alone")
    together = plan.parent / "packs" / "good" / "executive"
    assert {path.name: path.read_bytes() for path in together.iterdir()} == dict(alone.files)


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("datasets: [goood]\naudiences: [standard]\n", "no dataset folder `goood`"),
        ("datasets: [good]\naudience: [standard]\n", "did you mean `audiences`?"),
        ("datasets: [good, copy/good]\naudiences: all\n", "have one name"),
    ],
)
def test_what_is_wrong_in_a_plan_is_told_before_anything_is_made(
    plan: Path, text: str, help_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(plan.parent / "good", plan.parent / "copy" / "good")
    plan.write_text(text, encoding="utf-8")
    assert main(["batch", str(plan)]) == 1
    assert help_ in capsys.readouterr().err
    assert not (plan.parent / "packs").exists()


def test_an_unknown_audience_fails_alone(plan: Path) -> None:
    plan.write_text("datasets: [good]\naudiences: [standard, executve]\nout: packs\n", encoding="utf-8")
    assert main(["batch", str(plan), "--jobs", "1", "--quiet"]) == 1
    assert states(plan) == {("good", "standard"): "built", ("good", "executve"): "failed"}


def die_or_tell(order: Order) -> str:
    if order.audience == "deadly":
        time.sleep(0.3)
        os._exit(9)
    return order.audience


def tell(order: Order) -> "Task":
    return Task(order)


class Task:
    """A task that can be sent to another process."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def __call__(self) -> str:
        return die_or_tell(self.order)


def test_only_the_pack_that_takes_its_process_down_fails(tmp_path: Path) -> None:
    orders = [Order(HARBOUR, name, tmp_path) for name in ("one", "deadly", "two", "three")]
    results = {order.audience: result for order, result in run(orders, Engine(processes(2), tell))}
    assert {name for name, result in results.items() if result == name} == {"one", "two", "three"}
    assert "its process was ended" in str(results["deadly"])


def test_an_order_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    (done,) = here([Order(HARBOUR, "standard", tmp_path / "out")], 1)
    assert done.state == "failed" and "cannot write" in str(done.problems[0])


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT to a group of processes")
def test_a_stopped_batch_goes_on_where_it_was(tmp_path: Path) -> None:
    for number in range(6):
        shutil.copytree(HARBOUR, tmp_path / f"topic-{number}")
    (tmp_path / "plan.yaml").write_text("datasets: [topic-*]\naudiences: [standard]\nout: packs\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "make_report.py"), "batch", str(tmp_path / "plan.yaml"), "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stdout is not None and "1 of 6" in started.stdout.readline()
        os.killpg(started.pid, signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 130 and "goes on from there" in said and "Traceback" not in said
    assert main([*command[2:], "--quiet"]) == 0
    told = json.loads((tmp_path / "packs" / "batch.json").read_bytes())
    assert "unchanged" in {each["state"] for each in told}
