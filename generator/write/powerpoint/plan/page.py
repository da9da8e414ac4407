"""One slide as planned: a layout, and what is in each of its regions. All geometry is decided here."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.text import Items, TextParagraph
from generator.write.powerpoint.template.region import Layout, Region

Box = tuple[float, float, float, float]  # left, top, width, height in points


class TextShape(Struct, frozen=True):
    """Text in its placeholder; `scale` is the computed share of the layout's sizes."""

    region: Region
    items: Items
    scale: float = 1.0


class PictureShape(Struct, frozen=True):
    """A drawing in a region, in its own proportions."""

    region: Region
    drawing: Drawing
    box: Box


class ChartShape(Struct, frozen=True):
    """An editable chart that fills its region; `size_pt` is that of its text."""

    region: Region
    drawing: Drawing
    size_pt: float


class TextLook(Struct, frozen=True):
    """How text is set that is not as the layout sets it; `color` is one of the theme, "" for that of its style."""

    size_pt: float
    color: str = ""
    heading: bool = False  # in the theme's font for headings


class CellLook(Struct, frozen=True):
    """How a cell looks that is not as the table style says; text in a span's style looks as in `styles`.

    `rows` is how many it extends over, 0 if it belongs to the one above; `rule_pt` is the width of the line above it.
    """

    text: TextLook
    styles: Mapping[str, TextLook] = {}
    rows: int = 1
    fill: str = ""  # colours of the theme, as `accent1` or `accent1 darker 25%`
    rule: str = ""
    rule_pt: float = 0.0
    rule_below: str = ""  # that of the row below, which programs draw in either's place
    rule_below_pt: float = 0.0
    margins_pt: tuple[float, float] = (0.0, 0.0)  # at the sides; above and below
    align: str = ""  # "l" | "r", else as the text runs
    anchor: str = "ctr"


class TableShape(Struct, frozen=True):
    """A table: rows of cells, the header first; widths and heights add up to those of the table.

    With `row_headers`, the first cell of each row heads it. `looks` are those of all cells, if the style has not all.
    """

    region: Region
    rows: tuple[tuple[TextParagraph, ...], ...]
    widths_pt: tuple[float, ...]
    heights_pt: tuple[float, ...]
    description: str
    style: str  # GUID of the table style
    row_headers: bool = False
    events: tuple[str, ...] = ()  # ids of those of its rows
    looks: tuple[tuple[CellLook, ...], ...] = ()


Shape = TextShape | PictureShape | ChartShape | TableShape


class Page(Struct, frozen=True):
    """What one segment of a slide puts on one page."""

    layout: Layout
    shapes: tuple[Shape, ...]
    remarks: Items = ()  # at the foot of the page, before its sources
    unseen: Items = ()  # whose sources are cited, such as a caption for which there is no room
    lists_sources: bool = False  # itself, so that its foot does not

    @property
    def items(self) -> Items:
        """All text of the page."""
        return (*self.remarks, *items_in(self.shapes), *self.unseen)


class PlannedSlide(Struct, frozen=True):
    """A complete slide: shapes in reading order, then the footers."""

    title: str
    layout: Layout
    shapes: tuple[Shape, ...]
    footers: tuple[TextShape, ...]
    notes: tuple[TextParagraph, ...]
    section: str
    hidden: bool
    statements: tuple[str, ...] = ()  # ids
    noted: tuple[str, ...] = ()  # ids of the events of tables in the notes
    is_title: bool = False  # a cover or divider

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures on it."""
        return tuple(shape.drawing.figure for shape in self.shapes if isinstance(shape, PictureShape | ChartShape))

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that its tables have rows of."""
        return tuple(id_ for shape in self.shapes if isinstance(shape, TableShape) for id_ in shape.events)


def items_in(shapes: Sequence[Shape]) -> Items:
    """Return the text of `shapes`; each row of a table is an item."""
    return tuple(item for shape in shapes for item in _items(shape))


def _items(shape: Shape) -> Items:
    match shape:
        case TextShape(items=items) | TableShape(rows=items):
            return items
        case PictureShape() | ChartShape():
            return ()
        case _:
            assert_never(shape)
