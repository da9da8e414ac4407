"""A batch on other machines, for which two Dask workers on this one stand in."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.batch.distributed import Parcel, made_there
from generator.batch.order import Order
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


def test_packs_come_back_as_they_are_made_here_and_errors_name_the_files_here(
    scheduler: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(plan), "--scheduler", scheduler]) == 1
    shown = capsys.readouterr()
    assert f"{plan.parent}/bad/dataset.yaml:" in shown.err and "did you mean `takeaway`?" in shown.err
    for audience in ("standard", "minister"):
        made_here = build(plan.parent / "good", audience, plan.parent / "here", templates=plan.parent / "templates")
        brought = plan.parent / "packs" / "good" / audience
        assert {path.name: path.read_bytes() for path in brought.iterdir()} == dict(made_here.files)
    assert main(["batch", str(plan), "--scheduler", scheduler]) == 1
    assert capsys.readouterr().out.count("unchanged  good") == 2


def test_without_a_scheduler_the_message_says_so(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")
    assert main(["batch", str(plan), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    said = capsys.readouterr().err
    assert "no Dask scheduler answers at tcp://127.0.0.1:9\n    such as tcp://host:8786" in said


def test_without_dask_the_message_says_what_to_install(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    assert main(["batch", str(plan), "--scheduler", "tcp://host:8786"]) == 2
    assert "`--scheduler` needs Dask\n    pip install 'briefing-pack[distributed]'" in capsys.readouterr().err


def test_a_worker_that_would_make_other_bytes_makes_none(tmp_path: Path) -> None:
    order = Order(tmp_path / "good", "standard", tmp_path / "out")
    for code_there, versions_there, said in (
        ("another", versions(), "worker  has another release of the generator\n    install the same on all machines"),
        (code_hash(), {**versions(), "lxml": "1.0"}, "worker  has other releases of lxml\n    install the same on all"),
    ):
        done, files = made_there(Parcel(order, {}, None, None, code_there, versions_there))
        assert (done.state, str(done.problems[0]), files) == ("failed", said, {})
