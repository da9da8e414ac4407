"""The table styles of a presentation -> how text and ground of a cell look (ECMA-376-1, 20.1.4.2.27).

A table may name a style that every PowerPoint has and no file holds; of these, "Medium Style 2", its default, is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.readback.parts import parse
from generator.write.ooxml.colors import resolve_color
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
_MEDIUM_2_XML = """<a:tblStyle xmlns:a="{a}" styleId="{id}">
<a:wholeTbl><a:tcTxStyle><a:schemeClr val="dk1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill>
<a:schemeClr val="{color}"><a:tint val="20000"/></a:schemeClr></a:solidFill></a:fill></a:tcStyle></a:wholeTbl>
<a:band1H><a:tcStyle><a:fill><a:solidFill><a:schemeClr val="{color}"><a:tint val="40000"/></a:schemeClr></a:solidFill>
</a:fill></a:tcStyle></a:band1H>
<a:firstCol><a:tcTxStyle b="on"><a:schemeClr val="lt1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill>
<a:schemeClr val="{color}"/></a:solidFill></a:fill></a:tcStyle></a:firstCol>
<a:firstRow><a:tcTxStyle b="on"><a:schemeClr val="lt1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill>
<a:schemeClr val="{color}"/></a:solidFill></a:fill></a:tcStyle></a:firstRow></a:tblStyle>"""
_ON = ("1", "true")


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
    known = (parse(_MEDIUM_2_XML.format(a=A, id=id_, color=color).encode()) for id_, color in _MEDIUM_2.items())
    stated = (style for part in parts for style in parse(part).iterchildren(f"{{{A}}}tblStyle"))
    return TableStyles({style.get("styleId", ""): style for style in (*known, *stated)})


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
