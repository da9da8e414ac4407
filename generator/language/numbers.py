"""Whole numbers as a language writes them."""

from generator.model.dates import babel_locale


def number_said(number: int, language: str) -> str:
    """Return "1,234" or "1 234", as `language` (BCP 47) groups digits. Raises ValueError for an unknown language."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=babel_locale(language)))
