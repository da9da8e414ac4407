"""Errors and problems: where a problem is, what it is, and what would help."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

_MOST_CHARACTERS = 800  # of a message: about ten lines
_LONGEST_PATH = 400
_QUOTED_CHARACTERS = 200  # of one side of a comparison


class Place(Struct, frozen=True, order=True, gc=False):
    """A position in an input file; lines and columns count from 1, and 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


class Problem(Struct, frozen=True, order=True, gc=False):
    """An error or a warning in the reader's language: `what` states the fact, `help` a way out.

    A warning is `settled` where the author has already decided; nothing refuses a build for it.
    """

    place: Place
    what: str
    help: str = ""
    settled: bool = False

    def __str__(self) -> str:
        place = replace(self.place, file=shorten(self.place.file, _LONGEST_PATH))
        line = f"{place}  {shorten(self.what)}".replace("\n", " ")
        return f"{line}\n    {shorten(self.help)}" if self.help else line


def shorten(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Return `text` short enough for a screen, from its beginning and end: it may quote a value as long as a file."""
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 4 :]}"


def quote(text: str) -> str:
    """Return `text` short enough to stand in a message beside another."""
    return shorten(text, _QUOTED_CHARACTERS)


def quote_names(names: Iterable[str]) -> str:
    """Return the names in quotes, or as many as can be read."""
    return quote(", ".join(f"`{name}`" for name in names))


def open_warnings(warnings: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the warnings that refuse a strict build: those that are not settled."""
    return tuple(warning for warning in warnings if not warning.settled)


class InputError(Exception):
    """The input is faulty; holds all problems, sorted by place (exit code 1)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@contextmanager
def collect_problems(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of an InputError to `problems` and go on after the block."""
    try:
        yield
    except InputError as error:
        problems += error.problems


class OutputError(Exception):
    """The pack could not be written; the old one is untouched (exit code 3). Holds what would help."""

    def __init__(self, what: str, help_: str = "nothing was changed") -> None:
        super().__init__(what, help_)
        self.help = help_

    def __str__(self) -> str:
        return str(self.args[0])


def suggest(name: str, names: Iterable[str], kind: str = "names") -> str:
    """Return the help for an unknown `name`: the most similar of `names`, or all of them if none is similar.

    A tuple is listed in its own order, anything else alphabetically. `kind` says what `names` are.
    """
    valid = [each for each in (names if isinstance(names, tuple) else sorted(set(names))) if each]
    if comma := suggest_comma(name, valid):
        return comma
    if similar := most_similar(name, valid):
        return f"did you mean `{similar}`?"
    return f"valid {kind}: " + ", ".join(f"`{each}`" for each in valid) if valid else "none are defined yet"


def most_similar(name: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of `names` that `name` is most likely a misspelling of, in any case, or an empty string.

    A `cutoff` nearer to 1 is for where other names are valid too.
    """
    name_by_lower = {each.lower(): each for each in names}
    return name_by_lower[matches[0]] if (matches := get_close_matches(name.lower(), name_by_lower, 1, cutoff)) else ""


def suggest_comma(name: str, names: Iterable[str]) -> str:
    """Return the help if `name` is several of `names` in a row (`[a b]` typed for `[a, b]`), or an empty string."""
    parts = name.split()
    return f"separate names with a comma: `{', '.join(parts)}`" if len(parts) > 1 and set(parts) <= set(names) else ""
