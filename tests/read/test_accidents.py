"""What a YAML parser stumbles over, by all of its sayings that we translate: each is met, and reads well."""

import pytest
import yaml

from generator.errors import InputError
from generator.read.syntax.positions import UNFIT
from generator.read.syntax.yaml_errors import ACCIDENTS
from generator.read.syntax.yaml_file import EXPLAINED, read_yaml

# A sign in what the parser says -> a slip by which it says so.
SLIPS = {
    "mapping values are not allowed": "a: b: c",
    "'\\t' that cannot start any token": "a: \t@x",
    "'@' that cannot start": "a: @x",
    "'`' that cannot start": "a: `x`",
    "'%' that cannot start": "a: %x",
    "that cannot start any token": "a: @x",
    "alphabetic or numeric character": "a: *",
    "unexpected end of stream": 'a: "b',
    "unknown escape character": 'a: "\\q"',
    "escape sequence of": 'a: "\\xZZ"',
    "hexdecimal number": 'a: "\\xZZ"',
    "Unicode character escape": 'a: "\\ud83d"',
    "could not find expected ':'": "a: b\nc\nd: e",
    "expected ',' or ']'": "a: [b",
    "expected ',' or '}'": "a: {b: c",
    "found '<stream end>'": "a: [",
    "did not find expected key": "a:\n  b: c\n  - d",
    "expected <block end>": "a:\n  b: c\n  - d",
    "<document start>": " a: b\nc: d",
    "did not find expected '-' indicator": "a:\n  - b\n  c: d",
    "sequence entries are not allowed": "a: - b",
    "mapping keys are not allowed": "a: ?",
    "node content": "a: ]",
    "chomping or indentation": "a: |x",
    "expected comment or line break": "a: |x",
    "tag handle": "a: !a!b c",
    "expected '>'": "a: !<x",
    "unexpected document": 'a: "b\n---\n"',
}
LARGE = "# \n" * (EXPLAINED // 3)  # where only libyaml reads, whose words are others


def told(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        read_yaml(text.encode(), "a.yaml")
    return [(problem.what, problem.help) for problem in raised.value.problems]


def heard(text: str, loader: type) -> str:
    """The sign by which what the parser says of `text` is told apart; nothing where it reads it."""
    try:
        list(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        return next(sign for sign, _, _ in ACCIDENTS if sign in str(error.problem))
    return ""


@pytest.mark.parametrize(("sign", "what", "remedy"), ACCIDENTS, ids=[sign for sign, _, _ in ACCIDENTS])
def test_each_saying_of_a_parser_is_met_and_translated(sign: str, what: str, remedy: str) -> None:
    slip = f"{SLIPS[sign]}\n"
    of_small_files, of_large_files = heard(slip, yaml.SafeLoader) == sign, heard(slip, yaml.CSafeLoader) == sign
    assert of_small_files or of_large_files
    assert not of_small_files or told(slip) == [(what, remedy)]
    assert not of_large_files or told(LARGE + slip) == [(what, remedy)]


def test_a_saying_that_is_not_translated_is_shown_as_it_is() -> None:
    assert told("%YAML 9.0\n---\na: b\n")[0][0].startswith("this is not YAML: found incompatible YAML document")


def test_every_letter_that_a_text_may_hold_is_read() -> None:
    """So that the parsers never refuse a letter without a place."""
    letters = "".join(letter for letter in map(chr, range(0xA0, 0x20000)) if not UNFIT.match(letter))
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert list(yaml.parse(f"a: '{letters}'", Loader=loader))
