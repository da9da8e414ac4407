"""An opened presentation -> LayoutSet: its layouts with regions in points, inheritance resolved.

What a placeholder does not state comes from the master's placeholder of its type, then from the master's text styles,
then from the presentation's default text style (ECMA-376-1, 19.3.1.36 and 19.3.1.51).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from generator.write.powerpoint.template.contrast import read_colors, read_ground
from generator.write.powerpoint.template.package import related_parts
from generator.write.powerpoint.template.region import Layout, LayoutSet, Level, Region
from generator.write.powerpoint.template.roles import assign_roles, keep_on_slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_NS = {"a": _A[1:-1], "p": _P[1:-1]}
_READ = (f"{_P}cNvPr", f"{_P}ph", f"{_A}xfrm", f"{_A}bodyPr", f"{_A}lstStyle")  # of a placeholder
_INSETS = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}  # ECMA-376-1, 21.1.2.1.1
_EMU = 12700  # per point
_CIRCLE = 21_600_000  # in the unit of a:xfrm/@rot
_TURNED = _CIRCLE // 36  # text that is turned by more does not look like the text of a slide
# what a placeholder of each type inherits from on the master (python-pptx and PowerPoint agree on this table)
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
_NAME = re.compile(
    r"(Eyebrow|Sources|Byline|Caption|Panel|Card|Number|Words|Works|References|Exhibit|Content)(?: (\d+))?(?: \w+)?"
)
_NO_STYLE_TABLE_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # a table style that every PowerPoint has
_Element = Any
_Properties = Mapping[str, str]  # of a level of a list style
_Box = tuple[float, float, float, float]  # left, top, width, height in points


class _Placeholder(Struct, frozen=True):
    """What one placeholder states itself, on a layout or on a master."""

    name: str
    kind: str
    index: int
    box: _Box | None
    body: Mapping[str, str]  # attributes of its a:bodyPr
    style: _Element | None  # its list style
    framed: bool = False
    turned: bool = False  # with lines that do not run across the slide


class _Reader(Struct, frozen=True):
    """`families` are those of +mj-lt and +mn-lt, `default` is the presentation's text style.

    Layouts repeat each other: the 600 placeholders of the shipped template have some forty list styles. Reading each
    of them once saves 7 % of a cold pack (tests/bench).
    """

    families: Mapping[str, str]
    default: _Element | None
    _styles: dict[_Element, Mapping[str, _Properties]] = {}
    _masters: dict[_Element, Mapping[str, _Placeholder]] = {}
    _levels: dict[tuple[bytes, _Element | None, _Element | None], tuple[Level, ...]] = {}

    def on_master(self, master: _Element) -> Mapping[str, _Placeholder]:
        """Return the first placeholder of each type on a master."""
        if master not in self._masters:
            self._masters[master] = {each.kind: each for each in reversed([*_placeholders(master)])}
        return self._masters[master]

    def levels(self, own: _Element | None, inherited: _Element | None, style: _Element | None) -> tuple[Level, ...]:
        """Return levels 1 to 5 of a placeholder with its `own` list style, its master's and the text style's."""
        key = (b"" if own is None else etree.tostring(own, with_tail=False), inherited, style)
        if key not in self._levels:
            chain = [self._properties(each) for each in (own, inherited, style, self.default) if each is not None]
            self._levels[key] = tuple(_level(number, chain, self.families) for number in range(1, 6))
        return self._levels[key]

    def _properties(self, style: _Element) -> Mapping[str, _Properties]:
        """Return the properties of each level of a list style, by the level's tag."""
        if style not in self._styles:
            self._styles[style] = {level.tag: _properties(level) for level in style.iterchildren("{*}*")}
        return self._styles[style]


