"""Values of a template, and the marks that stand for them in Jinja2 and Markdown.

A template's `{{ … }}` leaves U+FDD0, a number, U+FDD1: two noncharacters that no input may contain and that mean
nothing to Markdown. The inlines of the value replace the mark once the Markdown is parsed, so data is literal by
construction.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.compose.prose import parse_prose
from generator.model.dates import PartialDate
from generator.model.inline import Inlines, Plain, Portion, text_of
from generator.model.source import CitedSource

RESERVED = re.compile("[\ufdd0-\ufdd3]")
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_MARKUP = re.compile(r"^\s*:::.*$|\{[^{}]*\}", re.MULTILINE)  # directives and attributes
_WORD = re.compile(r"\w")
_FILLED = re.compile(
    r"^\s*:{3,}\s*\{?[.#]?(?:numbers|scorecard|questions|events|versions|refs|agenda)\b", re.MULTILINE
)  # by the edition itself


class SlotText(str):
    """A text in a template: tested and compared as a string, printed as its inlines; `event` is whose text it is."""

    __slots__ = ("event", "inlines", "marking")
    inlines: Inlines
    event: str  # the id of an event, or nothing
    marking: str  # that it carries, or nothing

    def __new__(cls, text: str, inlines: Inlines, event: str = "", marking: str = "") -> "SlotText":
        slot = str.__new__(cls, text)
        slot.inlines = inlines
        slot.event = event
        slot.marking = marking
        return slot

    @property
    def printed(self) -> Inlines:
        """Its inlines, under its marking if it has one."""
        return (Portion(self.inlines, self.marking),) if self.marking and self.inlines else self.inlines


class SlotLabel(SlotText):
    """A fixed word of the language, which alone says nothing about the topic."""

    __slots__ = ()


class SlotDate(SlotText):
    """A date in a template: compared in its ISO form, printed in the audience's date format."""

    __slots__ = ("date",)
    date: PartialDate

    @classmethod
    def of(cls, date: PartialDate, formatted: str, event: str = "", marking: str = "") -> "SlotDate":
        slot = cls(str(date), (Plain(formatted),), event, marking)
        slot.date = date
        return slot


class CitationSlot(Struct, frozen=True, gc=False):
    """Sources to cite, and the statements that they support; `inherited` ones need not be cited where they are said."""

    sources: tuple[CitedSource, ...]
    statements: tuple[str, ...] = ()
    inherited: tuple[CitedSource, ...] = ()


class SharedSlot(Struct, frozen=True, gc=False):
    """The sources of all `statements`, to be said here; of None, those of all statements in the output.

    Without any, it says nothing, but the line of sources may stand here.
    """

    sources: tuple[CitedSource, ...]
    statements: frozenset[str] | None

    def __bool__(self) -> bool:
        return bool(self.sources)


class MentionSlot(Struct, frozen=True, gc=False):
    """A figure or table to mention by its label and number."""

    anchor: str


Slot = Inlines | CitationSlot | SharedSlot | MentionSlot


def prose(text: str) -> SlotText:
    """Return `text` of the dataset's prose with its emphasis and links."""
    return SlotText(text, parse_prose(text))


def literal(text: str) -> SlotText:
    """Return `text` to be printed as it is."""
    return SlotText(text, (Plain(text),) if text else ())


class Slots:
    """The values that the marks of one output stand for."""

    def __init__(self) -> None:
        self._slots: list[Slot] = []
        self._labels: set[int] = set()
        self._events: dict[int, str] = {}

    def add(self, slot: Slot, *, is_label: bool = False, event: str = "") -> str:
        """Return the mark that stands for `slot`, the words of an `event`, from now on."""
        number = len(self._slots)
        self._slots.append(slot)
        if event:
            self._events[number] = event
        if is_label:
            self._labels.add(number)
        return f"\ufdd0{number}\ufdd1"

    def is_furniture(self, text: str) -> bool:
        """Return whether a template block has values of the dataset, all of them empty, and no words of its own.

        What is left of it, such as labels and the header of a table, would say something about nothing.
        """
        numbers = [int(number) for number in _MARK.findall(text)]
        values = [self._slots[number] for number in numbers if number not in self._labels]
        is_empty = bool(values) and not any(values) and not _FILLED.search(text)
        return is_empty and not _WORD.search(_MARKUP.sub("", _MARK.sub("", text)))

    def find_events(self, text: str) -> Iterator[str]:
        """Yield the ids of the events whose words are in `text`."""
        numbers = (int(number) for number in _MARK.findall(text))
        yield from (self._events[number] for number in numbers if number in self._events)

    def pieces(self, text: str) -> Iterator[str | Slot]:
        """Yield `text` split at its marks, with the slots in their places."""
        for index, piece in enumerate(_MARK.split(text)):
            if index % 2:
                yield self._slots[int(piece)]
            elif piece:
                yield piece

    def text(self, text: str) -> str:
        """Return `text` with the plain text of its slots, on one line; citations and mentions are left out."""
        parts = []
        for piece in self.pieces(text):
            if isinstance(piece, str):
                parts.append(piece)
            elif isinstance(piece, tuple):
                parts.append(text_of(piece))
        return " ".join("".join(parts).split())
