"""Measure packs against the naive script: `python -m tests.bench [--quick] [--write]`.

Each figure is processor time or peak memory as a ratio to the naive script (naive.py) in the same run, so that the
speed of the machine cancels out. `--write` puts the table and a picture of it into tests/bench/README.md.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from json import loads
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import ROOT, Case, Cost, cost, costs, keep_bytecode
from tests.bench.report import Row, format_table, write_report
from tests.bench.scaled import scale
from tests.bench.warm import DEMO

OURS, NAIVE = str(ROOT / "make_report.py"), str(ROOT / "tests" / "bench" / "naive.py")
TEMPLATES = ROOT / "tests" / "bench" / "templates"


def main() -> None:
    quick = "--quick" in sys.argv
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        keep_bytecode(Path(folder))
        for part in (cold, warm, long, batch):
            for row in part(Path(folder), quick):
                print(row.line(), flush=True)
                rows.append(row)
    print("\n" + format_table(rows))
    if "--write" in sys.argv:
        write_report(rows)
    for name in () if quick else ("timeline", "word", "powerpoint"):
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=ROOT, check=True)


def cold(work: Path, quick: bool) -> Iterator[Row]:
    """One command in a process of its own, which imports everything first."""
    topic = Path(shutil.copytree(DEMO, work / "topic"))
    bad = Path(shutil.copytree(DEMO, work / "bad"))
    _replace(bad / "dataset.yaml", "takeaway:", "takeway:")
    store, none = {"BRIEFING_PACK_CACHE": str(work / "store")}, {"BRIEFING_PACK_CACHE": ""}
    text = (topic / "dataset.yaml").read_text(encoding="utf-8")

    def edit() -> None:
        edit.number += 1  # type: ignore[attr-defined]
        new = text.replace("prepared_by: ", f"prepared_by: {edit.number} ", 1)  # type: ignore[attr-defined]
        (topic / "dataset.yaml").write_text(new, encoding="utf-8")

    edit.number = 0  # type: ignore[attr-defined]

    def remove_pack() -> None:
        shutil.rmtree(work / "cold", ignore_errors=True)

    def build() -> None:
        subprocess.run([sys.executable, OURS, str(topic), "--out", str(work / "out"), "--quiet"], check=True)

    cases = [
        Case("naive", [NAIVE, str(DEMO), str(work / "naive")]),
        Case("cold", [OURS, str(DEMO), "--out", str(work / "cold"), "--quiet"], remove_pack, none),
        Case("edit", [OURS, str(topic), "--out", str(work / "out"), "--quiet"], edit, store),
        Case("same", [OURS, str(topic), "--out", str(work / "out"), "--quiet"], environment=store),
        Case("help", [OURS, "--help"]),
        Case("error", [OURS, str(bad), "--out", str(work / "out")], exits=1),
        Case("check", [OURS, str(DEMO), "--check"]),
    ]  # fmt: skip
    build()
    for case in cases:
        cost(case)  # warm up: the first run compiles
    results = costs(cases, 3 if quick else 7)
    yield _row("cold: nothing cached", results["cold"], results["naive"], 0.80, memory_aim=1.10)
    yield _row("after an edit to the text", results["edit"], results["naive"], 0.30, memory_aim=0.60)
    yield _row("nothing changed", results["same"], results["naive"], 0.15)
    yield _row("`--help`", results["help"], results["naive"], 0.15)
    yield _row("an error in the dataset", results["error"], results["naive"], 0.15)
    yield _row("`--check`", results["check"], results["naive"])


def _replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _row(name: str, ours: Cost, naive: Cost, aim: float | None = None, memory_aim: float | None = None) -> Row:
    return Row(name, ours.cpu_s / naive.cpu_s, aim, f"{ours.cpu_s:.2f} s", ours.peak_mib / naive.peak_mib, memory_aim)


def warm(work: Path, quick: bool) -> Iterator[Row]:
    """Many packs in one process."""
    count = 12 if quick else 30
    naive = _warm("naive", count, work)
    ours, shared = _warm("ours", count if quick else 100, work), _warm("shared", 20 if quick else 40, work)
    yield Row("a further pack in one process", ours["cpu_s"] / naive["cpu_s"], 0.50, f"{ours['cpu_s']:.2f} s")
    yield Row(
        "the same, ten audiences share figures", shared["cpu_s"] / naive["cpu_s"], 0.15, f"{shared['cpu_s']:.2f} s"
    )
    yield Row(
        "memory after the last such pack / the tenth",
        ours["at_end"] / ours["at_10"],
        1.10,
        f"{ours['at_end']:.0f} MiB",
    )


def _warm(which: str, count: int, work: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.warm", which, str(count), str(work)]
    result: dict[str, float] = loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return result


def long(work: Path, quick: bool) -> Iterator[Row]:
    """The demo at 1, 10, 100 and 1,000 times its length, with all events in an annex."""
    sizes = (1, 10, 100)
    for size in sizes:
        scale(DEMO, size, work / f"x{size}")
    cases = [case for size in sizes for case in _both(work, size)]
    results = costs(cases, 1 if quick else 3)
    for size in sizes:
        yield _row(f"×{size}: {90 * size:,} events", results[f"ours {size}"], results[f"naive {size}"],
                   0.20 if size == 100 else None, 1.00 if size == 100 else None)  # fmt: skip
    seconds = [results[f"ours {size}"].cpu_s for size in sizes]
    exponent = log((seconds[2] - seconds[0]) / (seconds[1] - seconds[0])) / log(99 / 9)
    yield Row("growth ×10 to ×100, exponent, without start-up", exponent, 1.10, f"{seconds[2]:.1f} s")
    if not quick:
        scale(DEMO, 1000, work / "x1000")
        longest = costs([_both(work, 1000)[1]], 1)["ours 1000"]
        yield Row("×1000, in seconds", longest.cpu_s, 15.0, f"{longest.peak_mib:.0f} MiB", longest.peak_mib, 600.0)


def _both(work: Path, size: int) -> tuple[Case, Case]:
    topic = str(work / f"x{size}")
    ours = [OURS, topic, "--templates", str(TEMPLATES), "--audience", "annex", "--out", str(work / "long"), "--quiet"]
    return (
        Case(f"naive {size}", [NAIVE, topic, str(work / "naive"), "annex"]),
        Case(f"ours {size}", [*ours, "--force"], environment={"BRIEFING_PACK_CACHE": ""}),
    )


def batch(work: Path, quick: bool) -> Iterator[Row]:
    """Many packs, by wall clock, since that is how long a user waits."""
    from tests.bench.many import engines

    count = 10 if quick else 100
    seconds = engines(work, count)
    yield Row(
        f"{count} packs with two processes / with one",
        seconds["two"] / seconds["one"],
        0.60,
        f"{seconds['two']:.0f} s",
    )
    if "dask" in seconds:
        yield Row(
            f"{count} packs with two Dask workers / one process",
            seconds["dask"] / seconds["one"],
            0.75,
            f"{seconds['dask']:.0f} s",
        )


if __name__ == "__main__":
    main()
