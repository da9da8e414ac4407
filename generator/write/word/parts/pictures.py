"""Drawings -> pictures in the line: a PNG for all, with its SVG for newer versions; or a native chart if asked for."""

from collections.abc import Mapping

from generator.model.drawing import Drawing
from generator.write.word.parts.charts import Charts
from generator.write.word.planned import Picture
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.xml.elements import Element, element

_EMU_PER_PT = 12700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # the extension by which Office 2016 and later find the SVG


class Pictures:
    """Adds pictures to one document. Each drawing is one part, however often it is shown."""

    def __init__(self, package: Package, drawings: Mapping[str, Drawing], charts: Charts, first_id: int) -> None:
        self._package = package
        self._drawings = drawings
        self._charts = charts
        self._next_id = first_id
        self._numbers = {figure: number for number, figure in enumerate(drawings, 1)}
        self._parts: dict[tuple[str, str], str] = {}  # by figure and extension

    def add(self, picture: Picture, part: str) -> Element:
        """Add a picture; return the w:drawing that shows it in `part`."""
        drawing = self._drawings[picture.figure]
        id_, self._next_id = self._next_id, self._next_id + 1
        size = {"cx": round(picture.width_pt * _EMU_PER_PT), "cy": round(picture.height_pt * _EMU_PER_PT)}
        properties: dict[str, str | int] = {"id": id_, "name": picture.name, "descr": drawing.alt}
        if picture.native and drawing.data:
            graphic = self._charts.add(drawing.data, picture.width_pt, picture.height_pt, part)
        else:
            graphic = element("a:graphicData", {"uri": _PICTURE}, self._picture(drawing, part, properties, size))
        return element("w:drawing", None, element(
            "wp:inline", {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            element("wp:extent", size),
            element("wp:docPr", properties),
            element("wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
            element("a:graphic", None, graphic),
        ))  # fmt: skip

    def _picture(
        self, drawing: Drawing, part: str, properties: Mapping[str, str | int], size: Mapping[str, int]
    ) -> Element:
        return element(
            "pic:pic", None,
            element("pic:nvPicPr", None,
                    element("pic:cNvPr", properties),
                    element("pic:cNvPicPr", None, element("a:picLocks", {"noChangeAspect": 1}))),
            element("pic:blipFill", None, self._blip(drawing, part), element("a:stretch", None, element("a:fillRect"))),
            element("pic:spPr", None,
                    element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", size)),
                    element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))),
        )  # fmt: skip

    def _blip(self, drawing: Drawing, part: str) -> Element:
        extensions = None
        if drawing.svg:
            svg = element("asvg:svgBlip", {"r:embed": self._image(drawing, "svg", "image/svg+xml", drawing.svg, part)})
            extensions = element("a:extLst", None, element("a:ext", {"uri": _SVG}, svg))
        return element("a:blip", {"r:embed": self._image(drawing, "png", "image/png", drawing.png, part)}, extensions)

    def _image(self, drawing: Drawing, extension: str, content_type: str, content: bytes, part: str) -> str:
        """Return the id by which `part` refers to an image."""
        key = drawing.figure, extension
        if key not in self._parts:
            name = self._package.free_name(f"word/media/figure{self._numbers[drawing.figure]}", extension)
            self._package.add(name, content_type, content)
            self._parts[key] = name
        return self._package.relate(part, Relationship(f"{OFFICE}/image", self._parts[key]))
