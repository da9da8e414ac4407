"""A shape of a slide -> its box, its fill and how its text looks, with what layout, master and theme add.

What a placeholder does not state comes from the layout's, then from the master's of its type, then from the master's
text styles and the presentation's default (ECMA-376-1, 19.3.1.36 and 19.3.1.51).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.readback.parts import Parts
from generator.write.ooxml.backdrop import FillReader, Patch, read_backdrop
from generator.write.ooxml.colors import read_theme_colors, resolve_color
from generator.write.ooxml.fills import ReadPicture
from generator.write.ooxml.names import A, P

_NS = {"a": A, "p": P}
_MASTER_TYPE = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_STYLE = {"title": "titleStyle", "body": "bodyStyle"}
_OPAQUE = ("gradFill", "blipFill", "pattFill")  # fills of more than one colour
_SAME_COLORS = {name: name for name in ("bg1", "tx1", "bg2", "tx2", "hlink", "folHlink")}
UNKNOWN = ""
_EMU = 12700  # per point
_STATED = ("p:spPr", "p:style", "p:xfrm", "p:txBody/a:lstStyle")  # what decides about a shape itself

Box = tuple[int, int, int, int]  # left, top, width, height in EMU


class RunLook(Struct, frozen=True):
    """How a run looks; `is_colored` says whether it states its colour itself."""

    color: str
    is_colored: bool
    size_pt: float
    bold: bool
    language: str


class Frame(Struct, frozen=True):
    """Where a shape is, its fill as `read_fill` returns it, and the list styles of its text, the nearest first."""

    box: Box | None
    fill: str | None
    styles: tuple[Any, ...]


class Surroundings(Struct, frozen=True):
    """Layout and master of slides, the colours by the names that slides use, and the default text style."""

    layout: Any
    master: Any
    colors: Mapping[str, str]
    default: Any
    backdrop: tuple[Patch, ...]  # what is behind all placeholders, the rearmost first
    _frames: dict[object, Frame] = {}

    def frame(self, shape: Any) -> Frame:
        """Return what holds for a shape; placeholders that state nothing themselves are looked up once."""
        mark = find_mark(shape)
        stated = [part for path in _STATED if (part := shape.find(path, _NS)) is not None and len(part)]
        if mark is None or stated:
            return self._read_frame(shape, mark)
        key = (shape.tag, *mark.items())
        if key not in self._frames:
            self._frames[key] = self._read_frame(shape, mark)
        return self._frames[key]

    def _read_frame(self, shape: Any, mark: Any) -> Frame:
        inherited = [] if mark is None else self._inherited(mark.get("type", "obj"), mark.get("idx", "0"))
        chain = [shape, *inherited]
        styles = [each.find("p:txBody/a:lstStyle", _NS) for each in chain]
        styles += [self._text_style(chain), self.default]
        return Frame(read_box(chain), read_fill(chain, self.colors), tuple(each for each in styles if each is not None))

    def _inherited(self, kind: str, index: str) -> list[Any]:
        """Return the placeholders of layout and master that a placeholder is based on."""
        on_layout = _find_placeholder(self.layout, kind, index)
        kind = find_mark(on_layout).get("type", "obj") if on_layout is not None else kind
        on_master = _find_placeholder(self.master, _MASTER_TYPE.get(kind, "body"), None)
        return [each for each in (on_layout, on_master) if each is not None]

    def _text_style(self, chain: Sequence[Any]) -> Any:
        """Return the master's text style for a placeholder."""
        marks = [mark for each in chain if (mark := find_mark(each)) is not None]
        kinds = [_MASTER_TYPE.get(mark.get("type", ""), "body") for mark in marks if mark.get("type")] or ["body"]
        name = _STYLE.get(kinds[0], "otherStyle") if marks else "otherStyle"
        return self.master.find(f"p:txStyles/p:{name}", _NS)


def read_surroundings(layout: str, parts: Parts) -> Surroundings:
    """Return what the slides of the part `layout` are set in."""
    master = parts.target(layout, "slideMaster")
    theme_part = parts.target(master, "theme")
    theme = read_theme_colors(parts.read(theme_part)) if theme_part in parts.names else {}
    color_map = parts.tree(master).find("p:clrMap", _NS)
    names = {**_SAME_COLORS, **{f"accent{n}": f"accent{n}" for n in range(1, 7)}}
    names |= {} if color_map is None else color_map.attrib
    override = parts.tree(layout).find("p:clrMapOvr/a:overrideClrMapping", _NS)
    names |= {} if override is None else override.attrib
    colors = theme | {name: theme.get(slot, UNKNOWN) for name, slot in names.items()}
    presentation = parts.tree(parts.of_type("presentation.main+xml")[0])
    size = presentation.find("p:sldSz", _NS)
    size_pt = (0.0, 0.0) if size is None else (int(size.get("cx", "0")) / _EMU, int(size.get("cy", "0")) / _EMU)
    roots = parts.tree(layout), parts.tree(master)
    backdrop = read_backdrop(*roots, _fill_readers(parts, (layout, master), theme_part, colors), size_pt)
    default = presentation.find("p:defaultTextStyle", _NS)
    return Surroundings(parts.tree(layout), parts.tree(master), colors, default, backdrop)


