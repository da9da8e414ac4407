"""A language -> the paper size in use where it is spoken."""

# Territories that use US letter (CLDR 45, supplemental data, `paperSize`); all others use A4.
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
A4, LETTER, USUAL = "a4", "letter", "usual"


def usual_paper(language: str) -> str:
    """Return `letter` or `a4` for a BCP 47 tag; without a territory, CLDR's most likely one counts (`en` is US)."""
    from babel.core import Locale, UnknownLocaleError, get_global

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return A4
    territory = locale.territory or get_global("likely_subtags").get(locale.language, "").rpartition("_")[2]
    return LETTER if territory in _LETTER else A4
