"""A whole number -> its digits, grouped as a language groups them, its word in running text, and its plural form."""

from collections.abc import Mapping

from generator.language.numerals import number_words
from generator.model.dates import babel_locale

FORMS = ("zero", "one", "two", "few", "many", "other")  # of CLDR
_LARGEST_SPELT = 12
_ZERO = {"de": "null", "en": "zero", "es": "cero", "fr": "zéro"}
_WITH_GENDER = ("de", "es", "fr")  # "ein" or "eine", "un" or "une": the word for one depends on what is counted


def format_number(number: int, language: str) -> str:
    """Return "1,234" or "1 234", depending on `language` (BCP 47). Raises ValueError for an unknown language."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=babel_locale(language)))


def spell_number(number: int, language: str) -> str:
    """Return "ten" or "zehn", as running text gives small numbers; "13" where there is no such word."""
    base = language.partition("-")[0]
    if number == 0:
        return _ZERO.get(base, "0")
    if number > _LARGEST_SPELT or (number == 1 and base in _WITH_GENDER):
        return format_number(number, language)
    words = (word for word, value in number_words(base).items() if value == number)
    return next(words, "") or format_number(number, language)


def plural_form(number: int, language: str) -> str:
    """Return the plural form of a whole number (`one`, `two`, `few`, `many`, `other` of CLDR) in `language`."""
    from babel import Locale

    return str(Locale.parse(babel_locale(language)).plural_form(number))


def ordinal_form(number: int, language: str) -> str:
    """Return the form of an ordinal number likewise: "1re" in French is `one`, "8ª" in Italian `many`."""
    from babel import Locale

    return str(Locale.parse(babel_locale(language)).ordinal_form(number))


def choose_label(labels: Mapping[str, str], name: str, number: int, language: str) -> str:
    """Return the label `name` in the plural form of `number`, such as `name_few`, else `name_other`."""
    return labels.get(f"{name}_{plural_form(number, language)}") or labels[f"{name}_other"]
