"""A language -> the attributes of DrawingML that say in which language a run is."""

from generator.language.region import east_asian_script, office_tag


def language_tags(language: str) -> dict[str, str]:
    """Return the attributes of a:rPr and its like; in East Asian text, they tell of Latin letters as well."""
    if not east_asian_script(language):
        return {"lang": language}
    # numbers stand upright, also where lines run down; Latin letters are spelt as English (ECMA-376-1, 21.1.2.3.9)
    return {"kumimoji": "1", "lang": office_tag(language), "altLang": "en-US"}
