"""Elements that all parts of a chart's XML are made of. Element order follows ECMA-376-1, 21.2 (dml-chart.xsd)."""

import re
from collections.abc import Sequence

from lxml import etree

from generator.color.theme_color import find_theme_color
from generator.model.look import Brand
from generator.write.ooxml.text_language import language_tags
from generator.write.ooxml.theme import SLOT_BY_COLOR
from generator.write.ooxml.workbook import column_letter

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_RGB = re.compile(r"[0-9A-F]{6}")
_LABELS_2012 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # the extension for labels
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}  # theme slots as a slide or page maps them
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def add(parent: etree._Element, name: str, value: str = "") -> etree._Element:
    """Add an element of a chart, with its `val` if there is one."""
    element = etree.SubElement(parent, f"{{{C}}}{name}")
    if value:
        element.set("val", value)
    return element


def add_series(parent: etree._Element, number: int, name: str) -> etree._Element:
    """Add a series, named by the head of its column in the workbook."""
    element = add(parent, "ser")
    add(element, "idx", str(number))
    add(element, "order", str(number))
    reference = add(add(element, "tx"), "strRef")
    add(reference, "f").text = f"Sheet1!${column_letter(number + 1)}$1"
    _add_points(add(reference, "strCache"), [name])
    return element


def add_data(element: etree._Element, number: int, values: Sequence[int | None], categories: Sequence[str]) -> None:
    """Add categories and values of a series; None is an empty cell."""
    last = len(categories) + 1
    names = add(add(element, "cat"), "strRef")
    add(names, "f").text = f"Sheet1!$A$2:$A${last}"
    _add_points(add(names, "strCache"), categories)
    reference = add(add(element, "val"), "numRef")
    letter = column_letter(number + 1)
    add(reference, "f").text = f"Sheet1!${letter}$2:${letter}${last}"
    cache = add(reference, "numCache")
    add(cache, "formatCode").text = "General"
    _add_points(cache, ["" if value is None else str(value) for value in values])


def _add_points(cache: etree._Element, texts: Sequence[str]) -> None:
    add(cache, "ptCount", str(len(texts)))
    for number, text in enumerate(texts):
        if text:
            point = add(cache, "pt")
            point.set("idx", str(number))
            add(point, "v").text = text


def show(label: etree._Element, position: str, what: str) -> None:
    """Say what a label shows (`Val`, `SerName`, or nothing), and where it stands; the last elements of a label."""
    if position:
        add(label, "dLblPos", position)
    for name in _SHOWN:
        add(label, f"show{name}", "1" if name == what else "0")


def hide_leader_lines(labels: etree._Element) -> None:
    """Draw no lines from labels that were moved; in LibreOffice, they are drawn unless this extension forbids it."""
    extension = etree.SubElement(add(labels, "extLst"), f"{{{C}}}ext", uri=_LABELS_2012, nsmap={"c15": C15})
    etree.SubElement(extension, f"{{{C15}}}showLeaderLines", val="0")


def add_fill(parent: etree._Element, color: str, brand: Brand) -> None:
    """Fill with the theme's colour if the theme makes it, so that a new theme recolours the chart."""
    fill = etree.SubElement(parent, f"{{{A}}}solidFill")
    found = find_theme_color(color, brand.colors)
    if found is None:
        etree.SubElement(fill, f"{{{A}}}srgbClr", val=color.upper())
        return
    slot = SLOT_BY_COLOR[found.name]
    scheme = etree.SubElement(fill, f"{{{A}}}schemeClr", val=_MAPPED.get(slot, slot))
    for name, percent, unchanged in zip(("lumMod", "lumOff"), found.modulation, (100, 0), strict=True):
        if percent != unchanged:
            etree.SubElement(scheme, f"{{{A}}}{name}", val=str(percent * 1000))


def name_text_color(name: str, brand: Brand) -> str:
    """Return the theme's name for the colour of text called `name` in the brand; its digits, if text needs another."""
    color = brand.figure_colors().texts[name]
    slot = SLOT_BY_COLOR[name]
    return _MAPPED.get(slot, slot) if color == brand.colors[name] else color


def _add_color(parent: etree._Element, color: str) -> etree._Element:
    kind = "srgbClr" if _RGB.fullmatch(color) else "schemeClr"
    return etree.SubElement(etree.SubElement(parent, f"{{{A}}}solidFill"), f"{{{A}}}{kind}", val=color)


def add_line(parent: etree._Element, color: str, opacity: int = 100, width_emu: int = 9525) -> None:
    """Add a line; `color` is the theme's name for it, or six hex digits."""
    line = etree.SubElement(parent, f"{{{A}}}ln", w=str(width_emu))
    scheme = _add_color(line, color)
    if opacity < 100:
        etree.SubElement(scheme, f"{{{A}}}alpha", val=str(opacity * 1000))


def hide_line(parent: etree._Element) -> None:
    etree.SubElement(etree.SubElement(parent, f"{{{A}}}ln"), f"{{{A}}}noFill")


def add_text_properties(
    parent: etree._Element,
    size_pt: float,
    color: str,
    language: str,
    bold: bool = False,
    typeface: str = "",
    **body: str,
) -> None:
    """Add the size, colour and font of text: of all of the chart, or of a part of it.

    Without a `typeface`, text is set in the theme's font for text. `body` are attributes of `a:bodyPr`.
    """
    text = add(parent, "txPr")
    etree.SubElement(text, f"{{{A}}}bodyPr", **body)
    etree.SubElement(text, f"{{{A}}}lstStyle")
    paragraph = etree.SubElement(text, f"{{{A}}}p")
    properties = etree.SubElement(paragraph, f"{{{A}}}pPr")
    weight = {"b": "1"} if bold else {}
    default = etree.SubElement(properties, f"{{{A}}}defRPr", sz=str(round(size_pt * 100)), **weight)
    _add_color(default, color)
    if typeface:
        etree.SubElement(default, f"{{{A}}}latin", typeface=typeface)
    etree.SubElement(paragraph, f"{{{A}}}endParaRPr", **language_tags(language))
