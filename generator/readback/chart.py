"""A native chart and its workbook -> the series that Office draws, and those that it would read from the cells."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RANGE = re.compile(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$\1\$(\d+))?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring (ECMA-376-1, 22.9.2.19)

Cells = Mapping[str, str]  # by "B2"


class ChartSeries(Struct, frozen=True):
    """A series as text: its name, categories and values, once as drawn and once from the cells that it refers to.

    `formats` are those of single labels that show a value, by the number of their point; `named` are the points whose
    label shows the name of the series, `fills` the colours of single points.
    """

    drawn: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    formats: Mapping[int, str]
    named: tuple[int, ...] = ()
    fills: Mapping[int, str] = {}


def has_legend(xml: bytes) -> bool:
    """Return whether a chart has a legend."""
    return b"<c:legend>" in xml


def read_series(xml: bytes, workbook: bytes) -> list[ChartSeries]:
    """Return the series of a chart in the order in which they are drawn."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    cells = _read_cells(workbook)
    series = sorted(root.iter(f"{_C}ser"), key=lambda element: int(_value(element, "order") or 0))
    return [_read(element, cells) for element in series]


def _read(element: etree._Element, cells: Cells) -> ChartSeries:
    parts = [element.find(f"{_C}{name}") for name in ("tx", "cat", "val")]
    drawn = tuple(tuple(_texts(part)) for part in parts)
    ranges = ("" if part is None else part.findtext(f".//{_C}f") or "" for part in parts)
    named = tuple(
        int(_value(label, "idx")) for label in element.iter(f"{_C}dLbl") if _value(label, "showSerName") == "1"
    )
    in_cells = tuple(tuple(_cells_of(range_, cells)) for range_ in ranges)
    return ChartSeries(drawn, in_cells, dict(_formats(element)), named, dict(_fills(element)))


def _texts(part: etree._Element | None) -> Iterator[str]:
    """Yield the texts of the points of a cache in order, empty ones for those that it leaves out."""
    if part is not None:
        points = {int(point.get("idx", "0")): point.findtext(f"{_C}v") or "" for point in part.iter(f"{_C}pt")}
        count = next((int(count.get("val", "0")) for count in part.iter(f"{_C}ptCount")), 0)
        yield from (points.get(number, "") for number in range(max([count, *(at + 1 for at in points)])))


def _fills(element: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield the points with a fill of their own, as its XML."""
    for point in element.iterchildren(f"{_C}dPt"):
        fill = point.find(f"{_C}spPr/{_A}solidFill")
        if fill is not None:
            yield int(_value(point, "idx") or 0), etree.tostring(fill[0], method="c14n").decode()


def _formats(element: etree._Element) -> Iterator[tuple[int, str]]:
    for label in element.iter(f"{_C}dLbl"):
        number_format = label.find(f"{_C}numFmt")
        if number_format is not None and _value(label, "showVal") == "1":
            yield int(_value(label, "idx") or 0), number_format.get("formatCode", "")


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{_C}{name}")
    return "" if child is None else child.get("val", "")


def _cells_of(range_: str, cells: Cells) -> Iterator[str]:
    """Yield the cells of a range such as `Sheet1!$B$2:$B$9`; nothing if it is of another kind."""
    if match := _RANGE.fullmatch(range_):
        first = int(match[2])
        yield from (cells.get(f"{match[1]}{row}", "") for row in range(first, int(match[3] or first) + 1))


def _read_cells(workbook: bytes) -> Cells:
    with ZipFile(BytesIO(workbook)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    strings = ["".join(item.itertext()) for item in shared.iterchildren(f"{_S}si")]
    texts = [_ESCAPED.sub(lambda match: chr(int(match[1], 16)), string) for string in strings]
    return {cell.get("r", ""): _cell(cell, texts) for cell in sheet.iter(f"{_S}c")}


def _cell(cell: etree._Element, texts: list[str]) -> str:
    value = cell.findtext(f"{_S}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else value
