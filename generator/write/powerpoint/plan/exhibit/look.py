"""A table that fills its slide, and the theme -> how each of its cells looks: fills, inks, rules and sizes."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.color.contrast import luminance
from generator.color.fill import STATUS_COLORS, Fill, choose_fill, choose_ink
from generator.color.theme_color import ThemeColor
from generator.model.inline import DETAIL, QUIET, SIGN, VALUE
from generator.write.powerpoint.fit.text import TextParagraph
from generator.write.powerpoint.plan.page import CellLook, TextLook

# sizes, as shares of that of the text around
RATIOS = {SIGN: 1.6, VALUE: 1.45, DETAIL: 0.75, QUIET: 1.0}
_PLAIN_VALUE = 1.15  # in a row that is not shaded, where others are
SMALLEST_PT = 10.0  # what the check of a finished file calls the least on a slide
# of a cell, at the sides, and above and below: tighter than those of ECMA-376-1, 21.1.3.17
MARGINS_PT = (6.0, 1.2)
_HAIRLINE_PT, _RULE_PT, _GAP_PT = 0.5, 1.5, 3.0
_TEXT, _TITLE, _GREY, _ALARM, _SHADE = "tx1", "tx2", "accent6", "accent2", "bg2"
_INKS = ("bg1", "tx1")


class RowPlace(Struct, frozen=True):
    """Where a row stands: in a group of that `status` of so many `rows` on this page, if it is the `first`."""

    size_pt: float
    status: str = ""
    rows: int = 0
    first: bool = False
    grouped: bool = False
    shaded: bool = False
    plain: bool = False  # though other rows are shaded
    below_shaded: bool = False  # or below the header
    top: bool = False  # of its page


def size_of(style: str, size_pt: float) -> float:
    """Return the size of text in a `style` of spans, beside text of `size_pt`."""
    return max(size_pt * RATIOS.get(style, 1.0), SMALLEST_PT)


class Looks(Struct, frozen=True):
    """Looks for the theme of one layout, whose `colors` are six hex digits by name."""

    colors: Mapping[str, str]
    aligned: Sequence[str]
    right_to_left: bool

    def header(self, cells: Sequence[TextParagraph], size_pt: float) -> tuple[CellLook, ...]:
        """Return how the cells of the header look: small, so that it does not compete with what it heads."""
        text = TextLook(size_of(DETAIL, size_pt), self._ink(_GREY, "ground"))
        return tuple(
            CellLook(text, margins_pt=MARGINS_PT, align=self._align(column, cell), anchor="b")
            for column, cell in enumerate(cells)
        )

    def row(self, cells: Sequence[TextParagraph], place: RowPlace) -> tuple[CellLook, ...]:
        """Return how the cells of a row look."""
        return tuple(
            self._lead(cell, place) if place.grouped and column == 0 else self._cell(column, cell, place)
            for column, cell in enumerate(cells)
        )

    def _cell(self, column: int, cell: TextParagraph, place: RowPlace) -> CellLook:
        size_pt = place.size_pt
        shade = _SHADE if place.shaded and self._ink(_TEXT, _SHADE) else ""
        ground = shade or "ground"
        is_title = bool(cell.spans) and all(span.bold and not span.style for span in cell.spans)
        strong = STATUS_COLORS.get(place.status, "") if place.grouped else _GREY if place.plain else _ALARM
        value_pt = size_of(VALUE, size_pt) if not place.plain else size_pt * _PLAIN_VALUE
        rule, rule_pt = self._rule(place, shade)
        return CellLook(
            TextLook(size_pt, self._ink(_TITLE, ground) if is_title and not place.grouped else ""),
            {
                VALUE: TextLook(value_pt, self._ink(strong, ground), heading=True),
                DETAIL: TextLook(size_of(DETAIL, size_pt), self._ink(_GREY, ground)),
                QUIET: TextLook(size_pt, self._ink(_GREY, ground)),
                SIGN: TextLook(size_of(SIGN, size_pt)),
            },
            fill=shade,
            rule=rule,
            rule_pt=rule_pt,
            margins_pt=MARGINS_PT,
            align=self._align(column, cell),
        )

    def _lead(self, cell: TextParagraph, place: RowPlace) -> CellLook:
        """Return how the cell of a group looks: one cell over all its rows, in the colour of its status."""
        fill = self._fill(place.status)
        ink = fill.ink if fill else ""
        sizes = {style: TextLook(size_of(style, place.size_pt), ink) for style in RATIOS}
        gap = "" if place.top or not place.first else "bg1"
        return CellLook(
            TextLook(place.size_pt, ink),
            sizes,
            rows=place.rows if place.first else 0,
            fill=str(fill.color) if fill else "",
            rule=gap,
            rule_pt=_GAP_PT if gap else 0.0,
            margins_pt=MARGINS_PT,
            align=self._align(0, cell),
        )

    def _fill(self, status: str) -> Fill | None:
        return choose_fill(STATUS_COLORS[status], _INKS, self.colors) if status in STATUS_COLORS else None

    def _rule(self, place: RowPlace, shade: str) -> tuple[str, float]:
        """Return colour and width of the line above a row: that of its status above a group, white in a shade."""
        if place.grouped and place.first:
            fill = self._fill(place.status)
            return (str(fill.color) if fill else _TEXT), _RULE_PT
        if place.top and shade:
            return "", 0.0
        return ("bg1", _RULE_PT) if shade and place.below_shaded else (self._hairline, _HAIRLINE_PT)

    @property
    def _hairline(self) -> str:
        light, dark = (self.colors.get(name) or "" for name in _INKS)
        if not light or not dark:
            return _TEXT
        return str(ThemeColor("bg1", -25 if luminance(light) >= luminance(dark) else 30))

    def _ink(self, name: str, ground: str) -> str:
        """Return the colour `name` if it is readable on the colour `ground`, else that of the style, ""."""
        return choose_ink((name,), self.colors.get(ground, ""), self.colors)

    def _align(self, column: int, cell: TextParagraph) -> str:
        """Return the side at which a cell begins, "" if that follows from its own words."""
        if column < len(self.aligned) and self.aligned[column] == "right":
            return "l" if self.right_to_left else "r"
        return "r" if self.right_to_left else ""


def with_rules_below(rows: Sequence[tuple[CellLook, ...]]) -> tuple[tuple[CellLook, ...], ...]:
    """Return `rows` in which each cell also has the line above the one below it."""
    below = (*rows[1:], ())
    return tuple(
        tuple(
            replace(look, rule_below=other.rule, rule_below_pt=other.rule_pt)
            for look, other in zip(row, next_row, strict=True)
        )
        if next_row
        else row
        for row, next_row in zip(rows, below, strict=True)
    )
