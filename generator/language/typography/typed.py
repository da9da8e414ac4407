"""A text that was typed -> the same as its language is printed: apostrophes, quotation marks, elision, narrow spaces.

Only in languages that have rules here; English stays as typed. Nothing is changed in addresses, which have no spaces.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from generator.language.punctuation import NARROW, NO_BREAK
from generator.model.dates import babel_locale

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

# quotation marks by language, nearest tag first, for straight ones (as typed on a keyboard)
_QUOTES: Mapping[str, tuple[str, str]] = {
    "de": ("„", "“"),
    "de-CH": ("«", "»"),
    "es": ("«", "»"),
    "fr": (f"«{NO_BREAK}", f"{NO_BREAK}»"),
    "fr-CH": (f"«{NARROW}", f"{NARROW}»"),
    "it": ("«", "»"),
}
_ELIDING = ("fr", "it")  # languages in which an apostrophe stands between two letters of most sentences
_STRAIGHT_QUOTES = re.compile(r"(?<![^\s(\[«„—–])\"(?=[^\s\"])([^\"]*[^\s\"])\"(?!\w)")
_UNITS = r"(?:%|‰|€|\$|£|¥|[kMG]?W|[mck]?m[²³]?|km/h|k?g|t|kt|Mt|h|min|[MG]?Hz|°C|°F|ha|l)(?![\w/])"


def set_typography(text: str, language: str) -> str:
    """Return `text` as `language` (BCP 47) is printed."""
    for pattern, replacement in _rules(language):
        text = pattern.sub(replacement, text)
    return text


@cache
def _rules(language: str) -> Sequence[Rule]:
    primary = language.partition("-")[0]
    rules: list[Rule] = []
    if primary in _ELIDING:
        rules.append((re.compile(r"(?<=[^\W\d_])'(?=[^\W_])"), "’"))
    if quotes := _QUOTES.get(language, _QUOTES.get(primary)):
        opening, closing = quotes
        rules.append((_STRAIGHT_QUOTES, lambda match: f"{opening}{match[1]}{closing}"))
    if primary == "fr":
        rules += _french(language)
    if primary == "it":
        months = _months(language)
        rules.append((re.compile(rf"\b(d|n|su|a)(e|a)?l (?=(?:8|11) (?:{months})\b)"), _elide_article))
        rules.append((re.compile(rf"\b([Ii])l (?=(?:8|11) (?:{months})\b)"), lambda m: "L’" if m[1] == "I" else "l’"))
    return rules


def _french(language: str) -> Sequence[Rule]:
    """Return the rules of French; Canadian French puts no space before `;`, `!` and `?`."""
    vowels = "|".join(name for name in _months(language).split("|") if name[:1] in "aeio")
    quote = NARROW if language == "fr-CH" else NO_BREAK
    rules: list[Rule] = [
        (re.compile(rf"\bde (?=(?:{vowels})\b)"), "d’"),
        (re.compile(rf"\bDe (?=(?:{vowels})\b)"), "D’"),
        (re.compile(rf"(?<![\w,.])(\d{{1,3}}(?:[ {NO_BREAK}{NARROW}]\d{{3}})+)(?![\w,]?\d)"), _narrow),
        (re.compile(rf"(?<=\d)[ {NO_BREAK}](?={_UNITS})"), NARROW),
        (re.compile(rf"«[ {NO_BREAK}{NARROW}]*(?=[^\s])"), f"«{quote}"),
        (re.compile(rf"(?<=[^\s«])[ {NO_BREAK}{NARROW}]*»"), f"{quote}»"),
    ]
    if language != "fr-CA":
        rules.append((re.compile(r"(?<=[\w»)])([;!?]+)(?=\s|$|[»)])"), lambda match: NARROW + match[1]))
    rules.append((re.compile(r"(?<=[^\W\d_]):(?=\s)"), f"{NO_BREAK}:"))
    return rules


def _narrow(match: re.Match[str]) -> str:
    return re.sub(rf"[ {NO_BREAK}]", NARROW, match[0])


def _elide_article(match: re.Match[str]) -> str:
    """Return "dall’" for "dal ", before a number that begins with a vowel: "otto", "undici"."""
    return f"{match[0].rstrip()}l’"


def _months(language: str) -> str:
    from babel.dates import get_month_names

    names = get_month_names("wide", "format", babel_locale(language)).values()
    return "|".join(map(re.escape, names))
