"""A brand -> the text styles, colours and sizes of a figure at print width (451 pt = 6.3 in)."""

from msgspec import Struct

from generator.color.contrast import mix
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
    row_titles: tuple[str, ...]  # its colours, as text
    shades: tuple[str, ...]
    highlights: tuple[str, ...]  # instead of the shades, where columns are in the accent colour
    family: str
    totals: bool  # whether numbers stand above columns

    def mark_color(self, number: int) -> str:
        """Return the chart colour of that number, counted from 1 and starting over after the last."""
        return self.palette[(number - 1) % len(self.palette)]

    def row_title(self, number: int) -> TextStyle:
        color = self.row_titles[(number - 1) % len(self.row_titles)]
        return TextStyle(self.family, TEXT_PT, color, bold=True)


def style_of(brand: Brand, shape: str = "page", *, banded: bool = False) -> Style:
    """Return the style of a figure of that `shape`; `banded`, if it has phases of which some are highlighted."""
    font, outlined = brand.body_font, DIMENSIONS[shape].outlined
    colors = brand.figure_colors(outlined=outlined, banded=banded)
    texts = colors.texts
    muted = texts["accent6"]
    return Style(
        label=TextStyle(font, TEXT_PT, texts["dark1"]),
        note=TextStyle(font, TEXT_PT, muted, italic=True),
        tick=TextStyle(font, TEXT_PT, muted),
        total=TextStyle(font, TEXT_PT, texts["dark1"]),
        title=TextStyle(font, TITLE_PT, texts["dark2"], bold=True),
        caption=TextStyle(font, TEXT_PT, texts["dark2"], bold=True),
        as_of=TextStyle(font, TEXT_PT, texts["accent2"], bold=True),
        remark=TextStyle(font, TEXT_PT, texts["accent1"], bold=True),
        accent=TextStyle(font, TEXT_PT, texts["accent2"], bold=True),
        phase_accent=TextStyle(font, TITLE_PT, texts["accent2"], bold=True),
        white=colors.ground,
        paper=colors.band,
        accent_paper=colors.highlight_band,
        grid=mix(colors.ground, muted, 0.3),
        axis=muted,
        leader=muted,
        edge=texts["dark2"] if outlined else colors.ground,
        palette=colors.marks,
        row_titles=colors.titles,
        shades=colors.fills,
        highlights=colors.highlights,
        family=font,
        totals=DIMENSIONS[shape].totals,
    )
