"""The table styles of a presentation -> how text and ground of a cell look, and a style in which text is readable.

See ECMA-376-1, 20.1.4.2.27. A table may name a style that every PowerPoint has and no file holds; of these, "Medium
Style 2", its default, is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from msgspec import Struct

from generator.color.contrast import READABLE, contrast
from generator.color.fill import choose_fill, choose_ink
from generator.color.theme_color import ThemeColor
from generator.write.ooxml.colors import color_element, resolve_color
from generator.write.ooxml.names import A

_NS = {"a": A}
_MEDIUM_2 = {
    "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1",
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1",
    "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3",
    "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5",
    "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
}
_ON = ("1", "true")
_TEXT = (
    '<a:tcTxStyle{bold}><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    '<a:schemeClr val="{color}"/></a:tcTxStyle>'
)
_LINES = "".join(
    f'<a:{side}><a:ln w="12700" cmpd="sng"><a:solidFill><a:schemeClr val="lt1"/></a:solidFill></a:ln></a:{side}>'
    for side in ("left", "right", "top", "bottom", "insideH", "insideV")
)
_FILL = '<a:fill><a:solidFill><a:schemeClr val="{color}">{tint}</a:schemeClr></a:solidFill></a:fill>'


def _medium_2(name: str, color: str) -> bytes:
    """Return the style "Medium Style 2" in one colour of the theme."""
    strong = _TEXT.format(bold=' b="on"', color="lt1") + f"<a:tcStyle>{_FILL.format(color=color, tint='')}</a:tcStyle>"
    bands = (_FILL.format(color=color, tint=f'<a:tint val="{share}"/>') for share in (20_000, 40_000))
    whole, band = bands
    return (
        f'<a:tblStyle xmlns:a="{A}" styleId="{name}" styleName="Medium Style 2"><a:wholeTbl>'
        f"{_TEXT.format(bold='', color='dk1')}<a:tcStyle><a:tcBdr>{_LINES}</a:tcBdr>{whole}</a:tcStyle></a:wholeTbl>"
        f"<a:band1H><a:tcStyle>{band}</a:tcStyle></a:band1H><a:firstCol>{strong}</a:firstCol>"
        f"<a:firstRow>{strong}</a:firstRow></a:tblStyle>"
    ).encode()


class CellLook(Struct, frozen=True):
    """`fill` is None where the ground of the slide shows through, "" where it cannot be told."""

    color: str
    fill: str | None
    bold: bool


class TableStyles(Struct, frozen=True):
    """The styles by their GUIDs."""

    by_id: Mapping[str, Any]

    def cell(self, table: Any, row: int, column: int, colors: Mapping[str, str]) -> CellLook:
        """Return how a cell of an `a:tbl` looks by its style, counted from 0; `colors` are those of the theme."""
        properties = table.find("a:tblPr", _NS)
        name = "" if properties is None else properties.findtext("a:tableStyleId", "", _NS)
        style = self.by_id.get(name)
        if style is None:
            return CellLook("", "" if name and not name.startswith("{2D5ABB26") else None, False)
        color, fill, bold = "", None, False
        for part in _parts(properties, row, column):
            texts, fills = style.find(f"a:{part}/a:tcTxStyle", _NS), style.find(f"a:{part}/a:tcStyle/a:fill", _NS)
            if texts is not None:
                own = [child for child in texts if child.tag != f"{{{A}}}fontRef"]
                color = next((found for child in own if (found := resolve_color(child, colors))), color)
                bold = texts.get("b", "on" if bold else "off") == "on"
            if fills is not None:
                fill = None if fills.find("a:noFill", _NS) is not None else resolve_color(fills, colors)
        return CellLook(color, fill, bold)


def read_table_styles(parts: Iterable[bytes]) -> TableStyles:
    """Return the styles of the parts that hold table styles, and those that every PowerPoint has."""
    known = (_parse(_medium_2(*item)) for item in _MEDIUM_2.items())
    stated = (style for part in parts for style in _parse(part).iterchildren(f"{{{A}}}tblStyle"))
    return TableStyles({style.get("styleId", ""): style for style in (*known, *stated)})


def _parse(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def add_readable_style(part: bytes, name: str, colors: Mapping[str, str], ground: str) -> tuple[bytes, str]:
    """Return a part of table styles, and the id of the style to use instead of `name`, in which text is readable.

    A copy of the style is added where text in it would not be; else all stays as it is. `colors` are those of the
    theme by name, `ground` is what is behind a table without a fill, "" where it cannot be told.
    """
    style = read_table_styles([part]).by_id.get(name)
    if style is None or not ground:
        return part, name
    copy = deepcopy(style)
    whole = _read_part(copy.find("a:wholeTbl", _NS), CellLook(colors.get("tx1", ""), ground, False), colors)
    for each in copy.iterchildren("{*}*"):
        look = _read_part(each, whole, colors)
        if look.color and look.fill and contrast(look.color, look.fill) < READABLE:
            _make_readable(each, look.fill, colors)
    if etree.tostring(copy) == etree.tostring(style):
        return part, name
    root = _parse(part)
    own = f"{{{str(uuid5(NAMESPACE_URL, etree.tostring(copy, encoding='unicode'))).upper()}}}"
    copy.attrib.update({"styleId": own, "styleName": f"{style.get('styleName', 'Table')} (readable)"})
    root.append(copy)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)), own


def _read_part(part: Any, base: CellLook, colors: Mapping[str, str]) -> CellLook:
    """Return how cells look for which a part of a style holds, above that for all."""
    if part is None:
        return base
    texts, fills = part.find("a:tcTxStyle", _NS), part.find("a:tcStyle/a:fill", _NS)
    own = [] if texts is None else [found for child in _colors_of(texts) if (found := resolve_color(child, colors))]
    fill = base.fill
    if fills is not None and fills.find("a:noFill", _NS) is None:
        fill = resolve_color(fills, colors)
    return CellLook(own[0] if own else base.color, fill, base.bold)


def _colors_of(texts: Any) -> Iterator[Any]:
    return (child for child in texts if child.tag not in (f"{{{A}}}fontRef", f"{{{A}}}font"))


def _make_readable(part: Any, ground: str, colors: Mapping[str, str]) -> None:
    """Give text in a part of a style another colour of the theme, and its fill a darker one where none is readable."""
    inks = [name for name in ("bg1", "tx1") if colors.get(name)]
    named = part.find("a:tcStyle/a:fill/a:solidFill/a:schemeClr", _NS)
    ink = choose_ink(inks, ground, colors)
    if not ink and named is not None and (fill := choose_fill(named.get("val", ""), inks, colors)):
        ink = fill.ink
        parent = named.getparent()
        parent.remove(named)
        parent.append(color_element(fill.color))
    if ink:
        texts = part.find("a:tcTxStyle", _NS)
        if texts is None:
            texts = etree.Element(f"{{{A}}}tcTxStyle")
            part.insert(0, texts)
        for child in [*_colors_of(texts)]:
            texts.remove(child)
        # a font, or a reference to one, comes first (ECMA-376-1, 20.1.4.2.30)
        texts.insert(
            len(texts.findall("a:fontRef", _NS)) + len(texts.findall("a:font", _NS)), color_element(ThemeColor(ink))
        )


def _parts(properties: Any, row: int, column: int) -> Iterator[str]:
    """Yield the parts of a style that hold for a cell, the strongest last (ECMA-376-1, 21.1.3.13)."""
    yield "wholeTbl"
    has_header = properties.get("firstRow") in _ON
    if properties.get("bandRow") in _ON:
        yield "band1H" if (row - has_header) % 2 == 0 else "band2H"
    if properties.get("firstCol") in _ON and column == 0:
        yield "firstCol"
    if has_header and row == 0:
        yield "firstRow"
