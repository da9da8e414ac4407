"""A language tag (BCP 47) -> the nearest one whose region exists: ISO 3166 has `GB`, but reserves `UK`."""

from collections.abc import Sequence
from functools import cache

from generator.model.dates import babel_locale

# of continents and the like (UN M.49), as in `es-419`
_GROUPS = frozenset({
    "001", "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021", "029", "030", "034",
    "035", "039", "053", "054", "057", "061", "142", "143", "145", "150", "151", "154", "155", "202", "419",
})  # fmt: skip
_EAST_ASIAN = ("ja", "ko", "zh")
_SCRIPTS = {"Kore": "Hang"}  # as themes name it (ECMA-376-1, 20.1.4.1.16)
_WITH_DIALECTS = ("ar", "kok", "ms", "sgn", "sw", "uz", "zh")  # languages after which three letters are a dialect


def nearest_tag(tag: str) -> str:
    """Return `tag` if its region exists; else with the one that was meant, the usual one of its language, or none."""
    from babel.core import get_global  # slow to import

    subtags = tag.split("-")
    position = _find_region(subtags)
    if position is None:
        return tag
    regions = {*get_global("territory_languages"), *_GROUPS} - {"ZZ"}
    typed = subtags[position].upper()
    if typed in regions:
        return tag
    usual = get_global("likely_subtags").get(subtags[0], "").rpartition("_")[2]
    meant = [region for region in (*get_global("territory_aliases").get(typed, ()), usual) if region in regions]
    return "-".join([*subtags[:position], *meant[:1], *subtags[position + 1 :]])


def _find_region(subtags: Sequence[str]) -> int | None:
    """Return which subtag is a region: two letters or three digits; or three letters, which only look like one."""
    for position, subtag in enumerate(subtags[1:], 1):
        is_dialect = position == 1 and len(subtag) == 3 and subtags[0] in _WITH_DIALECTS
        if len(subtag) in (2, 3) and not is_dialect:
            return position
    return None


@cache
def east_asian_script(language: str) -> str:
    """Return the East Asian script of a `language` (BCP 47), Jpan, Hans, Hant or Hang; or nothing."""
    return _likely(language)[0]


@cache
def office_tag(language: str) -> str:
    """Return the tag by which Office knows an East Asian `language`, with a region; any other as it is.

    Of `ja` alone, or `zh-Hant`, Word finds neither the fonts nor the rules of line breaking.
    """
    script, region = _likely(language)
    return f"{language.partition('-')[0]}-{region}" if script else language


def _likely(language: str) -> tuple[str, str]:
    """Return script and region: `zh-TW` is written as in Taiwan, in `Hant`."""
    from babel import Locale
    from babel.core import get_global

    if language.partition("-")[0].casefold() not in _EAST_ASIAN:
        return "", ""
    locale = Locale.parse(babel_locale(language))
    likely = get_global("likely_subtags")
    tags = (f"{locale.language}_{locale.territory}", f"{locale.language}_{locale.script}", locale.language)
    _, script, region = next(likely[tag] for tag in tags if tag in likely).split("_")
    script = locale.script or script
    return _SCRIPTS.get(script, script), locale.territory or region
