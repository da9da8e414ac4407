"""A drawn figure: its picture, its description, and the numbers for an editable chart. Independent of Office."""

from msgspec import Struct


class Series(Struct, frozen=True):
    name: str
    values: tuple[int, ...]  # one per category
    shade: int = 0  # its number in the brand's shades
    accent: int = 0  # and in the tints of the accent colour, where it is highlighted


class ChartData(Struct, frozen=True):
    """Stacked columns: one per category, divided by series from the bottom up."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str  # what is counted: the title of the value axis
    doubtful: tuple[int, ...] = ()  # the categories whose sum carries a mark of doubt, by number from 0
    highlighted: tuple[int, ...] = ()  # those in the accent colour
    remarks: tuple[tuple[int, str], ...] = ()  # on a category: its number, and the text


class Drawing(Struct, frozen=True):
    """`width_pt` and `height_pt` are its size at full text width; `alt` and `description` say what it shows."""

    figure: str
    png: bytes
    svg: bytes
    width_pt: float
    height_pt: float
    alt: str
    description: str
    data: ChartData | None = None
