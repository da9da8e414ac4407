"""The shape of a figure -> its dimensions, in points at print width, and where its panels and titles go."""

from math import inf

from msgspec import Struct


class Dimensions(Struct, frozen=True):
    width: float
    lane_height: float  # of columns in a timeline
    height: float  # of a columns figure
    levels: int  # of labels, shared by all rows of marks
    panels: str  # where the enlarged period goes: beside | below; one: no such panel
    titles: str  # where the titles of lanes go: beside | above
    max_height: float = inf  # a taller timeline gets fewer levels of labels
    fill_height: float = 0.0  # a flatter one gets higher columns
    totals: bool = True  # whether numbers stand above columns
    heading: bool = False  # whether columns and bars say what they are of, since nothing beside them does
    outlined: bool = True  # whether columns have a dark edge
    least_tick_days: float = 0.0  # between ticks, if the figure is long enough for two


DIMENSIONS = {
    # 6.3 in: the text of an A4 page; that of a letter page is a little wider
    "page": Dimensions(451.0, 44.0, 130.0, levels=18, panels="beside", titles="beside"),
    # the same on page 1, among much else
    "low": Dimensions(451.0, 32.0, 100.0, levels=5, panels="one", titles="beside", max_height=130.0),
    # 12.1 by 4.4 in on a slide, where 8 pt become 14 pt
    "wide": Dimensions(
        496.0, 44.0, 180.0, levels=12, panels="beside", titles="beside", max_height=182.0, fill_height=180.0
    ),
    "tall": Dimensions(451.0, 60.0, 420.0, levels=36, panels="below", titles="beside"),
    "strips": Dimensions(451.0, 30.0, 130.0, levels=8, panels="one", titles="above", max_height=160.0),
    # 442 by 258 pt beside statements on a slide, where 8 pt become 14 pt
    "half": Dimensions(
        253.0, 28.0, 147.0, levels=10, panels="one", titles="above", max_height=155.0, fill_height=147.0
    ),
    # 3 in: beside text on a page, or on a third of a slide
    "small": Dimensions(216.0, 44.0, 150.0, levels=18, panels="one", titles="above"),
    # 12.1 by 2.5 in across the cover, where 8 pt become 14 pt
    "cover": Dimensions(
        496.0,
        46.0,
        114.0,
        levels=2,
        panels="one",
        titles="above",
        max_height=114.0,
        fill_height=114.0,
        totals=False,
        heading=True,
        outlined=False,
        least_tick_days=365.0,
    ),
    # 5.2 by 2 in in the box of a key number, where 8 pt become 14 pt
    "inset": Dimensions(
        212.0, 30.0, 83.0, levels=2, panels="one", titles="above", max_height=83.0, fill_height=83.0, heading=True
    ),
}
MIN_LEVELS, MAX_LEVELS = 2, 10  # of one row
