"""A finished presentation -> what its readers get of it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import replace

from generator.color.contrast import find_worst
from generator.readback.finish.charts import read_chart
from generator.readback.finish.contents import Contents, Mark, Sample, Shown, ShownSlide, TextLook
from generator.readback.finish.figures import read_svg
from generator.readback.finish.placeholders import (
    UNKNOWN,
    Box,
    Frame,
    Surroundings,
    find_mark,
    read_look,
    read_surroundings,
    run_key,
)
from generator.readback.parts import Parts, parse
from generator.write.ooxml.backdrop import Patch, see_colors
from generator.write.ooxml.colors import resolve_color
from generator.write.ooxml.names import A, P, R
from generator.write.ooxml.table_styles import CellLook, TableStyles, read_table_styles

_NS = {"a": A, "p": P}
_RUNS = (f"{{{A}}}r", f"{{{A}}}fld")
_SHAPES = (f"{{{P}}}sp", f"{{{P}}}pic", f"{{{P}}}graphicFrame")
_FURNITURE = ("dt", "ftr", "sldNum")  # read last, wherever it stands
_TITLES = ("title", "ctrTitle")
_EMU = 12700  # per point
_WHOLE_PT = (4032.0, 4032.0)  # no slide is larger (ECMA-376-1, 19.7.11)


class _Shape(Struct, frozen=True):
    name: str
    kind: str  # of the placeholder
    box: Box | None
    words: str


class _Gathered(Struct, frozen=True):
    keys: set[object] = set()  # of runs whose looks are known
    texts: dict[TextLook, Sample] = {}
    marks: list[Mark] = []
    shown: list[Shown] = []


def read_slides(data: bytes) -> Contents:
    """Return what the slides show; speaker notes are only for the speaker's eyes and may look as they like."""
    with ZipFile(BytesIO(data)) as archive:
        parts = Parts(archive)
        presentation = parts.of_type("presentation.main+xml")[0]
        targets = {link.id: link.target for link in parts.links(presentation)}
        order = parts.tree(presentation).findall("p:sldIdLst/p:sldId", _NS)
        styles = read_table_styles(parts.read(name) for name in parts.of_type("tablestyles+xml"))
        gathered = _Gathered()
        around = cache(partial(read_surroundings, parts=parts))
        slides = tuple(
            _Slide(parts, targets[entry.get(f"{{{R}}}id")], number, around, styles, gathered).read()
            for number, entry in enumerate(order, 1)
        )
        return Contents(read_title(parts), gathered.texts, tuple(gathered.marks), tuple(gathered.shown), slides)


def read_title(parts: Parts) -> str:
    """Return the title among the properties of a file."""
    properties = (parse(parts.read(name)) for name in parts.of_type("core-properties+xml"))
    return next((title.text or "" for root in properties for title in root.iter("{*}title")), "").strip()


