"""Inlines of a composed text -> the same with no-break spaces where a line must not break.

Numbers stay with their unit or month, abbreviations with the number or name after them, initials with the name:
"5 August", "$5 million", "No. 5", "H.R. 2500", "Joseph S. Bermudez". Only spaces are replaced, by U+00A0 or the
narrow U+202F, so text without spaces, such as an address or `5*3*2`, never changes. East Asian scripts write no
space between a number and its counter, so a word joiner, U+2060, is put there: 2009年.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from generator.language.punctuation import NARROW, NO_BREAK, WORD_JOINER, narrow_marks
from generator.language.typography.typed import set_typography
from generator.model.dates import babel_locale
from generator.model.inline import Inlines, Plain
from generator.model.walk import Node, rewrite

_OPENING, _CLOSING = r"(\[{“‘«\"'", r")\]}”’»\"',;:?!."  # for use in a character class
# `re` has no class of capital letters; these are those of Latin, Greek, Cyrillic and Armenian
_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x590))))
_AFTER_WIDE_MARK = re.compile("(?<=[。、：；！？」』），]) ")
_FRENCH_MARK = r"(?<=«[ ])(?=[^ ]) | (?<=[^ ][ ])(?=[:;?!»])"
_FRENCH_SPACE = re.compile(rf"[ ](?:{_FRENCH_MARK})", re.X)
_DAYS = (r"\d", r"\d\d")
_UNITS = "% € $ £ ¥ mm cm m km km² kg g t kt Mt W kW MW GW Hz MHz GHz °C °F"
# words that follow a number, by language
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
# A number and its counter are one word: 2009年, 3か月, 5万人, 第4条, ほか2件; 2009년 (W3C, JLREQ 3.1.10)
_DIGIT, _HAN = "[\\d０-９〇]", "[々〇\u3400-\u9fff]"
_LARGE = "[十百千万億兆亿萬億]"
_EAST_ASIAN_COUNTS = re.compile(
    rf"(?<={_DIGIT})(?={_HAN}|[かカヵケヶつ])|(?<={_DIGIT}[かカヵケヶ])(?={_HAN})|(?<={_DIGIT}{_LARGE})(?={_HAN})"
    rf"|(?<=[第約约計计全共另他余])(?={_DIGIT})|(?<=ほか)(?={_DIGIT})|(?<=ほ)(?=か{_DIGIT})"
)
_JOINS = {
    "ja": _EAST_ASIAN_COUNTS,
    "ko": re.compile(r"(?<=\d)(?=[\uac00-\ud7a3])|(?<=제)(?=\d)"),
    "zh": _EAST_ASIAN_COUNTS,
}  # fmt: skip
_BEFORE_NAME = "Mr. Mrs. Ms. Dr. Prof. Gen. Adm. Col. Lt. Sen. Rep. Gov. St. Mme Herr Frau"


class NoBreakRules(Struct, frozen=True):
    """The spaces of one language at which a line must not break; `narrow` are those of them that are narrow."""

    spaces: re.Pattern[str]
    narrow: re.Pattern[str] | None = None
    spaceless: bool = False
    language: str = "en"
    joins: re.Pattern[str] | None = None  # places without a space at which a line must not break either

    def bind(self, inlines: Inlines) -> Inlines:
        """Return `inlines`, in which adjacent plain texts are already joined, with their no-break spaces."""
        bound = rewrite(inlines, self._bind)
        return _without_spaces(bound) if self.spaceless else bound

    def bind_text(self, text: str) -> str:
        text = set_typography(text, self.language)
        bound = self.spaces.sub(NO_BREAK, text)
        bound = self.narrow.sub(NARROW, bound) if self.narrow else bound
        return self.joins.sub(WORD_JOINER, bound) if self.joins else bound

    def _bind(self, node: Node) -> Node:
        return Plain(self.bind_text(node.text)) if isinstance(node, Plain) else node


def no_break_rules(language: str) -> NoBreakRules:
    """Return the rules of a `language` (BCP 47)."""
    primary = language.partition("-")[0]
    months = _months(language)
    units = [unit.rstrip(".") for unit in [*_UNITS.split(), *_QUANTITIES.get(primary, "").split()]]
    day = "|".join(rf"(?<=(?<![^ {_OPENING}]){day}\.[ ])" for day in _DAYS)
    # each group begins with a quick, redundant check: saves 0.05 s of 2.8 s in the benchmark row ×100
    before_number = rf"""(?=[\d†{_OPENING}])(?:
          (?=[{_OPENING}]*\d)(?:{_after(_BEFORE_NUMBER.split())})
        | (?={_whole_word(_DAYS)})(?:{_after(months)})
        | (?=[{_OPENING}]*†)(?<=[^ ][ ]) )"""
    after_number = rf"""(?<=[\d%.][ ])(?:
          (?<=[\d%][ ])(?={_whole_word(_escape(units))})
        | (?:(?<=[\d%][ ])|{day})(?={_whole_word(_escape(months))}) )"""
    before_name = rf"""(?<=[.eru][ ])(?=[{_OPENING}]*[{_CAPITAL}])(?:
          (?<=(?<![^ {_OPENING}])[{_CAPITAL}]\.[ ])
        | {_after(_BEFORE_NAME.split())} )"""
    french_mark = f"| {_FRENCH_MARK}" if primary == "fr" else ""
    french_mark += rf"| (?<=(?<![^ {_OPENING}])1er[ ])(?={_whole_word(_escape(months))})" if primary == "fr" else ""
    spaces = re.compile(f"[ ](?:{before_number} | {after_number} | {before_name} {french_mark})", re.X)
    return NoBreakRules(spaces, _narrow_spaces(language), primary in ("ja", "zh"), language, _JOINS.get(primary))


def bind_marks(text: str, language: str) -> str:
    """Return `text` with the no-break spaces of French, before high punctuation and inside quotation marks, alone."""
    if language.partition("-")[0] != "fr":
        return text
    bound, narrow = _FRENCH_SPACE.sub(NO_BREAK, text), _narrow_spaces(language)
    return narrow.sub(NARROW, bound) if narrow else bound


def _narrow_spaces(language: str) -> re.Pattern[str] | None:
    marks = re.escape(narrow_marks(language))
    after = f"|(?<=«){NO_BREAK}" if "»" in marks else ""
    return re.compile(f"{NO_BREAK}(?=[{marks}]){after}") if marks else None


def _without_spaces(inlines: Inlines) -> Inlines:
    """Return `inlines` without the spaces after marks that are as wide as an ideograph, and so bring their own."""
    last = ""

    def strip(node: Node) -> Node:
        nonlocal last
        if not isinstance(node, Plain):
            return node
        text = _AFTER_WIDE_MARK.sub("", last + node.text)[len(last) :]
        last = text[-1:] or last
        return Plain(text)

    return rewrite(inlines, strip)


def _whole_word(words: Iterable[str]) -> str:
    """Return the pattern of one of `words` up to the next space or ideograph, with closing punctuation."""
    return rf"(?:{_any(words)})[{_CLOSING}]*(?:[ \u3001-\u9fff]|\Z)"


def _after(words: Iterable[str]) -> str:
    """Return the pattern of a space after one of `words`, with opening punctuation.

    `re` needs lookbehinds of a fixed width, so there is one for each length.
    """
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return _any(rf"(?<=(?<![^ {_OPENING}])(?:{_any(_escape(alike))})[ ])" for alike in by_length.values())


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or r"(?!)"  # some languages have no names of months; this never matches


def _escape(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in words]


def _months(language: str) -> list[str]:
    """Return the names of months, long and short, that do not begin with a digit and have no space.

    Chinese months are numbers, with no space before them.
    """
    from babel.dates import get_month_names

    locale = babel_locale(language)
    widths = (get_month_names(width, "format", locale) for width in ("wide", "abbreviated"))
    names = dict.fromkeys(name for month_names in widths for name in month_names.values())
    return [name for name in names if not name[:1].isdigit() and " " not in name]
