"""Which template line each rendered line came from: marks put into what a template prints, and taken out again."""

import re
from functools import lru_cache

from jinja2 import nodes
from msgspec import Struct

from generator.compose.template.search_path import Source
from generator.errors import Place, Problem

_SHOWN = 160  # characters of a line that is quoted: two lines of a screen
_MARK = re.compile("\ufdd2(\\d+)-(\\d+)\ufdd3")


class Origin(Struct, frozen=True):
    """A line of a template, and its words as typed."""

    place: Place
    typed: str

    def problem(self, what: str, remedy: str = "") -> Problem:
        """Return the problem `what` at this line, quoting it under the remedy."""
        shown = self.typed if len(self.typed) <= _SHOWN else f"{self.typed[:_SHOWN]} …"
        quoted = f"| {shown}" if shown else ""
        return Problem(self.place, what, "\n    ".join(part for part in (remedy, quoted) if part))


@lru_cache(maxsize=4096)
def origin(source: Source, line: int) -> Origin:
    return Origin(Place(source.file, line), source.line(line))


def marked(output: nodes.Output, number: int) -> nodes.Output:
    """Return `output`, of template `number` of its chain, so that it leaves its line numbers in what it renders.

    A mark stands before each value and at the start of each line of text.
    """
    parts: list[nodes.Expr] = []
    for part in output.nodes:
        if isinstance(part, nodes.TemplateData):
            parts.append(nodes.TemplateData(_marked(part.data, number, part.lineno), lineno=part.lineno))
        else:
            parts += [nodes.TemplateData(_said(number, part.lineno), lineno=part.lineno), part]
    return nodes.Output(parts, lineno=output.lineno)


def unmarked(rendered: str, sources: tuple[Source, ...]) -> tuple[str, tuple[Origin, ...]]:
    """Return `rendered` without its marks, and the origin of each of its lines."""
    origins = []
    last = origin(sources[0], 0)
    for line in rendered.split("\n"):
        if found := _MARK.search(line):
            last = origin(sources[int(found[1])], int(found[2]))
        origins.append(last)
    return _MARK.sub("", rendered), tuple(origins)


def _marked(data: str, number: int, line: int) -> str:
    lines = data.split("\n")
    marked = [_said(number, line + index) + text if text else text for index, text in enumerate(lines)]
    return "\n".join(marked)


def _said(number: int, line: int) -> str:
    return f"\ufdd2{number}-{line}\ufdd3"
