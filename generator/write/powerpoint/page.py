"""One slide as planned: a layout, and what stands in each of its regions. All geometry is decided here."""

from dataclasses import dataclass, field

from generator.model.drawing import Drawing
from generator.write.powerpoint.region import Layout, Region
from generator.write.powerpoint.text import Flow, Item, Line


@dataclass(frozen=True)
class Filled:
    """Text in its placeholder; `scale` is the computed share of the layout's sizes."""

    region: Region
    items: Flow
    scale: float = 1.0


@dataclass(frozen=True)
class Pictured:
    """A drawing at its own proportions in the region; left, top, width, height in points."""

    region: Region
    drawing: Drawing
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Charted:
    """An editable chart that fills its region; `size_pt` is that of its text."""

    region: Region
    drawing: Drawing
    size_pt: float


@dataclass(frozen=True)
class Tabled:
    """A table: rows of cells, the first row is the header; widths and heights in points add up to the frame's."""

    region: Region
    rows: tuple[tuple[Line, ...], ...]
    widths_pt: tuple[float, ...]
    heights_pt: tuple[float, ...]
    description: str
    style: str  # GUID of the table style


Shape = Filled | Pictured | Charted | Tabled


@dataclass(frozen=True)
class Page:
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


@dataclass(frozen=True)
class PlannedSlide:
    """A slide, complete: shapes in reading order, then the footers."""

    title: str
    layout: Layout
    shapes: tuple[Shape, ...]
    footers: tuple[Filled, ...]
    notes: tuple[Line, ...]
    section: str
    hidden: bool
    statements: tuple[str, ...] = field(default=())
