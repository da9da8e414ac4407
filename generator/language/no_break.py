"""Words of a composed text -> the same, with no-break spaces where a line must not end. Nothing else in them changes.

Numbers stay with their unit and month, abbreviations with the number or name that they announce, initials with the
name ("5 August", "$5 million", "No. 5", "H.R. 2500", "Joseph S. Bermudez"). Only spaces become no-break spaces
(U+00A0): text without spaces, such as addresses and `5*3*2`, cannot change. What is not named here breaks as it likes.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from generator.model.dates import babel_locale
from generator.model.inline import Emphasis, Inline, Inlines, Link, Note, Plain, Strong, Styled, Traced

NO_BREAK = "\u00a0"

_OPENING, _CLOSING = r"(\[{“‘«\"'", r")\]}”’»\"',;:?!."  # in a class of a pattern
# Python's patterns know no class of capitals; these are those of Latin, Greek, Cyrillic and Armenian
_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x590))))
_DAYS = (r"\d", r"\d\d")
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
_BEFORE_NAME = "Mr. Mrs. Ms. Dr. Prof. Gen. Adm. Col. Lt. Sen. Rep. Gov. St. Mme Herr Frau"


class Rules(Struct, frozen=True):
    """The spaces of one language that stay with a number or name beside them."""

    held: re.Pattern[str]

    def bound(self, inlines: Inlines) -> Inlines:
        """Return `inlines`, complete and merged, with their no-break spaces."""
        return tuple([self._bound(inline) for inline in inlines])

    def text(self, text: str) -> str:
        return self.held.sub(NO_BREAK, text)

    def _bound(self, inline: Inline) -> Inline:
        match inline:
            case Plain(text):
                bound = self.text(text)
                return Plain(bound) if bound is not text else inline
            case Traced(statement, inlines, shorter):
                return Traced(statement, self.bound(inlines), tuple([self.bound(each) for each in shorter]))
            case Strong(inlines) | Emphasis(inlines) | Note(inlines):
                return type(inline)(self.bound(inlines))
            case Styled(inlines, style):
                return Styled(self.bound(inlines), style)
            case Link(inlines, url):
                return Link(self.bound(inlines), url)
        return inline


@lru_cache(maxsize=8)
def rules(language: str) -> Rules:
    """Return the rules of a `language` (BCP 47)."""
    tongue = language.partition("-")[0]
    months = _months(language)
    units = [unit.rstrip(".") for unit in [*_UNITS.split(), *_QUANTITIES.get(tongue, "").split()]]
    day = "|".join(rf"(?<=(?<![^ {_OPENING}]){day}\.[ ])" for day in _DAYS)
    # first what each of these begins with: at nine spaces of ten, no more is looked at
    number_follows = rf"""(?=[\d†{_OPENING}])(?:
          (?=[{_OPENING}]*\d)(?:{_behind(_BEFORE_NUMBER.split())})
        | (?={_alone(_DAYS)})(?:{_behind(months)})
        | (?=[{_OPENING}]*†)(?<=[^ ][ ]) )"""
    behind_number = rf"""(?<=[\d%.][ ])(?:
          (?<=[\d%][ ])(?={_alone(_escaped(units))})
        | (?:(?<=[\d%][ ])|{day})(?={_alone(_escaped(months))}) )"""
    name_follows = rf"""(?<=[.eru][ ])(?=[{_OPENING}]*[{_CAPITAL}])(?:
          (?<=(?<![^ {_OPENING}])[{_CAPITAL}]\.[ ])
        | {_behind(_BEFORE_NAME.split())} )"""
    spaced_mark = r"| (?<=«[ ])(?=[^ ]) | (?<=[^ ][ ])(?=[:;?!»])" if tongue == "fr" else ""
    return Rules(re.compile(f"[ ](?:{number_follows} | {behind_number} | {name_follows} {spaced_mark})", re.X))


def _alone(words: Iterable[str]) -> str:
    """Return the pattern of a whole word out of `words`; marks may close it."""
    return rf"(?:{_any(words)})[{_CLOSING}]*(?:[ ]|\Z)"


def _behind(words: Iterable[str]) -> str:
    """Return the pattern of a space behind one of `words`, which marks may open: one for each length, as `re` asks."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return _any(rf"(?<=(?<![^ {_OPENING}])(?:{_any(_escaped(alike))})[ ])" for alike in by_length.values())


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or r"(?!)"  # a language without names of months, which nothing matches


def _escaped(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in words]


def _months(language: str) -> list[str]:
    """Return the names of months, long and short, in which there is a letter and no space.

    Chinese months are numbers, and no spaces stand before them.
    """
    from babel.dates import get_month_names

    locale = babel_locale(language)
    widths = (get_month_names(width, "format", locale) for width in ("wide", "abbreviated"))
    named = dict.fromkeys(name for names in widths for name in names.values())
    return [name for name in named if not name[:1].isdigit() and " " not in name]
