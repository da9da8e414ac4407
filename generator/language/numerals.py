"""A text -> the whole numbers in it: digits and, in English, French, German and Spanish, words up to ninety-nine."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

_MOST_DIGITS = 18  # no count has more, and Python refuses to parse thousands of digits
_DIGITS = r"\d+(?:[.,’\u00a0\u202f]\d+)*"
_GROUPED = re.compile(r"\d{1,3}(?:[.,’\u00a0\u202f]\d{3})+")
_WORD = r"[^\W\d]+(?:-[^\W\d]+)*"

_FIRST = {  # from one on
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
}
_TENS = {  # from twenty on, or what takes its place
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "- treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante septante quatre-vingt nonante",
}
_JOINED = {"de": "{unit}und{ten}", "en": "{ten}-{unit}", "es": "{ten} y {unit}", "fr": "{ten}-{unit}"}
_AND_ONE = {"fr": ("et un", "et une", "et onze")}


class Numeral(Struct, frozen=True):
    """A number in a text: its value, its spelling, and where that begins and ends."""

    value: int
    spelled: str
    start: int
    end: int


def find_numbers(text: str, language: str) -> Mapping[int, str]:
    """Return the whole numbers in `text` with their spelling: digits, or words of `language` (`en`, not `en-GB`)."""
    return {number.value: number.spelled for number in read_numbers(text, language)}


def read_numbers(text: str, language: str) -> Iterator[Numeral]:
    """Yield the whole numbers in `text` in order.

    Words count from two on: "one" is a pronoun or an article as well; and the French "neuf" also means new.
    """
    words = number_words(language)
    for match in _pattern(language).finditer(text):
        token = match[0]
        digits = re.sub(r"\D", "", token)
        if (token.isdecimal() or _GROUPED.fullmatch(token)) and len(digits) <= _MOST_DIGITS:
            yield Numeral(int(digits), token, *match.span())
        elif words.get(token.casefold(), 0) > 1 and token.casefold() != "neuf":
            yield Numeral(words[token.casefold()], token, *match.span())


@cache
def number_words(language: str) -> Mapping[str, int]:
    """Return the words for one to ninety-nine, casefolded; empty for a language whose words are not known."""
    if language not in _FIRST:
        return {}
    words = {word: value for value, word in enumerate(_FIRST[language].split(), 1)}
    units = {word: value for word, value in words.items() if value < 20}
    for value, ten in enumerate(_TENS[language].split(), 2):
        words[ten] = value * 10
        for unit, more in units.items():
            if more < 10 or (language == "fr" and value in (6, 8)):  # "soixante-douze", "quatre-vingt-onze"
                words[_JOINED[language].format(ten=ten, unit=unit)] = value * 10 + more
        for joined in _AND_ONE.get(language, ()):
            more = 11 if joined.endswith("onze") else 1
            words |= {f"{ten} {joined}": value * 10 + more, f"{ten} {joined}".replace(" ", "-"): value * 10 + more}
    words |= {"quatre-vingts": 80} if language == "fr" else {"eins": 1} if language == "de" else {}
    return {word.casefold(): value for word, value in words.items()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for numbers and words; of words, those come first that are written with spaces."""
    spaced = "|".join(word for word in number_words(language) if " " in word)
    alternatives = [_DIGITS, *([spaced] if spaced else []), _WORD]
    return re.compile(rf"(?<![\w.,-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)
