"""What a slide template offers: its layouts and their regions in points, with every inherited value resolved."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.write.ooxml.backdrop import Patch, see_colors


class Level(Struct, frozen=True):
    """How a paragraph of one list level is set."""

    size_pt: float
    family: str
    bold: bool = False
    italic: bool = False
    caps: bool = False
    tracking_pt: float = 0.0
    left_pt: float = 0.0
    indent_pt: float = 0.0  # of the first line, from `left_pt`; negative for a hanging indent
    bullet: bool = False
    before_pt: float = 0.0
    after_pt: float = 0.0
    line_spacing: float = 1.0  # a multiple of the font's own line height
    overrides_size: bool = False  # the slide itself has to state the size, since the layout has another
    overrides_spacing: bool = False  # likewise the space before
    typeface: str = ""  # of `family`, as cells and charts have to state it; empty for the theme's font for text

    def without_bullet(self, number: int) -> "Level":
        """Return level `number` without bullet and hanging indent; below a first level, text begins at the bullet."""
        left_pt = max(self.left_pt + self.indent_pt, 0.0) if number > 1 else 0.0
        return replace(self, bullet=False, left_pt=left_pt, indent_pt=0.0)

    def with_hanging_indent(self, width_pt: float) -> "Level":
        """Return the level with a hanging indent of at least `width_pt`; the marker stays where it was."""
        hanging_pt = max(-self.indent_pt, width_pt)
        return replace(self, left_pt=self.left_pt + self.indent_pt + hanging_pt, indent_pt=-hanging_pt)


class Region(Struct, frozen=True):
    """A placeholder of a layout. `role` is what it is for: the first word of its name, or what its type implies.

    `number` orders the regions of one role.
    """

    role: str
    number: int
    kind: str  # ECMA-376-1, 19.7.10: title, body, pic …; "obj" if the template gives none
    index: int
    name: str
    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    insets_pt: tuple[float, float, float, float]  # left, top, right, bottom
    levels: tuple[Level, ...]
    columns: int = 1  # of text, of equal width
    column_gap_pt: float = 0.0
    framed: bool = False  # with a line around it
    placed: bool = False  # the slide itself has to state box and columns, since the layout has others

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height in points."""
        return self.left_pt, self.top_pt, self.width_pt, self.height_pt

    @property
    def bottom_pt(self) -> float:
        return self.top_pt + self.height_pt

    @property
    def right_pt(self) -> float:
        return self.left_pt + self.width_pt

    @property
    def area(self) -> float:
        """In square points."""
        return self.width_pt * self.height_pt

    def between(self, top_pt: float, bottom_pt: float) -> "Region":
        """Return the region from `top_pt` to `bottom_pt`."""
        if (top_pt, bottom_pt) == (self.top_pt, self.bottom_pt):
            return self
        return replace(self, top_pt=top_pt, height_pt=bottom_pt - top_pt, placed=True)

    @property
    def text_width_pt(self) -> float:
        """The width of a column."""
        gaps_pt = self.column_gap_pt * (self.columns - 1)
        return (self.width_pt - self.insets_pt[0] - self.insets_pt[2] - gaps_pt) / self.columns

    @property
    def text_height_pt(self) -> float:
        return self.height_pt - self.insets_pt[1] - self.insets_pt[3]

    def without_margins(self) -> "Region":
        """Return the region with its whole height for text, which a single line in its middle may take."""
        left_pt, _, right_pt, _ = self.insets_pt
        return replace(self, insets_pt=(left_pt, 0.0, right_pt, 0.0))

    def cover(self, others: Sequence["Region"]) -> "Region":
        """Return the region with the place of `others` as well."""
        if not others:
            return self
        regions = (self, *others)
        left_pt, top_pt = min(each.left_pt for each in regions), min(each.top_pt for each in regions)
        right_pt = max(each.left_pt + each.width_pt for each in regions)
        wide = replace(self, left_pt=left_pt, width_pt=right_pt - left_pt, placed=True)
        return wide.between(top_pt, max(each.bottom_pt for each in regions))

    def divide(self, height_pt: float, columns: int, gap_pt: float) -> "Region":
        """Return the region with text of `height_pt` in `columns`."""
        bottom_pt = self.top_pt + height_pt + self.insets_pt[1] + self.insets_pt[3]
        return replace(self.between(self.top_pt, bottom_pt), columns=columns, column_gap_pt=gap_pt, placed=True)

    def shrink_text(self, scale: float) -> "Region":
        """Return the region with its text at `scale` of the layout's sizes."""
        levels = (replace(level, size_pt=level.size_pt * scale, overrides_size=True) for level in self.levels)
        return replace(self, levels=tuple(levels)) if scale < 1 else self

    def with_sizes_of(self, other: "Region") -> "Region":
        """Return the region with its text in the sizes of `other`."""
        sizes_pt = [other.level(number).size_pt for number in range(1, len(self.levels) + 1)]
        if sizes_pt == [level.size_pt for level in self.levels]:
            return self
        pairs = zip(self.levels, sizes_pt, strict=True)
        return replace(
            self, levels=tuple(replace(level, size_pt=size_pt, overrides_size=True) for level, size_pt in pairs)
        )

    def spread_text(self, by_pt: float) -> "Region":
        """Return the region with so much more space before the paragraphs of its first level."""
        first, *others = self.levels
        spread = replace(first, before_pt=first.before_pt + by_pt, overrides_spacing=True)
        return replace(self, levels=(spread, *others))

    def level(self, number: int) -> Level:
        """Return level `number`, counted from 1; levels deeper than the last look like the last."""
        return self.levels[min(number, len(self.levels)) - 1]


