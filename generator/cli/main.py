"""The command: arguments -> pipeline -> exit code. Imports nothing heavy: what a command needs comes when it runs.

Exit codes: 0 done, 1 problems in the input, 2 wrong usage, 3 could not write, 70 a defect of ours (EX_SOFTWARE of
sysexits.h), 130 stopped by Ctrl-C. A traceback is a defect; `--debug` asks for one.
"""

import gc
import os
import sys
from argparse import SUPPRESS, Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import NoReturn

from generator import shipped
from generator.cli.console import Progress, WrongUsage, called, print_line, print_problems, print_warnings
from generator.errors import InputError, OutputError, suggest
from generator.pipeline.gc_thresholds import rare_collection

EXAMPLES = """\
examples:
  make_report.py                                       the demo pack, in out/<dataset>/standard/
  make_report.py data/my-topic                         a dataset of your own
  make_report.py data/my-topic --audience executive    for another audience; `all` builds every one
  make_report.py data/my-topic --check                 find what is wrong with it, write nothing
  make_report.py --templates my-templates --audience minister
  make_report.py data/my-topic --audience executive --explain
  make_report.py new data/my-topic                     begin a dataset
  make_report.py new-look my-templates/look --color 4A1D33 --logo crest.png
  make_report.py check-template letterhead.docx        what a Word or PowerPoint template has, and lacks
  make_report.py batch plan.yaml --jobs 4              many datasets for many audiences
  make_report.py trace out/my-topic/standard "words"   where a sentence of a pack comes from, and its sources
  make_report.py verify out/my-topic/standard          whether its files are still as they were built
  make_report.py audiences                             which audiences there are
  make_report.py schema > dataset.schema.json          the dataset's format, for your editor
"""
# Each command, and what runs it; those of the second list take the folder or file that is named after them.
COMMANDS = {
    "audiences": "generator.cli.audiences:run",
    "schema": "generator.cli.schema:run",
}
COMMANDS_ON = {
    "batch": "generator.cli.batch:run",
    "new": "generator.cli.new:run",
    "new-look": "generator.cli.new_look:run",
    "check-template": "generator.cli.check_template:run",
    "trace": "generator.cli.trace:run",
    "verify": "generator.cli.verify:run",
}


LONGEST_NAME = 255  # bytes, on most systems; Python raises for longer ones, each function otherwise


