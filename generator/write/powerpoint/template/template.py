"""An opened presentation -> Template: its layouts with regions in points, inheritance resolved.

A placeholder takes what it does not say from the master's placeholder of its kind, then from the master's text
styles, then from the presentation's default text style (ECMA-376-1, 19.3.1.36 and 19.3.1.51).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.template.region import Layout, Level, Region, Template

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_NS = {"a": _A[1:-1], "p": _P[1:-1]}
# what tells of a placeholder: its name, its kind, its place, its insets, its text
_TOLD = (f"{_P}cNvPr", f"{_P}ph", f"{_A}xfrm", f"{_A}bodyPr", f"{_A}lstStyle")
_INSETS = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}  # ECMA-376-1, 21.1.2.1.1
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


class _Holder(Struct, frozen=True):
    """What one placeholder says itself, on a layout or on a master."""

    name: str
    kind: str
    index: int
    box: tuple[float, float, float, float] | None  # left, top, width, height in points
    body: Mapping[str, str]  # attributes of its a:bodyPr
    style: _Element | None  # its list style


class _Reading(Struct, frozen=True):
    """What has been read so far of what many placeholders share; `families` are those of +mj-lt and +mn-lt."""

    families: Mapping[str, str]
    default: _Element | None  # the presentation's text style
    _styles: dict[_Element, Mapping[str, Mapping[str, str]]] = {}
    _masters: dict[_Element, Mapping[str, _Holder]] = {}
    _levels: dict[tuple[bytes, _Element | None, _Element | None], tuple[Level, ...]] = {}

    def on_master(self, master: _Element) -> Mapping[str, _Holder]:
        """Return the first placeholder of each kind on a master."""
        if master not in self._masters:
            self._masters[master] = {each.kind: each for each in reversed([*_holders(master)])}
        return self._masters[master]

    def levels(self, own: _Element | None, inherited: _Element | None, style: _Element | None) -> tuple[Level, ...]:
        """Return levels 1 to 5 by a placeholder's own list style, the master's for it, and the master's for its kind.

        Layouts say the same again and again: those of the shipped template have some forty ways among 600 placeholders.
        """
        key = (b"" if own is None else etree.tostring(own, with_tail=False), inherited, style)
        if key not in self._levels:
            chain = [self.said(each) for each in (own, inherited, style, self.default) if each is not None]
            self._levels[key] = tuple(_level(number, chain, self.families) for number in range(1, 6))
        return self._levels[key]

    def said(self, style: _Element) -> Mapping[str, Mapping[str, str]]:
        """Return the levels of a list style by the names of their elements."""
        if style not in self._styles:
            self._styles[style] = {level.tag: _said(level) for level in style.iterchildren("{*}*")}
        return self._styles[style]


def read_template(presentation: Any, fonts: Mapping[str, str]) -> Template:
    """Return what `presentation` (python-pptx's) offers; `fonts` gives the families of +mj-lt and +mn-lt."""
    default = presentation.part._element.find("p:defaultTextStyle", _NS)
    reading = _Reading(fonts, default)
    layouts = tuple(
        _layout(layout, master.part._element, reading)
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    )
    return Template(
        presentation.slide_width / _EMU,
        presentation.slide_height / _EMU,
        layouts,
        reading.levels(None, None, None)[0],
        _table_style(presentation),
    )


def _layout(layout: Any, master: _Element, reading: _Reading) -> Layout:
    element = layout.part._element
    regions = [_region(holder, master, reading) for holder in _holders(element)]
    return Layout(layout.name, element.get("type", ""), str(layout.part.partname), _numbered(regions))


def _holders(slide: _Element) -> Iterator[_Holder]:
    """Yield the placeholders of a layout or master, but for those inside of groups."""
    for shape in slide.find("p:cSld/p:spTree", _NS).iterchildren(f"{_P}sp"):
        found = {each.tag: each for each in shape.iter(*_TOLD)}
        holder, body = found.get(f"{_P}ph"), found.get(f"{_A}bodyPr")
        if holder is not None:
            yield _Holder(
                found[f"{_P}cNvPr"].get("name", ""),
                holder.get("type", "obj"),
                int(holder.get("idx", "0")),
                _box(found.get(f"{_A}xfrm")),
                {} if body is None else body.attrib,
                found.get(f"{_A}lstStyle"),
            )


def _box(frame: _Element | None) -> tuple[float, float, float, float] | None:
    if frame is None:
        return None
    offset, extent = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
    left, top, width, height = offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy")
    return int(left) / _EMU, int(top) / _EMU, int(width) / _EMU, int(height) / _EMU


def _region(holder: _Holder, master: _Element, reading: _Reading) -> Region:
    on_master = _MASTER_KIND.get(holder.kind, "body")
    inherited = reading.on_master(master).get(on_master)
    chain = [each for each in (holder, inherited) if each is not None]
    box = next((each.box for each in chain if each.box), (0.0, 0.0, 0.0, 0.0))
    style = master.find(f"p:txStyles/p:{_STYLE.get(on_master, 'bodyStyle')}", _NS)
    levels = reading.levels(holder.style, None if inherited is None else inherited.style, style)
    role, number, status = _purpose(holder.name, holder.kind)
    return Region(
        role,
        number,
        status,
        holder.kind,
        holder.index,
        holder.name,
        *box,
        _insets([each.body for each in chain]),
        levels,
    )


def _purpose(name: str, kind: str) -> tuple[str, int, str]:
    found = _NAMED.fullmatch(name)
    if found:
        return found.group(1), int(found.group(2) or 1), found.group(3) or ""
    return _ROLE.get(kind, "Content"), 0, ""


def _numbered(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Number the regions whose names do not: in reading order, from the top, then from the left."""
    counts: dict[str, int] = {}
    numbered = []
    for region in sorted(regions, key=lambda each: (round(each.top_pt), each.left_pt)):
        counts[region.role] = counts.get(region.role, 0) + 1
        numbered.append(region if region.number else replace(region, number=counts[region.role]))
    return tuple(numbered)


def _insets(bodies: Sequence[Mapping[str, str]]) -> tuple[float, float, float, float]:
    said = {**_INSETS, **{name: value for body in reversed(bodies) for name, value in body.items() if value}}
    left, top, right, bottom = (int(said[name]) / _EMU for name in _INSETS)
    return left, top, right, bottom


def _level(number: int, styles: Sequence[Mapping[str, Mapping[str, str]]], families: Mapping[str, str]) -> Level:
    """Return level `number` by what list styles say, from the nearest to the farthest."""
    said: dict[str, str] = {}
    for style in reversed(styles):
        said |= style.get(f"{_A}lvl{number}pPr", {})
    size = float(said.get("sz", "1800")) / 100
    latin = said.get("latin", "+mn-lt")
    return Level(
        size,
        families.get(latin, latin),
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
