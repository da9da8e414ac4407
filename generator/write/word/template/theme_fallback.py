"""Names of theme colours in a part -> their values beside those names, for programs that do not read themes.

A brand rewrites the theme, and Word follows; LibreOffice and others show the value that was saved beside the name.
"""

import colorsys
import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.write.ooxml.colors import read_theme_colors
from generator.write.word.xml.elements import NAMESPACES, Element, attribute, qn

# Names of theme colours in WordprocessingML (ECMA-376-1, 17.18.97) -> slots of a:clrScheme.
_SLOTS = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1",
    "dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
_WITH_THEME_COLOR = etree.XPath("descendant-or-self::*[@w:themeColor or @w:themeFill]",
                                namespaces={"w": NAMESPACES["w"]})  # fmt: skip
_HEX = re.compile(r"[0-9A-Fa-f]{1,2}", re.ASCII)


class ThemeColors(Struct, frozen=True):
    """The colours of a theme by slot, as six hex digits."""

    by_slot: Mapping[str, str]

    @classmethod
    def of_theme(cls, theme_xml: bytes) -> "ThemeColors":
        return cls(read_theme_colors(theme_xml))

    def write_fallbacks(self, root: Element) -> None:
        """Write the value beside each name of a theme colour in a part."""
        for item in _WITH_THEME_COLOR(root):
            # the value is w:val of w:color, but w:color of borders and underlines
            value = "w:val" if item.tag == qn("w:color") else "w:color"
            self._write(item, value, "w:themeColor", "w:themeTint", "w:themeShade")
            self._write(item, "w:fill", "w:themeFill", "w:themeFillTint", "w:themeFillShade")

    def _write(self, item: Element, value: str, name: str, tint: str, shade: str) -> None:
        color = self.by_slot.get(_SLOTS.get(attribute(item, name), ""))
        if color:
            item.set(qn(value), change_color(color, attribute(item, tint), attribute(item, shade)))


def slot_of(name: str) -> str:
    """Return the slot of a theme that Word calls `name`, "" if there is none."""
    return _SLOTS.get(name, "")


def change_color(color: str, tint: str, shade: str) -> str:
    """Return `color` lightened or darkened by hex shares of 255 (ECMA-376-1, 17.3.2.6)."""
    if not tint and not shade:
        return color.upper()
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if _HEX.fullmatch(tint):
        share = int(tint, 16) / 255
        light = light * share + (1 - share)
    if _HEX.fullmatch(shade):
        light *= int(shade, 16) / 255
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
