"""Build many packs in one process: `python -m tests.bench.warm naive|ours|shared COUNT FOLDER` prints the cost as JSON.

`shared` builds for ten audiences in turn, which share their drawings; every pack is rebuilt.
"""

import json
import os
import resource
import sys
from pathlib import Path
from statistics import median
from time import process_time

from generator import build
from tests.bench.measure import ROOT

DEMO = ROOT / "data" / "north-korea-2019"


def main(which: str, count: int, folder: Path) -> None:
    build_one = {"naive": _naive, "ours": _ours, "shared": _shared}[which]
    seconds, memory = [], []
    for number in range(count):
        before = process_time()
        build_one(number, folder)
        seconds.append(process_time() - before)
        memory.append(_memory_mib())
    print(json.dumps({"cpu_s": median(seconds[1:]), "at_10": memory[min(9, count - 1)], "at_end": memory[-1]}))


def _naive(number: int, folder: Path) -> None:
    from tests.bench.naive import main

    main(DEMO, folder / "naive")


def _ours(number: int, folder: Path) -> None:
    build(DEMO, out=folder / "ours", force=True)


def _shared(number: int, folder: Path) -> None:
    name, templates = f"circle-{number % 10}", folder / "templates"
    if number < 10:
        (templates / name).mkdir(parents=True, exist_ok=True)
        (templates / name / "audience.yaml").write_text(f"extends: standard\ntitle: Circle {number}\n")
    out = folder / "shared"
    (out / DEMO.name / name / "manifest.json").unlink(missing_ok=True)  # otherwise the pack counts as unchanged
    build(DEMO, name, out, templates=templates)


def _memory_mib() -> float:
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
