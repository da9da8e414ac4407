"""A figure's shape -> its measures, in points at the width at which it is printed."""

from math import inf

from msgspec import Struct


class Format(Struct, frozen=True):
    """`levels` of labels are shared out among the rows of marks; `column` and `height` are those of columns."""

    width: float
    column: float  # height of a timeline's lane of columns
    height: float  # of a figure that has columns alone
    levels: int
    panels: str  # where the enlarged period stands: beside | below; one: there is no such panel
    titles: str  # where the titles of lanes stand: beside | above
    tallest: float = inf  # beyond it, a timeline makes do with fewer levels of labels


FORMATS = {
    # 6.5 in: the text of an A4 or letter page
    "page": Format(468.0, 44.0, 130.0, levels=18, panels="beside", titles="beside"),
    # 12.1 by 4.4 in on a slide: 7.5 pt become 12 pt
    "wide": Format(540.0, 44.0, 188.0, levels=12, panels="beside", titles="beside", tallest=198.0),
    "tall": Format(468.0, 60.0, 420.0, levels=36, panels="below", titles="beside"),
    # 3 in: beside text on a page, or on a third of a slide
    "small": Format(216.0, 44.0, 150.0, levels=18, panels="one", titles="above"),
}
FEWEST, MOST = 2, 10  # levels of one row
