"""Rendered lines -> the template lines that they came from, by marks that are rendered with the text."""

import re
from functools import lru_cache

from jinja2 import nodes
from msgspec import Struct
from msgspec.structs import replace

from generator.compose.template.search_path import TemplateFile
from generator.errors import Place, Problem

_LONGEST_QUOTE = 160  # characters: two lines on a screen
_NAMED = re.compile("`([^`]+)`")  # in a message
_MARK = re.compile("\ufdd2(\\d+)-(\\d+)\ufdd3")


class Origin(Struct, frozen=True):
    """A line of a template and its text."""

    place: Place
    typed: str

    def problem(self, what: str, remedy: str = "") -> Problem:
        """Return the problem `what` at this line, which is quoted below the remedy, at the column of what it names."""
        typed = self.typed.strip()
        typed = typed if len(typed) <= _LONGEST_QUOTE else f"{typed[:_LONGEST_QUOTE]} …"
        quote = f"| {typed}" if typed else ""
        named = _NAMED.search(what)
        column = self.typed.find(named[1]) + 1 if named else 0
        place = replace(self.place, column=column)
        return Problem(place, what, "\n    ".join(part for part in (remedy, quote) if part))


@lru_cache(maxsize=4096)  # loops render the same lines again: saves 0.04 s of 2.8 s in the benchmark row ×100
def origin_of(file: TemplateFile, line: int) -> Origin:
    return Origin(Place(file.path, line), file.line(line))


def insert_marks(output: nodes.Output, number: int) -> nodes.Output:
    """Return `output`, of the template `number` in its chain, with marks for the lines that it renders.

    A mark precedes each value and each line of text.
    """
    parts: list[nodes.Expr] = []
    for part in output.nodes:
        if isinstance(part, nodes.TemplateData):
            parts.append(nodes.TemplateData(_mark_lines(part.data, number, part.lineno), lineno=part.lineno))
        else:
            parts += [nodes.TemplateData(_mark(number, part.lineno), lineno=part.lineno), part]
    return nodes.Output(parts, lineno=output.lineno)


def extract_marks(rendered: str, files: tuple[TemplateFile, ...]) -> tuple[str, tuple[Origin, ...]]:
    """Return `rendered` without its marks, and the origin of each of its lines."""
    origins = []
    origin = origin_of(files[0], 0)
    for line in rendered.split("\n"):
        if mark := _MARK.search(line):
            origin = origin_of(files[int(mark[1])], int(mark[2]))
        origins.append(origin)
    return _MARK.sub("", rendered), tuple(origins)


def _mark_lines(data: str, number: int, line: int) -> str:
    lines = data.split("\n")
    return "\n".join(_mark(number, line + index) + text if text else text for index, text in enumerate(lines))


def _mark(number: int, line: int) -> str:
    return f"\ufdd2{number}-{line}\ufdd3"
