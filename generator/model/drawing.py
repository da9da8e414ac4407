"""A drawn figure: the picture, the words for it, and the numbers for an editable chart. Knows nothing of Office."""

from msgspec import Struct


class Series(Struct, frozen=True):
    name: str
    values: tuple[int, ...]  # one a category


class ChartData(Struct, frozen=True):
    """Stacked columns: one column a category, divided by series from the bottom up."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str  # what is counted, said on the value axis


class Drawing(Struct, frozen=True):
    """`width_pt` and `height_pt` are its size at full column width; `alt` says what it shows, from the data."""

    figure: str
    png: bytes
    svg: bytes
    width_pt: float
    height_pt: float
    alt: str
    description: str
    data: ChartData | None = None
