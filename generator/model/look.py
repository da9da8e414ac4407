"""A look: two Office templates, and the brand's colours and fonts for their themes."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.color.contrast import BLACK, READABLE, VISIBLE, WHITE, luminance, make_readable, mix
from generator.color.figure_colors import FigureColors, derive_figure_colors
from generator.errors import Place

# Theme colours in the order of ECMA-376-1, 20.1.6.2 (a:clrScheme); brand.yaml names them the same.
THEME_COLORS = (
    "dark1", "light1", "dark2", "light2", "accent1", "accent2", "accent3",
    "accent4", "accent5", "accent6", "hyperlink", "followed_hyperlink",
)  # fmt: skip

# What a layout of the slide template may be for; brand.yaml can name one for each.
PURPOSES = (
    "cover", "section", "content", "two_contents", "three_contents", "figure", "chart", "table", "sources",
)  # fmt: skip


# what `keep` can name of a Word template's own text
KEPT = (BEFORE, FIRST_PAGE, AFTER) = ("before", "first-page", "after")


class Brand(Struct, frozen=True):
    """Colours as six hex digits without `#`; `heading_font` and `body_font` are family names."""

    colors: Mapping[str, str]  # by THEME_COLORS
    heading_font: str
    body_font: str
    palette: tuple[str, ...]  # chart colours of marks; the dataset counts them from 1
    shades: tuple[str, ...]  # chart colours of stacked columns, bottom to top
    ground: str = ""  # what is really behind figures, where that is not `light1`
    cover_ground: str = ""  # and on the cover, where that is not `dark2`
    panel_ground: str = ""  # and in panels, where that is not `light2`
    slab: bool = False  # whether figures bring their ground, since a picture or a gradient is behind them
    east_asian_font: str = ""  # of both; empty: the theme's own, or what is usual for `script`
    complex_font: str = ""  # of Arabic, Hebrew, Devanagari and the like; empty: the theme's own
    script: str = ""  # Jpan | Hans | Hant | Hang: in which the text is written; empty: another

    def figure_colors(self, *, outlined: bool = True, banded: bool = False) -> FigureColors:
        """Return the colours of figures on the ground that is behind them; see `derive_figure_colors`."""
        own = (self.colors, self.palette, self.shades, self.ground)
        return derive_figure_colors(*own, outlined=outlined, banded=banded)

    @property
    def on_paper(self) -> "Brand":
        """The brand in print: of a dark one, text and background are swapped, and all else is darkened."""
        colors = self.colors
        if luminance(colors["light1"]) >= luminance(colors["dark1"]):
            return self
        ground, panel = WHITE, mix(colors["light1"], WHITE, 0.93)
        swapped = {"dark1": BLACK, "light1": ground, "dark2": colors["light1"], "light2": panel}
        return replace(
            self,
            colors={name: swapped.get(name) or make_readable(color, panel, READABLE) for name, color in colors.items()},
            palette=tuple(make_readable(color, ground, READABLE) for color in self.palette),
            shades=tuple(make_readable(color, ground, VISIBLE / 2) for color in self.shades),
        )

    @property
    def on_cover(self) -> "Brand":
        """The brand on the ground of the cover, which the theme calls `dark2`."""
        ground = self.cover_ground or self.colors["dark2"]
        text = make_readable(self.colors["light1"], ground, READABLE)
        brand = self._on(ground, {"dark1": text, "dark2": text, "light2": mix(ground, text, 0.12)})
        # what colours of marks mean is not explained there
        return replace(brand, palette=(text,))

    @property
    def on_panel(self) -> "Brand":
        """The brand on the ground of panels and boxes."""
        return self._on(self.panel_ground or self.colors["light2"], {})

    def _on(self, ground: str, others: Mapping[str, str]) -> "Brand":
        """Return the brand on another `ground`, with `others` of its colours replaced and the rest made readable."""
        own = {**others, "light1": ground}
        return replace(
            self,
            ground="",
            colors={n: own.get(n) or make_readable(color, ground, READABLE) for n, color in self.colors.items()},
            palette=tuple(make_readable(color, ground, VISIBLE) for color in self.palette),
            shades=tuple(make_readable(color, ground, VISIBLE) for color in self.shades),
        )


class NamedLayout(Struct, frozen=True):
    """The name of a layout, and the place in brand.yaml that gives it."""

    name: str
    place: Place = Place("brand.yaml")


class Look(Struct, frozen=True):
    """The template files as bytes, with the places that messages name."""

    brand: Brand
    word: bytes
    slides: bytes
    word_place: Place
    slides_place: Place
    files: Mapping[str, bytes]  # as read, for the manifest
    logo: bytes = b""  # PNG or JPEG
    logo_on_slides: bytes = b""  # where slides need another version
    place: Place = Place("brand.yaml")
    logo_place: Place = Place("brand.yaml")  # where brand.yaml names each
    logo_on_slides_place: Place = Place("brand.yaml")
    keep: tuple[str, ...] = (BEFORE,)  # of the Word template's own text
    numbered_headings: bool = True  # as the Word template has them
    layouts: Mapping[str, NamedLayout] = {}  # of the slides, by their purpose: "cover", "section" …
    used_layouts: tuple[str, ...] = ()  # the parts of the layouts of the template's own slides, in lower case
