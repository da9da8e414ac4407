"""Each message of the YAML parsers that we explain: it occurs, and its explanation reads well."""

import pytest
import yaml

from generator.errors import InputError
from generator.read.syntax.decode import INVALID
from generator.read.syntax.yaml_errors import EXPLANATIONS
from generator.read.syntax.yaml_file import LIMIT_REPARSED, read_yaml

# Part of a parser's message -> a slip that causes it.
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
LARGE = "# \n" * (LIMIT_REPARSED // 3)  # read by libyaml only, whose messages differ


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        read_yaml(text.encode(), "a.yaml")
    return [(problem.what, problem.help) for problem in raised.value.problems]


def sign_of(text: str, loader: type) -> str:
    """The sign by which the parser's message about `text` is recognised, or nothing if it reads `text`."""
    try:
        list(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        return next(sign for sign, _, _ in EXPLANATIONS if sign in str(error.problem))
    return ""


@pytest.mark.parametrize(("sign", "what", "remedy"), EXPLANATIONS, ids=[sign for sign, _, _ in EXPLANATIONS])
def test_each_message_of_a_parser_occurs_and_is_explained(sign: str, what: str, remedy: str) -> None:
    slip = f"{SLIPS[sign]}\n"
    in_small_files, in_large_files = sign_of(slip, yaml.SafeLoader) == sign, sign_of(slip, yaml.CSafeLoader) == sign
    assert in_small_files or in_large_files
    assert not in_small_files or problems_of(slip) == [(what, remedy)]
    assert not in_large_files or problems_of(LARGE + slip) == [(what, remedy)]


def test_a_message_without_an_explanation_is_quoted() -> None:
    assert problems_of("%YAML 9.0\n---\na: b\n")[0][0].startswith("invalid YAML: found incompatible YAML document")


def test_every_valid_character_is_read_by_both_parsers() -> None:
    """So that they never raise an error without a place."""
    characters = "".join(character for character in map(chr, range(0xA0, 0x20000)) if not INVALID.match(character))
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert list(yaml.parse(f"a: '{characters}'", Loader=loader))
