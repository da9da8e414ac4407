"""What a command reports -> lines on the terminal, or one JSON document with `--json`."""

import sys
from collections.abc import Iterable, Sequence
from time import perf_counter

from generator.cli.console import print_line
from generator.cli.result import Audience, Origin, Pack, Result, finding
from generator.errors import Place, Problem, shorten

MOST_SHOWN = 20  # problems or notes: one typo may be copied a thousand times, and a screen holds about twenty


class Report:
    """Prints results and progress to stdout, notes and problems to stderr, each as it becomes known."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self._printed: set[Problem] = set()  # those of one audience are mostly those of the next

    def show(self, line: str) -> None:
        """Print a line of the result that was asked for."""
        print_line(line)

    def show_rows(self, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """Print rows of cells, indented; a cell longer than its column pushes the next ones to the right."""
        for row in rows:
            cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
            self.show("  " + " ".join([*cells, *row[len(widths) :]]).rstrip())

    def say(self, line: str) -> None:
        """Print a line about what was done, unless `--quiet`."""
        if not self.quiet:
            print_line(line.replace("\n", " "))

    def record(self, result: Pack | Origin | Audience) -> None:
        """Add a result to the JSON document; a terminal has it as lines."""

    def note(self, notes: Iterable[Problem]) -> None:
        """Print what deserves attention and was not printed before, a screenful at most."""
        self._print_new(notes, "note: ", "more notes; `--json` prints all")

    def reject(self, problems: Sequence[Problem], outcome: str = "nothing written") -> None:
        """Print what is wrong with the input and was not printed before, a screenful at most, and what came of it."""
        printed = self._printed.issuperset(problems)
        self._print_new(problems, "", "more")
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        print_line(f"{count}{' as above' if printed else ''}, {outcome}", sys.stderr)

    def _print_new(self, problems: Iterable[Problem], prefix: str, more: str) -> None:
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._printed]
        self._printed.update(new)
        for problem in new[:MOST_SHOWN]:
            print_line(f"{prefix}{problem}", sys.stderr)
        if len(new) > MOST_SHOWN:
            print_line(f"and {len(new) - MOST_SHOWN} {more}", sys.stderr)

    def fail(self, what: str, help_: str = "") -> None:
        """Print why the command cannot go on."""
        line = f"make_report.py: {shorten(what)}"
        print_line(f"{line}\n    {shorten(help_)}" if help_ else line, sys.stderr)

    def finish(self, exit_code: int) -> None:
        """Print the JSON document."""


class JsonReport(Report):
    """Collects what is reported, and prints it as one JSON document at the end."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._results: list[Pack | Origin | Audience] = []

    def show(self, line: str) -> None:
        pass

    def record(self, result: Pack | Origin | Audience) -> None:
        self._results.append(result)

    def note(self, notes: Iterable[Problem]) -> None:
        self._notes += notes

    def reject(self, problems: Sequence[Problem], outcome: str = "") -> None:
        self._problems += problems

    def fail(self, what: str, help_: str = "") -> None:
        self._problems.append(Problem(Place(""), what, help_))

    def finish(self, exit_code: int) -> None:
        import json

        from msgspec import to_builtins

        result = Result(
            problems=[finding(problem) for problem in dict.fromkeys(self._problems)],
            notes=[finding(problem) for problem in dict.fromkeys(self._notes)],
            packs=[result for result in self._results if isinstance(result, Pack)],
            origins=[result for result in self._results if isinstance(result, Origin)],
            audiences=[result for result in self._results if isinstance(result, Audience)],
            exit_code=exit_code,
        )
        print(json.dumps(to_builtins(result), indent=2), flush=True)


class StageProgress:
    """Says each stage of a build as it ends, with the seconds it took."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.start = self.last = perf_counter()

    def __call__(self, stage: str, result: str) -> None:
        now = perf_counter()
        self.report.say(f"{stage:<9} {result}  ({now - self.last:.1f} s)")
        self.last = now

    def seconds(self) -> float:
        return perf_counter() - self.start
