"""Numbers of a figure -> a native chart of the document, with the workbook behind it."""

from msgspec import Struct

from generator.model.drawing import ChartData
from generator.model.look import Brand
from generator.write.ooxml.chart import WORKBOOK_ID, column_chart
from generator.write.word.template.package import OFFICE, Package, Relationship
from generator.write.word.xml.elements import NAMESPACES, Element, element

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Charts(Struct):
    """Adds charts to one document. Each is a part of its own, so that each can be edited."""

    package: Package
    brand: Brand
    size_pt: float  # of their text
    total: str  # label of the sums above the columns
    language: str
    typeface: str  # empty for the theme's font for text
    _count: int = 0

    def add(self, data: ChartData, width_pt: float, height_pt: float, part: str) -> Element:
        """Add a chart of `data`, of that size; return the a:graphicData that shows it in `part`."""
        self._count += 1
        name = self.package.free_name(f"word/charts/chart{self._count}", "xml")
        workbook = self.package.free_name(f"word/embeddings/Microsoft_Excel_Sheet{self._count}", "xlsx")
        size = {"width_pt": width_pt, "height_pt": height_pt, "size_pt": self.size_pt}
        chart = column_chart(data, self.brand, **size, total=self.total, language=self.language, typeface=self.typeface)
        self.package.add(name, _CHART_TYPE, chart.xml)
        self.package.add(workbook, _WORKBOOK_TYPE, chart.workbook)
        id_ = self.package.relate(name, Relationship(f"{OFFICE}/package", workbook))
        assert id_ == WORKBOOK_ID, "the chart's XML names its workbook by this id"
        id_ = self.package.relate(part, Relationship(f"{OFFICE}/chart", name))
        return element("a:graphicData", {"uri": NAMESPACES["c"]}, element("c:chart", {"r:id": id_}))
