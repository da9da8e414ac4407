"""Options that several commands take, and what is common to all option parsers."""

import os
from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any, NoReturn

from generator.cli.console import print_line, program

LONGEST_NAME = 255  # bytes, on most systems; Python's functions each raise something else for a longer one


class WrongUsage(Exception):
    """The command line cannot be understood (exit code 2): what is wrong with it, and what would help."""

    def __init__(self, what: str, help_: str = "") -> None:
        super().__init__(what)
        self.what, self.help = what, help_


class Parser(ArgumentParser):
    """The option parser of one command, which raises WrongUsage instead of printing and exiting."""

    def __init__(self, command: str, example: str, **settings: Any) -> None:
        super().__init__(formatter_class=RawDescriptionHelpFormatter, **settings)
        self.command, self.example = command, example

    def error(self, message: str) -> NoReturn:
        _, _, missing = message.partition("arguments are required: ")
        if missing:
            what = f"`{self.command}` needs {missing.replace(', ', ' and ')}"
            raise WrongUsage(what, f"such as `{program()} {self.example}`")
        raise WrongUsage(message, f"see `{' '.join(filter(None, (program(), self.command, '--help')))}`")

    def options(self) -> set[str]:
        """Return all options that it takes."""
        return set(self._option_string_actions)

    def with_value(self) -> set[str]:
        """Return the options that take a value."""
        return {option for option, action in self._option_string_actions.items() if action.nargs != 0}


class _PrintVersion(Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: ArgumentParser, *values: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print_line(f"briefing-pack {version('briefing-pack')}")
        except PackageNotFoundError:
            print_line("briefing-pack, not installed")
        parser.exit()


def add_common(parser: Parser) -> None:
    """Add the options of every command."""
    parser.add_argument("--quiet", action="store_true", help="print no progress and no summary")
    parser.add_argument("--debug", action="store_true", help="print the traceback of an internal error")
    parser.add_argument("--version", action=_PrintVersion, nargs=0, help="print the version and exit")


def add_json(parser: Parser) -> None:
    help_ = "print the result as one JSON document (see `schema result`)"
    parser.add_argument("--json", action="store_true", help=help_)


def add_templates(parser: Parser) -> None:
    help_ = "a folder of your own audiences, searched before the shipped ones"
    parser.add_argument("--templates", type=folder, metavar="DIR", help=help_)


def path(text: str) -> Path:
    """Return the path that was typed."""
    if not text:
        raise ArgumentTypeError("no name given")
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in Path(text).parts):
        raise ArgumentTypeError(f"`{text[:40]} …` is longer than a name can be")
    return Path(text)


def folder(text: str) -> Path:
    """Return the path of a folder that must exist."""
    if not path(text).is_dir():
        raise ArgumentTypeError(f"no folder `{text}`")
    return Path(text)


def names(text: str) -> tuple[str, ...]:
    """Return the names that were typed with commas between them, each once."""
    typed = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not typed:
        raise ArgumentTypeError("no name given")
    for name in typed:
        path(name)  # not too long
    return typed


def positive(text: str) -> int:
    """Return a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"`{text}` is not a whole number from 1")
    return int(text)


def refuse_together(options: Namespace, *pairs: tuple[str, str]) -> None:
    """Raise WrongUsage if both options of one of `pairs` were given."""
    for one, other in pairs:
        if getattr(options, one) and getattr(options, other):
            raise WrongUsage(f"`--{one}` cannot be combined with `--{other}`", "leave one of them out")
