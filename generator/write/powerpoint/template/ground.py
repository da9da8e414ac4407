"""The layouts of an opened presentation -> the same, with what is really behind their placeholders."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from msgspec.structs import replace

from generator.color.contrast import READABLE, find_worst, make_readable, mean
from generator.color.theme_color import ThemeColor, to_hex
from generator.write.ooxml.backdrop import FillReader, read_backdrop
from generator.write.ooxml.colors import color_element, resolve_color
from generator.write.ooxml.fills import ReadPicture
from generator.write.ooxml.names import A, P
from generator.write.ooxml.theme import color_in, set_color
from generator.write.powerpoint.template.package import related_parts
from generator.write.powerpoint.template.region import Layout, LayoutSet

_NS = {"a": A, "p": P}
_OURS = "Key numbers 1"  # a layout that only our template has
_FURNITURE = ("Title", "Date", "Footer", "Slide number")


def with_grounds(layout_set: LayoutSet, presentation: Any) -> LayoutSet:
    """Return the layouts with what is behind their placeholders; `presentation` is python-pptx's."""
    size = layout_set.width_pt, layout_set.height_pt
    parts = {
        str(layout.part.partname): layout.part
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    layouts = tuple(_with_ground(each, parts[each.part], size) for each in layout_set.layouts)
    if layout_set.find(_OURS):
        for layout in layouts:
            _make_readable(layout, parts[layout.part]._element)
    for number, master in enumerate(presentation.slide_masters):
        _make_links_readable(master.part, [layout for layout in layouts if layout.master == number])
    return replace(layout_set, layouts=layouts)


def _make_links_readable(master: Any, layouts: Sequence[Layout]) -> None:
    """Darken or lighten the theme's colour of links where it cannot be read behind the content of any layout."""
    grounds = {ground for layout in layouts for region in layout.regions_of("Content")
               for ground in layout.grounds_of(region)}  # fmt: skip
    for theme in related_parts(master, "theme") if grounds else ():
        color = color_in(theme.blob, "hyperlink")
        readable = make_readable(color, find_worst(color, tuple(grounds))[1], READABLE) if color else ""
        if readable != color and find_worst(readable, tuple(grounds))[0] >= READABLE:
            theme._blob = set_color(theme.blob, "hyperlink", readable)


def _make_readable(layout: Layout, root: Any) -> None:
    """Darken or lighten the accents in which a layout of ours, in the theme of another office, sets text."""
    for shape in root.iterfind("p:cSld/p:spTree/p:sp", _NS):
        mark = shape.find("*/p:nvPr/p:ph", _NS)
        index = -1 if mark is None else int(mark.get("idx", "0"))
        region = next((region for region in layout.regions if region.index == index), None)
        grounds = layout.grounds_of(region) if region else ()
        for fill in shape.iterfind("p:txBody/a:lstStyle/*/a:defRPr/a:solidFill", _NS) if grounds else ():
            color = fill.find("a:schemeClr", _NS)
            name = "" if color is None else color.get("val", "")
            value = resolve_color(fill, layout.colors)
            if not name.startswith("accent") or not value or find_worst(value, grounds)[0] >= READABLE:
                continue
            steps = (ThemeColor(name, share) for step in range(5, 100, 5) for share in (-step, step))
            readable = (each for each in steps if find_worst(to_hex(each, layout.colors), grounds)[0] >= READABLE)
            if chosen := next(readable, None):
                fill.remove(color)
                fill.append(color_element(chosen))


def _with_ground(layout: Layout, part: Any, size: tuple[float, float]) -> Layout:
    master = part.slide_layout.slide_master.part
    theme = next(iter(related_parts(master, "theme")), None)
    styles = None if theme is None else etree.fromstring(theme.blob).find(".//a:fmtScheme", _NS)
    readers = [FillReader(layout.colors, styles, _pictures_of(each), _pictures_of(theme)) for each in (part, master)]
    backdrop = read_backdrop(part._element, master._element, readers, size)
    grounded = replace(layout, backdrop=backdrop, fills=dict(_own_fills(part, readers[0])))
    seats = [region for region in layout.regions if region.role not in _FURNITURE]
    largest = max(seats, key=lambda region: region.width_pt * region.height_pt, default=None)
    grounds = grounded.grounds_of(largest) if largest else ()
    return replace(grounded, colors={**layout.colors, "ground": mean(grounds) if grounds else ""})


def _own_fills(part: Any, reader: FillReader) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the fill of each placeholder that has one, by its index."""
    for shape in part._element.iterfind("p:cSld/p:spTree/p:sp", _NS):
        mark = shape.find("*/p:nvPr/p:ph", _NS)
        if mark is not None and (fill := reader.fill(shape)) is not None:
            yield int(mark.get("idx", "0")), tuple(dict.fromkeys(fill))


def _pictures_of(part: Any) -> ReadPicture:
    def read(identifier: str) -> bytes:
        relation = part.rels.get(identifier) if part is not None and identifier else None
        return b"" if relation is None or relation.is_external else bytes(relation.target_part.blob)

    return read
