"""A paragraph style -> how its text is set: font, size, line height, spacing and indents, in points.

A property is looked up in the style, in those it is based on, in its list level, then in the document's defaults
(ECMA-376-1, 17.7.2).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from generator.fonts.face import Face, face
from generator.write.word.template.styles import Style, Styles
from generator.write.word.xml.elements import (
    Element,
    attribute,
    find,
    find_all,
    iter_elements,
    parse_measure,
    parse_xml,
    val_of,
)

TWIPS_PER_PT = 20
_SINGLE_LINE = 240  # w:line of single spacing, if the rule is "auto"


class ParagraphFormat(Struct, frozen=True, dict=True):
    """`line_pt` of 0 means the font's own line height times `line_share`."""

    family: str
    size_pt: float
    bold: bool
    italic: bool
    caps: bool
    before_pt: float
    after_pt: float
    left_pt: float
    right_pt: float
    first_line_pt: float  # from `left_pt`; negative if it hangs out and has no number there
    line_pt: float
    at_least: bool
    line_share: float
    borders_pt: float  # above and below, with their distance from the text
    keep_next: bool
    keep_lines: bool

    @cached_property
    def face(self) -> Face:
        return face(self.family, self.bold, self.italic)

    @cached_property
    def bold_face(self) -> Face:
        return face(self.family, True, self.italic)

    @cached_property
    def emphases(self) -> frozenset[str]:
        return frozenset(name for name, is_set in (("strong", self.bold), ("emphasis", self.italic)) if is_set)

    @property
    def natural_pt(self) -> float:
        """The line height that the font asks for."""
        return (self.face.ascent + self.face.descent + self.face.line_gap) * self.size_pt

    def line_height_pt(self, natural_pt: float) -> float:
        """Return the height of a line whose fonts ask for `natural_pt`."""
        if not self.line_pt:
            return natural_pt * self.line_share
        return max(self.line_pt, natural_pt) if self.at_least else self.line_pt


class CellMargins(Struct, frozen=True):
    top_pt: float
    left_pt: float
    bottom_pt: float
    right_pt: float

    @property
    def across_pt(self) -> float:
        return self.left_pt + self.right_pt


