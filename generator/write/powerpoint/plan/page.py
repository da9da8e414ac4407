"""One slide as planned: a layout, and what stands in each of its regions. All geometry is decided here."""

from msgspec import Struct

from generator.model.drawing import Drawing
from generator.write.powerpoint.fit.text import Flow, Item, Line
from generator.write.powerpoint.template.region import Layout, Region


class Filled(Struct, frozen=True, gc=False):
    """Text in its placeholder; `scale` is the computed share of the layout's sizes."""

    region: Region
    items: Flow
    scale: float = 1.0


class Pictured(Struct, frozen=True):
    """A drawing at its own proportions in the region; left, top, width, height in points."""

    region: Region
    drawing: Drawing
    box: tuple[float, float, float, float]


class Charted(Struct, frozen=True):
    """An editable chart that fills its region; `size_pt` is that of its text."""

    region: Region
    drawing: Drawing
    size_pt: float


class Tabled(Struct, frozen=True, gc=False):
    """A table: rows of cells, the first row is the header; widths and heights in points add up to the frame's."""

    region: Region
    rows: tuple[tuple[Line, ...], ...]
    widths_pt: tuple[float, ...]
    heights_pt: tuple[float, ...]
    description: str
    style: str  # GUID of the table style


Shape = Filled | Pictured | Charted | Tabled


class Page(Struct, frozen=True, gc=False):
    """What one part of a slide puts on one page of it."""

    layout: Layout
    shapes: tuple[Shape, ...]
    remarks: Flow = ()  # said at the foot of the page, before its sources

    @property
    def items(self) -> Flow:
        """All that is read on the page, for its sources and statements."""
        found: list[Item] = [*self.remarks]
        for shape in self.shapes:
            match shape:
                case Filled(items=items):
                    found.extend(items)
                case Tabled(rows=rows):
                    found.extend(rows)
                case _:
                    pass
        return tuple(found)


class PlannedSlide(Struct, frozen=True, gc=False):
    """A slide, complete: shapes in reading order, then the footers."""

    title: str
    layout: Layout
    shapes: tuple[Shape, ...]
    footers: tuple[Filled, ...]
    notes: tuple[Line, ...]
    section: str
    hidden: bool
    statements: tuple[str, ...] = ()
