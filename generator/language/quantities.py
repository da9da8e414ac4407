"""A text and a number -> whether the text says it in any form ("three", "thrice", "the third"), or says others.

Where a text says a number is read generously, and where it says another one strictly: a false alarm costs trust.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.language.numerals import Numeral, number_words, read_numbers

_LARGE = 13  # the first number that languages whose words are not known write in digits
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,9})(?:st|nd|rd|th|er|e|ème|[ºª])(?!\w)")
_IN_WORD = re.compile(r"(?<![\w.,-])(\d{1,9})(?=-[^\W\d])")  # "10-day"
_CURRENCY = re.compile(r"[€$£¥]\s?\Z")
_OF_ANOTHER_KIND = re.compile(r"\s?(?:[€%°]|(?:percent|per cent|prozent|pour cent|por ciento)\b)", re.IGNORECASE)
_CONTRACTED = re.compile(r"n[’']t\b")
_ABOUT = 0.2  # how far "about" may be off

# Ordinals, from the second on, and adverbs. Those for one are in _ONE, which has articles as well.
_ORDINALS = {
    "de": "zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte",
    "en": "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "es": "segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
    "fr": "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième",
}
_TIMES = {"de": "zweimal dreimal viermal fünfmal sechsmal siebenmal achtmal neunmal zehnmal", "en": "twice thrice"}
_TWO = {
    "de": "beide beiden beider paar doppelt", "en": "both pair couple double", "es": "ambos ambas par doble segunda",
    "fr": "paire couple double second seconde",
}  # fmt: skip
_ONE = {
    "de": "eine einen einem einer eines einmal einzige einziger einziges einzigen erste erster erstes ersten erstmals",
    "en": "a an once single sole lone only first another",
    "es": "un una único única solo sola primer primero primera",
    "fr": "une seul seule unique premier première",
}
_ONCE = {"de": "einmal", "en": "once single"}  # of these, the ones that nobody says of two
_NONE = {
    "de": "kein keine keinen keinem keiner keines nie niemals null", "en": "no none never zero",
    "es": "ningún ninguno ninguna nunca jamás cero", "fr": "aucun aucune jamais zéro",
}  # fmt: skip
_NOT = {
    "de": "nicht nichts ohne weder niemand", "en": "not nothing nobody neither nor without cannot",
    "es": "no sin nada nadie ni", "fr": "ne n pas sans rien ni plus nul nulle personne",
}  # fmt: skip
# "two hundred", "3 million": numbers that are put together of several words are not read
_POWERS = {
    "de": "hundert tausend million millionen milliarde milliarden mio mrd dutzend",
    "en": "hundred thousand million billion dozen score",
    "es": "cien ciento cientos mil millón millones docena docenas",
    "fr": "cent cents mille million millions milliard milliards dizaine douzaine centaine",
}
_COMPARED = (  # at least the number, at most the number, roughly the number
    {
        "de": "mehr als|über|mindestens|wenigstens", "en": "more than|over|above|at least",
        "es": "más de|al menos|por lo menos", "fr": "plus de|au moins",
    },
    {
        "de": "weniger als|unter|höchstens|bis zu|fast|beinahe|knapp",
        "en": "fewer than|less than|under|below|at most|up to|nearly|almost|close to",
        "es": "menos de|como máximo|hasta|casi|cerca de", "fr": "moins de|au plus|jusqu’à|presque|près de",
    },
    {
        "de": "etwa|rund|ungefähr|circa", "en": "about|around|roughly|some|approximately|circa",
        "es": "unos|unas|alrededor de|aproximadamente", "fr": "environ|quelque|autour de",
    },
)  # fmt: skip


def says_number(text: str, number: int, language: str) -> bool:
    """Whether `text` may say `number`; zero is said by any negation, one by an article as well."""
    if any(_is_meant(item, number, text, language) for item in read_numbers(text, language)):
        return True
    if any(int(digits) == number for digits in (*_ORDINAL.findall(text), *_IN_WORD.findall(text))):
        return True
    words = {*_words(text, language)}
    if number == 0:
        return not words.isdisjoint([*_table(_NONE, language), *_table(_NOT, language)]) or bool(
            _CONTRACTED.search(text)
        )
    return any(word in words for word, value in _forms(language).items() if value == number)


def find_other_numbers(text: str, number: int, language: str) -> Sequence[str]:
    """Return what in `text` says another number than `number`, as it is spelled; nothing where that is not certain."""
    words = [*_words(text, language)]
    if (number < _LARGE and not number_words(language)) or not {*words}.isdisjoint(_table(_POWERS, language)):
        return ()
    numbers = [item for item in read_numbers(text, language) if not _is_of_another_kind(item, text)]
    others = {item.spelled: item.value for item in numbers if not _is_meant(item, number, text, language)}
    others |= {digits: int(digits) for digits in _ORDINAL.findall(text)}
    certain, spelled = _certain(language), {word.casefold(): word for word in _WORD.findall(text)}
    others |= {spelled.get(word, word): certain[word] for word in words if word in certain}
    return [word for word, value in others.items() if value != number]


def _is_meant(item: Numeral, number: int, text: str, language: str) -> bool:
    """Whether `item`, with a word such as "at least" before it, allows for `number`."""
    if item.value == number:
        return True
    before = text[max(item.start - 30, 0) : item.start].casefold()
    least, most, about = (
        bool((words := table.get(language)) and re.search(rf"(?<!\w)(?:{words})\s\Z", before)) for table in _COMPARED
    )
    close = abs(item.value - number) <= _ABOUT * number
    return (least and number > item.value) or (most and number < item.value) or (about and close)


def _is_of_another_kind(item: Numeral, text: str) -> bool:
    """Whether it is an amount of money or a share."""
    before = text[max(item.start - 2, 0) : item.start]
    return bool(_CURRENCY.search(before) or _OF_ANOTHER_KIND.match(text, item.end))


def _words(text: str, language: str) -> Iterator[str]:
    """Yield the words of `text`, casefolded; of compounds such as "two-day" the parts, but not of "twenty-two"."""
    known = number_words(language)
    for word in _WORD.findall(text.casefold()):
        yield from [word] if word in known else word.split("-")


@cache
def _forms(language: str) -> Mapping[str, int]:
    """Return the words that can say a number from one on, casefolded."""
    some = dict.fromkeys(_table(_TWO, language), 2) | dict.fromkeys(_table(_ONE, language), 1)
    return {**number_words(language), **_ordinals(language), **some, **_certain(language)}


@cache
def _certain(language: str) -> Mapping[str, int]:
    """Return the words besides cardinal numbers that nobody uses for anything else, casefolded."""
    times = {word: value for value, word in enumerate(_table(_TIMES, language), 2)}
    ordinals = {word: value for word, value in _ordinals(language).items() if value > 2}
    few = dict.fromkeys(_table(_ONCE, language), 1) | dict.fromkeys(_table(_NONE, language), 0)
    return ordinals | times | few


def _ordinals(language: str) -> Mapping[str, int]:
    words = {word: value for value, word in enumerate(_table(_ORDINALS, language), 2)}
    if language == "de":
        return {word + ending: value for word, value in words.items() for ending in ("", "r", "s", "n", "m")}
    if language == "es":
        return words | {word[:-1] + "a": value for word, value in words.items()} | {"tercer": 3}
    return words


def _table(words: Mapping[str, str], language: str) -> Sequence[str]:
    return words.get(language, "").casefold().split()
