"""A planned picture -> its SVG: only what Office draws, which is paths, text, lines and plain fills. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.draw.picture import (
    DASHES,
    HATCH_PT,
    Box,
    Picture,
    Point,
    Shape,
    Stroke,
    TextLine,
    group_by_role,
    hatch_lines,
    rectangle,
)

_SVG = "http://www.w3.org/2000/svg"
_FALLBACKS = "Carlito, 'DejaVu Sans', sans-serif"  # the reader's own fonts are asked for the brand's family first


def write_svg(picture: Picture, title: str, ground: str = "FFFFFF") -> bytes:
    """Return `picture` on `ground`, in points: shapes in groups by role, then each line of text."""
    width, height = _number(picture.width), _number(picture.height)
    whole = Shape(rectangle(Box(0.0, 0.0, picture.width, picture.height)), ground, "ground")
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<svg xmlns="{_SVG}" version="1.1" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">',
        _element("title", title),
        *_groups((whole, *picture.paper)),
        *map(_stroke, picture.strokes),
        *_groups(picture.shapes),
        *map(_text, picture.texts),
        "</svg>\n",
    )
    return "\n".join(lines).encode()


def _groups(shapes: Iterable[Shape]) -> Iterator[str]:
    """Yield the shapes grouped by role, so that a reader of the file finds them together."""
    for role, group in group_by_role(shapes):
        yield f'<g id="{role}">'
        for shape in group:
            edge = {"stroke": _color(shape.edge), "stroke-width": _number(shape.edge_pt)} if shape.edge else {}
            corners = {"stroke-linejoin": "round"} if shape.edge else {}
            yield _element("path", d=f"{_data(shape.points)} Z", fill=_color(shape.fill), **edge, **corners)
            if shape.hatched:
                pen = {"fill": "none", "stroke": _color(shape.edge), "stroke-width": _number(HATCH_PT)}
                yield _element("path", d=" ".join(map(_data, hatch_lines(shape.box))), **pen)
        yield "</g>"


def _stroke(stroke: Stroke) -> str:
    dashes = {"stroke-dasharray": " ".join(_number(length * stroke.width_pt) for length in DASHES)}
    pen = {"stroke": _color(stroke.color), "stroke-width": _number(stroke.width_pt)}
    data = _data([stroke.start, stroke.end])
    return _element("path", d=data, fill="none", **pen, **(dashes if stroke.dashed else {}))


def _text(line: TextLine) -> str:
    style, place = line.style, {"x": _number(line.left), "y": _number(line.baseline)}
    font = {"font-family": f"'{style.family}', {_FALLBACKS}", "font-size": _number(style.size_pt)}
    bold = {"font-weight": "bold"} if style.bold else {}
    italic = {"font-style": "italic"} if style.italic else {}
    return _element("text", line.shown, **place, **font, **bold, **italic, fill=_color(style.color))


def _data(points: Sequence[Point]) -> str:
    return "M " + " L ".join(f"{_number(across)} {_number(down)}" for across, down in points)


def _element(name: str, content: str = "", **attributes: str) -> str:
    start = " ".join((name, *(f"{key}={quoteattr(value)}" for key, value in attributes.items())))
    return f"<{start}>{escape(content)}</{name}>" if content else f"<{start}/>"


def _color(color: str) -> str:
    return f"#{color.lower()}"


def _number(number: float) -> str:
    """Return `number` to a ten-thousandth."""
    return f"{round(number, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
