"""Words of a composed text -> the same, with no-break spaces where a line must not end. Nothing else in them changes.

Numbers stay with their unit and month, abbreviations with the number or name that they announce, initials with the
name ("5 August", "$5 million", "No. 5", "H.R. 2500", "Joseph S. Bermudez"). Only spaces become no-break spaces
(U+00A0): text without spaces, such as addresses and `5*3*2`, cannot change. What is not named here breaks as it likes.
"""

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.model.dates import babel_locale
from generator.model.inline import Emphasis, Inline, Inlines, Link, Note, Plain, Strong, Styled, Traced

NO_BREAK = "\u00a0"

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
_NAMED = "|".join(rf"(?<={re.escape(word)} )" for word in _BEFORE_NAME.split() if word.endswith("."))
# What a space looks like that some rule may hold: one in ten. The rules then look at the words on either side.
_HOLDABLE = re.compile(
    rf" (?:(?<=[\d%«] )|(?<=\. )(?:(?<=\b\w\. )|(?<=\d\. )|{_NAMED})|(?<=Herr )|(?<=Frau )|(?<=Mme )"
    rf"|(?=[\d†:;?!»{re.escape(_OPENING)}]))"
)


class Rules(Struct, frozen=True):
    """The words of one language that stay with a number or name beside them."""

    units: frozenset[str]
    months: frozenset[str]
    before_number: frozenset[str]
    before_name: frozenset[str]
    spaced_marks: bool  # French sets a space before `:` and inside `« »`

    def bound(self, inlines: Inlines) -> Inlines:
        """Return `inlines`, complete and merged, with their no-break spaces."""
        return tuple([self._bound(inline) for inline in inlines])

    def text(self, text: str) -> str:
        return _HOLDABLE.sub(self._space, text)

    def _bound(self, inline: Inline) -> Inline:
        match inline:
            case Plain(text):
                return Plain(self.text(text))
            case Traced():
                shorter = tuple(map(self.bound, inline.shorter))
                return replace(inline, inlines=self.bound(inline.inlines), shorter=shorter)
            case Strong() | Emphasis() | Styled() | Link() | Note():
                return replace(inline, inlines=self.bound(inline.inlines))
        return inline

    def _space(self, found: re.Match[str]) -> str:
        text, at = found.string, found.start()
        end = text.find(" ", at + 1)
        before, after = text[text.rfind(" ", 0, at) + 1 : at], text[at + 1 : end if end >= 0 else None]
        return NO_BREAK if before and after and self._stay(before, after) else " "

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


@lru_cache(maxsize=8)
def rules(language: str) -> Rules:
    """Return the rules of a `language` (BCP 47)."""
    tongue = language.partition("-")[0]
    units = (unit.rstrip(".") for unit in [*_UNITS.split(), *_QUANTITIES.get(tongue, "").split()])
    return Rules(
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