class Layout(Struct, frozen=True):
    """A slide layout; `kind` is its type (ECMA-376-1, 19.7.15), `part` the name of its part in the package."""

    name: str
    kind: str
    part: str
    regions: tuple[Region, ...]  # in reading order
    colors: Mapping[str, str] = {}  # of its theme, by the names that its master gives them: six hex digits
    master: int = 0  # the number of its master, counted from 0
    backdrop: tuple[Patch, ...] = ()  # behind its placeholders, the rearmost first
    fills: Mapping[int, tuple[str, ...]] = {}  # of placeholders that have one, by index

    def region(self, role: str, number: int = 1) -> Region | None:
        return next((region for region in self.regions_of(role) if region.number == number), None)

    def regions_of(self, role: str) -> Iterator[Region]:
        return (region for region in self.regions if region.role == role)

    def regions_in_order(self, role: str) -> tuple[Region, ...]:
        """Return the regions of `role` in the order of their numbers."""
        return tuple(sorted(self.regions_of(role), key=lambda region: region.number))

    @property
    def seat(self) -> Region | None:
        """The largest region for content."""
        return max(self.regions_of("Content"), key=lambda region: region.area, default=None)

    def grounds_of(self, region: Region) -> tuple[str, ...]:
        """Return the colours behind the text of `region`; () where one of them cannot be told."""
        own = self.fills.get(region.index)
        return self.grounds_at(region.box) if own is None else own if all(own) else ()

    def grounds_at(self, box: tuple[float, float, float, float]) -> tuple[str, ...]:
        """Return the colours that are seen in `box`, the foremost first; () where one of them cannot be told."""
        return see_colors(self.backdrop, box)


class LayoutSet(Struct, frozen=True):
    """All layouts of a template, over all its masters."""

    width_pt: float  # of a slide
    height_pt: float
    layouts: tuple[Layout, ...]
    table: Level  # how the cells of a table are set
    table_style: str  # GUID
    heading_family: str = ""  # the theme's font for headings
    used: tuple[str, ...] = ()  # the parts of the layouts of the template's own slides, in their order
    mapped: Mapping[str, str] = {}  # purpose -> the name of the layout that brand.yaml gives it

    def with_table_in(self, region: Region) -> "LayoutSet":
        """Return the layouts with cells in the face of `region`, which they state where it is not the theme's."""
        return replace(self, table=replace(self.table, family=region.level(1).family))

    @property
    def area(self) -> float:
        """Of a slide, in square points."""
        return self.width_pt * self.height_pt

    @property
    def largest_seat(self) -> float:
        """The area of the largest region for content."""
        return max((layout.seat.area for layout in self.layouts if layout.seat), default=0.0)

    def find(self, name: str) -> Layout | None:
        """Return the layout called `name`, ignoring case."""
        return next((layout for layout in self.layouts if layout.name.casefold() == name.casefold()), None)
