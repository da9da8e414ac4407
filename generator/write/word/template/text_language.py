"""A language -> what tells Word of it: the tags of the text and the direction of paragraphs, tables' text and sections.

Word has a tag for each kind of script, and chooses the fonts of the theme by them (ECMA-376-1, 17.3.2.20, 17.15.1.88).
"""

from collections.abc import Iterable

from generator.language.direction import has_right_to_left, is_written_right_to_left
from generator.language.region import east_asian_script, office_tag
from generator.write.word.xml.elements import (
    Element,
    attribute,
    element,
    find,
    find_all,
    iter_elements,
    local_name,
    qn,
    val_of,
)

_EMPHASIS = ("emphasis", "strong emphasis", "intense emphasis")
# Children that come after the direction: of w:sectPr, w:rPr and w:pPr (ECMA-376-1, 17.6.17, 17.3.2.28, 17.3.1.26)
_AFTER_SECTION_DIRECTION = {"rtlGutter", "docGrid", "printerSettings", "sectPrChange"}
_AFTER_RUN_DIRECTION = {"cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"}
_AFTER_DIRECTION = {
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
    "pPrChange",
}  # fmt: skip


def language_tags(language: str) -> dict[str, str]:
    """Return the attributes of w:lang that are `language` (BCP 47); w:val always is: some programs know no other."""
    if east_asian_script(language):
        return {"w:val": language, "w:eastAsia": office_tag(language)}
    return {"w:val": language, **({"w:bidi": language} if is_written_right_to_left(language) else {})}


def set_text_language(styles: Element, language: str) -> None:
    """Set the language of all text in styles.xml, and the direction in which paragraphs run by default."""
    tags = language_tags(language)
    defaults = _run_defaults(styles)
    if find(defaults, "w:lang") is None:
        defaults.append(element("w:lang", {"w:val": language}))
    for text_language in iter_elements(styles, "w:lang"):
        if attribute(text_language, "w:val"):
            for name, tag in tags.items():
                text_language.set(qn(name), tag)
    if east_asian_script(language):
        _set_upright(styles)
    if is_written_right_to_left(language):
        for space in [*iter_elements(styles, "w:spacing")]:
            properties = space.getparent()
            if properties is not None and local_name(properties) == "rPr":
                # letters that join would be torn apart
                properties.remove(space)
        # Word's own templates have it in the default style, on which styles of others need not be based
        default = find(styles, "w:style[@w:type='paragraph'][@w:default='1']")
        for holder in (_paragraph_defaults(styles), *(() if default is None else (default,))):
            properties = find(holder, "w:pPr")
            if properties is None:
                properties = element("w:pPr")
                holder.insert(sum(local_name(child) not in ("rPr", "tblPr") for child in holder), properties)
            _insert(properties, "w:bidi", _AFTER_DIRECTION)


def _set_upright(styles: Element) -> None:
    """Take italics from all styles but those of emphasised words, which are asked for where these are in Latin."""
    for style in iter_elements(styles, "w:style"):
        is_kept = attribute(style, "w:type") == "character" and val_of(style, "w:name").casefold() in _EMPHASIS
        for italic in iter_elements(style, "w:i") if not is_kept else ():
            italic.set(qn("w:val"), "0")


def set_section_direction(sections: Iterable[Element], language: str) -> None:
    """Let sections of a language that is written from right to left have their columns and gutter so."""
    for section in sections if is_written_right_to_left(language) else ():
        _insert(section, "w:bidi", _AFTER_SECTION_DIRECTION)


def mark_right_to_left(root: Element) -> None:
    """Mark the runs of a template's own text, as in its header, that hold letters which run from right to left."""
    for text in iter_elements(root, "w:t"):
        run = text.getparent()
        if run is not None and has_right_to_left(text.text or ""):
            properties = find(run, "w:rPr")
            if properties is None:
                properties = element("w:rPr")
                run.insert(0, properties)
            _insert(properties, "w:rtl", _AFTER_RUN_DIRECTION)


def _insert(parent: Element, name: str, later: set[str]) -> None:
    """Replace the property of that `name` in `parent`, before all children in `later`."""
    for present in find_all(parent, name):
        parent.remove(present)
    index = next((index for index, child in enumerate(parent) if local_name(child) in later), len(parent))
    parent.insert(index, element(name))


def _run_defaults(styles: Element) -> Element:
    return _get_or_add(_get_or_add(_defaults(styles), "w:rPrDefault", 0), "w:rPr")


def _paragraph_defaults(styles: Element) -> Element:
    return _get_or_add(_defaults(styles), "w:pPrDefault")


def _defaults(styles: Element) -> Element:
    return _get_or_add(styles, "w:docDefaults", 0)


def _get_or_add(parent: Element, name: str, index: int | None = None) -> Element:
    child = find(parent, name)
    if child is None:
        child = element(name)
        parent.insert(len(parent) if index is None else index, child)
    return child
