"""What went wrong, as data: where it stands, what it is, and what would help."""

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct

_LONGEST = 800  # characters of a message: some ten lines


class Place(Struct, frozen=True, order=True, gc=False):
    """A position in an input file, as a reader would look it up; lines and columns count from 1, 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


class Problem(Struct, frozen=True, order=True, gc=False):
    """One finding in the reader's words: `what` states the fact, `help` a way out. Used for errors and warnings."""

    place: Place
    what: str
    help: str = ""

    def __str__(self) -> str:
        said = f"{self.place}  {_shortened(self.what)}"
        return f"{said}\n    {_shortened(self.help)}" if self.help else said


def _shortened(text: str) -> str:
    """Return `text` as it fits on a screen: a value that it quotes may be as long as a file."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 4 :]}"


class InputError(Exception):
    """The input cannot be used; holds all problems found, in the order of their places (exit code 1)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class OutputError(Exception):
    """The pack could not be written; the old one is untouched (exit code 3)."""


def choose(name: str, names: Iterable[str]) -> str:
    """Return the help for an unknown `name`: the nearest of `names`, or all of them where none is near."""
    known = sorted(set(names) - {""})
    if joined := missing_comma(name, known):
        return joined
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if not known:
        return "none exist yet"
    return "there are: " + ", ".join(f"`{each}`" for each in known)


def missing_comma(name: str, names: Iterable[str]) -> str:
    """Return the help where `name` is several of `names` in a row, `[a b]` typed for `[a, b]`; else nothing."""
    parts = name.split()
    several = len(parts) > 1 and set(parts) <= set(names)
    return f"a comma stands between two names: `{', '.join(parts)}`" if several else ""
