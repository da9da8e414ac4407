"""A planned picture -> its PNG, the same bytes on every machine. The only module that draws with matplotlib."""

import io
import re
import sys
import warnings
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct

from generator.draw import matplotlib_setup as matplotlib_setup  # must come before matplotlib

# isort: split
import matplotlib
import numpy as np
from matplotlib import rc_context, rcParamsDefault
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, OSXFontDirectories, X11FontDirectories, findSystemFonts
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

from generator.draw.picture import (
    DASHES,
    DOTS_PER_INCH,
    HATCH_PT,
    POINTS_PER_INCH,
    Box,
    Picture,
    Shape,
    Stroke,
    TextLine,
    TextStyle,
    group_by_role,
    hatch_lines,
    rectangle,
)
from generator.fonts.files import MissingFont, font_file
from generator.fonts.scripts import split_by_script
from generator.language.direction import has_right_to_left

_COMPRESS_LEVEL = 6  # of 9
_SHADES = 1 << 24  # of 8 bits a channel
_PALETTE = 256
# what `rcdefaults` would set, without reading all style sheets first
_DEFAULTS = {name: value for name, value in rcParamsDefault.items() if not name.startswith(("backend", "toolbar"))}
_SETTINGS: dict[str, Any] = {
    "text.hinting": "none",  # unnecessary at this resolution, and it would move letters off their measured positions
}
_MATPLOTLIB = Lock()  # its settings are global
_NOT_PLAIN = re.compile(r"color|bold|black|heavy|italic|oblique|light|thin|medium|condensed|lastresort", re.IGNORECASE)


def render(picture: Picture, ground: str = "FFFFFF") -> bytes:
    """Return `picture` as PNG on `ground`, whatever the user's matplotlibrc and MPLBACKEND say.

    Uses matplotlib's renderers themselves: a picture that knows its places needs no figure, axes or layout, which take
    longer to import than to draw. One thread draws at a time.
    """
    with _MATPLOTLIB, rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a box is drawn in its place
        matplotlib.rcParams.update(_DEFAULTS)
        matplotlib.rcParams.update(_SETTINGS)  # type: ignore[arg-type]
        return _png(picture, ground)


def _png(picture: Picture, ground: str) -> bytes:
    scale, size = DOTS_PER_INCH / POINTS_PER_INCH, picture.size_px
    renderer = RendererAgg(*size, DOTS_PER_INCH)  # type: ignore[no-untyped-call]
    _Canvas(renderer, scale, size[1]).draw(picture, ground)
    png = io.BytesIO()
    image = _with_palette(np.asarray(renderer.buffer_rgba()))  # type: ignore[no-untyped-call]
    image.save(png, "png", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=_COMPRESS_LEVEL)
    return png.getvalue()


def _with_palette(pixels: "np.ndarray[Any, np.dtype[np.uint8]]") -> Image.Image:
    """Return an opaque image, rows x columns x RGBA, in its most frequent colours and, of all others, the nearest.

    Fills and text keep theirs; only rims of letters and marks change, too little to be seen. A third of the bytes.
    """
    shades = np.ascontiguousarray(pixels).view("<u4")[..., 0] & 0xFFFFFF  # blue, green, red
    found, counts = np.unique(shades, return_counts=True)
    channels = np.stack([found & 0xFF, found >> 8 & 0xFF, found >> 16], axis=1).astype(np.int32)
    palette = channels[np.argsort(-counts, kind="stable")[:_PALETTE]]
    index = np.zeros(_SHADES, np.uint8)
    index[found] = np.abs(channels[:, None] - palette).sum(axis=2).argmin(axis=1)
    image = Image.fromarray(index[shades])
    image.putpalette(palette.astype(np.uint8).tobytes())
    return image


