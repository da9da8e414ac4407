"""Bytes -> text that may stand in a document; and values as they were typed, each of which knows its place."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.errors import InputError, Place, Problem

# C0 and C1 controls (tab, line feed and next line aside), surrogates and noncharacters: no XML document or Office
# file can hold them, or none should; U+FDD0 and U+FDD1 are also the marks by which data passes through templates.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n\r"
SPACES = " \t\n"  # what surrounds a text; other white space (U+00A0, U+3000) was typed on purpose
MOST_SHOWN = 20  # of the same kind of problem in one file


class Typed(str):
    """A scalar, exactly as typed: `no`, `2018-09` and `1.10` are what they look like.

    `swallowed` is what follows on the line as a comment one space on, and was perhaps meant as text.
    """

    __slots__ = ("place", "swallowed")
    place: Place
    swallowed: str

    def __new__(cls, value: str, place: Place, swallowed: str = "") -> "Typed":
        typed = str.__new__(cls, value)
        typed.place = place
        typed.swallowed = swallowed
        return typed


class Listed(list["Located"]):
    """A list, and where it begins."""

    __slots__ = ("place",)

    def __init__(self, values: list["Located"], place: Place) -> None:
        super().__init__(values)
        self.place = place


class Mapped(dict[str, "Located"]):
    """Named values in the order of the file, where they begin, and the place of each name."""

    __slots__ = ("place", "places")

    def __init__(self, values: dict[str, "Located"], place: Place, places: dict[str, Place]) -> None:
        super().__init__(values)
        self.place = place
        self.places = places


Located = Typed | Listed | Mapped


def decoded(data: bytes, file: str) -> str:
    """Return the bytes of `file` as text with line feeds only. Raises InputError for all but clean UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([Problem(Place(file), "the file is saved as UTF-16", "save it as UTF-8")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")
        place = Place(file, data.count(b"\n", 0, error.start) + 1, len(before) + 1)
        raise InputError(
            [Problem(place, f"the byte {data[error.start]:02X} is not UTF-8", "save the file as UTF-8")]
        ) from None
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if UNFIT.search(unusual(data)):
        raise InputError([*islice(_unfit_of_file(text, file), MOST_SHOWN)])
    return text


def unusual(data: bytes) -> str:
    """Return the letters of `data`, UTF-8, that are not printable ASCII: few, and all that can make trouble."""
    return data.translate(None, _USUAL).decode()


def _unfit_of_file(text: str, file: str) -> Iterator[Problem]:
    for found in UNFIT.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        place = Place(file, text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)
        yield _unfit_problem(found.group(), place)


def clean(value: str, place: Place, found: list[Problem]) -> str:
    """Return `value`, which escapes may have filled with anything, as text that a document can hold."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    # what JSON writes for letters beyond U+FFFF: "\ud83d\ude00" is one letter
    value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    unfit = UNFIT.search(value)
    if unfit:
        found.append(_unfit_problem(unfit.group(), place))
    return UNFIT.sub("", value)


def _unfit_problem(letter: str, place: Place) -> Problem:
    code = f"U+{ord(letter):04X}"
    if "\ud800" <= letter <= "\udfff":
        return Problem(place, f"half of a surrogate pair ({code}) stands in a text", "write the letter itself")
    kind = "control character" if letter < "\xa0" else "noncharacter"
    return Problem(place, f"the {kind} {code} stands in a text", "delete it: no document can hold it")
