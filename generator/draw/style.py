"""A brand -> the colours, types and measures of a figure at print width (468 pt = 6.5 in)."""

from msgspec import Struct

from generator.draw.picture import Type
from generator.model.look import Brand

TEXT = 7.5
TITLE = 8.0
MARK = 5.4  # diameter of a circle
STRIP = 8.0  # height of one level of labels
GAP = 1.2  # between a mark and its label, and around labels
HAIRLINE = 0.4


class Style(Struct, frozen=True):
    """Ways to set words, and colours as six hex digits."""

    label: Type
    note: Type  # silent lanes, periods of columns
    tick: Type
    total: Type
    title: Type
    caption: Type
    as_of: Type
    white: str
    paper: str
    grid: str
    axis: str
    leader: str
    edge: str
    palette: tuple[str, ...]
    shades: tuple[str, ...]
    family: str

    def mark_color(self, number: int) -> str:
        """Return the chart colour of that number, counted from 1; after the last comes the first again."""
        return self.palette[(number - 1) % len(self.palette)]

    def row_title(self, number: int) -> Type:
        return Type(self.family, TEXT, self.mark_color(number), bold=True)


def style_of(brand: Brand) -> Style:
    colors, font = brand.colors, brand.body_font
    white, muted = colors["light1"], colors["accent6"]
    return Style(
        label=Type(font, TEXT, colors["dark1"]),
        note=Type(font, TEXT, muted, italic=True),
        tick=Type(font, TEXT, muted),
        total=Type(font, TEXT, colors["dark1"]),
        title=Type(font, TITLE, colors["dark2"], bold=True),
        caption=Type(font, TEXT, colors["dark2"], bold=True),
        as_of=Type(font, TEXT, colors["accent2"], bold=True),
        white=white,
        paper=mixed(colors["light2"], white, 0.6),
        grid=mixed(muted, white, 0.3),
        axis=muted,
        leader=muted,
        edge=colors["dark2"],
        palette=brand.palette,
        shades=brand.shades,
        family=font,
    )


def mixed(color: str, other: str, share: float) -> str:
    """Return `share` of `color` and the rest of `other`."""
    pairs = [(int(color[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    return "".join(f"{round(one * share + two * (1 - share)):02X}" for one, two in pairs)
