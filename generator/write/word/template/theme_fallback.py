"""Theme colours that a part names -> the values beside those names, which programs without themes read.

A brand rewrites the theme, and Word follows; LibreOffice and others show the value that was saved next to the name.
"""

import colorsys
import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.write.word.xml.elements import NAMESPACES, Element, attribute, each, parsed, qualified

# Names of theme colours in WordprocessingML (ECMA-376-1, 17.18.97) -> slots of a:clrScheme.
_SLOTS = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1",
    "dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
# Attributes that hold a value, and by what other attributes the theme's colour is named, tinted and shaded.
_NAMED = (
    ("w:themeColor", "w:themeTint", "w:themeShade", ("w:color", "w:val")),
    ("w:themeFill", "w:themeFillTint", "w:themeFillShade", ("w:fill", "w:fill")),
)


class Tints(Struct, frozen=True):
    """The colours of a theme by slot, as six hex digits."""

    colors: Mapping[str, str]

    @classmethod
    def of_theme(cls, theme_xml: bytes) -> "Tints":
        found = {}
        for scheme in each(parsed(theme_xml), "a:clrScheme"):
            for slot in scheme:
                name = str(slot.tag).rpartition("}")[2]
                found[name] = (slot[0].get("val") if "srgb" in str(slot[0].tag) else slot[0].get("lastClr")) or ""
        return cls(found)

    def fill(self, root: Element) -> None:
        """Write the value beside each name of a theme colour under `root`."""
        for item in _named(root):
            for named, tinted, shaded, (of_border, own) in _NAMED:
                name = attribute(item, named)
                color = self.colors.get(_SLOTS.get(name, ""))
                if color:
                    is_color = named == "w:themeColor" and item.tag == qualified("w:color")
                    where = own if is_color or named == "w:themeFill" else of_border
                    item.set(qualified(where), _changed(color, attribute(item, tinted), attribute(item, shaded)))


# all elements with a name of a theme colour; a part has thousands without
_named = etree.XPath("descendant-or-self::*[@w:themeColor or @w:themeFill]", namespaces={"w": NAMESPACES["w"]})
_HEX = re.compile(r"[0-9A-Fa-f]{1,2}", re.ASCII)


def _changed(color: str, tint: str, shade: str) -> str:
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
