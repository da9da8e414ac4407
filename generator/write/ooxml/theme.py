"""An Office theme part and a brand -> the part in the brand's colours and fonts; the same for Word and PowerPoint."""

import re
from collections.abc import Mapping

from lxml import etree
from msgspec.structs import replace

from generator.model.look import THEME_COLORS, Brand

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# the children of a:clrScheme are in the order of THEME_COLORS (ECMA-376-1, 20.1.6.2)
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
# what Office ships for each script; only for themes that list none
_USUAL = {"Jpan": "Yu Gothic", "Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Hang": "Malgun Gothic"}
SLOT_BY_COLOR: Mapping[str, str] = dict(zip(THEME_COLORS, _SLOTS, strict=True))


def apply_brand(theme_xml: bytes, brand: Brand) -> bytes:
    """Return the theme with its colours and its two Latin fonts replaced.

    Everything else stays: effects, colours that the brand does not name, fonts for other scripts that it does not name
    either. Only a text in an East Asian script names the font of that, where the theme has none: from the list of the
    theme, Office takes the one of its own language, not of the text's.
    """
    theme = _parse(theme_xml)
    _replace_colors(theme, brand.colors)
    _replace_font(theme, "majorFont", brand.heading_font)
    _replace_font(theme, "minorFont", brand.body_font)
    _replace_other_fonts(theme, brand)
    return bytes(etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True))


def color_in(theme_xml: bytes, name: str) -> str:
    """Return a colour of the theme by its name in THEME_COLORS, as six hex digits; "" if it has none."""
    return _color(_parse(theme_xml), SLOT_BY_COLOR[name])


def set_color(theme_xml: bytes, name: str, color: str) -> bytes:
    """Return the theme with another colour of that name."""
    theme = _parse(theme_xml)
    _replace_colors(theme, {name: color})
    return bytes(etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parse(theme_xml: bytes) -> etree._Element:
    return etree.fromstring(theme_xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _replace_colors(theme: etree._Element, colors: Mapping[str, str]) -> None:
    for scheme in theme.iter(f"{_A}clrScheme"):
        for name, color in colors.items():
            slot = scheme.find(f"{_A}{SLOT_BY_COLOR[name]}")
            if slot is not None:
                for child in list(slot):
                    slot.remove(child)
                etree.SubElement(slot, f"{_A}srgbClr", val=color.upper())


def _replace_font(theme: etree._Element, role: str, family: str) -> None:
    for latin in theme.iterfind(f".//{_A}fontScheme/{_A}{role}/{_A}latin"):
        latin.set("typeface", family)
        # the PANOSE digits describe the font that was replaced; a wrong description picks a wrong substitute
        latin.attrib.pop("panose", None)


def _replace_other_fonts(theme: etree._Element, brand: Brand) -> None:
    """Name the fonts of East Asian and complex scripts in both roles."""
    for role in theme.iterfind(f".//{_A}fontScheme/*"):
        listed = role.find(f"{_A}font[@script='{brand.script}']") if brand.script else None
        usual = _USUAL.get(brand.script, "") if listed is None else str(listed.get("typeface") or "")
        for name, wanted, default in (("ea", brand.east_asian_font, usual), ("cs", brand.complex_font, "")):
            for font in role.iterfind(f"{_A}{name}"):
                if face := wanted or (not font.get("typeface") and default):
                    font.set("typeface", face)
                    font.attrib.pop("panose", None)


_RGB = re.compile(r"[0-9A-F]{6}")


def brand_of(theme_xml: bytes, default: Brand) -> Brand:
    """Return the colours and fonts of a theme as a brand; what it does not say is as in `default`."""
    theme = _parse(theme_xml)
    return replace(
        default,
        colors={name: _color(theme, slot) or default.colors[name] for name, slot in SLOT_BY_COLOR.items()},
        heading_font=_font(theme, "majorFont") or default.heading_font,
        body_font=_font(theme, "minorFont") or default.body_font,
        east_asian_font=_font(theme, "minorFont", "ea"),
        complex_font=_font(theme, "minorFont", "cs"),
    )


def _color(theme: etree._Element, slot: str) -> str:
    for color in theme.iterfind(f".//{_A}clrScheme/{_A}{slot}/*"):
        # a colour of the system carries the value that it last had (ECMA-376-1, 20.1.2.3.33)
        value = str(color.get("lastClr") or color.get("val") or "").upper()
        return value if _RGB.fullmatch(value) else ""
    return ""


def _font(theme: etree._Element, role: str, script: str = "latin") -> str:
    font = theme.find(f".//{_A}fontScheme/{_A}{role}/{_A}{script}")
    return "" if font is None else str(font.get("typeface") or "")