def _fill_readers(parts: Parts, names: Sequence[str], theme: str, colors: Mapping[str, str]) -> Sequence[FillReader]:
    """Return what reads the fills of parts with the colours and the format scheme of their theme."""
    styles = parts.tree(theme).find(".//a:fmtScheme", _NS) if theme in parts.names else None
    return [FillReader(colors, styles, _pictures_of(name, parts), _pictures_of(theme, parts)) for name in names]


def _pictures_of(name: str, parts: Parts) -> ReadPicture:
    def read(identifier: str) -> bytes:
        target = next((link.target for link in parts.links(name) if link.id == identifier), "")
        return parts.read(target) if target in parts.names else b""

    return read


def _find_placeholder(root: Any, kind: str, index: str | None) -> Any:
    """Return the placeholder with that index, else the first of that type."""
    marks = root.findall("p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph", _NS)
    same_index = (mark for mark in marks if index is not None and mark.get("idx", "0") == index)
    same_kind = (mark for mark in marks if mark.get("type", "obj") == kind)
    mark = next(same_index, None)
    mark = next(same_kind, None) if mark is None else mark
    return None if mark is None else mark.getparent().getparent().getparent()


def find_mark(shape: Any) -> Any:
    """Return what makes a shape a placeholder, None if it is none."""
    return shape.find("*/p:nvPr/p:ph", _NS)


def read_box(chain: Sequence[Any]) -> Box | None:
    """Return the box of the nearest of `chain` that has one."""
    for shape in chain:
        transform = shape.find("p:spPr/a:xfrm", _NS)
        transform = shape.find("p:xfrm", _NS) if transform is None else transform
        if transform is not None and transform.find("a:off", _NS) is not None:
            offset, extent = transform.find("a:off", _NS), transform.find("a:ext", _NS)
            return int(offset.get("x")), int(offset.get("y")), int(extent.get("cx")), int(extent.get("cy"))
    return None


def read_fill(chain: Sequence[Any], colors: Mapping[str, str]) -> str | None:
    """Return the colour that the shape is filled with, "" if it cannot be told, None if it is not filled."""
    for shape in chain:
        properties = shape.find("p:spPr", _NS)
        for child in () if properties is None else properties:
            name = child.tag.rpartition("}")[2]
            if name == "solidFill":
                return resolve_color(child, colors)
            if name in (*_OPAQUE, "noFill"):
                return None if name == "noFill" else UNKNOWN
        reference = shape.find("p:style/a:fillRef", _NS)
        if reference is not None:
            return resolve_color(reference, colors) if reference.get("idx", "0") != "0" else None
    return UNKNOWN if chain and chain[0].tag == f"{{{P}}}pic" else None


def read_look(run: Any, level: int, styles: Sequence[Any], around: Surroundings, scale: float) -> RunLook:
    """Return how a run (`a:r`, `a:fld`) looks at a level, from 0, of a shape with these list styles."""
    stated = [*_stated(run, level, styles)]
    size = next((value for each in stated if (value := each.get("sz"))), "1800")
    bold = next((value for each in stated if (value := each.get("b"))), "0")
    language = next((value for each in stated if (value := each.get("lang"))), "")
    fills = (each.find("a:solidFill", _NS) for each in stated)
    fill = next((each for each in fills if each is not None), None)
    color = around.colors.get("tx1", UNKNOWN) if fill is None else resolve_color(fill, around.colors)
    is_link = run.find("a:rPr/a:hlinkClick", _NS) is not None
    is_colored = is_link or run.find("a:rPr/a:solidFill", _NS) is not None
    color = around.colors.get("hlink", UNKNOWN) if is_link else color
    return RunLook(color, is_colored, int(size) / 100 * scale, bold in ("1", "true"), language)


def run_key(run: Any) -> object:
    """Return what is the same for two runs whose properties are equal."""
    properties = run.find("a:rPr", _NS)
    return None if properties is None else tuple((each.tag, *each.items()) for each in properties.iter())


def _stated(run: Any, level: int, styles: Sequence[Any]) -> Iterator[Any]:
    """Yield the properties of text that hold for a run, the nearest first."""
    for style, path in [(run, "a:rPr"), *((style, f"a:lvl{level + 1}pPr/a:defRPr") for style in styles)]:
        properties = style.find(path, _NS)
        if properties is not None:
            yield properties
