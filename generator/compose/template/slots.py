"""Values of a template, and the marks that stand for them while Jinja2 and Markdown do their work.

A template's `{{ … }}` leaves U+FDD0, a number, U+FDD1: two noncharacters that no source may hold and that mean
nothing to Markdown. Whoever reads the parsed text swaps the value's own inlines in, so data is literal by construction.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.compose.prose import inlines_of
from generator.model.dates import PartialDate
from generator.model.inline import Inlines, Plain, text_of
from generator.model.source import CitedSource

RESERVED = re.compile("[\ufdd0-\ufdd3]")
MARK = re.compile("\ufdd0(\\d+)\ufdd1")


class Words(str):
    """A text in a template: tested and compared as the text that it is, printed as its inlines."""

    __slots__ = ("inlines",)
    inlines: Inlines

    def __new__(cls, text: str, inlines: Inlines) -> "Words":
        made = str.__new__(cls, text)
        made.inlines = inlines
        return made


class When(Words):
    """A date in a template: compared as its ISO form, printed as the audience says dates."""

    __slots__ = ("when",)
    when: PartialDate

    @classmethod
    def at(cls, when: PartialDate, said: str) -> "When":
        made = cls(str(when), (Plain(said),))
        made.when = when
        return made


class Cited(Struct, frozen=True, gc=False):
    """Sources to be cited at a place, and the statements for which they stand."""

    sources: tuple[CitedSource, ...]
    statements: tuple[str, ...] = ()


class Mention(Struct, frozen=True, gc=False):
    """A captioned figure or table that is to be named by its label and number."""

    anchor: str


Slot = Inlines | Cited | Mention


def prose(text: str) -> Words:
    """Return `text` of a dataset's prose: emphasis and links in it are read."""
    return Words(text, inlines_of(text))


def literal(text: str) -> Words:
    """Return `text` that is printed as it stands."""
    return Words(text, (Plain(text),) if text else ())


class Slots:
    """The values that the marks of one composition stand for."""

    def __init__(self, slots: Iterable[Slot] = ()) -> None:
        self._slots = list(slots)

    def __getitem__(self, number: int) -> Slot:
        return self._slots[number]

    def own(self, marks: Iterable[str]) -> "Slots":
        """Return those that `marks` stand for, counted anew from 0."""
        return Slots([self._slots[int(mark)] for mark in marks])

    def mark(self, slot: Slot) -> str:
        """Return the mark that stands for `slot` from now on."""
        self._slots.append(slot)
        return f"\ufdd0{len(self._slots) - 1}\ufdd1"

    def pieces(self, text: str) -> Iterator[str | Slot]:
        """Yield `text` cut at its marks, with the slots in their places."""
        for index, piece in enumerate(MARK.split(text)):
            if index % 2:
                yield self._slots[int(piece)]
            elif piece:
                yield piece

    def text(self, text: str) -> str:
        """Return `text` with the characters of its slots in their places; citations leave none."""
        parts = []
        for piece in self.pieces(text):
            if isinstance(piece, str):
                parts.append(piece)
            elif isinstance(piece, tuple):
                parts.append(text_of(piece))
        return " ".join("".join(parts).split())
