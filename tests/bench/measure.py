"""A command -> what it cost: processor seconds and peak memory, its own and its children's."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Cost:
    cpu_s: float
    peak_mib: float


@dataclass(frozen=True)
class Case:
    """A command to measure; `before` puts things in place, unmeasured, and `exits` is how it is expected to end."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] | None = None
    exits: int = 0


def keep_bytecode(folder: Path) -> None:
    """Let what is started from here keep its bytecode in `folder`, as it does on a user's machine.

    An environment that forbids it would have us measure Python's compiler.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


def cost(case: Case) -> Cost:
    """Run the command once; raise where it ends otherwise than expected, since a failed run is soon over."""
    case.before()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(case.environment or {})}
    with subprocess.Popen(
        [sys.executable, *case.command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as started:
        said = started.stderr.read() if started.stderr else b""
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode != case.exits:
        raise SystemExit(f"{case.name} ended with {started.returncode}:\n{said.decode(errors='replace')}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def costs(cases: Sequence[Case], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each case; the cases take turns, so that a crowded minute hits all of them alike."""
    found: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            found[case.name].append(cost(case))
    return {
        name: Cost(median(each.cpu_s for each in own), median(each.peak_mib for each in own))
        for name, own in found.items()
    }
