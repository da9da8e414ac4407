"""A whole number -> its digits, grouped as a language groups them, its word in running text, and its plural form."""

from collections.abc import Mapping, Sequence

from generator.model.dates import babel_locale

# From zero to twelve; "-" where the word depends on what is counted: "ein" or "eine", "un" or "une".
NUMERALS: Mapping[str, Sequence[str]] = {
    "de": ["null", "-", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    "es": ["cero", "-", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
    "fr": ["zéro", "-", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
}


def format_number(number: int, language: str) -> str:
    """Return "1,234" or "1 234", depending on `language` (BCP 47). Raises ValueError for an unknown language."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=babel_locale(language)))


def spell_number(number: int, language: str) -> str:
    """Return "ten" or "zehn", as running text gives small numbers; "13" where there is no such word."""
    words = NUMERALS.get(language.partition("-")[0], ())
    word = words[number] if 0 <= number < len(words) else "-"
    return format_number(number, language) if word == "-" else word


def plural_form(number: int, language: str) -> str:
    """Return the plural form of a whole number (`one`, `two`, `few`, `many`, `other` of CLDR) in `language`."""
    from babel import Locale

    return str(Locale.parse(babel_locale(language)).plural_form(number))
