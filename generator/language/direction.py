"""Words -> the direction in which they run."""

from functools import cache
from unicodedata import bidirectional

from generator.model.dates import babel_locale


def runs_right_to_left(words: str, language: str = "") -> bool:
    """Return whether the first letter with a direction runs from right to left (UAX 9, P2 and P3).

    Words without such a letter, as a number, run as their `language` does (BCP 47; from left to right if left out).
    """
    directions = (bidirectional(character) for character in words)
    first = next((direction for direction in directions if direction in ("L", "R", "AL")), "")
    return first != "L" if first else bool(language) and _is_written_right_to_left(language)


@cache
def _is_written_right_to_left(language: str) -> bool:
    from babel import Locale

    try:
        return str(Locale.parse(babel_locale(language)).text_direction) == "rtl"
    except ValueError:  # CLDR does not know it, which is reported where its labels are read
        return False
