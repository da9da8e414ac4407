"""The bytes of an input file -> text that a document can hold."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.errors import InputError, Place, Problem

# C0 and C1 controls (except tab, line feed and next line), surrogates and noncharacters: XML 1.0 forbids or discourages
# them (2.2), and U+FDD0 and U+FDD1 delimit data on its way through templates.
INVALID = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
SPACES = " \t\n"  # around a text, these are dropped; other white space (U+00A0, U+3000) was typed on purpose
MOST_SHOWN = 20  # problems of one kind in a file


def decode(data: bytes, file: str) -> str:
    """Return the bytes of `file` as text with line feeds only. Raises InputError unless they are clean UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([Problem(Place(file), "the file is encoded in UTF-16", "save it as UTF-8")])
    try:
        text = _with_line_feeds(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")
        place = Place(file, data.count(b"\n", 0, error.start) + 1, len(before) + 1)
        what = f"the byte {data[error.start]:02X} is not UTF-8"
        raise InputError([Problem(place, what, "save the file as UTF-8")]) from None
    if problems := [*islice(_invalid_characters(text, file), MOST_SHOWN)]:
        raise InputError(problems)
    return text


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _invalid_characters(text: str, file: str) -> Iterator[Problem]:
    for match in INVALID.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        place = Place(file, text.count("\n", 0, match.start()) + 1, match.start() - line_start + 1)
        yield _invalid_character(match.group(), place)


def sanitize(value: str, place: Place, problems: list[Problem]) -> str:
    """Return `value`, in which escapes may have put any character, as text that a document can hold."""
    # JSON escapes a character beyond U+FFFF as a surrogate pair: "\ud83d\ude00"
    value = _with_line_feeds(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if match := INVALID.search(value):
        problems.append(_invalid_character(match.group(), place))
    return INVALID.sub("", value)


def _invalid_character(character: str, place: Place) -> Problem:
    code = f"U+{ord(character):04X}"
    if "\ud800" <= character <= "\udfff":
        return Problem(place, f"half of a surrogate pair ({code}) in the text", "write the character itself")
    kind = "control character" if character < "\xa0" else "noncharacter"
    return Problem(place, f"{kind} {code} in the text", "delete it; documents cannot hold it")