class _Canvas(Struct, frozen=True, dict=True):
    """A matplotlib renderer; `scale` is a point in pixels, which `height` is in. Pens are in points."""

    renderer: Any
    scale: float
    height: float

    def draw(self, picture: Picture, ground: str) -> None:
        whole = Box(0.0, 0.0, picture.width, picture.height)
        self._draw_shapes([Shape(rectangle(whole), ground, "ground"), *picture.paper])
        for stroke in picture.strokes:
            self._draw_stroke(stroke)
        self._draw_shapes(picture.shapes)
        for text in picture.texts:
            self._draw_text(text)

    def _draw_shapes(self, shapes: Iterable[Shape]) -> None:
        """Draw the shapes grouped by role, in the same order as in the SVG."""
        for _, group in group_by_role(shapes):
            for shape in group:
                self._draw_shape(shape)

    def _draw_shape(self, shape: Shape) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{shape.edge or shape.fill}")
        pen.set_linewidth(shape.edge_pt if shape.edge else 0.0)
        outline = Outline([*shape.points, shape.points[0]], closed=True)
        self.renderer.draw_path(pen, outline, self._transform, to_rgba(f"#{shape.fill}"))
        if shape.hatched:
            pen.set_linewidth(HATCH_PT)
            for line in hatch_lines(shape.box):
                self.renderer.draw_path(pen, Outline(line), self._transform)
        pen.restore()

    def _draw_stroke(self, stroke: Stroke) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{stroke.color}")
        pen.set_linewidth(stroke.width_pt)
        if stroke.dashed:
            pen.set_dashes(0.0, [length * stroke.width_pt for length in DASHES])
        self.renderer.draw_path(pen, Outline([stroke.start, stroke.end]), self._transform)
        pen.restore()

    def _draw_text(self, text: TextLine) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(f"#{text.style.color}")
        across, down = text.left * self.scale, text.baseline * self.scale
        for words in _split_by_face(text.style, text.shown):
            font = _font(text.style, words)
            self.renderer.draw_text(pen, across, down, words, font, 0.0)
            across += self.renderer.get_text_width_height_descent(words, font, False)[0]
        pen.restore()

    @cached_property
    def _transform(self) -> Affine2D:
        """From points downwards to pixels upwards."""
        return Affine2D().scale(self.scale, -self.scale).translate(0.0, self.height)


def _split_by_face(style: TextStyle, text: str) -> list[str]:
    """Return the stretches of `text` that are in one face: East Asian letters change it for themselves only."""
    if has_right_to_left(text):
        return [text]  # its order is that of the whole line
    return [words for words in split_by_script(text) if words]


def _font(style: TextStyle, text: str) -> FontProperties:
    """Return the shipped file of the family, or a fallback font if it lacks a character."""
    font = FontProperties(size=style.size_pt)
    try:
        path = str(font_file(style.family, style.bold, style.italic))
    except MissingFont:
        path = str(font_file("Carlito", style.bold, style.italic))
    font.set_file(path if _covers(path, text) else _fallback_font(text, style.bold))
    return font


def _fallback_font(text: str, bold: bool) -> str:
    """Return the font that matplotlib ships, or if that lacks a character too, the best that is installed."""
    shipped = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"
    if _covers(shipped, text):
        return shipped
    plain = next((path for path in _installed_fonts() if _covers(path, text)), shipped)
    heavy = plain.replace("-Regular.", "-Bold.")
    return heavy if bold and heavy != plain and _covers(heavy, text) else plain


@cache
def _installed_fonts() -> tuple[str, ...]:
    """Return the files of installed plain fonts (upright, of normal weight), Noto Sans first.

    The file system is searched, as matplotlib's own list may be outdated. Colour fonts hold pictures, which cannot be
    drawn here.
    """
    # without folders, matplotlib starts another program to list them; on Windows it reads the registry
    folders = None if sys.platform == "win32" else [*X11FontDirectories, *OSXFontDirectories]
    plain = (path for path in findSystemFonts(folders) if not _NOT_PLAIN.search(Path(path).name))
    return tuple(sorted(plain, key=lambda path: (not Path(path).name.startswith("NotoSans"), Path(path).name)))


def _covers(path: str, text: str) -> bool:
    return _characters(path).issuperset(map(ord, text))


@cache
def _characters(path: str) -> frozenset[int]:
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()
