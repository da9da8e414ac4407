"""Composed blocks -> the same, with no-break spaces where a line must not end. Nothing else in the text changes.

Numbers stay with their unit and month, abbreviations with the number or name that they announce, initials with the
name ("5 August", "$5 million", "No. 5", "H.R. 2500", "Joseph S. Bermudez"). Only spaces become no-break spaces
(U+00A0): text without spaces, such as addresses and `5*3*2`, cannot change. What is not named here breaks as it likes.
"""

import re
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.model.dates import babel_locale
from generator.model.inline import Plain

NO_BREAK = "\u00a0"
Composed = TypeVar("Composed")

_SPACE = re.compile("([^ ]+) (?=([^ ]+))")
_OPENING, _CLOSING = "([{“‘«\"'", ")]}”’»\"',;:?!."
_UNITS = "% mm cm m km km² kg g t kt Mt W kW MW GW Hz MHz GHz °C °F"
# words of quantity that follow their number, by language
_QUANTITIES = {
    "de": "Million Millionen Milliarde Milliarden Prozent Euro Uhr",
    "en": "thousand million billion trillion percent a.m. p.m.",
    "es": "mil millón millones por euros de",
    "fr": "mille million millions milliard milliards euros h",
}
_BEFORE_NUMBER = (
    "No. Nos. no. nos. Nr. n° n.º p. pp. S. para. paras. vol. ch. art. sec. Sec. § §§ c. P.L. Law H.R. H.Res. S.Res. "
    "Stat. Res. Resolution Article Section Chapter Figure Table USD EUR GBP US$ $ € £"
)
_BEFORE_NAME = "Mr. Mrs. Ms. Dr. Prof. Gen. Adm. Col. Lt. Sen. Rep. Gov. St. Mme M. Herr Frau"


def bound(composed: Composed, language: str) -> Composed:
    """Return blocks, slides or references of a text in `language` (BCP 47) with its no-break spaces."""
    return _bound(composed, _rules(language))  # type: ignore[no-any-return]


class _Rules(Struct, frozen=True):
    """The words of one language that stay with a number or name beside them."""

    units: frozenset[str]
    months: frozenset[str]
    before_number: frozenset[str]
    before_name: frozenset[str]
    spaced_marks: bool  # French sets a space before `:` and inside `« »`

    def text(self, text: str) -> str:
        return _SPACE.sub(self._kept, text) if " " in text else text

    def _kept(self, found: re.Match[str]) -> str:
        before, after = found.groups()
        return before + (NO_BREAK if self._stay(before, after) else " ")

    def _stay(self, before: str, after: str) -> bool:
        first = after.lstrip(_OPENING)[:1]
        word, announced = before.lstrip(_OPENING), after.rstrip(_CLOSING)
        if self.spaced_marks and (after[0] in ":;?!»" or before[-1] == "«"):
            return True
        if before[-1].isdigit() or before.endswith("%"):
            return announced in self.units or announced in self.months or first == "†"
        if first.isdigit():
            return word in self.before_number or (word in self.months and announced.isdigit() and len(announced) <= 2)
        if before[-1] == "." and first.isalpha():
            return (word[:-1].isdigit() and announced in self.months) or (first.isupper() and self._names(word))
        if word in self.before_name:
            return first.isupper()
        return first == "†"

    def _names(self, word: str) -> bool:
        """Whether `word` is a title or an initial; the end of "U.S." is none."""
        return word in self.before_name or (len(word) == 2 and word[0].isupper())


def _bound(value: Any, rules: _Rules) -> Any:
    """Return `value` itself where nothing in it changes: a long document is mostly that."""
    if isinstance(value, Plain):
        text = rules.text(value.text)
        return Plain(text) if text != value.text else value
    if isinstance(value, tuple):
        made = tuple(_bound(each, rules) for each in value)
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if isinstance(value, Struct):
        changed = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, tuple) and (new := _bound(old, rules)) is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    return value


@lru_cache(maxsize=8)
def _rules(language: str) -> _Rules:
    tongue = language.partition("-")[0]
    units = (unit.rstrip(".") for unit in [*_UNITS.split(), *_QUANTITIES.get(tongue, "").split()])
    return _Rules(
        frozenset(units),
        frozenset(_months(language)),
        frozenset(_BEFORE_NUMBER.split()),
        frozenset(_BEFORE_NAME.split()),
        spaced_marks=tongue == "fr",
    )


def _months(language: str) -> set[str]:
    from babel.dates import get_month_names

    locale = babel_locale(language)
    widths = (get_month_names(width, "format", locale) for width in ("wide", "abbreviated"))
    # Chinese months are numbers, and no spaces stand before them
    return {name for names in widths for name in names.values() if not name[:1].isdigit()}
