"""Drawings of a deck -> the parts of pictures and charts that its slides point to."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.model.document import Deck
from generator.model.drawing import Drawing
from generator.model.look import Brand
from generator.write.ooxml.chart import WORKBOOK_ID, column_chart
from generator.write.powerpoint.template.package import Part, made_part, relate


class Media(Struct, frozen=True):
    """The parts made so far: each picture once, by its part's name, and charts with their workbooks."""

    brand: Brand
    deck: Deck
    drawings: Mapping[str, Drawing]
    reserved: frozenset[str]  # names of the template's parts, in small letters
    _images: dict[str, Part] = {}
    _charts: list[tuple[Part, Part]] = []

    def parts(self) -> Iterator[Part]:
        yield from self._images.values()
        yield from chain.from_iterable(self._charts)

    def image(self, name: str) -> str:
        """Return the name of the part of a figure's picture, "timeline.png" or "timeline.svg"."""
        figure, _, kind = name.rpartition(".")
        part = self._free(f"/ppt/media/{figure}", kind)
        if part not in self._images:
            drawing = self.drawings[figure]
            self._images[part] = made_part(part, kind, drawing.png if kind == "png" else drawing.svg)
        return part

    def chart(self, figure: str, size_pt: float) -> str:
        """Return the name of a new chart part: two slides never share one, so that each can be edited."""
        data = self.drawings[figure].data
        assert data is not None
        total, language = self.deck.labels["total"], self.deck.properties.language
        chart = column_chart(data, self.brand, size_pt=size_pt, total=total, language=language)
        number = len(self._charts) + 1
        part = made_part(self._free(f"/ppt/charts/chart{number}", "xml"), "chart", chart.xml)
        sheet = self._free(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}", "xlsx")
        book = made_part(sheet, "package", chart.workbook)
        relate(part, "package", book.partname, WORKBOOK_ID)
        self._charts.append((part, book))
        return part.partname

    def _free(self, stem: str, extension: str) -> str:
        """Return a part's name that the template has not: a figure may be called `image1`, as a logo's part is."""
        while f"{stem}.{extension}".lower() in self.reserved:
            stem += "_"  # which no id of a figure has
        return f"{stem}.{extension}"
