"""`batch PLAN`: the packs of a plan, several at a time; what fails stops nothing, and a second run goes on."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from generator import shipped
from generator.batch.order import Done, Order
from generator.cli.console import WrongUsage, print_line, print_problems, print_warnings
from generator.errors import OutputError, Problem

SUMMARY = "batch.json"


def run(asked: Namespace) -> int:
    """Make what is planned; return 1 where any of it failed."""
    from generator.batch.plan import read_plan

    plan = Path(asked.path)
    orders = read_plan(plan, shipped.templates(), asked.force)
    progress = Progress(len(orders), asked.quiet)
    dones = []
    try:
        for done in _made(orders, asked):
            dones.append(done)
            progress.tell(done)
    except KeyboardInterrupt:
        print_line(f"stopped after {len(dones)} of {len(orders)}; run it again, and it goes on from there", sys.stderr)
        return 130
    place = {order: number for number, order in enumerate(orders)}
    dones.sort(key=lambda done: place[done.order])
    _summarize(dones, asked.quiet)
    _write(dones, orders[0].out / SUMMARY)
    return 1 if any(done.state == "failed" for done in dones) else 0


def _made(orders: Sequence[Order], asked: Namespace) -> Iterator[Done]:
    from generator.batch.run import here, processors

    if not asked.scheduler:
        yield from here(orders, min(asked.jobs or processors(), len(orders)))
        return
    from generator.batch.distributed import there

    try:
        yield from there(orders, asked.scheduler)
    except ImportError as error:
        raise WrongUsage("`--scheduler` needs Dask\n    pip install 'briefing-pack[distributed]'") from error
    except OSError as error:
        raise WrongUsage(f"no Dask scheduler answers at {asked.scheduler}\n    such as tcp://host:8786") from error


class Progress:
    """A line a pack with the time left; on a terminal one line that changes, but for what failed."""

    def __init__(self, count: int, quiet: bool) -> None:
        self.count, self.quiet = count, quiet
        self.began, self.done = perf_counter(), 0
        self.changing = sys.stdout.isatty()

    def tell(self, done: Done) -> None:
        self.done += 1
        if self.quiet:
            return
        left = (perf_counter() - self.began) / self.done * (self.count - self.done)
        line = f"{self.done:>{len(str(self.count))}} of {self.count}  {done.state:<9}  {done.order.name}"
        line += f"  ({done.seconds:.1f} s; {_clock(left)} left)"
        stays = done.state == "failed" or self.done == self.count
        if self.changing:
            print(f"\r\x1b[K{line[:78]}", end="\n" if stays else "", flush=True)
        else:
            print_line(line)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _summarize(dones: Sequence[Done], quiet: bool) -> None:
    """Print a table, datasets down and audiences across, then what went wrong in each pack."""
    audiences = list(dict.fromkeys(done.order.audience for done in dones))
    rows: dict[str, dict[str, Done]] = {}
    for done in dones:
        rows.setdefault(done.order.dataset.resolve().name, {})[done.order.audience] = done
    if not quiet:
        first = max(map(len, rows))
        print_line("  ".join([" " * first, *(f"{name:>12}" for name in audiences)]))
        for name, row in rows.items():
            print_line("  ".join([f"{name:<{first}}", *(f"{_cell(row[each]):>12}" for each in audiences)]))
    if not quiet:
        print_warnings(dict.fromkeys(each for done in dones for each in done.warnings))
    alike: dict[tuple[Problem, ...], list[str]] = {}
    for done in dones:
        if done.state == "failed":
            alike.setdefault(done.problems, []).append(done.order.name)
    for problems, names in alike.items():
        print_line(f"failed: {', '.join(names)}", sys.stderr)
        print_problems(problems)


def _cell(done: Done) -> str:
    return f"{done.seconds:.1f} s" if done.state == "built" else done.state


def _write(dones: Sequence[Done], file: Path) -> None:
    told = [
        {
            "dataset": done.order.dataset.resolve().name,
            "audience": done.order.audience,
            "state": done.state,
            "seconds": round(done.seconds, 3),
            "folder": done.order.folder.as_posix(),
            "problems": [str(each) for each in done.problems],
            "warnings": [str(each) for each in done.warnings],
        }
        for done in dones
    ]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write {file}: {(error.strerror or type(error).__name__).lower()}") from error