def read_layout_set(presentation: Any, families: Mapping[str, str]) -> LayoutSet:
    """Return the layouts of `presentation` (python-pptx's); `families` are the fonts that +mj-lt and +mn-lt name."""
    reader = _Reader(families, presentation.part._element.find("p:defaultTextStyle", _NS))
    size = presentation.slide_width / _EMU, presentation.slide_height / _EMU
    masters = [(master, _read_colors(master.part)) for master in presentation.slide_masters]
    read = [
        (_layout(layout, number, colors), [*_regions(layout, master.part._element, reader)])
        for number, (master, colors) in enumerate(masters)
        for layout in master.slide_layouts
    ]
    seen = [(layout, keep_on_slide(regions, *size)) for layout, regions in read]
    # all of it is off a slide that was made much smaller
    has_room = any({"Title", "Content"} <= {region.role for region in regions} for _, regions in seen)
    layouts = tuple(
        replace(layout, regions=_number_regions(assign_roles(regions, size[1])))
        for layout, regions in (seen if has_room else read)
    )
    return LayoutSet(
        *size,
        layouts,
        reader.levels(None, None, None)[0],
        _table_style(presentation),
        families["+mj-lt"],
    )


def _read_colors(master: Any) -> Mapping[str, str]:
    themes = [*related_parts(master, "theme")]
    return read_colors(master._element, themes[0].blob) if themes else {}


def _layout(layout: Any, master: int, colors: Mapping[str, str]) -> Layout:
    element = layout.part._element
    colors = {**colors, "ground": read_ground(element, colors)}
    return Layout(layout.name, element.get("type", ""), str(layout.part.partname), (), colors, master)


def _regions(layout: Any, master: _Element, reader: _Reader) -> Iterator[Region]:
    """Yield the regions of a layout whose text runs across the slide."""
    for placeholder in _placeholders(layout.part._element):
        region = _region(placeholder, master, reader)
        # those of no size, as some templates hide them, hold nothing
        if not _is_turned(placeholder, master, reader) and region.text_width_pt > 0 and region.text_height_pt > 0:
            yield region


def _is_turned(placeholder: _Placeholder, master: _Element, reader: _Reader) -> bool:
    """Return whether a placeholder is turned on its side, or has text from top to bottom."""
    inherited = reader.on_master(master).get(_MASTER_KIND.get(placeholder.kind, "body"))
    bodies = [placeholder.body, *([inherited.body] if inherited else [])]
    return placeholder.turned or next((body["vert"] for body in bodies if body.get("vert")), "horz") != "horz"


def _placeholders(slide: _Element) -> Iterator[_Placeholder]:
    """Yield the placeholders of a layout or master, except those in groups."""
    for shape in slide.find("p:cSld/p:spTree", _NS).iterchildren(f"{_P}sp"):
        elements = {element.tag: element for element in shape.iter(*_READ)}
        placeholder, body = elements.get(f"{_P}ph"), elements.get(f"{_A}bodyPr")
        if placeholder is not None:
            yield _Placeholder(
                elements[f"{_P}cNvPr"].get("name", ""),
                placeholder.get("type", "obj"),
                int(placeholder.get("idx", "0")),
                _box(elements.get(f"{_A}xfrm")),
                {} if body is None else body.attrib,
                elements.get(f"{_A}lstStyle"),
                shape.find("p:spPr/a:ln/a:solidFill", _NS) is not None,
                _turns(elements.get(f"{_A}xfrm")),
            )


def _turns(transform: _Element | None) -> bool:
    rotation = transform.get("rot", "0") if transform is not None else "0"
    turned = int(rotation) % _CIRCLE
    return _TURNED < turned < _CIRCLE - _TURNED


def _box(transform: _Element | None) -> _Box | None:
    if transform is None:
        return None
    offset, extent = transform.find(f"{_A}off"), transform.find(f"{_A}ext")
    left, top, width, height = offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy")
    return int(left) / _EMU, int(top) / _EMU, int(width) / _EMU, int(height) / _EMU


def _region(placeholder: _Placeholder, master: _Element, reader: _Reader) -> Region:
    master_kind = _MASTER_KIND.get(placeholder.kind, "body")
    inherited = reader.on_master(master).get(master_kind)
    chain = [each for each in (placeholder, inherited) if each is not None]
    box = next((each.box for each in chain if each.box), (0.0, 0.0, 0.0, 0.0))
    style = master.find(f"p:txStyles/p:{_STYLE.get(master_kind, 'bodyStyle')}", _NS)
    bodies = [each.body for each in chain]
    levels = reader.levels(placeholder.style, None if inherited is None else inherited.style, style)
    return Region(
        *_purpose(placeholder.name, placeholder.kind),
        placeholder.kind,
        placeholder.index,
        placeholder.name,
        *box,
        _insets_pt(bodies),
        levels,
        *_columns(bodies),
        framed=placeholder.framed,
    )


