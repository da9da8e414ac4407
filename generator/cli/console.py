"""Lines for whoever runs the command: progress, problems, and nothing that steers a terminal."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TextIO

from generator.errors import Problem

MOST_SHOWN = 20  # problems or notes; one misspelling can be copied a thousand times, and a screen holds some twenty


class WrongUsage(Exception):
    """The command cannot be understood (exit code 2)."""


def called() -> str:
    """Return how this program was started, as one would type it again: `python make_report.py`, or `make-report`."""
    program = Path(sys.argv[0])
    if program.name.removesuffix(".exe") == "make-report":
        return _typed(program)
    script = program if program.name == "make_report.py" else Path("make_report.py")
    return f"{_typed(Path(sys.executable))} {_quoted(script)}"


def _typed(program: Path) -> str:
    """Return the shortest that starts `program` from here: its name alone, where that is found on the path."""
    from shutil import which

    name = program.name.removesuffix(".exe")
    if which(name) == str(program.absolute()):
        return name
    here = Path.cwd()
    return _quoted(program.relative_to(here) if program.is_relative_to(here) else program)


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


class Progress:
    """Prints one line per stage as it ends, with the seconds that it took."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.began = self.last = perf_counter()

    def __call__(self, stage: str, did: str) -> None:
        now = perf_counter()
        if not self.quiet:
            print_line(f"{stage:<9} {did}  ({now - self.last:.1f} s)")
        self.last = now

    def seconds(self) -> float:
        return perf_counter() - self.began


def print_problems(problems: Sequence[Problem], outcome: str = "nothing written") -> None:
    for problem in problems[:MOST_SHOWN]:
        print_line(str(problem), sys.stderr)
    if len(problems) > MOST_SHOWN:
        print_line(f"and {len(problems) - MOST_SHOWN} more", sys.stderr)
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print_line(f"{count}, {outcome}", sys.stderr)


def print_warnings(warnings: Iterable[Problem]) -> None:
    """Print a screen of them at most; the manifest of a pack has them all."""
    every = [*warnings]
    for warning in every[:MOST_SHOWN]:
        print_line(f"note: {warning}", sys.stderr)
    if len(every) > MOST_SHOWN:
        print_line(f"and {len(every) - MOST_SHOWN} more notes; the manifest of a pack has them all", sys.stderr)


def print_line(line: str, stream: TextIO | None = None) -> None:
    """Print `line` without the control characters that a name from a file may hold, which would steer a terminal."""
    print("".join(map(_safe, line)), file=stream or sys.stdout, flush=True)


def _safe(letter: str) -> str:
    if letter.isprintable() or letter == "\n":
        return letter
    return " " if letter in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}"


def print_rows(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    """Print rows of cells, indented; a cell that is longer than its column pushes the others on."""
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        print_line("  " + " ".join([*cells, *row[len(widths) :]]).rstrip())
