"""What a YAML parser says about a slip -> what the author typed, and how to write it instead."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from generator.errors import Place, Problem

QUOTE = "put the text in quotes, or on the next line under `>-`"
# What the parser says (both PyYAML's own and libyaml's) -> what that means, and what helps.
ACCIDENTS = (
    ("mapping values are not allowed", "`: ` inside a text reads as the end of a field's name", QUOTE),
    ("'\\t' that cannot start any token", "a tab character stands where the text begins", "indent with spaces"),
    ("'@' that cannot start", "a text cannot begin with `@`", QUOTE),
    ("'`' that cannot start", "a text cannot begin with a backtick", QUOTE),
    ("'%' that cannot start", "a text cannot begin with `%`", QUOTE),
    ("that cannot start any token", "a text cannot begin with this character", QUOTE),
    ("alphabetic or numeric character", "a text cannot begin with `*` or `&`", QUOTE),
    ("unexpected end of stream", "a quotation mark is opened here and never closed", "close it, or use `>-`"),
    ("unknown escape character", "`\\` in double quotes begins an escape", "use single quotes, or `>-`"),
    ("escape sequence of", "`\\` in double quotes begins an escape", "use single quotes, or `>-`"),
    ("hexdecimal number", "`\\` in double quotes begins an escape", "use single quotes, or `>-`"),
    ("Unicode character escape", "half of a surrogate pair stands in a text", "write the letter itself"),
    ("could not find expected ':'", "this line is no `name: value`", "indent it, or continue the text under `>-`"),
    ("expected ',' or ']'", "a `[` is opened and never closed", "close it with `]`, or quote the text"),
    ("expected ',' or '}'", "a `{` is opened and never closed", "close it with `}`, or quote the text"),
    ("found '<stream end>'", "a `[` or `{` is opened above and never closed", "close it with `]` or `}`"),
    ("did not find expected key", "this line does not fit the ones above", "align it with its neighbours, or quote"),
    ("expected <block end>", "this line does not fit the ones above", "align it with its neighbours, or quote"),
    ("<document start>", "this line does not fit the ones above", "align it with its neighbours, or quote"),
    ("did not find expected '-' indicator", "this line does not fit the list above", "begin it with `- `, aligned"),
    ("sequence entries are not allowed", "`- ` begins a list inside a text", QUOTE),
    ("mapping keys are not allowed", "a text cannot begin with `?`", QUOTE),
    ("node content", "a value is missing here", QUOTE),
    ("chomping or indentation", "a text cannot begin with `|` or `>`", QUOTE),
    ("expected comment or line break", "a text cannot begin with `|` or `>`", QUOTE),
    ("tag handle", "a text cannot begin with `!`", QUOTE),
    ("expected '>'", "a text cannot begin with `!`", QUOTE),
    ("unexpected document", "a quotation mark is opened here and never closed", "close it, or use `>-`"),
)


END_OF_LINE = re.compile("[\n\x85\u2028\u2029]")
# Where these are said, the parser has read on; the fault is where the construct began.
BEGUN_BEFORE = ("end of stream", "unexpected document", "could not find expected ':'", "expected ',' or")


def accident(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """Return what is wrong with `text`, the contents of `file`, given the parser's `error`."""
    assert isinstance(error, yaml.MarkedYAMLError), error  # only letters that no text of ours holds have no mark
    said, mark, lines = str(error.problem), error.problem_mark, lines_of(text)
    beside = "expected ',' or" in said and _beside(lines, error.context_mark, mark)
    if not beside and any(sign in said for sign in BEGUN_BEFORE):
        mark = error.context_mark
    assert mark, error
    what, remedy = beside or _around(lines, mark.line, mark.column, said) or _known(said)
    return Problem(Place(file, mark.line + 1, mark.column + 1), what, remedy)


def lines_of(text: str) -> Sequence[str]:
    """Return the lines of `text` as YAML 1.1 counts them (5.4): what breaks a line in Unicode does so there as well."""
    return END_OF_LINE.split(text)


def _beside(lines: Sequence[str], opened: Any, met: Any) -> tuple[str, str] | None:
    """Return what is wrong where a bracket goes on after a value, which is no end: most often, a comma is missing."""
    rest = lines[met.line][met.column :] if met.line < len(lines) else ""
    if not rest or (met.line > opened.line and _indent(lines[met.line]) <= _indent(lines[opened.line])):
        return None  # the lines that follow belong to something else: it is the bracket's end that is missing
    if rest.startswith(":"):
        return "`: ` inside a text reads as the end of a field's name", "put a comma before it, or quote the text"
    return "a comma is missing here, or a quotation mark", "put a comma between two values; quote a text as a whole"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _known(said: str) -> tuple[str, str]:
    for sign, what, remedy in ACCIDENTS:
        if sign in said:
            return what, remedy
    return f"this is not YAML: {said.splitlines()[0]}", QUOTE


def _around(lines: Sequence[str], number: int, column: int, said: str) -> tuple[str, str] | None:
    """Return what the text around the place tells better than the parser."""
    line = lines[number] if number < len(lines) else ""
    if "\t" in line[: _indent(line)]:
        return "a tab character stands before the text", "indent with spaces"
    if "mapping values are not allowed" in said and re.fullmatch(r"\s*[\w-]+", line[:column]):
        if number and _indent(line) <= _indent(lines[number - 1]):
            return "no `: ` stands in the line above", "write `name: value` there, or quote the text"
        return "this line stands further to the right than it should", "align it with its neighbours"
    if "expected <block end>" not in said:
        return None
    before = line[:column].rstrip()
    if before.endswith(('"', "'", "]", "}")):
        return f"text follows `{before[-1]}`, which ends a value", QUOTE
    if not before and number and " #" in lines[number - 1]:
        return "the comment in the line above has ended the text", QUOTE
    return None
