"""A slide master and its theme -> whether title and text can be read on its ground (WCAG 2.2, 1.4.3)."""

from typing import Any

from lxml import etree

_NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_LEAST = 4.5  # for text of any size


def readable(master: Any, theme: bytes) -> bool:
    """Return whether the text styles of `master` stand out from its background; what is not plain colour does."""
    colors = _theme_colors(theme)
    mapped = dict(master.find("p:clrMap", _NS).attrib)
    ground = _color(master.find("p:cSld/p:bg/*", _NS), "bg1", mapped, colors)
    styles = [master.find(f"p:txStyles/p:{name}/a:lvl1pPr/a:defRPr", _NS) for name in ("titleStyle", "bodyStyle")]
    texts = [_color(style, "tx1", mapped, colors) for style in styles]
    return all(_contrast(ground, text) >= _LEAST for text in texts if text and ground)


def _theme_colors(theme: bytes) -> dict[str, str]:
    scheme = etree.fromstring(theme).find(".//a:clrScheme", _NS)
    return {etree.QName(slot).localname: slot[0].get("lastClr") or slot[0].get("val", "") for slot in scheme}


def _color(element: Any, default: str, mapped: dict[str, str], colors: dict[str, str]) -> str:
    """Return the six digits of the first colour inside of `element`; none for a picture."""
    found = None if element is None else element.find(".//a:srgbClr", _NS)
    if found is not None:
        return str(found.get("val"))
    if element is not None and element.find(".//a:blip", _NS) is not None:
        return ""
    named = None if element is None else element.find(".//a:schemeClr", _NS)
    name = default if named is None else named.get("val", default)
    return colors.get(mapped.get(name, name), "")


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
