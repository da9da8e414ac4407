"""A finished document -> what its readers get of it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from generator.color.contrast import WHITE
from generator.readback.finish.charts import read_chart
from generator.readback.finish.contents import Contents, Mark, Sample, Shown, TextLook
from generator.readback.finish.figures import read_svg
from generator.readback.finish.page_styles import PageStyles, read_cell
from generator.readback.finish.slides import read_title
from generator.readback.parts import Parts, parse
from generator.write.ooxml.colors import read_theme_colors
from generator.write.ooxml.names import R
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import attribute, find, qn

_TEXT_PARTS = ("document.main+xml", "footnotes+xml", "endnotes+xml", "header+xml", "footer+xml")
_BACKGROUND = re.compile(rb'<w:background [^>]*w:color="([0-9A-Fa-f]{6})"')
_HEAD = 10_000  # bytes of a document in which it states its background
_EMU = 12700  # per point
_ROWS = (qn("w:tr"), qn("w:tbl"))


def read_pages(data: bytes) -> Contents:
    """Return what the pages show, those of notes, headers and footers included."""
    with ZipFile(BytesIO(data)) as archive:
        parts = Parts(archive)
        document = parts.of_type(_TEXT_PARTS[0])[0]
        theme = parts.target(document, "theme")
        colors = read_theme_colors(parts.read(theme)) if theme else {}
        styles = Styles.of_part(parse(parts.read(parts.target(document, "styles"))))
        reader = _Reader(parts, colors, PageStyles(styles, _page_color(parts, document)))
        for type_ in _TEXT_PARTS:
            for name in parts.of_type(type_):
                reader.read(name, is_body=name == document)
        title = read_title(parts)
        return Contents(title, reader.texts, tuple(reader.marks), tuple(reader.shown), None, tuple(reader.floating))


def _page_color(parts: Parts, document: str) -> str:
    """Return the background of the pages, which Word shows if the settings say so (ECMA-376-1, 17.15.1.25)."""
    settings = parts.target(document, "settings")
    color = _BACKGROUND.search(parts.read(document)[:_HEAD])
    shows = settings and b"displayBackgroundShape" in parts.read(settings)
    return color[1].decode() if color and shows else WHITE


class _Reader:
    def __init__(self, parts: Parts, colors: dict[str, str], styles: PageStyles) -> None:
        self._parts, self._colors, self._styles = parts, colors, styles
        self.texts: dict[TextLook, Sample] = {}
        self.marks: list[Mark] = []
        self.shown: list[Shown] = []
        self.floating: list[str] = []

    def read(self, name: str, *, is_body: bool) -> None:
        """Read a part as a stream: the tree of a long document would take a hundred times the size of its file."""
        links = {link.id: link.target for link in self._parts.links(name)}
        for element in _stream(self._parts.read(name)):
            if element.tag == qn("w:p"):
                self._read_paragraph(element)
                for drawing in element.iter(qn("w:drawing")):
                    self._read_drawing(drawing, links)
                if is_body and _floats(element):
                    self.floating.append("".join(element.itertext(qn("w:t"))))
            elif element.tag == qn("w:tbl"):
                self._read_table(element)

    def _read_paragraph(self, paragraph: Any) -> None:
        runs = [*paragraph.iter(qn("w:r"))]
        cell = read_cell(next(paragraph.iterancestors(qn("w:tc")), None)) if runs else None
        properties = (run.find(qn("w:rPr")) for run in runs)
        for run, look in zip(runs, self._styles.looks(find(paragraph, "w:pPr"), properties, cell), strict=True):
            if look and look not in self.texts and (words := "".join(run.itertext(qn("w:t"))).strip()):
                self.texts[look] = Sample(words, "")

    def _read_drawing(self, drawing: Any, links: dict[str, str]) -> None:
        chart = next(drawing.iter(qn("c:chart")), None)
        names = next(drawing.iter(qn("wp:docPr")))
        is_decorative = any(each.get("val") in ("1", "true") for each in names.iter("{*}decorative"))
        alt = "decorative" if is_decorative else names.get("descr", "").strip()
        self.shown.append(Shown("picture" if chart is None else "chart", "", alt))
        svg = next((links.get(each.get(f"{{{R}}}embed"), "") for each in drawing.iter("{*}svgBlip")), "")
        if chart is not None:
            root = parse(self._parts.read(links[chart.get(f"{{{R}}}id")]))
            texts, marks = read_chart(root, self._colors | _names_of(self._colors), self._styles.page, "")
        elif svg:
            width = next(drawing.iter(qn("wp:extent"))).get("cx")
            texts, marks = read_svg(self._parts.read(svg), int(width) / _EMU, "")
        else:
            return
        self.marks += marks
        self.texts |= {look: sample for look, sample in texts.items() if look not in self.texts}

    def _read_table(self, table: Any) -> None:
        """Read whether a table of rows and columns has headers; panels have one row or one column.

        What heads the rows of a table without a header row is its first column.
        """
        rows = table.findall(qn("w:tr"))
        columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        if len(rows) > 1 and len(columns) > 1:
            look = find(table, "w:tblPr/w:tblLook")
            heads_rows = _has(look, "w:firstColumn") and not _has(look, "w:firstRow")
            self.shown.append(Shown("table", "", has_header=rows[0].get("header") == "yes" or heads_rows))


def _stream(xml: bytes) -> Iterator[Any]:
    """Yield paragraphs and tables as they end, with what holds them; then drop what was read.

    Of a row that is dropped, it remains whether it is a header.
    """
    tags = (qn("w:p"), *_ROWS)
    for _, element in etree.iterparse(BytesIO(xml), tag=tags, resolve_entities=False, no_network=True, huge_tree=True):
        if element.tag != qn("w:tr"):
            yield element
        header = find(element, "w:trPr/w:tblHeader")
        is_inner = next(element.iterancestors(qn("w:txbxContent"), qn("w:p")), None) is not None
        if not is_inner:
            element.clear(keep_tail=False)
        if header is not None and attribute(header, "w:val", "1") not in ("0", "false", "off"):
            element.set("header", "yes")


def _has(look: Any, part: str) -> bool:
    """Return whether the look of a table, if it has one, sets `part` of it apart."""
    return look is not None and attribute(look, part) in ("1", "true", "on")


def _floats(paragraph: Any) -> bool:
    """Return whether a paragraph is in a frame or in a text box, which readers reach apart from the text."""
    is_boxed = next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None
    return is_boxed or find(paragraph, "w:pPr/w:framePr") is not None


def _names_of(colors: dict[str, str]) -> dict[str, str]:
    """Return the colours by the names that charts use (ECMA-376-1, 20.1.10.54)."""
    names = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    return {name: colors[slot] for name, slot in names.items() if slot in colors}
