"""Planned paragraphs and tables -> WordprocessingML. Names become ids here, numbers of the plan those of the file.

What many paragraphs have in common (their properties, the look of their runs) is written once, and repeated.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from generator.write.word.parts.pictures import Pictures
from generator.write.word.planned import (
    Boxes,
    Break,
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
    Numbering,
    Opened,
    Para,
    Picture,
    Piece,
    Pieces,
    Tab,
    Words,
)
from generator.write.word.template.numbering import Numbers
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.template.paragraph_formatting import TWIPS
from generator.write.word.template.styles import Style, Styles
from generator.write.word.xml.complex_field import complex_field, field_end, field_start
from generator.write.word.xml.markup import NOTHING, Markup, inside, joined, run, spread, tag, value

NOTE_MARK = "footnote reference"


_NO_SECTIONS: Iterator[Markup] = iter(())


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
    _properties: dict[tuple[str, bool, Numbering | None, Markup], Markup] = {}  # of paragraphs

    def items(self, items: Iterable[Item], sections: Iterator[Markup] = _NO_SECTIONS) -> Iterator[Markup]:
        """Yield the markup piece by piece; `sections` are the properties of the sections that end in `items`."""
        for item in items:
            match item:
                case Para(ends=""):
                    yield self.paragraph(item)
                case Para():
                    yield self.paragraph(item, next(sections))
                case Grid():
                    yield from self.table(item)
                case Boxes():
                    yield from self.boxes(item)
                case Contents():
                    yield self.contents(item)
                case Break():
                    raise AssertionError("the plan marks the ends of sections on paragraphs")

    def paragraph(self, para: Para, section: Markup = NOTHING) -> Markup:
        alike = (para.style, para.keep_next, para.numbering, section)
        properties = self._properties.get(alike)
        if properties is None:
            self._properties[alike] = properties = self._properties_of(*alike)
        return tag("w:p", None, properties, self.runs(para.pieces))

    def _properties_of(
        self, name: str, keep: bool, place: Numbering | None = None, section: Markup = NOTHING
    ) -> Markup:
        """Return the properties of a paragraph in the style of that name."""
        style = self.style("paragraph", name)
        named = style if style is not self.styles.defaults.get("paragraph") else None
        told = (
            value("w:pStyle", named.id) if named else NOTHING,
            tag("w:keepNext") if keep else NOTHING,
            self.numbers.properties(place, style) if place else NOTHING,
            section,
        )
        return tag("w:pPr", None, *told) if any(told) else NOTHING

    def runs(self, pieces: Pieces) -> Markup:
        return joined([self._mark(piece) for piece in pieces])  # fmt: skip

    def _mark(self, piece: Piece) -> Markup:
        match piece:
            case Words(text, style):
                return run(self._look(style), text)
            case NewLine():
                return self.run("", tag("w:br"))
            case Tab():
                return self.run("", tag("w:tab"))
            case NoteMark(number):
                return self.run(NOTE_MARK, tag("w:footnoteReference", {"w:id": number + self.first_note - 1}))
            case Opened(number, name):
                return tag("w:bookmarkStart", {"w:id": number + self.first_bookmark - 1, "w:name": name})
            case Closed(number):
                return tag("w:bookmarkEnd", {"w:id": number + self.first_bookmark - 1})
            case Field(instruction, result, style):
                return complex_field(instruction, result, self._look(style))
            case FieldStart(instruction):
                return field_start(instruction)
            case FieldEnd():
                return field_end()
            case Linked(inner, url, anchor):
                to: dict[str, str | int] = {"w:anchor": anchor} if anchor else {"r:id": self._address(url)}
                return tag("w:hyperlink", to | {"w:history": 1}, self.runs(inner))
            case Picture():
                root = self.package.element(self.part)
                return self.run("", inside(root, self.pictures.inline(piece, self.part)))

    def run(self, style: str, content: Markup) -> Markup:
        """Return a run in a character style, by its name; an empty one: the paragraph's own look."""
        return Markup(f"<w:r>{self._look(style)}{content}</w:r>")

    def contents(self, contents: Contents) -> Markup:
        """Return the content control by which Word knows a table of contents and offers to renew it."""
        gallery = tag("w:docPartObj", None, value("w:docPartGallery", "Table of Contents"), tag("w:docPartUnique"))
        properties = tag("w:sdtPr", None, value("w:alias", contents.title), gallery)
        paragraphs = map(self.paragraph, contents.paragraphs)
        return tag("w:sdt", None, properties, tag("w:sdtContent", None, *paragraphs))

    def table(self, grid: Grid) -> Iterator[Markup]:
        return spread("w:tbl", chain(self._table(grid, header=True), self._rows(grid)))

    def boxes(self, boxes: Boxes) -> Iterator[Markup]:
        cells = [
            tag("w:tc", None, _width(width), *self.items(items))
            for items, width in zip(boxes.boxes, _widths(boxes), strict=True)
        ]
        row = tag("w:tr", None, tag("w:trPr", None, tag("w:cantSplit")), *cells)
        return spread("w:tbl", [*self._table(boxes, header=False), row])

    def _table(self, table: Grid | Boxes, header: bool) -> list[Markup]:
        """Return the properties of a table, and its columns."""
        style = self.style("table", table.style)
        widths = _widths(table)
        properties = tag(
            "w:tblPr", None,
            value("w:tblStyle", style.id) if style else NOTHING,
            tag("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            tag("w:tblLayout", {"w:type": "fixed"}),
            tag("w:tblLook", {"w:val": "0420" if header else "0400", "w:firstRow": int(header), "w:lastRow": 0,
                              "w:firstColumn": 0, "w:lastColumn": 0, "w:noHBand": 0, "w:noVBand": 1}),
            value("w:tblCaption", table.title) if table.title else NOTHING,
        )  # fmt: skip
        return [properties, tag("w:tblGrid", None, *(tag("w:gridCol", {"w:w": width}) for width in widths))]

    def _rows(self, grid: Grid) -> Iterator[Markup]:
        """Yield the rows. What stands around the words of a cell is the same in all rows of one kind."""
        widths = [_width(width) for width in _widths(grid)]
        for row in grid.rows:
            properties = tag("w:trPr", None, tag("w:cantSplit"), tag("w:tblHeader") if row.header else NOTHING)
            cells = [
                tag("w:tc", None, width, self.paragraph(Para(row.style, cell, row.keep_next)))
                for width, cell in zip(widths, row.cells, strict=True)
            ]
            yield tag("w:tr", None, properties, *cells)

    def style(self, kind: str, name: str) -> Style | None:
        if (kind, name) not in self._found:
            self._found[kind, name] = self.styles.find(kind, name)
            self.used.add((kind, name))
        return self._found[kind, name]

    def _look(self, name: str) -> Markup:
        """Return the properties of runs in a character style."""
        style = self.style("character", name) if name else None
        return tag("w:rPr", None, value("w:rStyle", style.id)) if style else NOTHING

    def _address(self, url: str) -> str:
        return self.package.relate(self.part, Relationship(f"{OFFICE}/hyperlink", url, external=True))


def _widths(table: Grid | Boxes) -> list[int]:
    return [round(width * TWIPS) for width in table.widths_pt]


def _width(twips: int) -> Markup:
    """Return the properties of a cell."""
    return tag("w:tcPr", None, tag("w:tcW", {"w:w": twips, "w:type": "dxa"}))
