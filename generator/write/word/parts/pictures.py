"""Drawings -> pictures in the line: a PNG for all, its SVG as the sharp twin; or an editable chart, where asked for."""

from collections.abc import Mapping

from generator.model.drawing import Drawing
from generator.write.word.parts.charts import Charts
from generator.write.word.planned import Picture
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.xml.elements import Element, element

_EMU = 12700  # to a point
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # the extension by which Office 2016 and later find the SVG


class Pictures:
    """Each drawing becomes one part, however often it is shown; ids of shapes are counted, never searched."""

    def __init__(self, package: Package, drawings: Mapping[str, Drawing], charts: Charts, first_id: int) -> None:
        self._package = package
        self._drawings = drawings
        self._charts = charts
        self._next_id = first_id
        self._numbers = {figure: number for number, figure in enumerate(drawings, 1)}
        self._names: dict[tuple[str, str], str] = {}  # of parts, by figure and extension

    def inline(self, picture: Picture, part: str) -> Element:
        """Return w:drawing for a picture in `part`."""
        drawing = self._drawings[picture.figure]
        id_, self._next_id = self._next_id, self._next_id + 1
        size = {"cx": round(picture.width_pt * _EMU), "cy": round(picture.height_pt * _EMU)}
        known: dict[str, str | int] = {"id": id_, "name": picture.name, "descr": drawing.alt}
        if picture.native and drawing.data:
            graphic = self._charts.graphic(drawing.data, part)
        else:
            graphic = element("a:graphicData", {"uri": _PICTURE}, self._pic(picture, drawing, part, id_, size))
        return element("w:drawing", None, element(
            "wp:inline", {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            element("wp:extent", size),
            element("wp:docPr", known),
            element("wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
            element("a:graphic", None, graphic),
        ))  # fmt: skip

    def _pic(self, picture: Picture, drawing: Drawing, part: str, id_: int, size: dict[str, int]) -> Element:
        return element(
            "pic:pic", None,
            element("pic:nvPicPr", None,
                    element("pic:cNvPr", {"id": id_, "name": picture.name, "descr": drawing.alt}),
                    element("pic:cNvPicPr", None, element("a:picLocks", {"noChangeAspect": 1}))),
            element("pic:blipFill", None, self._blip(drawing, part), element("a:stretch", None, element("a:fillRect"))),
            element("pic:spPr", None,
                    element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", size)),
                    element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))),
        )  # fmt: skip

    def _blip(self, drawing: Drawing, part: str) -> Element:
        twin = None
        if drawing.svg:
            svg = element("asvg:svgBlip", {"r:embed": self._image(drawing, "svg", "image/svg+xml", drawing.svg, part)})
            twin = element("a:extLst", None, element("a:ext", {"uri": _SVG}, svg))
        return element("a:blip", {"r:embed": self._image(drawing, "png", "image/png", drawing.png, part)}, twin)

    def _image(self, drawing: Drawing, extension: str, content_type: str, content: bytes, part: str) -> str:
        known = drawing.figure, extension
        if known not in self._names:
            name = self._package.free(f"word/media/figure{self._numbers[drawing.figure]}", extension)
            self._package.add(name, content_type, content)
            self._names[known] = name
        return self._package.relate(part, Relationship(f"{OFFICE}/image", self._names[known]))
