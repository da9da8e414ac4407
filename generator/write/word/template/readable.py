"""A Word template -> the colour of its pages, and our own styles in shades of its theme that can be read on them.

A template of ours may be in the theme of another office, whose accents are no colours for text. What is not ours
stays as its office wants it.
"""

import re
from collections.abc import Container, Mapping, Sequence

from generator.color.contrast import READABLE, WHITE, contrast
from generator.write.word.template.package import OFFICE, Package
from generator.write.word.template.theme_fallback import change_color, slot_of
from generator.write.word.xml.elements import Element, attribute, find, iter_elements, qn, val_of

_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_STEPS = range(255, 0, -17)  # of a shade or a tint, from the colour itself on


def read_page_color(package: Package) -> str:
    """Return the background of the pages, which Word shows if the settings say so; "" for none.

    See ECMA-376-1, 17.2.1 and 17.15.1.25.
    """
    for document in package.related_parts(f"{OFFICE}/officeDocument"):
        background = package.element(document).find("{*}background")
        settings = (package.element(part) for part in package.related_parts(f"{OFFICE}/settings", document))
        shown = next((find(each, "w:displayBackgroundShape") for each in settings), None)
        if background is None or shown is None or attribute(shown, "w:val", "1") in ("0", "false", "off"):
            return ""
        color = attribute(background, "w:color").upper()
        return color if _RGB.fullmatch(color) else ""
    return ""


def make_styles_readable(styles: Element, ours: Container[str], theme: Mapping[str, str], page: str) -> None:
    """Darken, or on dark pages lighten, the theme's colours of text in the styles in `ours` until they can be read."""
    grounds = (page or WHITE, *([theme["lt2"]] if not page and theme.get("lt2") else []))
    for style in iter_elements(styles, "w:style"):
        if page and val_of(style, "w:name") in ours:  # the text is made for the page, not for the theme's panels
            for fill in [*iter_elements(style, "w:shd")]:
                fill.getparent().remove(fill)
        color = find(style, "w:rPr/w:color") if val_of(style, "w:name") in ours else None
        slot = "" if color is None else slot_of(attribute(color, "w:themeColor"))
        if color is not None and (page or slot.startswith("accent")) and theme.get(slot):
            _make_readable(color, theme[slot], grounds)


def _make_readable(element: Element, color: str, grounds: Sequence[str]) -> None:
    """Change `w:color` of the theme's `color` where it cannot be read on the first of `grounds`, the page."""
    if contrast(attribute(element, "w:val"), grounds[0]) >= READABLE:
        return
    kind = "shade" if contrast("000000", grounds[0]) > contrast(WHITE, grounds[0]) else "tint"
    for step in _STEPS:
        share = f"{step:02X}"
        changed = change_color(color, share if kind == "tint" else "", share if kind == "shade" else "")
        if min(contrast(changed, ground) for ground in grounds) >= READABLE:
            break
    for name in ("w:themeShade", "w:themeTint"):
        element.attrib.pop(qn(name), None)
    element.set(qn("w:val"), changed)
    element.set(qn("w:themeShade" if kind == "shade" else "w:themeTint"), share)
