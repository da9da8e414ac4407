"""Planned paragraphs and tables -> WordprocessingML: style names become ids, numbers become those of the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.language.direction import paragraph_runs_right_to_left
from generator.write.ooxml.markup import NOTHING, Xml
from generator.write.word.parts.directions import set_directions
from generator.write.word.parts.pictures import Pictures
from generator.write.word.plan.inlines import FOOTNOTE_REFERENCE, plain_text
from generator.write.word.planned import (
    BookmarkEnd,
    BookmarkStart,
    DataTable,
    Field,
    FieldEnd,
    FieldStart,
    FootnoteReference,
    Hyperlink,
    Item,
    LayoutTable,
    LineBreak,
    Numbering,
    Para,
    Picture,
    Piece,
    Pieces,
    Row,
    SectionBreak,
    Shade,
    Tab,
    TableOfContents,
    Text,
)
from generator.write.word.template.numbering import ListNumbering
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.template.paragraph_formatting import TWIPS_PER_PT
from generator.write.word.template.styles import Style, Styles
from generator.write.word.xml.complex_field import complex_field, field_end, field_start
from generator.write.word.xml.markup import embed, join, run, stream, tag, value

# what a table style may set apart, and its bit (ECMA-376-1, 17.4.55)
_LOOK = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_NO_SECTIONS: Iterator[Xml] = iter(())


class XmlWriter(Struct):
    """Writes for one part; `first_bookmark` and `first_footnote` are the first ids that the template leaves free."""

    package: Package
    part: str
    styles: Styles
    numbering: ListNumbering
    pictures: Pictures
    first_bookmark: int
    first_footnote: int
    repeated_notes: Mapping[int, BookmarkStart] = {}  # bookmarks of footnotes, by number
    right_to_left: bool = False  # as its tables are, and all paragraphs that do not say otherwise
    styles_used: set[tuple[str, str]] = set()  # kind and name
    ink: Xml = NOTHING  # w:color of all text, where that is not as its style says
    # Thousands of cells share these; without, the ×100 row of tests/bench is 6 % slower.
    _paragraph_properties: dict[tuple[str, bool, bool, Numbering | None, Xml, str, bool], Xml] = {}
    _styles_found: dict[tuple[str, str], Style | None] = {}

    def render_items(self, items: Iterable[Item], sections: Iterator[Xml] = _NO_SECTIONS) -> Iterator[Xml]:
        """Yield the markup part by part; `sections` are the properties of the sections that end in `items`."""
        for item in items:
            match item:
                case Para(ends_section=orientation):
                    yield self.render_paragraph(item, next(sections) if orientation else NOTHING)
                case DataTable():
                    yield from self._render_data_table(item)
                case LayoutTable():
                    yield from self._render_layout_table(item)
                case TableOfContents():
                    yield self._render_contents(item)
                case SectionBreak():
                    raise AssertionError("the plan marks the ends of sections on paragraphs")
                case _:
                    assert_never(item)

    def render_paragraph(self, para: Para, section: Xml = NOTHING, align: str = "") -> Xml:
        """Return w:p; `section` are the properties of the section that ends with it."""
        pieces, right_to_left = self.direct(para.pieces)
        keep_next = para.keep_next or para.hold_next
        key = (para.style, keep_next, para.hold_lines, para.numbering, section, align, right_to_left)
        if key not in self._paragraph_properties:
            self._paragraph_properties[key] = self._render_properties(*key)
        return tag("w:p", None, self._paragraph_properties[key], self.render_pieces(pieces))

    def direct(self, pieces: Pieces) -> tuple[Pieces, bool]:
        """Return the pieces of a paragraph with their directions, and whether it runs from right to left as a whole."""
        right_to_left = paragraph_runs_right_to_left(plain_text(pieces), self.right_to_left)
        return set_directions(pieces, right_to_left), right_to_left

    def render_direction(self, right_to_left: bool) -> Xml:
        """Return w:bidi of a paragraph that does not run as the document does."""
        if right_to_left == self.right_to_left:
            return NOTHING
        return tag("w:bidi", None if right_to_left else {"w:val": 0})

    def _render_properties(
        self,
        name: str,
        keep_next: bool,
        keep_lines: bool,
        numbering: Numbering | None,
        section: Xml,
        align: str,
        right_to_left: bool,
    ) -> Xml:
        style = self.find_style("paragraph", name)
        is_default = style is self.styles.defaults.get("paragraph")
        properties = (
            value("w:pStyle", style.id) if style and not is_default else NOTHING,
            tag("w:keepNext") if keep_next else NOTHING,
            tag("w:keepLines") if keep_lines else NOTHING,
            self.numbering.render_properties(numbering, style) if numbering else NOTHING,
            self.render_direction(right_to_left),
            # by its value, "right" is the side where a line ends (ECMA-376-1, 17.18.44)
            value("w:jc", "left" if right_to_left else align) if align else NOTHING,
            section,
        )
        return tag("w:pPr", None, *properties) if any(properties) else NOTHING

    def render_pieces(self, pieces: Pieces) -> Xml:
        """Return the content of a paragraph."""
        return join([self._render_piece(piece) for piece in pieces])

    def _render_piece(self, piece: Piece) -> Xml:
        match piece:
            case Text(text, style, right_to_left):
                return run(self._run_properties(style, right_to_left), text)
            case LineBreak():
                return self.render_run("", tag("w:br"))
            case Tab():
                return self.render_run("", tag("w:tab"))
            case FootnoteReference(number):
                return self._render_reference(number)
            case BookmarkStart(number, name):
                return tag("w:bookmarkStart", {"w:id": number + self.first_bookmark - 1, "w:name": name})
            case BookmarkEnd(number):
                return tag("w:bookmarkEnd", {"w:id": number + self.first_bookmark - 1})
            case Field(instruction, result, style, right_to_left):
                return complex_field(instruction, result, self._run_properties(style, right_to_left))
            case FieldStart(instruction):
                return field_start(instruction)
            case FieldEnd():
                return field_end()
            case Hyperlink(inner, url, anchor):
                target = {"w:anchor": anchor} if anchor else {"r:id": self._relate(url)}
                return tag("w:hyperlink", {**target, "w:history": 1}, self.render_pieces(inner))
            case Picture():
                root = self.package.element(self.part)
                return self.render_run("", embed(root, self.pictures.add(piece, self.part)))
            case _:
                assert_never(piece)

    def _render_reference(self, number: int) -> Xml:
        """Return the number of a footnote, in a bookmark if there are further references to it."""
        reference = tag("w:footnoteReference", {"w:id": number + self.first_footnote - 1})
        rendered = self.render_run(FOOTNOTE_REFERENCE, reference)
        bookmark = self.repeated_notes.get(number)
        if bookmark is None:
            return rendered
        return join([self._render_piece(bookmark), rendered, self._render_piece(BookmarkEnd(bookmark.id))])

    def render_run(self, style: str, content: Xml) -> Xml:
        """Return a run in the character style of that name; without a name, as the paragraph's style sets it."""
        return tag("w:r", None, self._run_properties(style), content)

    def _run_properties(self, name: str, right_to_left: bool = False) -> Xml:
        style = self.find_style("character", name) if name else None
        styled = value("w:rStyle", style.id) if style else NOTHING
        direction = tag("w:rtl") if right_to_left else NOTHING
        return tag("w:rPr", None, styled, self.ink, direction) if styled or self.ink or direction else NOTHING

    def _relate(self, url: str) -> str:
        return self.package.relate(self.part, Relationship(f"{OFFICE}/hyperlink", url, external=True))

    def _render_contents(self, contents: TableOfContents) -> Xml:
        """Return the content control by which Word knows a table of contents and offers to update it."""
        gallery = tag("w:docPartObj", None, value("w:docPartGallery", "Table of Contents"), tag("w:docPartUnique"))
        properties = tag("w:sdtPr", None, value("w:alias", contents.title), gallery)
        paragraphs = map(self.render_paragraph, contents.paragraphs)
        return tag("w:sdt", None, properties, tag("w:sdtContent", None, *paragraphs))

    def _render_data_table(self, table: DataTable) -> Iterator[Xml]:
        headed = {"firstRow": table.rows[0].header, "firstColumn": table.row_headers}
        marked = {name for name, is_headed in headed.items() if is_headed}
        return stream("w:tbl", chain(self._render_grid(table, marked), self._render_rows(table)))

    def _render_layout_table(self, table: LayoutTable) -> Iterator[Xml]:
        grid = self._render_grid(table, {"firstColumn"} if table.lead else set())
        return stream("w:tbl", chain(grid, self._render_layout_rows(table)))

    def _render_layout_rows(self, table: LayoutTable) -> Iterator[Xml]:
        cell_properties, whole = _cell_properties(table), tag("w:trPr", None, tag("w:cantSplit"))
        for number, cells in enumerate(table.rows):
            content = (
                tag("w:tc", None, properties, *self.render_items(items))
                for items, properties in zip(cells, cell_properties, strict=True)
            )
            yield tag("w:tr", None, NOTHING if number in table.divisible else whole, *content)

    def _render_grid(self, table: DataTable | LayoutTable, marked: Set[str]) -> list[Xml]:
        """Return the properties of a table, of which the style marks the first row or column, and its columns."""
        style = self.find_style("table", table.style)
        widths = _widths_twips(table)
        properties = tag(
            "w:tblPr", None,
            value("w:tblStyle", style.id) if style else NOTHING,
            tag("w:bidiVisual") if table.right_to_left or self.right_to_left else NOTHING,
            tag("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            tag("w:tblLayout", {"w:type": "fixed"}),
            tag("w:tblLook", {"w:val": f"{0x400 + sum(_LOOK[name] for name in marked):04X}",
                              **{f"w:{name}": int(name in marked) for name in _LOOK}, "w:noHBand": 0, "w:noVBand": 1}),
            value("w:tblCaption", table.title) if table.title else NOTHING,
        )  # fmt: skip
        return [properties, tag("w:tblGrid", None, *(tag("w:gridCol", {"w:w": width}) for width in widths))]

    def _render_rows(self, table: DataTable) -> Iterator[Xml]:
        cell_properties, widths = _cell_properties(table), _cell_widths(table)
        body = tag("w:trPr", None, tag("w:cantSplit"))
        header = tag("w:trPr", None, tag("w:cantSplit"), tag("w:tblHeader"))
        aligned = table.aligned or ("",) * len(table.widths_pt)
        for row in table.rows:
            if row.band:
                paragraph = self.render_paragraph(Para(row.style, row.cells[0], row.keep_next))
                yield tag("w:tr", None, body, tag("w:tc", None, _span_columns(table), paragraph))
                continue
            styled = zip(row.styles, row.cells, aligned, strict=True)
            writers = (
                (self._with_ink(row.lead), *(self,) * (len(row.cells) - 1)) if row.lead else (self,) * len(row.cells)
            )
            paragraphs = [
                writer.render_paragraph(Para(style, cell, row.keep_next or row.hold_next), align=align)
                for writer, (style, cell, align) in zip(writers, styled, strict=True)
            ]
            marked = _mark_cells(widths, row) if row.merge or row.lead or row.shade else cell_properties
            cells = [tag("w:tc", None, *cell) for cell in zip(marked, paragraphs, strict=True)]
            yield tag("w:tr", None, header if row.header else body, *cells)

    def _with_ink(self, shade: Shade) -> "XmlWriter":
        """Return the same writer for text on `shade`."""
        return replace(self, ink=tag("w:color", {"w:val": shade.ink_value, "w:themeColor": shade.ink}))

    def find_style(self, kind: str, name: str) -> Style | None:
        """Return the style of that name, or the one that stands in for it."""
        if (kind, name) not in self._styles_found:
            self._styles_found[kind, name] = self.styles.find(kind, name)
            self.styles_used.add((kind, name))
        return self._styles_found[kind, name]


def _cell_properties(table: DataTable | LayoutTable) -> list[Xml]:
    return [tag("w:tcPr", None, width) for width in _cell_widths(table)]


def _cell_widths(table: DataTable | LayoutTable) -> list[Xml]:
    return [tag("w:tcW", {"w:w": width, "w:type": "dxa"}) for width in _widths_twips(table)]


def _mark_cells(widths: Sequence[Xml], row: Row) -> list[Xml]:
    """Return the properties of the cells of a row that has some merged or filled."""
    merge = tag("w:vMerge", {"w:val": "restart"} if row.merge == "restart" else None) if row.merge else NOTHING
    lead = [merge, _shade(row.lead or row.shade), value("w:vAlign", "center") if row.lead else NOTHING]
    return [
        tag("w:tcPr", None, widths[0], *lead),
        *(tag("w:tcPr", None, width, _shade(row.shade)) for width in widths[1:]),
    ]


def _span_columns(table: DataTable) -> Xml:
    """Return the properties of a cell across all columns."""
    widths = _widths_twips(table)
    return tag("w:tcPr", None, tag("w:tcW", {"w:w": sum(widths), "w:type": "dxa"}), value("w:gridSpan", len(widths)))


def _shade(shade: Shade | None) -> Xml:
    if shade is None:
        return NOTHING
    darker = {"w:themeFillShade": shade.darker} if shade.darker else {}
    colors = {"w:val": "clear", "w:color": "auto", "w:fill": shade.fill_value, "w:themeFill": shade.fill}
    return tag("w:shd", {**colors, **darker})


def _widths_twips(table: DataTable | LayoutTable) -> list[int]:
    return [round(width * TWIPS_PER_PT) for width in table.widths_pt]
