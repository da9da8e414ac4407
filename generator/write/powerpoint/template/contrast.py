"""A slide master and its theme -> whether titles and text are readable on its background (WCAG 2.2, 1.4.3)."""

from typing import Any

from lxml import etree

from generator.color.contrast import READABLE, contrast

_NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


def is_readable(master: Any, theme: bytes) -> bool:
    """Return whether the text styles of `master` stand out from its background; pictures are taken to be fine."""
    theme_colors = _theme_colors(theme)
    color_map = dict(master.find("p:clrMap", _NS).attrib)
    background = _color(master.find("p:cSld/p:bg/*", _NS), "bg1", color_map, theme_colors)
    styles = [master.find(f"p:txStyles/p:{name}/a:lvl1pPr/a:defRPr", _NS) for name in ("titleStyle", "bodyStyle")]
    texts = [_color(style, "tx1", color_map, theme_colors) for style in styles]
    return all(contrast(background, text) >= READABLE for text in texts if text and background)


def _theme_colors(theme: bytes) -> dict[str, str]:
    scheme = etree.fromstring(theme).find(".//a:clrScheme", _NS)
    return {etree.QName(slot).localname: slot[0].get("lastClr") or slot[0].get("val", "") for slot in scheme}


def _color(element: Any, default: str, color_map: dict[str, str], theme_colors: dict[str, str]) -> str:
    """Return the first colour inside `element` as RRGGBB, or "" for a picture."""
    name = default
    if element is not None:
        rgb = element.find(".//a:srgbClr", _NS)
        if rgb is not None:
            return str(rgb.get("val"))
        if element.find(".//a:blip", _NS) is not None:
            return ""
        scheme = element.find(".//a:schemeClr", _NS)
        name = default if scheme is None else scheme.get("val", default)
    return theme_colors.get(color_map.get(name, name), "")
