"""A planned picture -> PNG and SVG, the same bytes on every machine. The only module with matplotlib."""

import io
import re
import sys
import warnings
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from msgspec import Struct

# isort: split
import matplotlib
from matplotlib import rc_context, rcParamsDefault
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, OSXFontDirectories, X11FontDirectories, findSystemFonts
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

from generator.draw.picture import Box, Picture, Shape, Stroke, Type, Words, rectangle
from generator.fonts.files import MissingFont, font_file

_DOTS_PER_INCH = 330  # 220 dpi and more even where a slide enlarges the figure by half
_POINTS_PER_INCH = 72
_PACKED = 3  # of 9, where 6 is usual: three quarters of the time for a twentieth more bytes
# `rcdefaults` does as much, but reads all style sheets first, to know which settings are none of a picture's.
_DEFAULTS = {name: value for name, value in rcParamsDefault.items() if not name.startswith(("backend", "toolbar"))}
_FIXED: dict[str, Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "briefing-pack",  # else the ids are random
    "text.parse_math": False,  # a `$` is a `$`
    "hatch.linewidth": 0.5,
    "text.hinting": "none",  # so many dots need none, and it moves letters from where their widths put them
}
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")  # matplotlib's: careful readers refuse files that name a DTD to be fetched
_DASHES = (3.0, 2.0)  # times the width of the line
_ALONE = Lock()
_SPECIAL = re.compile(r"color|bold|black|heavy|italic|oblique|light|thin|medium|condensed|lastresort", re.IGNORECASE)


def rendered(picture: Picture, title: str, ground: str = "FFFFFF") -> tuple[bytes, bytes]:
    """Return `picture` as PNG and as SVG on `ground`; neither the user's matplotlibrc nor MPLBACKEND has a say.

    Drawn with matplotlib's renderers themselves: a picture that knows its places needs no figure, no axes and no
    layout, which take longer to import than to draw. One thread draws at a time, as matplotlib's settings are global.
    """
    with _ALONE, rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # then a box is drawn in its place
        matplotlib.rcParams.update(_DEFAULTS)
        matplotlib.rcParams.update(_FIXED)  # type: ignore[arg-type]
        return _png(picture, ground), _svg(picture, title, ground)


def _png(picture: Picture, ground: str) -> bytes:
    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    size = int(picture.width * scale), int(picture.height * scale)
    renderer = RendererAgg(*size, _DOTS_PER_INCH)  # type: ignore[no-untyped-call]
    _Drawn(renderer, scale, size[1]).picture(picture, ground)
    image = Image.frombuffer("RGBA", size, renderer.buffer_rgba(), "raw", "RGBA", 0, 1)  # type: ignore[no-untyped-call]
    png = io.BytesIO()
    image.convert("RGB").save(png, "png", dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH), compress_level=_PACKED)
    return png.getvalue()


def _svg(picture: Picture, title: str, ground: str) -> bytes:
    svg = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Title": title}
    renderer = RendererSVG(picture.width, picture.height, svg, metadata=metadata)  # type: ignore[no-untyped-call]
    _Drawn(renderer, 1.0, picture.height).picture(picture, ground)
    renderer.finalize()  # type: ignore[no-untyped-call]
    return _DOCTYPE.sub("", svg.getvalue(), count=1).encode()


class _Drawn(Struct, frozen=True, dict=True):
    """A picture under way; `scale` is what a point is in the renderer's unit, and `height` is counted in that.

    Pens are in points everywhere.
    """

    renderer: Any
    scale: float
    height: float

    def picture(self, picture: Picture, ground: str) -> None:
        whole = Box(0.0, 0.0, picture.width, picture.height)
        self.shapes([Shape(rectangle(whole), ground, "ground"), *picture.paper])
        for stroke in picture.strokes:
            self.stroke(stroke)
        self.shapes(picture.shapes)
        for words in picture.words:
            self.words(words)

    def shapes(self, shapes: Iterable[Shape]) -> None:
        """Draw the shapes, those of a role in a group of its own, so that a reader of the SVG finds them together."""
        by_role: dict[str, list[Shape]] = {}
        for shape in shapes:
            by_role.setdefault(f"{shape.role}-hatched" if shape.hatched else shape.role, []).append(shape)
        for role, alike in by_role.items():
            self.renderer.open_group(role, role)
            for shape in alike:
                self.shape(shape)
            self.renderer.close_group(role)

    def shape(self, shape: Shape) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{shape.edge or shape.fill}")
        pen.set_linewidth(shape.edge_pt if shape.edge else 0.0)
        if shape.hatched:
            pen.set_hatch("//////")
            pen.set_hatch_color(to_rgba(f"#{shape.edge}"))
        self.renderer.draw_path(
            pen, Outline([*shape.points, shape.points[0]], closed=True), self._place, to_rgba(f"#{shape.fill}")
        )
        pen.restore()

    def stroke(self, stroke: Stroke) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{stroke.color}")
        pen.set_linewidth(stroke.width_pt)
        if stroke.dashed:
            pen.set_dashes(0.0, [each * stroke.width_pt for each in _DASHES])
        self.renderer.draw_path(pen, Outline([stroke.start, stroke.end]), self._place)
        pen.restore()

    def words(self, words: Words) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{words.type.color}")
        font = _font(words.type, words.text)
        self.renderer.draw_text(pen, words.left * self.scale, words.baseline * self.scale, words.text, font, 0.0)
        pen.restore()

    @cached_property
    def _place(self) -> Affine2D:
        """Renderers count upwards."""
        return Affine2D().scale(self.scale, -self.scale).translate(0.0, self.height)


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
    # by folders, since matplotlib would start another program to list them; Windows has its registry
    folders = None if sys.platform == "win32" else [*X11FontDirectories, *OSXFontDirectories]
    plain = (path for path in findSystemFonts(folders) if not _SPECIAL.search(Path(path).name))
    return tuple(sorted(plain, key=lambda path: (not Path(path).name.startswith("NotoSans"), Path(path).name)))


def _has(path: str, text: str) -> bool:
    return _characters(path).issuperset(map(ord, text))


@cache
def _characters(path: str) -> frozenset[int]:
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()