class Formats(Struct, frozen=True):
    """What a template's styles amount to, by their names."""

    styles: Styles
    fonts: dict[str, str]  # "major" and "minor" -> family, from the theme
    find_level: Callable[[Style], Element | None]  # the list level by which a style is numbered
    colors: Mapping[str, str] = {}  # of the theme, by slot: six hex digits
    _paragraphs: dict[str, ParagraphFormat] = {}
    _cell_margins: dict[str, CellMargins] = {}

    def paragraph(self, name: str) -> ParagraphFormat:
        """Return the format of the paragraph style of that name, or of the one that stands in for it."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._read_paragraph(name)
        return self._paragraphs[name]

    def _read_paragraph(self, name: str) -> ParagraphFormat:
        style = self.styles.find("paragraph", name)
        lineage = style.lineage if style else ()
        level = self.find_level(style) if style else None
        levels = () if level is None else (level,)
        run = [*lineage, *find_all(self.styles.root, "w:docDefaults/w:rPrDefault")]
        paragraph = [*lineage[:1], *levels, *lineage[1:], *find_all(self.styles.root, "w:docDefaults/w:pPrDefault")]
        line = _read(paragraph, "w:pPr/w:spacing", "w:line")
        rule = _nearest(paragraph, "w:pPr/w:spacing", "w:lineRule") or "auto"
        is_absolute = rule in ("exact", "atLeast")
        return ParagraphFormat(
            family=self._family(run),
            size_pt=parse_measure(_nearest(run, "w:rPr/w:sz", "w:val"), 20) / 2,
            bold=_is_on(run, "w:rPr/w:b"),
            italic=_is_on(run, "w:rPr/w:i"),
            caps=_is_on(run, "w:rPr/w:caps"),
            before_pt=_read(paragraph, "w:pPr/w:spacing", "w:before") / TWIPS_PER_PT,
            after_pt=_read(paragraph, "w:pPr/w:spacing", "w:after") / TWIPS_PER_PT,
            left_pt=_read(paragraph, "w:pPr/w:ind", "w:left", "w:start") / TWIPS_PER_PT,
            right_pt=_read(paragraph, "w:pPr/w:ind", "w:right", "w:end") / TWIPS_PER_PT,
            first_line_pt=_first_line_pt(paragraph) if level is None else 0.0,
            line_pt=line / TWIPS_PER_PT if is_absolute else 0.0,
            at_least=rule == "atLeast",
            line_share=line / _SINGLE_LINE if line and not is_absolute else 1.0,
            borders_pt=sum(_border_pt(paragraph, side) for side in ("top", "bottom")),
            keep_next=_is_on(paragraph, "w:pPr/w:keepNext"),
            keep_lines=_is_on(paragraph, "w:pPr/w:keepLines"),
        )

    def _family(self, run: Sequence[Element]) -> str:
        for properties in run:
            fonts = find(properties, "w:rPr/w:rFonts")
            theme = attribute(fonts, "w:asciiTheme")
            if theme:
                return self.fonts["major" if theme.startswith("major") else "minor"]
            if attribute(fonts, "w:ascii"):
                return attribute(fonts, "w:ascii")
        return self.fonts["minor"]

    def cell_margins_pt(self, name: str) -> CellMargins:
        """Return the margins of a cell in the table style of that name."""
        if name not in self._cell_margins:
            sides = (("top",), ("left", "start"), ("bottom",), ("right", "end"))
            self._cell_margins[name] = CellMargins(*(self._cell_margin_pt(name, *names) for names in sides))
        return self._cell_margins[name]

    def _cell_margin_pt(self, name: str, *sides: str) -> float:
        for properties in self._table_lineage(name):
            for side in sides:
                width = attribute(find(properties, f"w:tblPr/w:tblCellMar/w:{side}"), "w:w")
                if width:
                    return parse_measure(width) / TWIPS_PER_PT
        return 0.0

    def left_border_pt(self, name: str) -> float:
        """Return the width of the left border of a table style, which the file has in eighths of a point."""
        return _read(self._table_lineage(name), "w:tblPr/w:tblBorders/w:left", "w:sz") / 8

    def _table_lineage(self, name: str) -> Sequence[Element]:
        style = self.styles.find("table", name)
        return style.lineage if style else ()


def theme_fonts(theme_xml: bytes) -> dict[str, str]:
    """Return the Latin families of a theme's "major" and "minor" fonts."""
    root = parse_xml(theme_xml)
    fonts = {}
    for role in ("major", "minor"):
        latin = next((find(font, "a:latin") for font in iter_elements(root, f"a:{role}Font")), None)
        fonts[role] = attribute(latin, "typeface") or "Times New Roman"
    return fonts


def _nearest(properties: Sequence[Element], path: str, *names: str) -> str:
    """Return the nearest value of an attribute, by any of its names; attributes are inherited one by one."""
    for item in properties:
        found = find(item, path)
        for name in names:
            if attribute(found, name):
                return attribute(found, name)
    return ""


def _read(properties: Sequence[Element], path: str, *names: str) -> float:
    return parse_measure(_nearest(properties, path, *names))


def _first_line_pt(properties: Sequence[Element]) -> float:
    path = "w:pPr/w:ind"
    return (_read(properties, path, "w:firstLine") - _read(properties, path, "w:hanging")) / TWIPS_PER_PT


def _border_pt(properties: Sequence[Element], side: str) -> float:
    """Return the height that a border takes: its width is in eighths of a point, its distance in points."""
    path = f"w:pPr/w:pBdr/w:{side}"
    return _read(properties, path, "w:sz") / 8 + _read(properties, path, "w:space")


def _is_on(properties: Sequence[Element], path: str) -> bool:
    """Return the nearest value of a property that is either on or off."""
    for item in properties:
        if find(item, path) is not None:
            return val_of(item, path, "1") not in ("0", "false", "off")
    return False
