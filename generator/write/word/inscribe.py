"""Planned paragraphs and tables -> WordprocessingML. Names become ids here, numbers of the plan those of the file."""

from collections.abc import Iterator
from copy import deepcopy

from msgspec import Struct

from generator.write.word.complex import complex_field, field_end, field_start
from generator.write.word.looks import TWIPS
from generator.write.word.numbering import Numbers
from generator.write.word.opc import OFFICE, Package, Relationship
from generator.write.word.picture import Pictures
from generator.write.word.planned import (
    Break,
    Cell,
    Closed,
    Contents,
    Field,
    FieldEnd,
    FieldStart,
    Grid,
    Item,
    Linked,
    NewLine,
    NoteMark,
    Opened,
    Para,
    Picture,
    Piece,
    Pieces,
    Row,
    Tab,
    Words,
)
from generator.write.word.styles import Style, Styles
from generator.write.word.xml import Element, element, run, text, value

_NOTE_MARK = "footnote reference"


class Inscriber(Struct):
    """Writes into one part (`part`); `first_bookmark` and `first_note` are those that the template leaves free."""

    package: Package
    part: str
    styles: Styles
    numbers: Numbers
    pictures: Pictures
    first_bookmark: int
    first_note: int
    used: set[tuple[str, str]] = set()  # kinds and names of the styles asked for
    _found: dict[tuple[str, str], Style | None] = {}

    def items(self, items: tuple[Item, ...], sections: dict[str, Element]) -> Iterator[Element]:
        for item in items:
            match item:
                case Para():
                    yield self.paragraph(item, sections.get(item.ends))
                case Grid():
                    yield self.table(item)
                case Contents():
                    yield self.contents(item)
                case Break():
                    raise AssertionError("the plan marks the ends of sections on paragraphs")

    def paragraph(self, para: Para, section: Element | None = None) -> Element:
        style = self.style("paragraph", para.style)
        properties = element("w:pPr")
        if style and style is not self.styles.defaults.get("paragraph"):
            properties.append(value("w:pStyle", style.id))
        if para.keep_next:
            properties.append(element("w:keepNext"))
        numbering = self.numbers.properties(para.numbering, style) if para.numbering else None
        if numbering is not None:
            properties.append(numbering)
        if section is not None:
            properties.append(deepcopy(section))
        made = element("w:p")
        if len(properties):
            made.append(properties)
        made.extend(self.runs(para.pieces))
        return made

    def runs(self, pieces: Pieces) -> Iterator[Element]:
        for piece in pieces:
            yield from self._piece(piece)

    def _piece(self, piece: Piece) -> Iterator[Element]:
        match piece:
            case Words(characters, style):
                yield run(self._character(style), text(characters))
            case NewLine():
                yield run("", element("w:br"))
            case Tab():
                yield run("", element("w:tab"))
            case NoteMark(number):
                id_ = {"w:id": number + self.first_note - 1}
                yield run(self._character(_NOTE_MARK), element("w:footnoteReference", id_))
            case Opened(number, name):
                yield element("w:bookmarkStart", {"w:id": number + self.first_bookmark - 1, "w:name": name})
            case Closed(number):
                yield element("w:bookmarkEnd", {"w:id": number + self.first_bookmark - 1})
            case Field(instruction, result, style):
                yield from complex_field(instruction, result, self._look(style))
            case FieldStart(instruction):
                yield from field_start(instruction)
            case FieldEnd():
                yield field_end()
            case Linked(inner, url, anchor):
                to: dict[str, str | int] = {"w:anchor": anchor} if anchor else {"r:id": self._address(url)}
                yield element("w:hyperlink", to | {"w:history": 1}, *self.runs(inner))
            case Picture():
                yield run("", self.pictures.inline(piece, self.part))

    def contents(self, contents: Contents) -> Element:
        """Return the content control by which Word knows a table of contents and offers to renew it."""
        gallery = element(
            "w:docPartObj", None, value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique")
        )
        properties = element("w:sdtPr", None, value("w:alias", contents.title), gallery)
        paragraphs = (self.paragraph(each) for each in contents.paragraphs)
        return element("w:sdt", None, properties, element("w:sdtContent", None, *paragraphs))

    def table(self, grid: Grid) -> Element:
        style = self.style("table", grid.style)
        widths = [round(width * TWIPS) for width in grid.widths_pt]
        header = any(row.header for row in grid.rows)
        properties = element(
            "w:tblPr", None,
            value("w:tblStyle", style.id) if style else None,
            element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            element("w:tblLayout", {"w:type": "fixed"}),
            element("w:tblLook", {"w:val": "0420" if header else "0400", "w:firstRow": int(header), "w:lastRow": 0,
                                  "w:firstColumn": 0, "w:lastColumn": 0, "w:noHBand": 0, "w:noVBand": 1}),
            value("w:tblCaption", grid.title) if grid.title else None,
        )  # fmt: skip
        columns = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": width}) for width in widths))
        return element("w:tbl", None, properties, columns, *(self._row(row, widths) for row in grid.rows))

    def _row(self, row: Row, widths: list[int]) -> Element:
        header = element("w:tblHeader") if row.header else None
        properties = element("w:trPr", None, element("w:cantSplit"), header)
        cells = (self._cell(cell, width) for cell, width in zip(row.cells, widths, strict=True))
        return element("w:tr", None, properties, *cells)

    def _cell(self, cell: Cell, width: int) -> Element:
        properties = element("w:tcPr", None, element("w:tcW", {"w:w": width, "w:type": "dxa"}))
        return element("w:tc", None, properties, *self.items(cell.items, {}))

    def style(self, kind: str, name: str) -> Style | None:
        if (kind, name) not in self._found:
            self._found[kind, name] = self.styles.find(kind, name)
            self.used.add((kind, name))
        return self._found[kind, name]

    def _character(self, name: str) -> str:
        style = self.style("character", name) if name else None
        return style.id if style else ""

    def _look(self, style: str) -> Element | None:
        id_ = self._character(style)
        return element("w:rPr", None, value("w:rStyle", id_)) if id_ else None

    def _address(self, url: str) -> str:
        return self.package.relate(self.part, Relationship(f"{OFFICE}/hyperlink", url, external=True))
