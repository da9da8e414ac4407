"""An error of the YAML parser and the file's text -> a problem that says what the author typed, and what to write."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from generator.errors import Place, Problem

QUOTE = "put the text in quotes, or on the next line under `>-`"
_ALIGN = "align it with its neighbours, or quote the text"
_NOT_ALIGNED = "this line is not aligned with the lines above"
_ESCAPE = ("`\\` in double quotes starts an escape sequence", "use single quotes, or `>-`")
_DIRECTIVE = ("lines that start with `%` are not supported", "delete it, or put the text in quotes")
_NO_CHARACTER = ("an escape sequence for a character that does not exist", "write the character itself")
_UNCLOSED_QUOTE = ("unclosed quotation mark", "close it, or use `>-`")
# Part of a message of PyYAML or libyaml; what it means, and what would help.
EXPLANATIONS = (
    ("mapping values are not allowed", "`: ` inside text is read as the end of a field name", QUOTE),
    ("'\\t' that cannot start any token", "tab character before the text", "indent with spaces"),
    ("'@' that cannot start", "unquoted text cannot start with `@`", QUOTE),
    ("'`' that cannot start", "unquoted text cannot start with a backtick", QUOTE),
    ("'%' that cannot start", "unquoted text cannot start with `%`", QUOTE),
    ("that cannot start any token", "unquoted text cannot start with this character", QUOTE),
    ("alphabetic or numeric character", "unquoted text cannot start with `*` or `&`", QUOTE),
    ("unexpected end of stream", *_UNCLOSED_QUOTE),
    ("unknown escape character", *_ESCAPE),
    ("escape sequence of", *_ESCAPE),
    ("hexdecimal number", *_ESCAPE),
    ("Unicode character escape", *_NO_CHARACTER),
    ("could not find expected ':'", "this line is not `name: value`", "indent it, or continue the text under `>-`"),
    ("expected ',' or ']'", "unclosed `[`", "close it with `]`, or quote the text"),
    ("expected ',' or '}'", "unclosed `{`", "close it with `}`, or quote the text"),
    ("found '<stream end>'", "unclosed `[` or `{` above", "close it with `]` or `}`"),
    ("did not find expected key", _NOT_ALIGNED, _ALIGN),
    ("expected <block end>", _NOT_ALIGNED, _ALIGN),
    ("<document start>", _NOT_ALIGNED, _ALIGN),
    ("did not find expected '-' indicator", "this line is not part of the list above", "start it with `- `, aligned"),
    ("sequence entries are not allowed", "`- ` inside text is read as a list item", QUOTE),
    ("mapping keys are not allowed", "unquoted text cannot start with `?`", QUOTE),
    ("node content", "a value is missing here", QUOTE),
    ("chomping or indentation", "unquoted text cannot start with `|` or `>`", QUOTE),
    ("expected comment or line break", "unquoted text cannot start with `|` or `>`", QUOTE),
    ("tag handle", "unquoted text cannot start with `!`", QUOTE),
    ("expected '>'", "unquoted text cannot start with `!`", QUOTE),
    ("unexpected document", *_UNCLOSED_QUOTE),
)
# For these messages the parser has read on; the fault is where the construct started.
_AT_CONTEXT = ("end of stream", "unexpected document", "could not find expected ':'", "expected ',' or")
LINE_BREAK = re.compile("[\n\x85\u2028\u2029]")  # YAML 1.1, 5.4


def explain(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """Return what is wrong with `text`, the contents of `file`, given the parser's `error`."""
    assert isinstance(error, yaml.MarkedYAMLError), error  # only characters that decode() rejects raise others
    message, mark, lines = str(error.problem), error.problem_mark, LINE_BREAK.split(text)
    explanation = _explain_bracket(lines, error.context_mark, mark) if "expected ',' or" in message else None
    if not explanation and any(sign in message for sign in _AT_CONTEXT):
        mark = error.context_mark
    assert mark, error
    what, remedy = explanation or _explain_line(lines, mark.line, mark.column, message) or _explain_message(message)
    return Problem(Place(file, mark.line + 1, mark.column + 1), what, remedy)


def explain_number(mark: Any, file: str, text: str) -> Problem:
    """Return what is wrong at `mark` in `text`, where PyYAML's parser stumbles over a number."""
    place = Place(file, mark.line + 1, mark.column + 1)
    if LINE_BREAK.split(text)[mark.line].startswith("%"):
        return Problem(place, *_DIRECTIVE)
    return Problem(place, *_NO_CHARACTER)


def _explain_bracket(lines: Sequence[str], opening: Any, mark: Any) -> tuple[str, str] | None:
    """Return what is wrong at `mark` within a bracket, unless it is the closing bracket that is missing."""
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    if not rest or (mark.line > opening.line and _indent(lines[mark.line]) <= _indent(lines[opening.line])):
        return None  # what follows is not indented further than the bracket's line, so it belongs to something else
    if rest.startswith(":"):
        return "`: ` inside text is read as the end of a field name", "put a comma before it, or quote the text"
    return "missing comma or quotation mark", "put a comma between two values, or quote the whole text"


def _explain_line(lines: Sequence[str], number: int, column: int, message: str) -> tuple[str, str] | None:
    """Return what the text around the fault tells better than the parser's message."""
    line = lines[number] if number < len(lines) else ""
    if "\t" in line[: _indent(line)]:
        return "tab character before the text", "indent with spaces"
    if "mapping values are not allowed" in message and re.fullmatch(r"\s*[\w-]+", line[:column]):
        if number and _indent(line) <= _indent(lines[number - 1]):
            return "the line above has no `: `", "write `name: value` there, or quote the text"
        return "this line is indented too far", "align it with its neighbours"
    if "expected <block end>" not in message:
        return None
    before = line[:column].rstrip()
    if before.endswith(('"', "'", "]", "}")):
        return f"text after `{before[-1]}`, which ends a value", QUOTE
    if number and " #" in lines[number - 1]:
        return "the comment in the line above has ended the text", QUOTE
    return None


def _explain_message(message: str) -> tuple[str, str]:
    for sign, what, remedy in EXPLANATIONS:
        if sign in message:
            return what, remedy
    return f"invalid YAML: {message.splitlines()[0]}", QUOTE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
