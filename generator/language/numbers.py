"""A whole number -> its digits, grouped as a language groups them."""

from generator.model.dates import babel_locale


def format_number(number: int, language: str) -> str:
    """Return "1,234" or "1 234", depending on `language` (BCP 47). Raises ValueError for an unknown language."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=babel_locale(language)))
