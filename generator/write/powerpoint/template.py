"""An opened presentation -> Template: its layouts with regions in points, inheritance resolved.

A placeholder takes what it does not say from the master's placeholder of its kind, then from the master's text
styles, then from the presentation's default text style (ECMA-376-1, 19.3.1.36 and 19.3.1.51).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from generator.write.powerpoint.region import Layout, Level, Region, Template

_NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_EMU = 12700
# what a placeholder of each kind inherits from on the master (python-pptx and PowerPoint agree on this table)
_MASTER_KIND = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_STYLE = {"title": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle", "sldNum": "otherStyle"}
_ROLE = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "dt": "Date",
    "ftr": "Footer",
    "sldNum": "Slide number",
    "pic": "Figure",
    "chart": "Chart",
    "tbl": "Table",
}
_NAMED = re.compile(r"(Eyebrow|Sources|Byline|Caption|Panel|Card|Number|References|Content)(?: (\d+))?(?: (\w+))?")
_Element = Any


class _Fonts(Struct, frozen=True):
    """`families` of +mj-lt and +mn-lt; and what masters and list styles say, read once, since all placeholders ask."""

    families: Mapping[str, str]
    _read: dict[_Element, Mapping[str, Mapping[str, str]]] = {}
    _masters: dict[_Element, Mapping[str, _Element]] = {}

    def said(self, style: _Element) -> Mapping[str, Mapping[str, str]]:
        """Return the levels of a list style by the names of their elements."""
        if style not in self._read:
            self._read[style] = {level.tag: _said(level) for level in style.iterchildren("{*}*")}
        return self._read[style]

    def on_master(self, master: _Element) -> Mapping[str, _Element]:
        """Return the first placeholder of each kind on a master."""
        if master not in self._masters:
            shapes = [(_kind(shape), shape) for shape in master.iterfind("p:cSld/p:spTree/p:sp", _NS)]
            self._masters[master] = {kind: shape for kind, shape in reversed(shapes) if kind}
        return self._masters[master]


def read_template(presentation: Any, fonts: Mapping[str, str]) -> Template:
    """Return what `presentation` (python-pptx's) offers; `fonts` gives the families of +mj-lt and +mn-lt."""
    root, read = presentation.part._element, _Fonts(fonts)
    default = root.find("p:defaultTextStyle", _NS)
    layouts = tuple(
        _layout(layout, master.part._element, default, read)
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    )
    return Template(
        presentation.slide_width / _EMU,
        presentation.slide_height / _EMU,
        layouts,
        _level(1, [] if default is None else [default], read),
        _table_style(presentation),
    )


def _layout(layout: Any, master: _Element, default: _Element, fonts: _Fonts) -> Layout:
    element = layout.part._element
    regions = list(_regions(element, master, default, fonts))
    return Layout(layout.name, element.get("type", ""), str(layout.part.partname), _numbered(regions))


def _regions(layout: _Element, master: _Element, default: _Element, fonts: _Fonts) -> Iterator[Region]:
    for shape in layout.iterfind("p:cSld/p:spTree/p:sp", _NS):
        holder = shape.find("p:nvSpPr/p:nvPr/p:ph", _NS)
        if holder is not None:
            kind = holder.get("type", "obj")
            inherited = fonts.on_master(master).get(_MASTER_KIND.get(kind, "body"))
            yield _region(shape, kind, int(holder.get("idx", "0")), inherited, master, default, fonts)


def _kind(shape: _Element) -> str | None:
    holder = shape.find("p:nvSpPr/p:nvPr/p:ph", _NS)
    return None if holder is None else holder.get("type", "obj")


def _region(
    shape: _Element,
    kind: str,
    index: int,
    inherited: _Element | None,
    master: _Element,
    default: _Element | None,
    fonts: _Fonts,
) -> Region:
    chain = [each for each in (shape, inherited) if each is not None]
    name = shape.find("p:nvSpPr/p:cNvPr", _NS).get("name", "")
    role, number, status = _purpose(name, kind)
    style = master.find(f"p:txStyles/p:{_STYLE.get(_MASTER_KIND.get(kind, 'body'), 'bodyStyle')}", _NS)
    styles = [each.find("p:txBody/a:lstStyle", _NS) for each in chain] + [style, default]
    levels = tuple(_level(each, [found for found in styles if found is not None], fonts) for each in range(1, 6))
    left, top, width, height = _box(chain)
    return Region(role, number, status, kind, index, name, left, top, width, height, _insets(chain), levels)


def _purpose(name: str, kind: str) -> tuple[str, int, str]:
    found = _NAMED.fullmatch(name)
    if found:
        return found.group(1), int(found.group(2) or 1), found.group(3) or ""
    return _ROLE.get(kind, "Content"), 0, ""


def _numbered(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Number the regions whose names do not: in reading order, from the top, then from the left."""
    from msgspec.structs import replace

    counts: dict[str, int] = {}
    numbered = []
    for region in sorted(regions, key=lambda each: (round(each.top_pt), each.left_pt)):
        counts[region.role] = counts.get(region.role, 0) + 1
        numbered.append(region if region.number else replace(region, number=counts[region.role]))
    return tuple(numbered)


def _box(chain: Sequence[_Element]) -> tuple[float, float, float, float]:
    for shape in chain:
        frame = shape.find("p:spPr/a:xfrm", _NS)
        if frame is not None:
            offset, extent = frame.find("a:off", _NS), frame.find("a:ext", _NS)
            left, top = int(offset.get("x")), int(offset.get("y"))
            return left / _EMU, top / _EMU, int(extent.get("cx")) / _EMU, int(extent.get("cy")) / _EMU
    return 0.0, 0.0, 0.0, 0.0


def _insets(chain: Sequence[_Element]) -> tuple[float, float, float, float]:
    bodies = [body for shape in chain if (body := shape.find("p:txBody/a:bodyPr", _NS)) is not None]

    def inset(name: str, default: int) -> float:
        return int(next((body.get(name) for body in bodies if body.get(name)), default)) / _EMU

    return inset("lIns", 91440), inset("tIns", 45720), inset("rIns", 91440), inset("bIns", 45720)


def _level(number: int, styles: Sequence[_Element], fonts: _Fonts) -> Level:
    """Return level `number` by the list styles from the nearest to the farthest."""
    said: dict[str, str] = {}
    for style in reversed(styles):
        said |= fonts.said(style).get(f"{{{_NS['a']}}}lvl{number}pPr", {})
    size = float(said.get("sz", "1800")) / 100
    latin = said.get("latin", "+mn-lt")
    return Level(
        size,
        fonts.families.get(latin, latin),
        bold=said.get("b", "0") in ("1", "true"),
        italic=said.get("i", "0") in ("1", "true"),
        caps=said.get("cap", "none") == "all",
        tracking_pt=float(said.get("spc", "0")) / 100,
        left_pt=int(said.get("marL", "0")) / _EMU,
        indent_pt=int(said.get("indent", "0")) / _EMU,
        bullet=said.get("bullet", "") == "yes",
        before_pt=_spacing(said.get("spcBef", ""), size),
        after_pt=_spacing(said.get("spcAft", ""), size),
        line=_share(said.get("lnSpc", "")) or 1.0,
    )


def _said(level: _Element) -> Mapping[str, str]:
    """Return what one level of a list style says itself, by the names of its attributes and elements."""
    said = dict(level.attrib)
    for child in level.iterchildren("{*}*"):
        name = etree.QName(child).localname
        if name == "defRPr":
            latin = child.find("a:latin", _NS)
            said |= {**child.attrib, **({} if latin is None else {"latin": latin.get("typeface")})}
        elif name in ("lnSpc", "spcBef", "spcAft"):
            said[name] = child[0].get("val") + ("%" if etree.QName(child[0]).localname == "spcPct" else "")
        elif name in ("buNone", "buChar", "buAutoNum", "buBlip"):
            said["bullet"] = "no" if name == "buNone" else "yes"
    return said


def _spacing(said: str, size: float) -> float:
    """Return a spacing in points: hundredths of one, or a percentage of `size`."""
    return _share(said) * size if said.endswith("%") else int(said or "0") / 100


def _share(said: str) -> float:
    return int(said.rstrip("%")) / 100000 if said.endswith("%") else 0.0


def _table_style(presentation: Any) -> str:
    """Return the GUID of the default table style; PowerPoint's own "No Style, Table Grid" where none is named."""
    for relation in presentation.part.rels.values():
        if relation.reltype.endswith("/tableStyles"):
            return str(etree.fromstring(relation.target_part.blob).get("def"))
    return "{5940675A-B579-460E-94D1-54222C63F5DA}"
