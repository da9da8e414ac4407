"""Stacked columns -> the names of their segments beside them, where a legend would be looked up. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from generator.draw.layout.stacks import ColumnBand
from generator.draw.picture import ASCENT, DESCENT, Box, Layer, Shape, TextLine
from generator.draw.scale.counts import Segment
from generator.draw.style import LINE_PT, TEXT_PT, Style
from generator.fonts.beside import Rectangle, place_names

MIDDLE = (ASCENT - DESCENT) / 2  # of a line of text above its baseline, as a share of its size


def name_segments(
    bands: Sequence[tuple[ColumnBand, Sequence[Shape]]],
    segments: Sequence[Segment],
    occupied: Sequence[Box],
    room: Box,
    style: Style,
) -> Layer | None:
    """Return the names of all segments beside columns in `room`; None if one has no place.

    `occupied` is what else must not be touched.
    """
    columns = [column for band, shapes in bands for column in _columns(band, shapes, segments)]
    widths = {segment.name: style.label.width(segment.name) for segment in segments if segment.name}
    places = place_names(columns, widths, LINE_PT, [rectangle_of(box) for box in occupied], rectangle_of(room))
    if places is None:
        return None
    texts = (TextLine(name, at.left, at.middle + MIDDLE * TEXT_PT, style.label) for name, at in places.items())
    return Layer(texts=tuple(texts))


def rectangle_of(box: Box) -> Rectangle:
    return box.left, box.top, box.right, box.bottom


def _columns(
    band: ColumnBand, shapes: Sequence[Shape], segments: Sequence[Segment]
) -> Iterator[Mapping[str, Rectangle]]:
    """Yield the segments of each column by name; `shapes` are in the same order."""
    remaining = iter(shapes)
    for bin_ in band.bins:
        drawn = [segment for segment, number in zip(segments, bin_.sums, strict=True) if number > 0]
        yield {segment.name: rectangle_of(next(remaining).box) for segment in drawn}
