"""A language -> the paper that is usual where it is spoken."""

# Territories whose usual paper is letter (CLDR 45, supplemental data, `paperSize`); all others use A4.
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
A4, LETTER, USUAL = "a4", "letter", "usual"


def usual_paper(language: str) -> str:
    """Return `letter` or `a4` for a BCP 47 tag; without a territory, where most of its speakers live: `en` is US."""
    from babel.core import Locale, UnknownLocaleError, get_global

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return A4
    territory = locale.territory or get_global("likely_subtags").get(locale.language, "").rpartition("_")[2]
    return LETTER if territory in _LETTER else A4
