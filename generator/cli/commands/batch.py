"""`batch`: the packs of a plan, several at a time; a failure stops nothing, and a second run continues a first."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter

from generator import shipped
from generator.batch.job import Job, Outcome
from generator.cli.console import overwrite_line
from generator.cli.options import Parser, WrongUsage, add_json, path, positive, refuse_together
from generator.cli.report import Report
from generator.cli.result import Pack, locate
from generator.errors import InputError, Problem


def add_options(parser: Parser) -> None:
    add = parser.add_argument
    add("plan", metavar="PLAN", type=path, help="a YAML file with `datasets`, `audiences`, `out`, `templates`, `look`")
    add("--jobs", type=positive, metavar="N", help="packs to build at a time (one for each processor)")
    add("--scheduler", metavar="ADDRESS", help="build on the workers of a Dask scheduler: tcp://host:8786")
    add("--force", action="store_true", help="rebuild everything, even if unchanged; the bytes are the same")
    add_json(parser)


def run(options: Namespace, report: Report) -> int:
    """Build what is planned; return 1 if any of it failed."""
    from generator.batch.plan import read_plan
    from generator.batch.summary import check_summary, write_summary

    refuse_together(options, ("jobs", "scheduler"))
    jobs = read_plan(options.plan, shipped.templates(), options.force)
    check_summary(jobs[0].out)
    progress = BatchProgress(len(jobs), report)
    outcomes: list[Outcome] = []
    try:
        for outcome in _run(jobs, options):
            outcomes.append(outcome)
            progress.advance(outcome)
    except KeyboardInterrupt:
        report.fail(f"stopped after {len(outcomes)} of {len(jobs)} packs", "run it again to continue")
        return 130
    finally:
        position = {job: number for number, job in enumerate(jobs)}
        outcomes.sort(key=lambda outcome: position[outcome.job])
        for outcome in outcomes:
            job, folder = outcome.job, outcome.job.folder.as_posix()
            report.record(Pack(job.dataset_name, job.audience, folder, outcome.state, outcome.files))
    _show_table(outcomes, report)
    report.note(dict.fromkeys(note for outcome in outcomes for note in _notes(outcome)))
    _reject_failures(outcomes, report)
    write_summary(outcomes, jobs[0].out)
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


def _run(jobs: Sequence[Job], options: Namespace) -> Iterator[Outcome]:
    from generator.batch.worker import failure

    for job in jobs:
        if job.problem:
            yield failure(job, InputError([job.problem]))
    jobs = [job for job in jobs if not job.problem]
    if not jobs:
        return
    if not options.scheduler:
        from generator.batch.run import count_processors, run_locally

        yield from run_locally(jobs, min(options.jobs or count_processors(), len(jobs)))
        return
    from generator.batch.distributed import run_distributed

    try:
        yield from run_distributed(jobs, options.scheduler)
    except ImportError as error:
        raise WrongUsage("`--scheduler` needs Dask", "pip install 'briefing-pack[distributed]'") from error
    except OSError as error:
        tls = "name your certificates in Dask's settings, as README.md shows"
        help_ = tls if options.scheduler.startswith("tls:") else "such as tcp://host:8786"
        raise WrongUsage(f"no Dask scheduler answers at {options.scheduler}", help_) from error


class BatchProgress:
    """Prints a line for each pack, with the time left; on a terminal, one line that is overwritten."""

    def __init__(self, count: int, report: Report) -> None:
        self.count, self.report = count, report
        self.start, self.done = perf_counter(), 0

    def advance(self, outcome: Outcome) -> None:
        self.done += 1
        left = (perf_counter() - self.start) / self.done * (self.count - self.done)
        line = f"{self.done:>{len(str(self.count))}} of {self.count}  {outcome.state:<9}  {outcome.job.name}"
        line += f"  ({outcome.seconds:.1f} s; {_minutes(left)} left)"
        if self.report.quiet or not sys.stdout.isatty():
            self.report.say(line)
        else:
            stays = outcome.state == "failed" or self.done == self.count
            overwrite_line(line[:78].replace("\n", " "), stays)


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _show_table(outcomes: Sequence[Outcome], report: Report) -> None:
    """Say what became of each pack: datasets down, audiences across."""
    audiences = list(dict.fromkeys(outcome.job.audience for outcome in outcomes))
    rows: dict[str, dict[str, Outcome]] = {}
    for outcome in outcomes:
        rows.setdefault(outcome.job.dataset_name, {})[outcome.job.audience] = outcome
    width = max(map(len, rows))
    report.say("  ".join([" " * width, *(f"{name:>12}" for name in audiences)]))
    for name, row in rows.items():
        report.say("  ".join([f"{name:<{width}}", *(f"{_cell(row[audience]):>12}" for audience in audiences)]))


def _cell(outcome: Outcome) -> str:
    return f"{outcome.seconds:.1f} s" if outcome.state == "built" else outcome.state


def _notes(outcome: Outcome) -> Iterable[Problem]:
    if outcome.state != "unchanged":
        return outcome.warnings
    roots = (outcome.job.dataset.parent, outcome.job.templates, shipped.templates())
    return locate(outcome.warnings, *(root for root in roots if root))


def _reject_failures(outcomes: Sequence[Outcome], report: Report) -> None:
    """Report the problems, once for all packs that failed of the same ones."""
    names_by_problems: dict[tuple[Problem, ...], list[str]] = {}
    for outcome in outcomes:
        if outcome.state == "failed":
            names_by_problems.setdefault(outcome.problems, []).append(outcome.job.name)
    for problems, names in names_by_problems.items():
        report.reject(problems, f"nothing written for {', '.join(names)}")
