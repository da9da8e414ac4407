"""The words of one line of Markdown: texts, marks, what is enclosed, and what is named. Read, but not yet told."""

from collections.abc import Sequence

from msgspec import Struct

from generator.compose.markdown.attributes import Attributes


class Enclosed(Struct, frozen=True):
    """Parts between an opening and a closing token, such as "strong", "link" or "span"; `url` is a link's."""

    kind: str
    parts: "tuple[Part, ...]"
    url: str
    attributes: Attributes


class Picture(Struct, frozen=True):
    """`![caption](url){…}`."""

    caption: "tuple[Part, ...]"
    url: str
    attributes: Attributes


class Naming(Struct, frozen=True):
    """`@source, p. 2; @fig-map` in brackets."""

    text: str


class LeftOver(Struct, frozen=True):
    """The text that follows holds stars which emphasise nothing."""

    text: str


class HardBreak(Struct, frozen=True):
    """A line break that the template asks for."""


Part = str | int | Enclosed | Picture | Naming | LeftOver | HardBreak  # a number is that of one of the line's marks


class Line(Struct, frozen=True, gc=False):
    """The words of a heading, a paragraph or a cell: the parts of its shape, and the marks of its own, by number."""

    parts: tuple[Part, ...] = ()
    marks: Sequence[str] = ()
