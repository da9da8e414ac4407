"""settings.xml -> the same, opening as a current Word file: no compatibility mode, no questions, no other templates."""

from generator.write.word.xml.elements import Element, attribute, element, find, find_all, qualified

_COMPATIBILITY = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"}
# Children of w:settings that stand after w:compat; all others stand before it (ECMA-376-1, 17.15.1.78).
_AFTER_COMPAT = {
    "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId", "conflictMode",
    "discardImageEditingData", "defaultImageDpi", "chartTrackingRefBased",
}  # fmt: skip
_AFTER_NOTES = _AFTER_COMPAT | {"endnotePr", "compat"}


def settle(settings: Element, language: str) -> None:
    """Set what decides how Word opens the file."""
    # updateFields asks the reader whether fields may be updated; an attached template calls home
    for name in ("w:updateFields", "w:attachedTemplate"):
        for found in find_all(settings, name):
            settings.remove(found)
    zoom = find(settings, "w:zoom")
    if zoom is None:
        zoom = element("w:zoom")
        settings.insert(0 if find(settings, "w:writeProtection") is None else 1, zoom)
    zoom.set(qualified("w:percent"), attribute(zoom, "w:percent", "100"))
    compat = _child(settings, "w:compat", _AFTER_COMPAT)
    for setting in find_all(compat, "w:compatSetting"):
        if attribute(setting, "w:name") == "compatibilityMode":
            compat.remove(setting)
    compat.append(element("w:compatSetting", _COMPATIBILITY))
    spoken = find(settings, "w:themeFontLang")
    if spoken is not None:
        spoken.set(qualified("w:val"), language)


def name_separators(settings: Element, ids: list[str]) -> None:
    """List the notes that are no notes but separators; without it Word calls the file damaged."""
    properties = _child(settings, "w:footnotePr", _AFTER_NOTES)
    for old in find_all(properties, "w:footnote"):
        properties.remove(old)
    properties.extend(element("w:footnote", {"w:id": each}) for each in ids)


def _child(settings: Element, name: str, later: set[str]) -> Element:
    """Return the child of that name, put in before all those in `later` where it is missing."""
    found = find(settings, name)
    if found is None:
        found = element(name)
        places = (place for place, child in enumerate(settings) if str(child.tag).rpartition("}")[2] in later)
        settings.insert(next(places, len(settings)), found)
    return found
