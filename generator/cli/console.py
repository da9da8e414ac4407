"""Text for the terminal, without control characters; and the name under which the program was started."""

import sys
from pathlib import Path
from typing import TextIO


def print_line(line: str, stream: TextIO | None = None) -> None:
    """Print `line` without the control characters that a name from a file may hold and a terminal would obey."""
    print(printable(line), file=stream or sys.stdout, flush=True)


def overwrite_line(line: str, stays: bool) -> None:
    """Print `line` over the last one that did not stay; on terminals only."""
    print(f"\r\x1b[K{printable(line)}", end="\n" if stays else "", flush=True)


def printable(text: str) -> str:
    """Return `text` without control characters, except for ends of lines."""
    return "".join(map(_printable, text))


def _printable(letter: str) -> str:
    if letter.isprintable() or letter == "\n":
        return letter
    if letter == "\N{WORD JOINER}":  # which we put between a number and its counter, where a title is named
        return ""
    return " " if letter in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}"


def program() -> str:
    """Return what to type to start this program again: `python make_report.py`, or `make-report` once installed."""
    script = Path(sys.argv[0])
    if script.name.removesuffix(".exe") == "make-report":
        return _shortest(script)
    path = script if script.name == "make_report.py" else Path("make_report.py")
    return f"{_shortest(Path(sys.executable))} {_quote(path)}"


def _shortest(executable: Path) -> str:
    """Return the name of `executable` if it is on the PATH, or else its path, relative to the current folder."""
    from shutil import which

    name = executable.name.removesuffix(".exe")
    if which(name) == str(executable.absolute()):
        return name
    here = Path.cwd()
    return _quote(executable.relative_to(here) if executable.is_relative_to(here) else executable)


def _quote(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
