"""What a slide template offers: layouts with named regions, in points, every inherited value resolved."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace


class Level(Struct, frozen=True):
    """How a paragraph of one level is set; `line` is a share of the font's own line height."""

    size_pt: float
    family: str
    bold: bool = False
    italic: bool = False
    caps: bool = False
    tracking_pt: float = 0.0
    left_pt: float = 0.0
    indent_pt: float = 0.0  # of the first line, from `left_pt`; negative: hanging
    bullet: bool = False
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    said: bool = False  # whether the slide has to say the size, since the layout sets another

    def without_bullet(self) -> "Level":
        return replace(self, bullet=False, left_pt=0.0, indent_pt=0.0)

    def hanging(self, width_pt: float) -> "Level":
        """Return the level with a hanging indent of `width_pt` at least, its marker where it was."""
        hanging = max(-self.indent_pt, width_pt)
        return replace(self, left_pt=self.left_pt + self.indent_pt + hanging, indent_pt=-hanging)


class Region(Struct, frozen=True, cache_hash=True):
    """A placeholder of a layout. `role` is what it is for: the first word of its name, or what its kind implies.

    `number` orders regions of one role, `status` is the second word of a panel's name ("Panel 2 partly").
    """

    role: str
    number: int
    status: str
    kind: str  # ECMA-376-1, 19.7.10: title, body, pic …; "obj" where none is given
    index: int
    name: str
    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    insets_pt: tuple[float, float, float, float]  # left, top, right, bottom
    levels: tuple[Level, ...]

    @property
    def text_width_pt(self) -> float:
        return self.width_pt - self.insets_pt[0] - self.insets_pt[2]

    @property
    def text_height_pt(self) -> float:
        return self.height_pt - self.insets_pt[1] - self.insets_pt[3]

    def smaller(self, scale: float) -> "Region":
        """Return the region with all its sizes smaller, as a slide has to say."""
        levels = (replace(level, size_pt=level.size_pt * scale, said=True) for level in self.levels)
        return replace(self, levels=tuple(levels)) if scale < 1 else self

    def level(self, number: int) -> Level:
        """Return level `number`, counted from 1; deeper ones than there are look like the last."""
        return self.levels[min(number, len(self.levels)) - 1]


class Layout(Struct, frozen=True):
    """A slide layout; `part` is the name of its part in the package."""

    name: str
    kind: str
    part: str
    regions: tuple[Region, ...]

    def region(self, role: str, number: int = 1) -> Region | None:
        return next((region for region in self.of(role) if region.number == number), None)

    def of(self, role: str) -> Iterator[Region]:
        return (region for region in self.regions if region.role == role)


class Template(Struct, frozen=True):
    """All layouts of a presentation; `table` is how its table cells are set, `table_style` the style's GUID."""

    width_pt: float
    height_pt: float
    layouts: tuple[Layout, ...]
    table: Level
    table_style: str

    def named(self, name: str) -> Layout | None:
        """Return the layout called `name`, whatever its capitals."""
        return next((layout for layout in self.layouts if layout.name.casefold() == name.casefold()), None)
