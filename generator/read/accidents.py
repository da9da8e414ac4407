"""What a YAML parser says about a slip -> what the author typed, and how to write it instead."""

import yaml

from generator.errors import Place, Problem

QUOTE = "put the text in quotes, or on the next line under `>-`"
# What the parser says (both PyYAML's own and libyaml's) -> what that means, and what helps.
ACCIDENTS = (
    ("mapping values are not allowed", "`: ` inside a text reads as the end of a field's name", QUOTE),
    ("'\\t' that cannot start any token", "a tab character stands where the text begins", "indent with spaces"),
    ("found a tab character", "a tab character stands where the text begins", "indent with spaces"),
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
    ("did not find expected ',' or ']'", "a `[` is opened and never closed", "close it with `]`"),
    ("did not find expected ',' or '}'", "a `{` is opened and never closed", "close it with `}`"),
    ("expected ',' or ']'", "a `[` is opened and not closed as expected", "close it with `]`, or quote the text"),
    ("expected ',' or '}'", "a `{` is opened and not closed as expected", "close it with `}`, or quote the text"),
    ("did not find expected key", "this line does not fit the ones above", "align it with its neighbours, or quote"),
    ("expected <block end>", "this line does not fit the ones above", "align it with its neighbours, or quote"),
    ("did not find expected '-' indicator", "this line does not fit the list above", "begin it with `- `, aligned"),
    ("block collections are not allowed", "`- ` begins a list inside a text", QUOTE),
    ("sequence entries are not allowed", "`- ` begins a list inside a text", QUOTE),
    ("expected the node content", "a value is missing here", QUOTE),
    ("undefined alias", "a text cannot begin with `*`", QUOTE),
    ("tag handle", "a text cannot begin with `!`", QUOTE),
    ("expected a single document", "`---` begins a second document", "delete the line"),
)


def accident(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """Return what is wrong with `text`, the contents of `file`, given the parser's `error`."""
    said = str(getattr(error, "problem", "") or error)
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in said or "end of the stream" in said:
        mark = getattr(error, "context_mark", None) or mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if _indented_with_tab(text, place):
        return Problem(place, "a tab character stands before the text", "indent with spaces")
    for sign, what, remedy in ACCIDENTS:
        if sign in said:
            return Problem(place, what, remedy)
    return Problem(place, f"this is not YAML: {said.splitlines()[0]}", QUOTE)


def _indented_with_tab(text: str, place: Place) -> bool:
    lines = text.split("\n")
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return "\t" in line[: len(line) - len(line.lstrip())]
