"""What readers get of a finished file, as the rules of its finish see it."""

from collections.abc import Mapping

from msgspec import Struct


class TextLook(Struct, frozen=True):
    """How a run of text looks; colours are six hex digits, "" where they cannot be told or always suit each other."""

    color: str
    ground: str
    size_pt: float  # 0 where it cannot be told
    bold: bool
    language: str  # BCP 47, "" if none is stated
    in_figure: bool = False


class Sample(Struct, frozen=True):
    """The first words that look so, and where they are: "on slide 4", or nothing."""

    words: str
    where: str


class Mark(Struct, frozen=True):
    """A part of a chart, its fill and its outline ("" for none) on their ground."""

    name: str
    where: str
    fill: str
    outline: str
    ground: str


class Shown(Struct, frozen=True):
    """A picture or chart with its alternative text, or a table: `has_header` says whether its first row is marked."""

    kind: str  # picture | chart | table
    where: str
    alt: str = ""
    has_header: bool = False


class ShownSlide(Struct, frozen=True):
    """`misplaced` are pairs of texts of which the second is read after the first, and stands before it."""

    number: int
    title: str
    misplaced: tuple[tuple[str, str], ...]


class Contents(Struct, frozen=True):
    """`floating` are texts beside the order of a document: in boxes and frames."""

    title: str
    texts: Mapping[TextLook, Sample]
    marks: tuple[Mark, ...]
    shown: tuple[Shown, ...]
    slides: tuple[ShownSlide, ...] | None = None  # None of a document
    floating: tuple[str, ...] = ()
