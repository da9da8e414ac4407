"""Numbers of a figure -> a chart that can be edited in Word, with the workbook behind it."""

from msgspec import Struct

from generator.model.drawing import ChartData
from generator.model.look import Brand
from generator.write.ooxml.chart import WORKBOOK, column_chart
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.xml.elements import NAMESPACES, Element, element

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Charts(Struct):
    """Charts of one document, each a part of its own, so that each can be edited."""

    package: Package
    brand: Brand
    size_pt: float  # of their text
    total: str  # the word for the sums above the columns
    language: str
    _made: int = 0

    def graphic(self, data: ChartData, part: str) -> Element:
        """Return a:graphicData for a chart of `data` in `part`."""
        self._made += 1
        name = self.package.free(f"word/charts/chart{self._made}", "xml")
        book = self.package.free(f"word/embeddings/Microsoft_Excel_Sheet{self._made}", "xlsx")
        made = column_chart(data, self.brand, size_pt=self.size_pt, total=self.total, language=self.language)
        self.package.add(name, _CHART_TYPE, made.xml)
        self.package.add(book, _WORKBOOK_TYPE, made.workbook)
        # the chart's XML names its workbook by the first id of its own relationships
        assert self.package.relate(name, Relationship(f"{OFFICE}/package", book)) == WORKBOOK
        id_ = self.package.relate(part, Relationship(f"{OFFICE}/chart", name))
        return element("a:graphicData", {"uri": NAMESPACES["c"]}, element("c:chart", {"r:id": id_}))
