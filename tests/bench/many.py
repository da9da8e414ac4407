"""Time batches of copies of the demo: with one process, with two, and with two Dask workers."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from generator.batch.job import Job, Outcome
from generator.batch.run import run_locally
from tests.bench.warm import DEMO


def engines(work: Path, count: int) -> dict[str, float]:
    """Return the seconds that each engine takes for `count` packs, none of which share a figure."""
    topics = [Path(shutil.copytree(DEMO, work / "many" / f"topic-{number}")) for number in range(count)]
    for number, topic in enumerate(topics):  # each needs figures of its own
        file = topic / "dataset.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("title: Timeline", f"title: Timeline {number}"))
    jobs = [Job(topic, "standard", work / "packs", force=True) for topic in topics]
    seconds = {"one": _timed(lambda: run_locally(jobs, 1)), "two": _timed(lambda: run_locally(jobs, 2))}
    try:
        from distributed import LocalCluster
    except ImportError:
        print("Dask is not installed: not measured", file=sys.stderr)
        return seconds
    from generator.batch.distributed import run_distributed

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address: str = cluster.scheduler_address
        seconds["dask"] = _timed(lambda: run_distributed(jobs, address))
    return seconds


def _timed(make: Callable[[], Iterator[Outcome]]) -> float:
    began = perf_counter()
    failed = [outcome for outcome in make() if outcome.state != "built"]
    assert not failed, failed[0].problems
    return perf_counter() - began
