"""An Office theme part and a brand -> the part in the brand's colours and fonts. The same for Word and PowerPoint."""

from collections.abc import Mapping

from lxml import etree
from msgspec.structs import replace

from generator.model.look import THEME_COLORS, Brand

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# the children of a:clrScheme stand in the order of THEME_COLORS (ECMA-376-1, 20.1.6.2)
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
SCHEME_BY_COLOR: Mapping[str, str] = dict(zip(THEME_COLORS, _SLOTS, strict=True))


def themed(theme_xml: bytes, brand: Brand) -> bytes:
    """Return the theme with its colour scheme and its two Latin faces replaced; effects and all else stay.

    A colour that the brand does not name stays as well, and so do the fonts that the theme lists for other scripts.
    """
    theme = etree.fromstring(theme_xml, _safe_parser())
    _recolor(theme, brand)
    _reface(theme, "majorFont", brand.heading_font)
    _reface(theme, "minorFont", brand.body_font)
    return bytes(etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True))


def _recolor(theme: etree._Element, brand: Brand) -> None:
    for scheme in theme.iter(f"{_A}clrScheme"):
        for name, color in brand.colors.items():
            slot = scheme.find(f"{_A}{SCHEME_BY_COLOR[name]}")
            if slot is not None:
                for old in list(slot):
                    slot.remove(old)
                etree.SubElement(slot, f"{_A}srgbClr", val=color.upper())


def _reface(theme: etree._Element, role: str, family: str) -> None:
    for latin in theme.iterfind(f".//{_A}fontScheme/{_A}{role}/{_A}latin"):
        latin.set("typeface", family)
        # the PANOSE digits describe the face that was replaced; a wrong description picks a wrong substitute
        latin.attrib.pop("panose", None)


def _safe_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def brand_of(theme_xml: bytes, otherwise: Brand) -> Brand:
    """Return the colours and fonts of a theme as a brand; what it does not say is as in `otherwise`."""
    theme = etree.fromstring(theme_xml, _safe_parser())
    colors = {name: _color_of(theme, slot) or otherwise.colors[name] for name, slot in SCHEME_BY_COLOR.items()}
    heading = _face_of(theme, "majorFont") or otherwise.heading_font
    return replace(otherwise, colors=colors, heading_font=heading,
                   body_font=_face_of(theme, "minorFont") or otherwise.body_font)  # fmt: skip


def _color_of(theme: etree._Element, slot: str) -> str:
    for color in theme.iterfind(f".//{_A}clrScheme/{_A}{slot}/*"):
        # a colour of the system carries the value that it last had (ECMA-376-1, 20.1.2.3.33)
        return str(color.get("lastClr") or color.get("val") or "").upper()
    return ""


def _face_of(theme: etree._Element, role: str) -> str:
    latin = theme.find(f".//{_A}fontScheme/{_A}{role}/{_A}latin")
    return "" if latin is None else str(latin.get("typeface") or "")
