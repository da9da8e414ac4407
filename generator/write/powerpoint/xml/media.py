"""Drawings of a deck -> the parts of pictures and charts to which its slides link."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Brand
from generator.write.ooxml.chart import WORKBOOK_ID, column_chart
from generator.write.powerpoint.plan.page import ChartShape
from generator.write.powerpoint.template.package import Part, new_part, relate


class Media(Struct, frozen=True):
    """The parts made so far: each picture once, by the name of its part, and charts with their workbooks."""

    brand: Brand
    deck: Deck
    drawings: Mapping[str, Drawing]
    reserved: frozenset[str]  # names of the template's parts, in lower case
    _images: dict[str, Part] = {}
    _charts: list[tuple[Part, Part]] = []

    def parts(self) -> Iterator[Part]:
        yield from self._images.values()
        yield from chain.from_iterable(self._charts)

    def image(self, name: str) -> str:
        """Return the name of the part for a figure's picture, "timeline.png" or "timeline.svg"."""
        figure, _, extension = name.rpartition(".")
        part_name = self._free_name(f"/ppt/media/{figure}", extension)
        if part_name not in self._images:
            drawing = self.drawings[figure]
            self._images[part_name] = new_part(part_name, extension, drawing.png if extension == "png" else drawing.svg)
        return part_name

    def chart(self, shape: ChartShape) -> str:
        """Return the name of a new chart part: slides never share one, so that each can be edited."""
        data, region = shape.drawing.data, shape.region
        assert data is not None
        total, language = self.deck.labels["total"], self.deck.properties.language
        size = {"width_pt": region.width_pt, "height_pt": region.height_pt, "size_pt": shape.size_pt}
        typeface = region.level(1).typeface
        chart = column_chart(data, self.brand, **size, total=total, language=language, typeface=typeface)
        number = len(self._charts) + 1
        part = new_part(self._free_name(f"/ppt/charts/chart{number}", "xml"), "chart", chart.xml)
        workbook_name = self._free_name(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}", "xlsx")
        workbook = new_part(workbook_name, "package", chart.workbook)
        relate(part, "package", workbook.name, WORKBOOK_ID)
        self._charts.append((part, workbook))
        return part.name

    def _free_name(self, stem: str, extension: str) -> str:
        """Return a name that the template does not use: a figure may be called `image1`, and so may a logo's part."""
        while f"{stem}.{extension}".lower() in self.reserved:
            stem += "_"  # which no figure's id contains
        return f"{stem}.{extension}"
