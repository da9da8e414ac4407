"""Layouts without a place for sources -> the same with one at the foot of their content, as a placeholder.

Templates of other offices have none, and what a reader may not look up is worth less. A placeholder of the layout keeps
the reading order and can be moved for all slides at once; a text box could not.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from msgspec.structs import replace

from generator.write.ooxml.markup import Xml, element, encode
from generator.write.ooxml.names import A, P
from generator.write.powerpoint.template.region import Layout, LayoutSet, Region

_EMU = 12700  # per point
_LINES, _LINE = 2, 1.25  # how many fit, and their height as a share of the size
_SIZES_PT = (10.0, 14.0)  # of sources: as the template's footers are, within these
_GAP_PT = 4.0  # between content and sources
_LEAST_LEFT = 0.75  # of the height of the content
_WITHOUT = ("title", "secHead", "blank", "vertTx", "vertTitleAndTx")  # kinds of layouts that need none
_FOOTERS = ("Footer", "Date", "Slide number")


def add_source_lines(presentation: Any, layout_set: LayoutSet) -> LayoutSet:
    """Add a placeholder "Sources 1" to the layouts with content; return them with its region and what is left above it.

    A template that has such a placeholder in any layout stays as it is. `presentation` is python-pptx's and is changed;
    the levels of the new regions are those of the content until the layouts are read again.
    """
    if any(layout.region("Sources") for layout in layout_set.layouts):
        return layout_set
    elements = {
        str(layout.part.partname): layout.part._element
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    }
    layouts = (_add_line(layout, elements[layout.part]) for layout in layout_set.layouts)
    return replace(layout_set, layouts=tuple(layouts))


def resolve_levels(layout_set: LayoutSet, read_again: LayoutSet) -> LayoutSet:
    """Return `layout_set` with how text is set in the regions of sources as `read_again` from the layouts."""
    resolved = {layout.part: layout.region("Sources") for layout in read_again.layouts}
    layouts = (
        replace(
            layout,
            regions=tuple(
                (resolved[layout.part] or region) if region.role == "Sources" else region for region in layout.regions
            ),
        )
        for layout in layout_set.layouts
    )
    return replace(layout_set, layouts=tuple(layouts))


def _add_line(layout: Layout, root: Any) -> Layout:
    objects = tuple(region for region in layout.regions if region.role in ("Figure", "Chart", "Table"))
    contents = layout.regions_in_order("Content") or objects
    if not contents or layout.region("Title") is None or layout.kind in _WITHOUT:
        return layout
    size_pt = _size_pt(layout)
    region = _line_region(contents, size_pt, _next_index(root))
    left = tuple(_end_above(each, region) for each in layout.regions)
    pairs = [*zip(layout.regions, left, strict=True)]
    if any(after.height_pt < _LEAST_LEFT * before.height_pt for before, after in pairs):
        return layout
    for before, after in pairs:
        if after is not before:
            _state_box(root, after)
    tree = root.find(f"{{{P}}}cSld/{{{P}}}spTree")
    tree.append(etree.fromstring(encode(_placeholder_xml(region, size_pt, _next_id(root)))))
    for extensions in tree.findall(f"{{{P}}}extLst"):  # which come last (ECMA-376-1, 19.3.1.45)
        tree.append(extensions)
    # the layout itself states the boxes now
    return replace(layout, regions=(*(replace(each, placed=False) for each in left), region))


def _size_pt(layout: Layout) -> float:
    least_pt, most_pt = _SIZES_PT
    sizes_pt = [region.level(1).size_pt for role in _FOOTERS for region in layout.regions_of(role)]
    return min(max([*sizes_pt, least_pt]), most_pt)


def _line_region(contents: Sequence[Region], size_pt: float, index: int) -> Region:
    """Return the region at the foot of the lowest of `contents`, and of those that end as low."""
    bottom_pt = max(region.bottom_pt for region in contents)
    height_pt = _LINES * _LINE * size_pt
    lowest = [region for region in contents if region.bottom_pt > bottom_pt - height_pt]
    left_pt = min(region.left_pt for region in lowest)
    right_pt = max(region.left_pt + region.width_pt for region in lowest)
    left_inset_pt, _, right_inset_pt, _ = lowest[0].insets_pt
    return replace(
        lowest[0], role="Sources", number=1, kind="body", index=index, name="Sources 1",
        left_pt=left_pt, top_pt=bottom_pt - height_pt, width_pt=right_pt - left_pt, height_pt=height_pt,
        insets_pt=(left_inset_pt, 0.0, right_inset_pt, 0.0), columns=1, framed=False, placed=False,
    )  # fmt: skip


def _end_above(region: Region, line: Region) -> Region:
    """Return the region without the room of the `line` of sources, if it is the one or another text that gives it."""
    beside = region.left_pt >= line.left_pt + line.width_pt or region.left_pt + region.width_pt <= line.left_pt
    bottom_pt = line.top_pt - _GAP_PT
    if beside or region.role in (*_FOOTERS, "Title") or not region.top_pt < bottom_pt < region.bottom_pt:
        return region
    return region.between(region.top_pt, bottom_pt)


def _state_box(root: Any, region: Region) -> None:
    for shape in root.iter(f"{{{P}}}sp"):
        holder = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
        if holder is not None and int(holder.get("idx", "0")) == region.index:
            properties = shape.find(f"{{{P}}}spPr")
            for old in properties.findall(f"{{{A}}}xfrm"):
                properties.remove(old)
            properties.insert(0, etree.fromstring(encode(_transform(region, {"xmlns:a": A}))))


def _transform(region: Region, namespaces: dict[str, str | int | None]) -> Xml:
    left, top, width, height = (round(side_pt * _EMU) for side_pt in region.box)
    return element("a:xfrm", element("a:off", x=left, y=top), element("a:ext", cx=width, cy=height), **namespaces)


def _placeholder_xml(region: Region, size_pt: float, identifier: int) -> Xml:
    left, _, right, _ = (round(inset_pt * _EMU) for inset_pt in region.insets_pt)
    levels = (element(f"a:lvl{number}pPr", *_level(size_pt), marL=0, indent=0) for number in range(1, 6))
    return element(
        "p:sp",
        element(
            "p:nvSpPr",
            element("p:cNvPr", id=identifier, name=region.name),
            element("p:cNvSpPr", element("a:spLocks", noGrp=1)),
            element("p:nvPr", element("p:ph", type="body", sz="quarter", idx=region.index)),
        ),
        element("p:spPr", _transform(region, {})),
        element(
            "p:txBody",
            element("a:bodyPr", element("a:normAutofit"), lIns=left, tIns=0, rIns=right, bIns=0, anchor="b"),
            element("a:lstStyle", *levels),
            element("a:p", element("a:endParaRPr")),
        ),
        **{"xmlns:a": A, "xmlns:p": P},
    )


def _level(size_pt: float) -> Iterator[Xml]:
    yield element("a:lnSpc", element("a:spcPct", val=100000))
    for name in ("a:spcBef", "a:spcAft"):
        yield element(name, element("a:spcPts", val=0))
    yield element("a:buNone")
    yield element("a:defRPr", sz=round(size_pt * 100), b=0, i=0, cap="none", spc=0)


def _next_index(root: Any) -> int:
    """Return a number for a placeholder that no other has on the layout, above those that masters use."""
    return max([12, *(int(holder.get("idx", "0")) for holder in root.iter(f"{{{P}}}ph"))]) + 1


def _next_id(root: Any) -> int:
    return max((int(names.get("id", "0")) for names in root.iter(f"{{{P}}}cNvPr")), default=1) + 1
