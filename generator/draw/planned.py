"""A planned figure -> its drawing; a drawing from elsewhere -> whether it shows what is planned, and nothing else."""

from io import BytesIO

from msgspec import Struct

from generator.draw.picture import Picture
from generator.draw.svg import write_svg
from generator.model.drawing import ChartData, Drawing


class PlannedDrawing(Struct, frozen=True):
    """All of a drawing but its pixels: `picture` on `ground`, a colour, and what is said of it."""

    figure: str
    title: str
    ground: str
    picture: Picture
    alt: str
    description: str
    data: ChartData | None = None  # the numbers of an editable chart


def render_planned(planned: PlannedDrawing) -> Drawing:
    """Return what is planned as a drawing."""
    from generator.draw.render import render

    return _drawing(planned, render(planned.picture, planned.ground))


def _drawing(planned: PlannedDrawing, png: bytes) -> Drawing:
    svg = write_svg(planned.picture, planned.title, planned.ground)
    width_pt, height_pt = planned.picture.width, planned.picture.height
    return Drawing(planned.figure, png, svg, width_pt, height_pt, planned.alt, planned.description, planned.data)


def shows(drawing: Drawing, planned: PlannedDrawing) -> bool:
    """Return whether `drawing`, which may come from anywhere, shows what is planned, and nothing else.

    Of its PNG only format and size are compared, since what its pixels show cannot be read.
    """
    return drawing == _drawing(planned, drawing.png) and _is_png(drawing.png, planned.picture.size_px)


def _is_png(png: bytes, size_px: tuple[int, int]) -> bool:
    """Return whether `png` is whole, of that size, and holds no text; it is decoded when the pack is released."""
    from PIL import Image

    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as image:
            image.verify()
            return (image.size, image.mode, {*image.info}) == (size_px, "P", {"dpi"})
    except Exception:  # Pillow raises some six kinds
        return False
