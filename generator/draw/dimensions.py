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


DIMENSIONS = {
    # 6.5 in: the text of an A4 or letter page
    "page": Dimensions(468.0, 44.0, 130.0, levels=18, panels="beside", titles="beside"),
    # 12.1 by 4.4 in on a slide, where 7.5 pt become 12 pt
    "wide": Dimensions(540.0, 44.0, 188.0, levels=12, panels="beside", titles="beside", max_height=198.0),
    "tall": Dimensions(468.0, 60.0, 420.0, levels=36, panels="below", titles="beside"),
    # 3 in: beside text on a page, or on a third of a slide
    "small": Dimensions(216.0, 44.0, 150.0, levels=18, panels="one", titles="above"),
}
MIN_LEVELS, MAX_LEVELS = 2, 10  # of one row
