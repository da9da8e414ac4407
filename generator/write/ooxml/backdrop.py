"""A slide layout and its master -> what is really behind their placeholders: backgrounds, filled shapes, pictures.

From the rear: the background of the layout or of its master, then filled shapes and pictures of the master and of the
layout. The theme's name for a colour does not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.write.ooxml.fills import COLUMNS, ROWS, ReadPicture, find_fill, read_fill, read_style_fill
from generator.write.ooxml.names import A, P

_NS = {"a": A, "p": P}
_SHAPES = (f"{{{P}}}sp", f"{{{P}}}pic", f"{{{P}}}grpSp")
_EMU = 12700  # per point
_NUMBER = re.compile(r"-?\d{1,12}")
_LARGE_PT = 200.0  # width of a picture that is more than a logo
_SEEN, _WHOLE = 0.2, 0.98  # shares of a box: that a patch must cover to count, and behind which nothing is seen
Box = tuple[float, float, float, float]  # left, top, width, height in points


class Patch(Struct, frozen=True):
    """A box on a slide, in points, and the colours in which it is filled: six hex digits, "" for unknown."""

    box: Box  # left, top, width, height
    colors: tuple[str, ...]
    partial: bool = False  # one of the parts of a picture

    def shares(self, box: Box) -> tuple[float, float]:
        """Return which share of `box` it covers, and which share of it lies in `box`."""
        (left, top, width, height), (other_left, other_top, other_width, other_height) = self.box, box
        across = min(left + width, other_left + other_width) - max(left, other_left)
        down = min(top + height, other_top + other_height) - max(top, other_top)
        common = max(across, 0.0) * max(down, 0.0)
        return common / max(other_width * other_height, 1e-6), common / max(width * height, 1e-6)


def read_backdrop(
    layout: Any, master: Any, readers: Sequence["FillReader"], size_pt: tuple[float, float]
) -> tuple[Patch, ...]:
    """Return what is behind the placeholders of a layout, the rearmost first; `readers` are of the two parts."""
    parts = [*zip(readers, (layout, master), strict=True)]
    backgrounds = (reader.background(root) for reader, root in parts)
    plain = (readers[0].colors.get("bg1", ""),)
    patches = [*divide((0.0, 0.0, *size_pt), next((each for each in backgrounds if each is not None), plain))]
    for reader, root in parts[:1] if layout.get("showMasterSp") in ("0", "false") else reversed(parts):
        tree = root.find("p:cSld/p:spTree", _NS)
        patches += reader.patches(tree, _Frame()) if tree is not None else ()
    return tuple(patches)


def see_colors(backdrop: Sequence[Patch], box: Box) -> tuple[str, ...]:
    """Return the colours that are seen in `box`, the foremost first; () where one of them cannot be told."""
    colors: dict[str, None] = {}
    covered = 0.0
    for patch in reversed(backdrop):
        of_box, of_patch = patch.shares(box)
        covered += of_box
        if of_box >= _SEEN or (patch.partial and of_patch >= 0.5):
            colors |= dict.fromkeys(patch.colors)
        if covered >= _WHOLE:
            break
    return tuple(colors) if all(colors) else ()


class _Frame(Struct, frozen=True):
    """How places inside a group become places on the slide, in points."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1 / _EMU
    down: float = 1 / _EMU

    def box(self, transform: Any) -> Box:
        offset, extent = transform.find("a:off", _NS), transform.find("a:ext", _NS)
        left, top, width, height = (int(each) for each in (*_point(offset), extent.get("cx"), extent.get("cy")))
        return self.left + left * self.across, self.top + top * self.down, width * self.across, height * self.down

    def inside(self, transform: Any) -> "_Frame":
        """Return the frame of what is in a group (ECMA-376-1, 20.1.7.5)."""
        offset, extent = transform.find("a:chOff", _NS), transform.find("a:chExt", _NS)
        if offset is None or extent is None or not _has_box(transform):
            return self
        if not all(_NUMBER.fullmatch(each or "") for each in (*_point(offset), extent.get("cx"), extent.get("cy"))):
            return self
        left, top, width, height = self.box(transform)
        across = width / max(int(extent.get("cx")), 1)
        down = height / max(int(extent.get("cy")), 1)
        inner_left, inner_top = (int(each) for each in _point(offset))
        return _Frame(left - inner_left * across, top - inner_top * down, across, down)


class FillReader(Struct, frozen=True):
    """Reads the fills of one part with the colours and the format scheme of its theme."""

    colors: Mapping[str, str]
    styles: Any
    picture: ReadPicture
    theme_picture: ReadPicture

    def background(self, root: Any) -> Sequence[str] | None:
        background = root.find("p:cSld/p:bg", _NS)
        if background is None:
            return None
        reference = background.find("p:bgRef", _NS)
        if reference is not None:
            return read_style_fill(reference, self.styles, self.colors, self.theme_picture)
        return read_fill(find_fill(background.find("p:bgPr", _NS)), self.colors, self.picture)

    def patches(self, tree: Any, frame: _Frame) -> Iterator[Patch]:
        """Yield the filled shapes and pictures that are no placeholders, the rearmost first."""
        for shape in tree.iterchildren(*_SHAPES):
            if shape.find("*/p:nvPr/p:ph", _NS) is not None or _is_hidden(shape):
                continue
            properties = shape.find("p:grpSpPr" if shape.tag == _SHAPES[2] else "p:spPr", _NS)
            transform = None if properties is None else properties.find("a:xfrm", _NS)
            if shape.tag == _SHAPES[2]:
                yield from self.patches(shape, frame if transform is None else frame.inside(transform))
            elif transform is not None and _has_box(transform):
                yield from divide(frame.box(transform), self.fill(shape), _LARGE_PT)

    def fill(self, shape: Any) -> Sequence[str] | None:
        if shape.tag == _SHAPES[1]:
            return read_fill(shape.find("p:blipFill", _NS), self.colors, self.picture)
        fill, reference = find_fill(shape.find("p:spPr", _NS)), shape.find("p:style/a:fillRef", _NS)
        if fill is not None or reference is None:
            return read_fill(fill, self.colors, self.picture)
        return read_style_fill(reference, self.styles, self.colors, self.theme_picture)


def divide(box: Box, colors: Sequence[str] | None, least_pt: float = 0.0) -> Iterator[Patch]:
    """Yield the patches of a fill: one, or one for each part of a picture that is `least_pt` wide."""
    if colors is None:
        return
    if len(colors) != COLUMNS * ROWS or box[2] < least_pt:
        yield Patch(box, tuple(dict.fromkeys(colors)))
        return
    left, top, width, height = box
    for number, color in enumerate(colors):
        row, column = divmod(number, COLUMNS)
        part = (left + width * column / COLUMNS, top + height * row / ROWS, width / COLUMNS, height / ROWS)
        yield Patch(part, (color,), partial=True)


def _is_hidden(shape: Any) -> bool:
    names = shape.find("*/p:cNvPr", _NS)
    return names is not None and names.get("hidden") in ("1", "true")


def _has_box(transform: Any) -> bool:
    """Return whether place and size are stated, in numbers."""
    offset, extent = transform.find("a:off", _NS), transform.find("a:ext", _NS)
    if offset is None or extent is None:
        return False
    return all(_NUMBER.fullmatch(each or "") for each in (*_point(offset), extent.get("cx"), extent.get("cy")))


def _point(offset: Any) -> tuple[Any, Any]:
    return offset.get("x"), offset.get("y")