class Parser(ArgumentParser):
    """An argument parser that raises, so that every message leaves by one door."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message}\n    see `{called()} --help`")


def command() -> int:
    """Run the command as a process of its own, which Python need not search for garbage on its way out."""
    # numpy comes with matplotlib and starts threads for an algebra that no drawing asks for: they would spin for 0.1 s
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with rare_collection():
        code = main()
        gc.freeze()
    return code


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter must not stop a pack
    return _told(sys.argv[1:] if words is None else words)


def _told(words: Sequence[str]) -> int:
    """Run the command, and tell what stopped it."""
    if "--debug" in words:
        return _done(words)
    try:
        return _done(words)
    except WrongUsage as error:
        print_line(f"make_report.py: {error}", sys.stderr)
        return 2
    except InputError as error:
        print_problems(error.problems)
        return 1
    except OutputError as error:
        print_line(f"make_report.py: {error}\n    nothing was changed", sys.stderr)
        return 3
    except KeyboardInterrupt:
        return _stopped()
    except MemoryError:
        print_line("make_report.py: not enough memory, nothing was changed", sys.stderr)
        return 3
    except BrokenPipeError:  # whoever read our lines has read enough: `| head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (Python flushes it on its way out)
        return 141
    except Exception as error:
        if any(isinstance(each, KeyboardInterrupt) for each in _behind(error)):
            return _stopped()  # while a library was imported, which makes an error of its own of it
        print_line(
            f"make_report.py: a defect of ours ({type(error).__name__}: {error}), nothing was changed", sys.stderr
        )
        print_line("    run again with --debug and report what it prints", sys.stderr)
        return 70


def _stopped() -> int:
    print_line("make_report.py: stopped; no pack is left half-written", sys.stderr)
    return 130


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """Yield what `error` was raised from or during."""
    while error := error and (error.__cause__ or error.__context__):
        yield error


def _done(words: Sequence[str]) -> int:
    with rare_collection():
        return run(arguments(words))


def arguments(words: Sequence[str]) -> Namespace:
    """Return what `words` ask for. Raises WrongUsage, naming the nearest option where one is misspelt."""
    parser = parser_of_command()
    asked, unknown = parser.parse_known_args(words)
    if unknown:
        options = [option for action in parser._actions for option in action.option_strings]
        known = (
            suggest(unknown[0].partition("=")[0], options) if unknown[0].startswith("-") else "one dataset at a time"
        )
        raise WrongUsage(f"unknown argument `{unknown[0]}`\n    {known}")
    for word in words:
        if word != asked.words and any(len(os.fsencode(part)) > LONGEST_NAME for part in Path(word).parts):
            raise WrongUsage(f"`{word[:40]} …` is longer than a name can be")
    return asked


def parser_of_command() -> ArgumentParser:
    parser = Parser(
        prog="make_report.py",
        description="From one dataset: a Word briefing, a PowerPoint deck and a timeline chart, ready to send.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    commands = ", ".join([*COMMANDS, *(f"{name} PATH" for name in COMMANDS_ON)])
    add("dataset", nargs="?", metavar="DATASET", help=f"a dataset folder, or a command: {commands}")
    add("path", nargs="?", help=SUPPRESS)
    add("words", nargs="?", help=SUPPRESS)
    add("--audience", default="standard", metavar="NAME[,NAME…]", help="for whom (standard); `all` for every one")
    add("--out", default="out", type=Path, metavar="DIR", help="where packs go: DIR/<dataset>/<audience>/ (out)")
    add(
        "--templates", type=Path, metavar="DIR", help="a folder of your own audiences, searched before the shipped ones"
    )
    add("--look", type=Path, metavar="DIR", help="another look than the audience's: brand.yaml, word.docx, slides.pptx")
    add("--check", action="store_true", help="say what is wrong with the dataset and the templates, write nothing")
    add("--force", action="store_true", help="make all anew, also what is unchanged; the bytes are the same")
    add("--explain", action="store_true", help="say where each setting and block comes from, what is left out and why")
    add("--watch", action="store_true", help="build again whenever a file is saved")
    look = parser.add_argument_group("for new-look")
    look.add_argument("--color", metavar="HEX", help="the brand's main colour, for titles and dark slides")
    look.add_argument("--accent", metavar="HEX", help="its second colour, for rules and columns")
    look.add_argument("--dark", action="store_true", help="light text on dark slides; paper stays white")
    look.add_argument("--fonts", metavar="HEADING[,BODY]", help="families of headings and text")
    look.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or JPEG for the first page and the cover")
    look.add_argument("--word", type=Path, metavar="FILE", help="a Word template of your own in place of ours")
    look.add_argument("--slides", type=Path, metavar="FILE", help="a PowerPoint template of your own in place of ours")
    many = parser.add_argument_group("for batch")
    many.add_argument("--jobs", type=int, metavar="N", help="how many packs at a time (one a processor)")
    many.add_argument("--scheduler", metavar="ADDRESS", help="make them on the machines of a Dask scheduler")
    add("--quiet", action="store_true", help="print problems only")
    add("--debug", action="store_true", help=SUPPRESS)
    add("--version", action=Version, nargs=0, help="print the version and exit")
    return parser


class Version(Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: ArgumentParser, *asked: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            told = f"briefing-pack {version('briefing-pack')}"
        except PackageNotFoundError:
            told = "briefing-pack, not installed"
        print_line(told)
        parser.exit()


def run(asked: Namespace) -> int:
    """Do what was asked, and return the exit code."""
    if asked.dataset in COMMANDS_ON:
        if asked.path is None:
            raise WrongUsage(f"`{asked.dataset}` needs a path\n    such as `{called()} {asked.dataset} PATH`")
        return int(resolve_name(COMMANDS_ON[asked.dataset])(asked))
    if asked.path is not None:
        raise WrongUsage(f"unknown argument `{asked.path}`\n    one dataset at a time")
    if asked.dataset in COMMANDS:
        return int(resolve_name(COMMANDS[asked.dataset])(asked))
    folder = dataset_folder(asked.dataset)
    if asked.watch:
        from generator.cli.watch import watch

        watch(folder, asked, partial(make, folder, asked))
    return make(folder, asked)


def make(folder: Path, asked: Namespace) -> int:
    """Build, check or explain the pack of each audience that was asked for; what is wrong with one stops no other."""
    if asked.explain:
        from generator.cli.explain import explain as act
    else:
        act = check if asked.check else build
    audiences = audiences_asked(asked)
    code = 0
    for audience in audiences:
        try:
            act(folder, audience, asked)
        except InputError as error:
            if len(audiences) == 1:
                raise
            print_problems(error.problems, f"nothing written for {audience}")
            code = 1
    return code


def build(folder: Path, audience: str, asked: Namespace) -> None:
    """Build one pack, with a line per stage, and say what was written and how long it took."""
    from generator.pipeline.build import build

    progress = Progress(asked.quiet)
    pack = build(
        folder, audience, asked.out, templates=asked.templates, look=asked.look, force=asked.force, progress=progress
    )
    print_warnings(pack.warnings)
    if not asked.quiet:
        for name in sorted(pack.files):
            print_line(f"  {len(pack.files[name]) / 1000:8,.0f} kB  {name}")
        print_line(f"{len(pack.files)} files in {progress.seconds():.1f} s: {pack.folder}")


def check(folder: Path, audience: str, asked: Namespace) -> None:
    """Read, select and compose, which finds all that can be wrong with the input; write nothing."""
    from generator.pipeline.build import compose
    from generator.read.dataset.hints import find_hints

    composed = compose(folder, audience, templates=asked.templates, look=asked.look, progress=Progress(asked.quiet))
    print_warnings((*find_hints(composed.dataset), *composed.warnings))
    if not asked.quiet:
        claims = sum(len(statement.claims) for statement in composed.dataset.statements)
        print_line(f"{folder}: no problems for {audience}; claims checked: {claims}; nothing written")


def dataset_folder(asked: str | None) -> Path:
    """Return the folder that was meant: a path, a name under data/, or the only one there is."""
    known = {path.name: path for path in datasets()}
    if asked is None and len(known) == 1:
        return next(iter(known.values()))
    if asked is None:
        raise WrongUsage(f"which dataset?\n    {suggest('', known)}")
    if Path(asked).is_dir():
        return Path(asked)
    if asked in known:
        return known[asked]
    raise WrongUsage(f"no dataset folder or command `{asked}`\n    {suggest(asked, [*known, *COMMANDS, *COMMANDS_ON])}")


def datasets() -> list[Path]:
    """Return the dataset folders under data/ here, or the shipped ones where there is no such folder."""
    here = Path("data") if Path("data").is_dir() else shipped.data()
    return sorted(path.parent for path in here.glob("*/dataset.yaml"))


def audiences_asked(asked: Namespace) -> Sequence[str]:
    if asked.audience != "all":
        return [name.strip() for name in asked.audience.split(",") if name.strip()]
    from generator.pipeline.build import search_path_of
    from generator.read.audience.audience import list_audiences

    return list_audiences(search_path_of(asked.templates))
