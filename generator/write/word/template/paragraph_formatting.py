"""A paragraph style -> how its text is set: face, size, line height, distances and indents, in points.

Properties are looked for in the style, in those it is based on, in its list level, then in the document's defaults
(ECMA-376-1, 17.7.2).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from generator.fonts.face import Face, face
from generator.write.word.template.styles import Style, Styles
from generator.write.word.xml.elements import Element, attribute, each, find, measured, parsed, qualified, val_of

TWIPS = 20  # to a point
_SINGLE = 240  # w:line of single spacing, where the rule is "auto"


class Look(Struct, frozen=True, dict=True):
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
    first_pt: float  # of the first line's text, from `left_pt`; negative where it hangs out and no number stands there
    line_pt: float
    at_least: bool
    line_share: float
    ruled_pt: float  # borders above and below, with their distance from the text
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
        return frozenset(name for name, has in (("strong", self.bold), ("emphasis", self.italic)) if has)

    @property
    def natural_pt(self) -> float:
        """The line height that the face asks for."""
        return (self.face.ascent + self.face.descent + self.face.line_gap) * self.size_pt

    def line_height_pt(self, natural_pt: float) -> float:
        """Return the height of a line whose fonts ask for `natural_pt`."""
        if not self.line_pt:
            return natural_pt * self.line_share
        return max(self.line_pt, natural_pt) if self.at_least else self.line_pt


class Margins(Struct, frozen=True):
    """Of a table's cells, in points."""

    top_pt: float
    left_pt: float
    bottom_pt: float
    right_pt: float

    @property
    def across_pt(self) -> float:
        return self.left_pt + self.right_pt


class Looks(Struct, frozen=True):
    """The looks of a template's paragraph styles."""

    styles: Styles
    fonts: dict[str, str]  # "major" and "minor" -> family, from the theme
    levels: Callable[[Style], Element | None]  # the list level by which a style is numbered
    _made: dict[str, Look] = {}
    _margins: dict[str, Margins] = {}

    def of(self, name: str) -> Look:
        """Return the look of the paragraph style of that name, or of the one that stands in for it."""
        if name not in self._made:
            self._made[name] = self._look(name)
        return self._made[name]

    def _look(self, name: str) -> Look:
        style = self.styles.find("paragraph", name)
        lineage = style.lineage if style else ()
        level = self.levels(style) if style else None
        defaults = self.styles.document
        run = [*lineage, *_found(defaults, "w:docDefaults/w:rPrDefault")]
        text = [*lineage[:1], *([level] if level is not None else []), *lineage[1:],
                *_found(defaults, "w:docDefaults/w:pPrDefault")]  # fmt: skip
        line = _twips(text, ["w:pPr/w:spacing"], "w:line") * TWIPS
        rule = _first(text, ["w:pPr/w:spacing"], "w:lineRule") or "auto"
        exact = rule in ("exact", "atLeast")
        return Look(
            family=self._family(run),
            size_pt=measured(_first(run, ["w:rPr/w:sz"], "w:val"), 20) / 2,
            bold=_on(run, "w:rPr/w:b"),
            italic=_on(run, "w:rPr/w:i"),
            caps=_on(run, "w:rPr/w:caps"),
            before_pt=_twips(text, ["w:pPr/w:spacing"], "w:before"),
            after_pt=_twips(text, ["w:pPr/w:spacing"], "w:after"),
            left_pt=_twips(text, ["w:pPr/w:ind"], "w:left", "w:start"),
            right_pt=_twips(text, ["w:pPr/w:ind"], "w:right", "w:end"),
            first_pt=0.0 if level is not None else _first_pt(text),
            line_pt=line / TWIPS if exact else 0.0,
            at_least=rule == "atLeast",
            line_share=line / _SINGLE if line and not exact else 1.0,
            ruled_pt=sum(_rule_pt(text, side) for side in ("top", "bottom")),
            keep_next=_on(text, "w:pPr/w:keepNext"),
            keep_lines=_on(text, "w:pPr/w:keepLines"),
        )

    def cell_margins_pt(self, name: str) -> Margins:
        """Return the margins of a cell in the table style of that name."""
        if name not in self._margins:
            self._margins[name] = self._cell_margins_pt(name)
        return self._margins[name]

    def _cell_margins_pt(self, name: str) -> Margins:
        style = self.styles.find("table", name)
        lineage = list(style.lineage) if style else []
        path = "w:tblPr/w:tblCellMar"
        sides = (("top",), ("left", "start"), ("bottom",), ("right", "end"))
        return Margins(*(_twips(lineage, [f"{path}/w:{side}" for side in names], "w:w") for names in sides))

    def bar_pt(self, name: str) -> float:
        """Return the width of the left border of a table style."""
        style = self.styles.find("table", name)
        eighths = _first(list(style.lineage) if style else [], ["w:tblPr/w:tblBorders/w:left"], "w:sz")
        return measured(eighths) / 8

    def _family(self, run: list[Element]) -> str:
        for properties in run:
            fonts = find(properties, "w:rPr/w:rFonts")
            theme = attribute(fonts, "w:asciiTheme")
            if theme:
                return self.fonts["major" if theme.startswith("major") else "minor"]
            if attribute(fonts, "w:ascii"):
                return attribute(fonts, "w:ascii")
        return self.fonts["minor"]


def theme_fonts(theme_xml: bytes) -> dict[str, str]:
    """Return the Latin families of a theme's "major" and "minor" fonts."""
    root = parsed(theme_xml)
    found = {}
    for role in ("major", "minor"):
        latin = next((font.find(qualified("a:latin")) for font in each(root, f"a:{role}Font")), None)
        found[role] = (latin.get("typeface") if latin is not None else "") or "Times New Roman"
    return found


def _found(root: Element, path: str) -> Iterator[Element]:
    found = find(root, path)
    if found is not None:
        yield found


def _first(properties: list[Element], paths: Sequence[str], *names: str) -> str:
    """Return the nearest value of an attribute: attributes of one element are inherited one by one."""
    for item in properties:
        for path in paths:
            found = find(item, path)
            for name in names:
                if attribute(found, name):
                    return attribute(found, name)
    return ""


def _twips(properties: list[Element], paths: Sequence[str], *names: str) -> float:
    return measured(_first(properties, paths, *names)) / TWIPS


def _first_pt(properties: list[Element]) -> float:
    path = ["w:pPr/w:ind"]
    return _twips(properties, path, "w:firstLine") - _twips(properties, path, "w:hanging")


def _rule_pt(properties: list[Element], side: str) -> float:
    """Return what a border of a paragraph takes: its width in eighths of a point, its distance in points."""
    path = [f"w:pPr/w:pBdr/w:{side}"]
    return measured(_first(properties, path, "w:sz")) / 8 + measured(_first(properties, path, "w:space"))


def _on(properties: list[Element], path: str) -> bool:
    """Return the nearest value of a property that is either on or off."""
    for item in properties:
        found = find(item, path)
        if found is not None:
            return val_of(item, path, "1") not in ("0", "false", "off")
    return False
