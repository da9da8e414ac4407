"""Fills of DrawingML -> the colours that they show: one, the stops of a gradient, or the means of a picture's parts.

A colour that cannot be told is "" (ECMA-376-1, 20.1.8).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from generator.write.ooxml.colors import resolve_color
from generator.write.ooxml.names import A, R

COLUMNS, ROWS = 12, 8  # in which a picture is divided
_NS = {"a": A}
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_INDEX = re.compile(r"\d{1,4}")
_MOST_PIXELS = 60_000_000
_SHOWS_THROUGH = 0.5  # opacity below which what is behind counts
_MOST_CLEAR = 128  # of 255: the mean opacity of a picture through which the ground is seen
ReadPicture = Callable[[str], bytes]  # relationship id -> bytes, b"" if there is none


def find_fill(properties: Any) -> Any:
    """Return the fill among the children of `p:spPr`, `p:bgPr` and the like, None where they have none."""
    children = () if properties is None else properties.iterchildren(*(f"{{{A}}}{name}" for name in _FILLS))
    return next(iter(children), None)


def read_fill(fill: Any, colors: Mapping[str, str], picture: ReadPicture) -> Sequence[str] | None:
    """Return the colours of a fill; None where what is behind shows.

    A picture has `COLUMNS` times `ROWS` colours, row by row; any other fill has them all everywhere.
    """
    name = "" if fill is None else fill.tag.rpartition("}")[2]
    if name == "solidFill":
        return None if _is_clear(fill) else (resolve_color(fill, colors),)
    if name in ("gradFill", "pattFill"):
        path = "a:gsLst/a:gs" if name == "gradFill" else "*"
        parts = fill.findall(path, _NS)
        return [resolve_color(part, colors) for part in parts if not _is_clear(part)] or None
    if name == "blipFill" or (fill is not None and fill.find("a:blip", _NS) is not None):
        blip = fill.find("a:blip", _NS)
        faded = blip is not None and any(_is_faint(each) for each in blip.iterchildren(f"{{{A}}}alphaModFix"))
        return None if faded else _read_picture(picture("" if blip is None else blip.get(f"{{{R}}}embed", "")))
    return None


def read_style_fill(
    reference: Any, styles: Any, colors: Mapping[str, str], picture: ReadPicture
) -> Sequence[str] | None:
    """Return the colours of a fill of the theme, to which `p:bgRef` or `a:fillRef` refers.

    `styles` is the theme's `a:fmtScheme` (20.1.4.1.14); `picture` reads those of the theme.
    """
    index = reference.get("idx", "0")
    number = int(index) if _INDEX.fullmatch(index) else 0
    if number in (0, 1000):
        return None
    own = {**colors, "phClr": resolve_color(reference, colors)}
    name = "a:bgFillStyleLst" if number > 1000 else "a:fillStyleLst"
    fills = [] if styles is None else [*styles.iterfind(f"{name}/*", _NS)]
    at = number % 1000 - 1
    return read_fill(fills[at], own, picture) if at < len(fills) else (own["phClr"],)


def _is_clear(parent: Any) -> bool:
    return any(_is_faint(alpha, "val") for alpha in parent.iter(f"{{{A}}}alpha"))


def _is_faint(element: Any, name: str = "amt") -> bool:
    value = element.get(name, "100000").rstrip("%")
    return value.isdigit() and int(value) < _SHOWS_THROUGH * 100_000


@lru_cache(maxsize=32)
def _read_picture(data: bytes) -> Sequence[str] | None:
    """Return the mean colour of each part of a picture; None for one that is mostly transparent."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP")) as image:
            if image.width * image.height > _MOST_PIXELS:
                return ("",)
            whole = image.convert("RGBA")
    except Exception:  # Pillow raises some six kinds
        return ("",)
    small = whole.resize((COLUMNS, ROWS), Image.Resampling.BOX)
    pixels = [*_pixels(small.tobytes())]
    is_clear = sum(alpha for *_, alpha in pixels) < _MOST_CLEAR * len(pixels)
    return None if is_clear else tuple(f"{red:02X}{green:02X}{blue:02X}" for red, green, blue, _ in pixels)


def _pixels(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    return zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True)
