"""A planned picture -> PNG and SVG, the same bytes on every machine. The only module with matplotlib."""

import io
import re
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

import matplotlib
from matplotlib import rc_context, rcdefaults
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findSystemFonts
from matplotlib.ft2font import FT2Font

from generator.draw.picture import Picture, Shape, Stroke, Type, Words
from generator.fonts.face import MissingFont
from generator.fonts.files import font_file

_DOTS_PER_INCH = 330  # 220 dpi and more even where a slide enlarges the figure by half
_POINTS_PER_INCH = 72
_FIXED: dict[str, Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "briefing-pack",  # else the ids are random
    "text.parse_math": False,  # a `$` is a `$`
    "hatch.linewidth": 0.5,
}
_SPECIAL = re.compile(r"color|bold|black|heavy|italic|oblique|light|thin|medium|condensed|lastresort", re.IGNORECASE)


def rendered(picture: Picture, title: str) -> tuple[bytes, bytes]:
    """Return `picture` as PNG and as SVG; neither the user's matplotlibrc nor MPLBACKEND has a say."""
    with rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # then a box is drawn in its place
        rcdefaults()
        matplotlib.rcParams.update(_FIXED)  # type: ignore[arg-type]
        figure = _figure(picture)
        png, svg = io.BytesIO(), io.BytesIO()
        FigureCanvasAgg(figure).print_png(png, metadata={"Software": None})  # type: ignore[no-untyped-call]
        figure.set_dpi(_POINTS_PER_INCH)
        FigureCanvasSVG(figure).print_svg(svg, metadata={"Date": None, "Creator": None, "Title": title})  # type: ignore[no-untyped-call]
        return png.getvalue(), svg.getvalue()


def _figure(picture: Picture) -> Figure:
    size = (picture.width / _POINTS_PER_INCH, picture.height / _POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, picture.width)
    axes.set_ylim(picture.height, 0)
    _draw_shapes(axes, picture.paper, 1)
    _draw_strokes(axes, picture.strokes, 2)
    _draw_shapes(axes, picture.shapes, 3)
    for words in picture.words:
        _draw_words(axes, words)
    return figure


def _draw_shapes(axes: Axes, shapes: Iterable[Shape], order: int) -> None:
    """Add the shapes, in as few collections as their order and hatching allow."""
    every = list(shapes)
    for role in dict.fromkeys((shape.role, shape.hatched) for shape in every):
        alike = [shape for shape in every if (shape.role, shape.hatched) == role]
        gid = f"{role[0]}-hatched" if role[1] else role[0]  # so that a reader of the SVG finds all marks together
        axes.add_collection(
            PolyCollection(
                [shape.points for shape in alike],
                facecolors=[f"#{shape.fill}" for shape in alike],
                edgecolors=[f"#{shape.edge}" if shape.edge else "none" for shape in alike],
                linewidths=[shape.edge_pt for shape in alike],
                hatch="//////" if role[1] else None,
                zorder=order,
                gid=gid,
            ),
            autolim=False,
        )


def _draw_strokes(axes: Axes, strokes: Iterable[Stroke], order: int) -> None:
    every = list(strokes)
    for dashed in (False, True):
        alike = [stroke for stroke in every if stroke.dashed is dashed]
        axes.add_collection(
            LineCollection(
                [(stroke.start, stroke.end) for stroke in alike],
                colors=[f"#{stroke.color}" for stroke in alike],
                linewidths=[stroke.width_pt for stroke in alike],
                linestyles=[(0, (3.0, 2.0))] if dashed else "solid",
                zorder=order,
            ),
            autolim=False,
        )


def _draw_words(axes: Axes, words: Words) -> None:
    axes.text(
        words.left,
        words.baseline,
        words.text,
        color=f"#{words.type.color}",
        fontproperties=_font(words.type, words.text),
        ha="left",
        va="baseline",
        zorder=4,
    )


def _font(type_: Type, text: str) -> FontProperties:
    """Return the shipped file of the family; what it lacks is drawn with the font that matplotlib itself ships.

    The family's name goes into the SVG, where the reader's own fonts are asked for the rest.
    """
    weight = "bold" if type_.bold else "normal"
    slope: Literal["italic", "normal"] = "italic" if type_.italic else "normal"
    names = [type_.family, "Carlito", "DejaVu Sans", "sans-serif"]
    font = FontProperties(family=names, weight=weight, style=slope, size=type_.size)
    try:
        path = str(font_file(type_.family, type_.bold, type_.italic))
    except MissingFont:
        path = str(font_file("Carlito", type_.bold, type_.italic))
    font.set_file(path if _has(path, text) else _stand_in(text, type_.bold))
    return font


def _stand_in(text: str, bold: bool) -> str:
    """Return the font that matplotlib ships, or, where even that lacks a character, the best that is installed."""
    shipped = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"
    if _has(shipped, text):
        return shipped
    return next((path for path in _installed() if _has(path, text)), shipped)


@cache
def _installed() -> tuple[str, ...]:
    """Return the files of upright fonts of usual weight, Noto Sans first.

    They are looked for anew, since the list that matplotlib keeps may be older than they are. Coloured fonts hold
    pictures, which cannot be drawn here.
    """
    plain = (path for path in findSystemFonts() if not _SPECIAL.search(Path(path).name))
    return tuple(sorted(plain, key=lambda path: (not Path(path).name.startswith("NotoSans"), Path(path).name)))


def _has(path: str, text: str) -> bool:
    return _characters(path).issuperset(map(ord, text))


@cache
def _characters(path: str) -> frozenset[int]:
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()
