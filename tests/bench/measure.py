"""Run a command and measure its processor time and peak memory, including its children's."""

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
    """A command to measure. `before` prepares a run and is not measured; `exits` is the expected exit code."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] | None = None
    exits: int = 0


def keep_bytecode(folder: Path) -> None:
    """Make child processes cache their bytecode in `folder`, as on a user's machine.

    Where the environment forbids it, the benchmark would measure Python's compiler.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")


def cost(case: Case) -> Cost:
    """Run the command once. Raises SystemExit on an unexpected exit code, since failing is fast."""
    case.before()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(case.environment or {})}
    with subprocess.Popen(
        [sys.executable, *case.command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as started:
        errors = started.stderr.read() if started.stderr else b""
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode != case.exits:
        raise SystemExit(f"{case.name} exited with {started.returncode}:\n{errors.decode(errors='replace')}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def costs(cases: Sequence[Case], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each case. Cases take turns, so that a busy moment of the machine hits them all."""
    measured: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            measured[case.name].append(cost(case))
    return {
        name: Cost(median(run.cpu_s for run in runs), median(run.peak_mib for run in runs))
        for name, runs in measured.items()
    }
