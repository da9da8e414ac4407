"""The command line -> a command that runs -> an exit code.

Exit codes: 0 done, 1 problems in the input, 2 wrong usage, 3 could not write, 70 internal error (EX_SOFTWARE of
sysexits.h), 130 stopped by Ctrl-C. Only `--debug` prints a traceback. `--json` prints what result.py describes.
Imports nothing heavy: a command imports what it needs when it runs.
"""

import gc
import os
import sys
from collections.abc import Iterator, Sequence

from generator.cli.options import WrongUsage
from generator.cli.parse import parse
from generator.cli.report import JsonReport, Report
from generator.errors import InputError, OutputError
from generator.pipeline.gc_thresholds import rare_collection


def command() -> int:
    """Run the command as a process of its own, which collects no garbage on its way out."""
    # matplotlib imports numpy, whose OpenBLAS starts threads that no drawing needs: they would spin for 0.1 s
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with rare_collection():
        exit_code = main()
        gc.freeze()
    return exit_code


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` (those of the command line where None) name, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter must not stop a build
    words = sys.argv[1:] if words is None else words
    report = JsonReport() if "--json" in words else Report("--quiet" in words)
    try:
        exit_code = _run(words, report)
        report.finish(exit_code)
    except BrokenPipeError:  # the reader of our lines has had enough: `| head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (Python flushes it on its way out)
        return 141
    return exit_code


def _run(words: Sequence[str], report: Report) -> int:
    """Run the command; report what stops it."""
    try:
        command, options = parse(words)
        return command.run(options, report)
    except InputError as error:
        report.reject(error.problems)
        return 1
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        exit_code, what, help_ = _explain(error)
        if exit_code == 70 and "--debug" in words:
            raise
        report.fail(what, help_)
        return exit_code


def _explain(error: BaseException) -> tuple[int, str, str]:
    """Return the exit code for `error`, what happened, and what would help."""
    match error:
        case WrongUsage():
            return 2, error.what, error.help
        case OutputError():
            return 3, str(error), error.help
        case MemoryError():
            return 3, "not enough memory, nothing was changed", ""
        # a library that is imported makes an error of its own of Ctrl-C
        case _ if any(isinstance(cause, KeyboardInterrupt) for cause in _causes(error)):
            return 130, "stopped; no pack is left half-written", ""
    what = f"internal error: {type(error).__name__}: {error}; nothing was changed"
    return 70, what, "please report it with the output of `--debug`"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error`, and what it was raised from or during."""
    while error:
        yield error
        error = error.__cause__ or error.__context__
