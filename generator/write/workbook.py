"""Categories and series -> the workbook that stands behind a native chart: plain values, nothing that runs or links.

Written here and not by a spreadsheet library, since those turn a name such as "=1+1" into a formula, make links of
addresses and stamp the time (measured with XlsxWriter).
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from generator.write.package import packed

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
)
_WORKBOOK = (
    f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


def workbook(categories: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """Return an .xlsx with the categories in column A and one series in each column after it, names in row 1."""
    rows: list[list[str | int]] = [["", *(name for name, _ in series)]]
    for number, category in enumerate(categories):
        rows.append([category, *(values[number] for _, values in series)])
    # Excel keeps texts in a table of their own; texts in the cells it would rewrite at the first save
    texts = list(dict.fromkeys(value for row in rows for value in row if isinstance(value, str) and value))
    members = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": _sheet(rows, {text: number for number, text in enumerate(texts)}),
        "xl/sharedStrings.xml": _strings(texts),
        "xl/styles.xml": _STYLES,
    }
    return packed({name: xml.encode() for name, xml in members.items()})


def column_letter(number: int) -> str:
    """Return the letters of a column counted from 0: A … Z, AA … (ECMA-376-1, 18.17.2.3)."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(rows: Sequence[Sequence[str | int]], places: Mapping[str, int]) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(_cells(row, number, places))}</row>' for number, row in enumerate(rows, 1)
    )
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cells(row: Sequence[str | int], number: int, places: Mapping[str, int]) -> Iterator[str]:
    for column, value in enumerate(row):
        place = f"{column_letter(column)}{number}"
        if isinstance(value, int):
            yield f'<c r="{place}"><v>{value}</v></c>'
        elif value:
            yield f'<c r="{place}" t="s"><v>{places[value]}</v></c>'


def _strings(texts: Sequence[str]) -> str:
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return f'{_HEAD}<sst xmlns="{_MAIN}">{items}</sst>'


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
