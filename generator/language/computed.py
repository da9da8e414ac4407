"""Texts in which `{= id =}` stands for a number -> the same with its value, spelt as running text gives it.

The only place where this happens: all that comes later, from the limits to the manifest, reads the final words.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import Place, Problem, suggest
from generator.language.numbers import format_number, spell_number
from generator.language.prose import prose, prose_fields
from generator.model.dataset import Event, Evidence, Number
from generator.model.dates import PartialDate, format_date
from generator.model.source import Source
from generator.model.text import Text

Part = TypeVar("Part")
Value = int | PartialDate
Values = Mapping[str, Value]  # by the ids of numbers
Change = Callable[[str, Place], str]

_MARK = re.compile(r"\{=\s*([^{}=,]*?)\s*(?:,\s*([^{}=]*?)\s*)?=\}")
_UNCLOSED = re.compile(r"\{=\s*[a-z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…][”’»\"')\]]*\s)[“„«‘\"'(\[*¡¿]*$")
_FORMS = {int: ("digits",), PartialDate: ("month", "year")}
_NOWHERE = Place("")
_OTHERS = (Event, Source)  # the data themselves


class Printer(Struct, frozen=True):
    """Prints `values` in the words of `language`, dates in `date_format`.

    `values_inside` tells which values the texts inside a part print, None for those that hold around it.
    """

    values: Values
    language: str
    date_format: str
    values_inside: Callable[[Any], Values | None] = lambda part: None

    def print_in(self, part: Part) -> Part:
        """Return `part` with all values printed; a mark without a value, or with an unknown form, stays."""
        return rewrite_prose(part, self._print_text, self._enter)

    def _enter(self, part: Any) -> "Change | None":
        values = self.values_inside(part)
        inner = self if values is None else replace(self, values=values)
        if isinstance(part, Number | Evidence):  # their words follow a number
            return inner._print_words
        return None if values is None else inner._print_text

    def _print_text(self, text: str, _: Place) -> str:
        return self._print(text, starts_sentence=True)

    def _print_words(self, text: str, _: Place) -> str:
        return self._print(text, starts_sentence=False)

    def _print(self, text: str, starts_sentence: bool) -> str:
        printed: list[str] = []
        position = 0
        for mark in _MARK.finditer(text):
            printed.append(text[position : mark.start()])
            try:
                value = self._spell(mark[1], mark[2] or "")
            except ValueError:  # CLDR does not know the language, which is reported where its labels are read
                value = str(self.values[mark[1]])
            before = "".join(printed)
            if value and (_SENTENCE_START.search(before) if before or starts_sentence else False):
                value = value[0].upper() + value[1:]
            printed.append(value or mark[0])
            position = mark.end()
        return "".join([*printed, text[position:]])

    def _spell(self, id_: str, form: str) -> str:
        value = self.values.get(id_)
        if value is None or form not in ("", *_FORMS[type(value)]):
            return ""
        if isinstance(value, int):
            return format_number(value, self.language) if form else spell_number(value, self.language)
        month = value.month if form != "year" else 0
        day = value.day if not form else 0
        return format_date(PartialDate(value.year, month, day), self.date_format, self.language)


def without_marks(text: str) -> str:
    """Return `text` with a short word for each number, to tell how long it will be."""
    return _MARK.sub("ten", text)


def find_marks(part: Any) -> Iterator[tuple[str, str, Place]]:
    """Yield the id and the form of each number that a text of `part` prints, and the text's place."""
    found: list[tuple[str, str, Place]] = []

    def collect(text: str, place: Place) -> str:
        found.extend((mark[1], mark[2] or "", place) for mark in _MARK.finditer(text))
        return text

    rewrite_prose(part, collect)
    yield from found


def list_printed(part: Any) -> Iterator[str]:
    """Yield the ids of the numbers whose values are printed in the texts of `part`."""
    for text in prose(part):
        if isinstance(text, Text) and text.source:
            yield from (mark[1] for mark in _MARK.finditer(text.source))


def find_faulty_marks(part: Any, known: Collection[str], values: Values) -> Iterator[Problem]:
    """Yield the marks of unknown numbers or forms, and those that are not closed; `known` are the ids of numbers."""
    for id_, form, place in find_marks(part):
        if id_ not in known:
            yield Problem(place, f"unknown number `{id_}`", suggest(id_, known, "numbers"))
        elif form and id_ in values and form not in (forms := _FORMS[type(values[id_])]):
            yield Problem(place, f"`{form}` is not a form of the number `{id_}`", suggest(form, forms, "forms"))
    unclosed: list[Place] = []

    def check(text: str, place: Place) -> str:
        if _UNCLOSED.search(_MARK.sub("", text)):
            unclosed.append(place)
        return text

    rewrite_prose(part, check)
    yield from (Problem(place, "`{=` without `=}`", "write `{= rises =}`") for place in unclosed)


def rewrite_prose(
    part: Part, change: Change, enter: Callable[[Any], Change | None] = lambda part: None, place: Place = _NOWHERE
) -> Part:
    """Return `part` with each text and string in it changed; events and sources stay as they are.

    `enter` gives the change for all inside a part, None for the one that holds around it. A string has the place of
    what it belongs to.
    """
    result: Any = part
    if isinstance(part, Text):
        if "{=" in part.value and (changed := change(part.value, part.place)) != part.value:
            result = Text(changed, part.place, part.value)
    elif isinstance(part, str):
        result = change(part, place) if "{=" in part else part
    elif isinstance(part, Mapping):
        result = {name: rewrite_prose(inner, change, enter, place) for name, inner in part.items()}
    elif isinstance(part, tuple):
        result = tuple([rewrite_prose(inner, change, enter, place) for inner in part])
    elif isinstance(part, Struct) and not isinstance(part, _OTHERS):
        inner_change, inner_place = enter(part) or change, getattr(part, "place", place)
        fields = {name: getattr(part, name) for name in prose_fields(type(part))}
        values = {name: rewrite_prose(value, inner_change, enter, inner_place) for name, value in fields.items()}
        result = replace(part, **values)
    return result  # type: ignore[no-any-return]
