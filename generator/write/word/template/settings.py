"""settings.xml -> the same, opening as a current Word file: no compatibility mode, no questions, no other templates."""

from collections.abc import Iterable

from generator.fonts.breaks import NOT_FIRST, NOT_LAST
from generator.language.direction import is_written_right_to_left
from generator.language.region import east_asian_script, office_tag
from generator.write.word.template.text_language import language_tags
from generator.write.word.xml.elements import Element, attribute, element, find, find_all, local_name, qn

_COMPATIBILITY = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"}
# Children of w:settings that come after w:compat; all others come before it (ECMA-376-1, 17.15.1.78).
_AFTER_COMPAT = {
    "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId", "conflictMode",
    "discardImageEditingData", "defaultImageDpi", "chartTrackingRefBased",
}  # fmt: skip
_BEFORE_FONT_LANGUAGE = {"docVars", "rsids", "mathPr", "attachedSchema"}
# those before w:autoHyphenation, and the ones that set how it is done
_BEFORE_HYPHENATION = {
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
    "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection",
    "autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop",
}  # fmt: skip
_HYPHENATION = ("autoHyphenation", "consecutiveHyphenLimit", "doNotHyphenateCaps")
_MOST_HYPHENS = 2
_AFTER_LINE_BREAKS = _AFTER_COMPAT | {
    "savePreviewPicture", "doNotValidateAgainstSchema", "saveInvalidXml", "ignoreMixedContent",
    "alwaysShowPlaceholderText", "doNotDemarcateInvalidXml", "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt",
    "showXMLTags", "alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr", "endnotePr", "compat",
}  # fmt: skip
_AFTER_FOOTNOTES = _AFTER_COMPAT | {"endnotePr", "compat"}


def update_settings(settings: Element, language: str) -> None:
    """Set what decides how Word opens the file."""
    # updateFields asks the reader whether fields may be updated; an attached template is fetched
    for name in ("w:updateFields", "w:attachedTemplate"):
        for setting in find_all(settings, name):
            settings.remove(setting)
    zoom = find(settings, "w:zoom")
    if zoom is None:
        zoom = element("w:zoom")
        settings.insert(0 if find(settings, "w:writeProtection") is None else 1, zoom)
    zoom.set(qn("w:percent"), attribute(zoom, "w:percent", "100"))
    compat = _get_or_add(settings, "w:compat", _AFTER_COMPAT)
    for setting in find_all(compat, "w:compatSetting"):
        if attribute(setting, "w:name") == "compatibilityMode":
            compat.remove(setting)
    compat.append(element("w:compatSetting", _COMPATIBILITY))
    if east_asian_script(language):
        _state_line_breaks(settings, office_tag(language))
    tags = language_tags(language)
    font_language = find(settings, "w:themeFontLang")
    if font_language is None and len(tags) > 1:  # else Word takes the fonts of another script
        font_language = _get_or_add(settings, "w:themeFontLang", _AFTER_COMPAT - _BEFORE_FONT_LANGUAGE)
    if font_language is not None:
        font_language.attrib.update({qn(name): tag for name, tag in tags.items()})


def _state_line_breaks(settings: Element, tag: str) -> None:
    """Say what begins and ends no line, as we measure it; word joiners are kept to by these lists alone."""
    for name, marks in (("w:noLineBreaksAfter", NOT_LAST), ("w:noLineBreaksBefore", NOT_FIRST)):
        for setting in find_all(settings, name):
            settings.remove(setting)
        _get_or_add(settings, name, _AFTER_LINE_BREAKS).attrib.update({qn("w:lang"): tag, qn("w:val"): marks})


def hyphenate(settings: Element, language: str) -> None:
    """Let Word divide words at the ends of lines; not in a `language` whose script knows no hyphens.

    No more than two lines in a row end so, and no acronym is divided. Headings are kept whole by their styles.
    """
    if east_asian_script(language) or is_written_right_to_left(language):
        return
    for name in _HYPHENATION:
        for setting in find_all(settings, f"w:{name}"):
            settings.remove(setting)
    index = sum(local_name(child) in _BEFORE_HYPHENATION for child in settings)
    limit = element("w:consecutiveHyphenLimit", {"w:val": str(_MOST_HYPHENS)})
    settings[index:index] = [element("w:autoHyphenation"), limit, element("w:doNotHyphenateCaps")]


def list_separators(settings: Element, ids: Iterable[str]) -> None:
    """List the footnotes that are separators; without it Word calls the file damaged."""
    properties = _get_or_add(settings, "w:footnotePr", _AFTER_FOOTNOTES)
    for footnote in find_all(properties, "w:footnote"):
        properties.remove(footnote)
    properties.extend(element("w:footnote", {"w:id": id_}) for id_ in ids)


def _get_or_add(settings: Element, name: str, later: set[str]) -> Element:
    """Return the child of that name; if it is missing, it is added before all those in `later`."""
    child = find(settings, name)
    if child is None:
        child = element(name)
        indexes = (index for index, other in enumerate(settings) if local_name(other) in later)
        settings.insert(next(indexes, len(settings)), child)
    return child
