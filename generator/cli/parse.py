"""The words of a command line -> a command and its options, or what is wrong with them and what was meant."""

import os
import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from generator.cli.commands.build import list_datasets
from generator.cli.console import program
from generator.cli.options import Parser, WrongUsage, add_common
from generator.cli.table import BUILD, COMMANDS, Command
from generator.errors import suggest

USAGE = "make_report.py [DATASET] [options]\n       make_report.py COMMAND [options]"
DESCRIPTION = "From one dataset: a Word briefing, a PowerPoint deck and a timeline chart, ready to send."
EPILOG = """\
commands, each with options of its own (make_report.py COMMAND --help):
{commands}

examples:
  make_report.py                                       the demo pack, in out/<dataset>/standard/
  make_report.py data/my-topic                         your own dataset
  make_report.py data/my-topic --audience executive    for another audience
  make_report.py data/my-topic --check                 report what is wrong with it, write nothing
  make_report.py --templates my-templates --audience minister
{examples}
"""
_NUMBER = re.compile(r"-\d+|-\d*\.\d+")  # argparse takes these for values


def parse(words: Sequence[str]) -> tuple[Command, Namespace]:
    """Return the command that `words` name, and its options. Raises WrongUsage."""
    command, rest = _find_command(words)
    if command is None:
        _check_first_word(words)
    parser = command.parser() if command else _main_parser()
    for option in _options_in(rest):
        if option not in parser.options():
            raise _wrong_option(option, command, parser)
    options, extra = parser.parse_known_args(rest)
    if extra:
        help_ = "one dataset at a time" if command in (None, BUILD) else f"see `{program()} {parser.command} --help`"
        raise WrongUsage(f"unexpected argument `{extra[0]}`", help_)
    return command or BUILD, options


def _find_command(words: Sequence[str]) -> tuple[Command | None, Sequence[str]]:
    """Return the command that the first word other than an option names, if it does, and all other words."""
    by_name = {command.name: command for command in COMMANDS}
    first = _first_word(words)
    if first is None or words[first] not in by_name:
        return None, words
    return by_name[words[first]], [*words[:first], *words[first + 1 :]]


def _first_word(words: Sequence[str]) -> int | None:
    """Return the position of the first word that is neither an option nor the value of one."""
    with_value: set[str] = set()
    after_option = False
    for position, word in enumerate(words):
        if word.startswith("-"):
            with_value = with_value or {option for command in COMMANDS for option in command.parser().with_value()}
            after_option = word in with_value
        elif not after_option:
            return position
        else:
            after_option = False
    return None


def _check_first_word(words: Sequence[str]) -> None:
    """Raise WrongUsage if the first word is a misspelt command; whether it is a dataset is for `build` to tell."""
    first = _first_word(words)
    names, datasets = [command.name for command in COMMANDS], list_datasets()
    if first is None or os.path.isdir(words[first]) or words[first] in datasets:
        return
    if get_close_matches(words[first], names):
        what = f"no dataset folder or command `{words[first]}`"
        raise WrongUsage(what, suggest(words[first], [*datasets, *names]))


def _options_in(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word == "--":
            return
        if word.startswith("-") and word != "-" and " " not in word and not _NUMBER.fullmatch(word):
            yield word.partition("=")[0]


def _wrong_option(option: str, command: Command | None, parser: Parser) -> WrongUsage:
    """Return the error for an option of other commands, or of none."""
    owners = [owner.name for owner in COMMANDS if option in owner.parser().options()]
    if not owners:
        return WrongUsage(f"unknown option `{option}`", suggest(option, parser.options(), "options"))
    what = f"`{option}` is an option of {', '.join(f'`{owner}`' for owner in owners)}"
    return WrongUsage(f"{what}, not of `{command.name}`" if command else what, f"see `{program()} {owners[0]} --help`")


def _main_parser() -> Parser:
    """Return the parser of a command line that names no command: that of `build`, with a help that lists them all."""
    epilog = EPILOG.format(
        commands="\n".join(f"  {command.name:<16} {command.summary}" for command in COMMANDS),
        examples="\n".join(f"  make_report.py {command.example}" for command in COMMANDS if command is not BUILD),
    )
    parser = Parser("", "", prog="make_report.py", usage=USAGE, description=DESCRIPTION, epilog=epilog)
    BUILD.add_options(parser)
    add_common(parser)
    return parser