class _Slide:
    """Reads one slide into what was gathered."""

    def __init__(
        self,
        parts: Parts,
        name: str,
        number: int,
        around: Callable[[str], Surroundings],
        styles: TableStyles,
        gathered: _Gathered,
    ) -> None:
        self._parts, self._name, self._number, self._table_styles = parts, name, number, styles
        self._gathered, self._where = gathered, f" on slide {number}"
        self._root = parse(parts.read(name))
        links = [*parts.links(name)]
        self._links = {link.id: link.target for link in links}
        self._layout = next(link.target for link in links if link.kind == "slideLayout")
        self._around = around(self._layout)
        self._behind = [*self._around.backdrop]  # the rearmost first
        own = self._root.find("p:cSld/p:bg/p:bgPr", _NS)
        if own is not None:
            self._behind = [Patch((0.0, 0.0, *_WHOLE_PT), (resolve_color(own, self._around.colors),))]

    def read(self) -> ShownSlide:
        shapes = []
        for element in self._root.find("p:cSld/p:spTree", _NS).iterchildren(*_SHAPES):
            frame, mark = self._around.frame(element), find_mark(element)
            name = element.find("*/p:cNvPr", _NS).get("name", "")
            words = name
            if element.tag == _SHAPES[0]:
                grounds = self._grounds(frame.box) if frame.fill is None else (frame.fill,)
                words = self._read_texts(element, frame, grounds)
            else:
                self._read_object(element, frame.box, self._grounds(frame.box))
            if frame.box and frame.fill is not None:
                self._behind.append(Patch(_in_points(frame.box), (frame.fill,)))
            shapes.append(_Shape(name, "" if mark is None else mark.get("type", "obj"), frame.box, words))
        titles = (" ".join(shape.words.split()) for shape in shapes if shape.kind in _TITLES)
        return ShownSlide(self._number, next(titles, ""), tuple(_find_misplaced(shapes)))

    def _grounds(self, box: Box | None) -> tuple[str, ...]:
        """Return the colours behind a box, () where they cannot be told."""
        return see_colors(self._behind, _in_points(box)) if box else ()

    def _read_texts(self, shape: Any, frame: Frame, grounds: tuple[str, ...]) -> str:
        """Gather the looks of the runs of a shape; return its words."""
        fit = shape.find("p:txBody/a:bodyPr/a:normAutofit", _NS)
        scale = int("100000" if fit is None else fit.get("fontScale", "100000")) / 100_000
        return " ".join(self._read_paragraphs(shape, frame.styles, scale, CellLook("", None, False), grounds))

    def _read_paragraphs(
        self, parent: Any, styles: tuple[Any, ...], scale: float, cell: CellLook, grounds: tuple[str, ...]
    ) -> Iterator[str]:
        """Gather the looks of all runs in `parent`; yield the words of its paragraphs.

        `cell` is how a table style sets text that does not say otherwise; of the colours of the ground, that counts on
        which text is hardest to read.
        """
        for paragraph in parent.iter(f"{{{A}}}p"):
            properties = paragraph.find("a:pPr", _NS)
            level = int("0" if properties is None else properties.get("lvl", "0"))
            words = []
            for run in paragraph.iterchildren(*_RUNS):
                words.append(run.findtext("a:t", "", _NS))
                key = (self._layout, styles, level, scale, cell, grounds, run_key(run))
                if words[-1].strip() and key not in self._gathered.keys:
                    self._gathered.keys.add(key)
                    look = read_look(run, level, styles, self._around, scale)
                    color = look.color if look.is_colored else cell.color or look.color
                    ground = _find_hardest(color, grounds) if cell.fill is None else cell.fill
                    text = TextLook(color, ground, look.size_pt, look.bold or cell.bold, look.language)
                    self._gathered.texts.setdefault(text, Sample(words[-1].strip(), self._where))
            yield "".join(words)

    def _read_object(self, element: Any, box: Box | None, grounds: tuple[str, ...]) -> None:
        names = element.find("*/p:cNvPr", _NS)
        table = element.find("a:graphic/a:graphicData/a:tbl", _NS)
        chart = next(element.iter("{*}chart"), None)
        if table is not None:
            self._read_table(table, grounds)
            return
        is_decorative = any(each.get("val") in ("1", "true") for each in names.iter("{*}decorative"))
        alt = "decorative" if is_decorative else names.get("descr", "").strip()
        self._gathered.shown.append(Shown("picture" if chart is None else "chart", self._where, alt))
        if chart is not None:
            root = parse(self._parts.read(self._links[chart.get(f"{{{R}}}id")]))
            ground = _find_hardest(self._around.colors.get("tx1", UNKNOWN), grounds)
            texts, marks = read_chart(root, self._around.colors, ground, self._where)
        else:
            svg = next((each.get(f"{{{R}}}embed") for each in element.iter("{*}svgBlip")), None)
            data = self._parts.read(self._links[svg]) if svg else None
            texts, marks = read_svg(data, box[2] / _EMU, self._where) if data and box else ({}, ())
        self._gathered.marks.extend(marks)
        for look, sample in texts.items():
            self._gathered.texts.setdefault(look, sample)

    def _read_table(self, table: Any, grounds: tuple[str, ...]) -> None:
        has_header = table.find("a:tblPr[@firstRow]", _NS) is not None and table.find("a:tblPr", _NS).get(
            "firstRow"
        ) in ("1", "true")
        self._gathered.shown.append(Shown("table", self._where, has_header=has_header))
        default = () if self._around.default is None else (self._around.default,)
        for number, row in enumerate(table.iterchildren(f"{{{A}}}tr")):
            for column, cell in enumerate(row.iterchildren(f"{{{A}}}tc")):
                style = self._table_styles.cell(table, number, column, self._around.colors)
                own = cell.find("a:tcPr/a:solidFill", _NS)
                fill = style.fill if own is None else resolve_color(own, self._around.colors)
                look = replace(style, fill=fill)
                for _ in self._read_paragraphs(cell, default, 1.0, look, grounds):
                    pass


def _in_points(box: Box) -> tuple[float, float, float, float]:
    left, top, width, height = (side / _EMU for side in box)
    return left, top, width, height


def _find_hardest(color: str, grounds: Sequence[str]) -> str:
    """Return that of `grounds` with which `color` has least contrast, "" where there is none."""
    return find_worst(color, grounds)[1] if color and grounds else UNKNOWN


def _find_misplaced(shapes: Sequence[_Shape]) -> Iterator[tuple[str, str]]:
    """Yield neighbours in the order of reading of which the second stands wholly above the first, in its columns.

    The title is read first, wherever it stands, and furniture last.
    """
    if any(shape.kind in _TITLES for shape in shapes[1:]):
        title = next(shape for shape in shapes[1:] if shape.kind in _TITLES)
        yield shapes[0].name, title.name
    read = [shape for shape in shapes if shape.box and shape.kind not in (*_FURNITURE, *_TITLES)]
    title_bottom = max((shape.box[1] for shape in shapes if shape.box and shape.kind in _TITLES), default=0)
    body = [shape for shape in read if shape.box and shape.box[1] + shape.box[3] > title_bottom]
    for first, second in pairwise(body):
        if first.box and second.box and _is_above(second.box, first.box):
            yield first.name, second.name


def _is_above(one: Box, other: Box) -> bool:
    overlap = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    return overlap > min(one[2], other[2]) / 2 and one[1] + one[3] <= other[1]