def _purpose(name: str, kind: str) -> tuple[str, int]:
    """Return role and number; number 0 if the name does not tell."""
    match = _NAME.fullmatch(name)
    return (match.group(1), int(match.group(2) or 1)) if match else (_ROLE.get(kind, "Content"), 0)


def _number_regions(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Return `regions` in reading order; those whose names have no number are numbered in that order."""
    counts: dict[str, int] = {}
    numbered = []
    for region in sorted(regions, key=lambda region: (round(region.top_pt), region.left_pt)):
        counts[region.role] = counts.get(region.role, 0) + 1
        numbered.append(region if region.number else replace(region, number=counts[region.role]))
    return tuple(numbered)


def _insets_pt(bodies: Sequence[Mapping[str, str]]) -> tuple[float, float, float, float]:
    stated = {**_INSETS, **{name: value for body in reversed(bodies) for name, value in body.items() if value}}
    left, top, right, bottom = (int(stated[name]) / _EMU for name in _INSETS)
    return left, top, right, bottom


def _columns(bodies: Sequence[Mapping[str, str]]) -> tuple[int, float]:
    """Return the number of columns of text, and the gap between two (ECMA-376-1, 21.1.2.1.1)."""
    count, gap = (next((body[name] for body in bodies if body.get(name)), "0") for name in ("numCol", "spcCol"))
    return max(int(count), 1), int(gap) / _EMU


def _level(number: int, styles: Sequence[Mapping[str, _Properties]], families: Mapping[str, str]) -> Level:
    """Return level `number`; the first of `styles` that states a property decides it."""
    stated: dict[str, str] = {}
    for style in reversed(styles):
        stated |= style.get(f"{_A}lvl{number}pPr", {})
    size_pt = float(stated.get("sz", "1800")) / 100
    latin = stated.get("latin", "+mn-lt")
    return Level(
        size_pt,
        families.get(latin, latin),
        bold=stated.get("b", "0") in ("1", "true"),
        italic=stated.get("i", "0") in ("1", "true"),
        caps=stated.get("cap", "none") == "all",
        tracking_pt=float(stated.get("spc", "0")) / 100,
        left_pt=int(stated.get("marL", "0")) / _EMU,
        indent_pt=int(stated.get("indent", "0")) / _EMU,
        bullet=stated.get("bullet", "") == "yes",
        before_pt=_spacing_pt(stated.get("spcBef", ""), size_pt),
        after_pt=_spacing_pt(stated.get("spcAft", ""), size_pt),
        line_spacing=_fraction(stated.get("lnSpc", "")) or 1.0,
        typeface="" if latin in ("+mn-lt", families["+mn-lt"]) else latin,
    )


def _properties(level: _Element) -> _Properties:
    """Return what one level of a list style states, by the names of attributes and elements."""
    properties = dict(level.attrib)
    for child in level.iterchildren("{*}*"):
        name = etree.QName(child).localname
        if name == "defRPr":
            latin = child.find("a:latin", _NS)
            properties |= {**child.attrib, **({} if latin is None else {"latin": latin.get("typeface") or "+mn-lt"})}
        elif name in ("lnSpc", "spcBef", "spcAft"):
            properties[name] = child[0].get("val") + ("%" if etree.QName(child[0]).localname == "spcPct" else "")
        elif name in ("buNone", "buChar", "buAutoNum", "buBlip"):
            properties["bullet"] = "no" if name == "buNone" else "yes"
    return properties


def _spacing_pt(value: str, size_pt: float) -> float:
    """Return a spacing given in hundredths of a point, or as a percentage of `size_pt`."""
    return _fraction(value) * size_pt if value.endswith("%") else int(value or "0") / 100


def _fraction(value: str) -> float:
    return int(value.rstrip("%")) / 100000 if value.endswith("%") else 0.0


def _table_style(presentation: Any) -> str:
    """Return the GUID of the default table style."""
    for relation in presentation.part.rels.values():
        if relation.reltype.endswith("/tableStyles"):
            return str(etree.fromstring(relation.target_part.blob).get("def"))
    return _NO_STYLE_TABLE_GRID
