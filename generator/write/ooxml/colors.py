"""Colours of DrawingML and the theme behind them -> six hex digits (ECMA-376-1, 20.1.2.3)."""

import colorsys
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from generator.color.contrast import BLACK, WHITE, mix
from generator.color.theme_color import ThemeColor
from generator.write.ooxml.names import A

_PRESETS = {"black": BLACK, "white": WHITE}
_RGB = re.compile(r"[0-9A-F]{6}")
_CHANGES = ("lumMod", "lumOff", "shade", "tint")


def read_theme_colors(theme_xml: bytes) -> dict[str, str]:
    """Return the colours of a theme part by slot (`dk1`, `accent1` …), as six hex digits; "" where none is stated."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    schemes = etree.fromstring(theme_xml, parser).iter(f"{{{A}}}clrScheme")
    return {etree.QName(slot).localname: resolve_color(slot, {}) for scheme in schemes for slot in scheme}


def resolve_color(parent: Any, colors: Mapping[str, str]) -> str:
    """Return the first colour in `parent`, such as an `a:solidFill`, or the one that it is.

    `colors` are those of the theme, by any name.
    Return "" if there is none, or it cannot be told: most presets, placeholders of a style, colours given in HSL.
    """
    for element in parent.iter(f"{{{A}}}srgbClr", f"{{{A}}}schemeClr", f"{{{A}}}sysClr", f"{{{A}}}prstClr"):
        value = element.get("val", "")
        known = {"srgbClr": {value: value}, "sysClr": {value: element.get("lastClr", "")}, "prstClr": _PRESETS}
        color = known.get(etree.QName(element).localname, colors).get(value, "").upper()
        return _change(color, element) if _RGB.fullmatch(color) else ""
    return ""


def _change(color: str, element: Any) -> str:
    """Return `color` as the children of its element change it, in their order."""
    for child in element.iterchildren("{*}*"):
        name, share = etree.QName(child).localname, child.get("val", "")
        if name in _CHANGES and re.fullmatch(r"-?\d{1,7}", share):
            color = _change_by(color, name, int(share) / 100_000)
    return color


def _change_by(color: str, name: str, share: float) -> str:
    if name in ("shade", "tint"):
        return mix(BLACK if name == "shade" else WHITE, color, min(max(share, 0.0), 1.0))
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * share if name == "lumMod" else lightness + share
    parts = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def color_element(color: ThemeColor) -> Any:
    """Return the `a:schemeClr` of a colour of a theme."""
    element = etree.Element(f"{{{A}}}schemeClr", val=color.name)
    for name, percent, unchanged in zip(("lumMod", "lumOff"), color.modulation, (100, 0), strict=True):
        if percent != unchanged:
            etree.SubElement(element, f"{{{A}}}{name}", val=str(percent * 1000))
    return element
