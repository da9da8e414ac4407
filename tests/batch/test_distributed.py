"""A batch on a Dask cluster: two workers on this machine."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.batch import distributed as remote
from generator.batch.distributed import RemoteJob, build_remotely
from generator.batch.job import Job
from generator.cache.key import code_hash, versions
from generator.cli.main import main
from generator.pipeline.build import build

HARBOUR = Path(__file__).parents[1] / "cases" / "harbour"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    if not os.environ.get("CI"):
        pytest.importorskip("distributed")
    from distributed import LocalCluster

    cluster: Any = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster:
        yield cluster.scheduler_address


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(HARBOUR, tmp_path / "good")
    bad = shutil.copytree(HARBOUR, tmp_path / "bad")
    text = (bad / "dataset.yaml").read_text(encoding="utf-8")
    (bad / "dataset.yaml").write_text(text.replace("takeaway:", "takeway:", 1), encoding="utf-8")
    own = tmp_path / "templates" / "minister"
    own.mkdir(parents=True)
    (own / "audience.yaml").write_text("extends: standard\ntitle: For the minister\n", encoding="utf-8")
    text = "datasets: [good, bad]\naudiences: [standard, minister]\ntemplates: templates\nout: packs\n"
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "plan.yaml"


def test_remote_packs_equal_local_ones_and_problems_name_local_files(
    scheduler: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(plan), "--scheduler", scheduler]) == 1
    shown = capsys.readouterr()
    assert f"{plan.parent}/bad/dataset.yaml:" in shown.err and "did you mean `takeaway`?" in shown.err
    for audience in ("standard", "minister"):
        local = build(plan.parent / "good", audience, plan.parent / "here", templates=plan.parent / "templates")
        brought = plan.parent / "packs" / "good" / audience
        assert {path.name: path.read_bytes() for path in brought.iterdir()} == dict(local.files)
    assert main(["batch", str(plan), "--scheduler", scheduler]) == 1
    assert capsys.readouterr().out.count("unchanged  good") == 2


def test_a_scheduler_that_does_not_answer_is_reported(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(remote, "_PATIENCE", "1s")
    assert main(["batch", str(plan), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    message = "no Dask scheduler answers at tcp://127.0.0.1:9\n    such as tcp://host:8786"
    assert message in capsys.readouterr().err


def test_without_dask_the_message_says_what_to_install(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    assert main(["batch", str(plan), "--scheduler", "tcp://host:8786"]) == 2
    assert "`--scheduler` needs Dask\n    pip install 'briefing-pack[distributed]'" in capsys.readouterr().err


def test_a_worker_that_would_build_other_bytes_builds_nothing(tmp_path: Path) -> None:
    job = Job(tmp_path / "good", "standard", tmp_path / "out")
    for code, libraries, message in (
        ("another", versions(), "runs another version of the generator\n    install the same version on all machines"),
        (
            code_hash(),
            {**versions(), "lxml": "1.0"},
            "has other versions of lxml\n    install the same versions on all",
        ),
    ):
        outcome, files = build_remotely(RemoteJob(job, {}, None, None, code, libraries))
        assert (outcome.state, files) == ("failed", {})
        assert str(outcome.problems[0]).startswith(f"worker  {message}")
