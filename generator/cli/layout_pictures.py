"""The layouts that are chosen of a slide template -> one picture: for each purpose, what stands where on its slide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.color.contrast import mix
from generator.draw.picture import ASCENT, Box, Layer, Picture, Shape, Stroke, TextLine, TextStyle, rectangle
from generator.draw.render import render
from generator.draw.style import Style, style_of
from generator.errors import quote
from generator.model.look import PURPOSES, Brand
from generator.write.powerpoint.template.layouts import COLUMNS, OBJECTS, choose_layouts, largest_region
from generator.write.powerpoint.template.region import Layout, LayoutSet, Region
from generator.write.powerpoint.template.roles import UNUSED

TITLE = "Layouts of a slide template, drawn by check-template"  # in the file, which says that it is ours
_COLUMNS, _WIDTH_PT, _GAP_PT, _MARGIN_PT = 3, 270.0, 22.0, 18.0
_PALE = 0.8
_FULL, _SMALLEST_PT = 0.85, 4.0  # of the height of a low box, and the smallest text that is drawn
_HEAD_PT = 24.0  # above a slide: its purpose, and the name of the layout
_LINE_PT = 11.0
_PADDING_PT = 2.5
_WORDS = {"Date": "date", "Footer": "marking", "Slide number": "no.", "Byline": "author", "Works": "main source"}
_FOOTERS = ("Date", "Footer", "Slide number")
_NONE = "no layout has as many columns: texts follow each other"


class Cell(Struct, frozen=True):
    """A purpose, its layout if there is one, and the words of each region that is filled."""

    purpose: str
    layout: Layout | None
    words: Mapping[int, str] = {}  # by the index of the placeholder


def draw_layouts(layouts: LayoutSet, brand: Brand) -> bytes:
    """Return the picture as PNG, in the colours and fonts of `brand`."""
    chosen = choose_layouts(layouts)
    cells = [_cell(purpose, chosen.get(purpose)) for purpose in PURPOSES]
    style, colors = style_of(brand), brand.colors
    height_pt = _WIDTH_PT * layouts.height_pt / layouts.width_pt
    pitch_pt = _HEAD_PT + height_pt + _GAP_PT
    drawn = []
    for number, cell in enumerate(cells):
        row, column = divmod(number, _COLUMNS)
        left, top = _MARGIN_PT + column * (_WIDTH_PT + _GAP_PT), _MARGIN_PT + row * pitch_pt
        slide = Box(left, top + _HEAD_PT, left + _WIDTH_PT, top + _HEAD_PT + height_pt)
        drawn += [_head(cell, left, top, style), *_slide(cell, slide, _WIDTH_PT / layouts.width_pt, style, colors)]
    rows = -(-len(cells) // _COLUMNS)
    width_pt = 2 * _MARGIN_PT + _COLUMNS * (_WIDTH_PT + _GAP_PT) - _GAP_PT
    picture = Picture.of(drawn, width_pt, 2 * _MARGIN_PT + rows * pitch_pt - _GAP_PT)
    return _with_title(render(picture))


def is_layout_picture(data: bytes) -> bool:
    """Return whether `data` is a picture that draw_layouts() made."""
    return data.startswith(b"\x89PNG") and TITLE.encode() in data[:2000]


def describe_choice(layouts: LayoutSet) -> Iterator[tuple[str, str, str]]:
    """Yield each purpose, the name of its layout, and what stands in it, in reading order."""
    chosen = choose_layouts(layouts)
    for cell in (_cell(purpose, chosen.get(purpose)) for purpose in PURPOSES):
        regions = cell.layout.regions if cell.layout else ()
        filled = (region for region in regions if region.role not in _FOOTERS)
        words = [word for region in filled if (word := cell.words.get(region.index))]
        yield cell.purpose, f"`{_name(cell.layout)}`" if cell.layout else "–", ", ".join(words) or _NONE


def _cell(purpose: str, layout: Layout | None) -> Cell:
    if layout is None:
        return Cell(purpose.replace("_", " "), None)
    target = largest_region(layout, OBJECTS[purpose]) if purpose in OBJECTS else None
    words = {region.index: _words_for(region, purpose, target) for region in layout.regions}
    return Cell(purpose.replace("_", " "), layout, {index: word for index, word in words.items() if word})


def _words_for(region: Region, purpose: str, target: Region | None) -> str:
    """Return what stands in `region` on a slide for `purpose`, "" for nothing."""
    if target and region.index == target.index:
        return purpose
    if region.role == UNUSED or (target and region.role in ("Content", "Panel", "Figure", "Chart", "Table")):
        return ""
    if region.role in ("Panel", "Subtitle", "Figure", "Chart", "Table") and purpose != "cover":
        return "" if purpose in COLUMNS or region.role != "Subtitle" else "subtitle"
    if region.role == "Content":
        return f"text {region.number}" if COLUMNS.get(purpose, 1) > 1 else "text"
    return _WORDS.get(region.role, region.role.lower())


def _head(cell: Cell, left: float, top: float, style: Style) -> Layer:
    name = _name(cell.layout) if cell.layout else "–"
    lines = ((cell.purpose, style.title), (name, style.label))
    baseline = top + ASCENT * style.title.size_pt
    return Layer(texts=tuple(_lines(lines, left, baseline, _WIDTH_PT)))


def _name(layout: Layout) -> str:
    """Return its name on one line, short enough to be read."""
    return quote(" ".join(layout.name.split()))


def _slide(cell: Cell, slide: Box, scale: float, style: Style, colors: Mapping[str, str]) -> Iterator[Layer]:
    yield Layer(paper=(Shape(rectangle(slide), style.white, "paper", style.axis, 0.75),))
    if cell.layout is None:
        yield _label(_NONE, slide, style.note)
        return
    for region in sorted(cell.layout.regions, key=lambda region: -region.area):
        box = Box(
            slide.left + region.left_pt * scale,
            slide.top + region.top_pt * scale,
            slide.left + region.right_pt * scale,
            slide.top + region.bottom_pt * scale,
        )
        words = cell.words.get(region.index, "")
        if words:
            tint = "accent1" if region.role == "Title" else "accent6"
            fill = mix(colors[tint], colors["light1"], _PALE)
            yield Layer(shapes=(Shape(rectangle(box), fill, "region", style.white, 0.75),))
            yield _label(words, box, style.label)
        else:
            yield Layer(strokes=tuple(_outline(box, style.axis)))
            yield _label("empty", box, style.note)


def _label(words: str, box: Box, style: TextStyle) -> Layer:
    """Return the words in the top left of `box`, smaller in a low one; none where it is too low for a line."""
    style = replace(style, size_pt=min(style.size_pt, box.height * _FULL))
    if style.size_pt < _SMALLEST_PT:
        return Layer()
    baseline = min(box.top + _PADDING_PT + ASCENT * style.size_pt, box.middle + ASCENT * style.size_pt / 2)
    return Layer(texts=tuple(_lines([(words, style)], box.left + _PADDING_PT, baseline, box.width - 2 * _PADDING_PT)))


def _lines(lines: Iterable[tuple[str, TextStyle]], left: float, first: float, width_pt: float) -> Iterator[TextLine]:
    for number, (text, style) in enumerate(lines):
        yield TextLine(_shorten(text, style, width_pt), left, first + number * _LINE_PT, style)


def _shorten(text: str, style: TextStyle, width_pt: float) -> str:
    """Return as much of `text` as a line of `width_pt` has room for."""
    if style.width(text) <= width_pt:
        return text
    ends = (f"{text[:end].rstrip()}…" for end in range(min(len(text), 200) - 1, 0, -1))
    return next((each for each in ends if style.width(each) <= width_pt), "")


def _outline(box: Box, color: str) -> Iterator[Stroke]:
    """Yield the dashed sides of a box that stays empty."""
    corners: Sequence[tuple[float, float]] = rectangle(box)
    for start, end in zip(corners, chain(corners[1:], corners[:1]), strict=True):
        yield Stroke(start, end, color, 0.5, "grid", dashed=True)


def _with_title(png: bytes) -> bytes:
    """Return the picture with its title, by which it is known again."""
    target, info = BytesIO(), PngInfo()
    info.add_text("Title", TITLE)
    with Image.open(BytesIO(png)) as image:
        image.save(target, "png", pnginfo=info, dpi=image.info.get("dpi"))
    return target.getvalue()
