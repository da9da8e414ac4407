"""Commands and their options: help, misspellings, options of another command, options that contradict each other."""

import shutil
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.cli.table import COMMANDS
from tests.test_architecture import HEAVY, loaded_by

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "cases" / "harbour"
NAMES = [command.name for command in COMMANDS]


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as exit_:
        main(words)
    assert exit_.value.code == 0
    return capsys.readouterr().out


def usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 2
    return capsys.readouterr().err.removeprefix("make_report.py: ")


def test_help_prints_the_options_of_a_build_all_commands_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    lines = help_of(["--help"], capsys).splitlines()
    assert lines[0] == "usage: make_report.py [DATASET] [options]"
    assert any(line.startswith("  --audience NAME") for line in lines)
    assert not any("--jobs N" in line or "--color HEX" in line for line in lines)
    for command in COMMANDS:
        assert f"  {command.name:<16} {command.summary}" in lines
    assert "  make_report.py new data/my-topic" in lines


@pytest.mark.parametrize(
    ("words", "own", "foreign"),
    [
        (["batch", "--help"], "--jobs N", "--audience"),
        (["--help", "batch"], "--jobs N", "--audience"),
        (["new-look", "--help"], "--color HEX", "--jobs"),
        (["build", "--help"], "--audience NAME", "--jobs"),
        (["trace", "--help"], "PACK WORDS", "--out"),
        (["verify", "-h"], "--json", "--out"),
    ],
)
def test_help_of_a_command_prints_its_own_options_only(
    words: list[str], own: str, foreign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = help_of(words, capsys)
    assert own in printed and foreign not in printed and "commands, each" not in printed
    assert "example:\n  make_report.py " in printed


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_loads_no_library(name: str) -> None:
    assert loaded_by(name, "--help") & HEAVY == set()


@pytest.mark.parametrize("words", [["--version"], ["trace", "--version"], ["no-such-topic", "--version"]])
def test_version_is_printed_whatever_else_is_asked(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert help_of(words, capsys).startswith("briefing-pack 0.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--jobs", "4"], "`--jobs` is an option of `batch`\n    see `"),
        ([str(HARBOUR), "--check", "--color", "zz"], "`--color` is an option of `new-look`\n"),
        (["verify", "out", "--jobs=4"], "`--jobs` is an option of `batch`, not of `verify`\n"),
        (["batch", "plan.yaml", "--out", "x"], "`--out` is an option of `build`, `check-template`, not of `batch`\n"),
        (["schema", "--templates", "x"], "`--templates` is an option of `build`, `audiences`, not of `schema`\n"),
    ],
)
def test_an_option_of_another_command_is_an_error_that_names_it(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = usage_error(words, capsys)
    assert printed.startswith(message) and printed.endswith(" --help`\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["batch", "plan.yaml", "--job", "4"], "unknown option `--job`\n    did you mean `--jobs`?\n"),
        (["new-look", "x", "--colour", "4A1D33"], "unknown option `--colour`\n    did you mean `--color`?\n"),
        (["--audiance", "press"], "unknown option `--audiance`\n    did you mean `--audience`?\n"),
        (["bacth", "plan.yaml", "--jobs", "4"], "no dataset folder or command `bacth`\n    did you mean `batch`?\n"),
        (["audience"], "no dataset folder or command `audience`\n    did you mean `audiences`?\n"),
        (["-x"], "unknown option `-x`\n"),
    ],
)
def test_a_misspelling_leads_to_the_nearest_name(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert usage_error(words, capsys).startswith(message)


@pytest.mark.parametrize(
    ("words", "one", "other"),
    [
        ([str(HARBOUR), "--check", "--force"], "check", "force"),
        ([str(HARBOUR), "--explain", "--force"], "explain", "force"),
        ([str(HARBOUR), "--explain", "--check"], "check", "explain"),
        (["batch", "plan.yaml", "--jobs", "2", "--scheduler", "tcp://host:8786"], "jobs", "scheduler"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    words: list[str], one: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    message = f"`--{one}` cannot be combined with `--{other}`\n    leave one of them out\n"
    assert usage_error(words, capsys) == message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["batch"], "`batch` needs PLAN\n    such as `"),
        (["trace", "out"], "`trace` needs WORDS\n    such as `"),
        (["trace"], "`trace` needs PACK and WORDS\n    such as `"),
        (["trace", "out", " "], "`trace` needs some words to look for\n"),
        (["verify", "out", "more"], "unexpected argument `more`\n    see `"),
        (["build", str(HARBOUR), "more"], "unexpected argument `more`\n    one dataset at a time\n"),
        (["batch", "plan.yaml", "--jobs", "0"], "argument --jobs: `0` is not a whole number from 1\n    see `"),
        (["batch", "plan.yaml", "--jobs", "-2"], "argument --jobs: `-2` is not a whole number from 1\n    see `"),
        (["schema", "pack"], "argument of: invalid choice: 'pack'"),
    ],
)
def test_what_is_missing_or_too_much_is_named(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert usage_error(words, capsys).startswith(message)


def test_the_name_of_the_build_command_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(HARBOUR), "--check"]) == 0
    assert "no problems for standard" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["--quiet", "audiences"], "executive "),
        (["--templates", str(ROOT / "templates"), "audiences"], "executive "),
        (["--debug", "schema"], "$schema"),
        (["schema", "dataset"], "$schema"),
    ],
)
def test_options_may_be_given_before_their_command(
    words: list[str], printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    assert printed in capsys.readouterr().out


def test_an_option_and_its_value_may_be_given_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--jobs", "4", "batch", "absent.yaml"]) == 1
    assert "absent.yaml  " in capsys.readouterr().err


def test_the_value_of_an_option_is_not_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--audience", "batch", str(HARBOUR), "--check"]) == 1
    assert "`batch`" in capsys.readouterr().err


def test_a_dataset_folder_named_like_a_command_is_given_as_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HARBOUR, tmp_path / "batch")
    monkeypatch.chdir(tmp_path)
    for words in (["./batch", "--check"], ["build", "batch", "--check"]):
        assert main(words) == 0
        said = capsys.readouterr().out
        assert said.endswith("batch: no problems for standard; claims checked: 10; nothing written\n")
    assert usage_error(["batch", "--check"], capsys).startswith("`--check` is an option of `build`, not of `batch`\n")


def test_a_dataset_whose_name_resembles_a_command_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HARBOUR, tmp_path / "data" / "batches")
    monkeypatch.chdir(tmp_path)
    assert main(["batches", "--check"]) == 0


@pytest.mark.parametrize("words", [["- ten days later"], ["-5"], ["--", "--jobs"]])
def test_words_to_trace_may_begin_with_a_dash(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "absent", *words]) == 1
    assert "manifest.json  no such file" in capsys.readouterr().err


def test_every_command_says_what_it_does_and_takes_the_common_options(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert {"--help", "--quiet", "--debug", "--version"} <= command.parser().options()
        assert command.summary[0].islower() and not command.summary.endswith(".")


def test_an_option_has_a_value_in_all_commands_or_in_none() -> None:
    """Otherwise an option before its command could not be read."""
    parsers = [command.parser() for command in COMMANDS]
    flags = {option for parser in parsers for option in parser.options() - parser.with_value()}
    assert flags & {option for parser in parsers for option in parser.with_value()} == set()
