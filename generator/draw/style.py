"""A brand -> the text styles, colours and sizes of a figure at print width (451 pt = 6.3 in)."""

from msgspec import Struct

from generator.color.palette import highlight_colors
from generator.draw.dimensions import DIMENSIONS
from generator.draw.picture import TextStyle
from generator.model.look import Brand

TEXT_PT = 8.0
TITLE_PT = 8.5
LINE_PT = 8.6  # height of a line of text, and of a level of labels
MARK_PT = 5.4  # diameter of a circle
GAP_PT = 1.2  # between marks and labels
HAIRLINE_PT = 0.4


class Style(Struct, frozen=True):
    """Text styles, and colours as six hex digits."""

    label: TextStyle
    note: TextStyle  # silent lanes, what a column stands for
    tick: TextStyle
    total: TextStyle
    title: TextStyle
    caption: TextStyle
    as_of: TextStyle
    remark: TextStyle
    accent: TextStyle  # of what is highlighted
    phase_accent: TextStyle  # of the title of a phase with such
    white: str
    paper: str
    accent_paper: str
    grid: str
    axis: str
    leader: str
    edge: str
    palette: tuple[str, ...]
    shades: tuple[str, ...]
    highlights: tuple[str, ...]  # instead of the shades, where columns are in the accent colour
    family: str
    totals: bool  # whether numbers stand above columns

    def mark_color(self, number: int) -> str:
        """Return the chart colour of that number, counted from 1 and starting over after the last."""
        return self.palette[(number - 1) % len(self.palette)]

    def row_title(self, number: int) -> TextStyle:
        return TextStyle(self.family, TEXT_PT, self.mark_color(number), bold=True)


def style_of(brand: Brand, shape: str = "page") -> Style:
    colors, font = brand.colors, brand.body_font
    white, muted = colors["light1"], colors["accent6"]
    return Style(
        label=TextStyle(font, TEXT_PT, colors["dark1"]),
        note=TextStyle(font, TEXT_PT, muted, italic=True),
        tick=TextStyle(font, TEXT_PT, muted),
        total=TextStyle(font, TEXT_PT, colors["dark1"]),
        title=TextStyle(font, TITLE_PT, colors["dark2"], bold=True),
        caption=TextStyle(font, TEXT_PT, colors["dark2"], bold=True),
        as_of=TextStyle(font, TEXT_PT, colors["accent2"], bold=True),
        remark=TextStyle(font, TEXT_PT, colors["accent1"], bold=True),
        accent=TextStyle(font, TEXT_PT, colors["accent2"], bold=True),
        phase_accent=TextStyle(font, TITLE_PT, colors["accent2"], bold=True),
        white=white,
        paper=mix(colors["light2"], white, 0.6),
        accent_paper=mix(colors["accent2"], white, 0.1),
        grid=mix(muted, white, 0.3),
        axis=muted,
        leader=muted,
        edge=colors["dark2" if DIMENSIONS[shape].outlined else "light1"],
        palette=brand.palette,
        shades=brand.shades,
        highlights=highlight_colors(colors),
        family=font,
        totals=DIMENSIONS[shape].totals,
    )


def mix(color: str, other: str, share: float) -> str:
    """Return a colour of which `share` is `color` and the rest `other`."""
    pairs = [(int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    return "".join(f"{round(one * share + two * (1 - share)):02X}" for one, two in pairs)
