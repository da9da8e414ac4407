"""The part of a native chart -> how its texts and columns look."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.readback.finish.contents import Mark, Sample, TextLook
from generator.write.ooxml.colors import resolve_color
from generator.write.ooxml.names import A

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NS = {"a": A, "c": _C}
_DEFAULT = "1000"  # hundredths of a point, where a chart states no size
_INSIDE = ("ctr", "inEnd", "inBase")


def read_chart(
    root: Any, colors: Mapping[str, str], ground: str, where: str
) -> tuple[Mapping[TextLook, Sample], Sequence[Mark]]:
    """Return how the texts of a chart look, and its series; `ground` is what shows through a chart without a fill."""
    for space in (root, *root.iterfind("c:chart/c:plotArea", _NS)):
        fill = space.find("c:spPr/a:solidFill", _NS)
        ground = ground if fill is None else resolve_color(fill, colors)
    base = root.find("c:txPr/a:p/a:pPr/a:defRPr", _NS)
    texts: dict[TextLook, Sample] = {}
    for properties in root.iter(f"{{{_C}}}txPr"):
        stated = properties.find("a:p/a:pPr/a:defRPr", _NS)
        series = next(properties.iterancestors(f"{{{_C}}}ser"), None)
        behind = _inside_fill(properties, series, colors) or ground
        look = _read_look([each for each in (stated, base) if each is not None], colors, behind)
        texts.setdefault(look, Sample("labels of the chart", where))
    return texts, tuple(_read_marks(root, colors, ground, where))


def _inside_fill(properties: Any, series: Any, colors: Mapping[str, str]) -> str:
    """Return the colour of the column that a label stands in, "" if it stands elsewhere."""
    position = properties.getparent().find("c:dLblPos", _NS)
    if series is None or position is None or position.get("val") not in _INSIDE:
        return ""
    fill = series.find("c:spPr/a:solidFill", _NS)
    return "" if fill is None else resolve_color(fill, colors)


def _read_look(stated: Sequence[Any], colors: Mapping[str, str], ground: str) -> TextLook:
    fills = [fill for each in stated if (fill := each.find("a:solidFill", _NS)) is not None]
    color = resolve_color(fills[0], colors) if fills else colors.get("tx1", "")
    size = next((value for each in stated if (value := each.get("sz"))), _DEFAULT)
    bold = next((value for each in stated if (value := each.get("b"))), "0")
    language = next((value for each in stated if (value := each.get("lang"))), "und")
    return TextLook(color, ground, int(size) / 100, bold in ("1", "true"), language, in_figure=True)


def _read_marks(root: Any, colors: Mapping[str, str], ground: str, where: str) -> Iterator[Mark]:
    for series in root.iter(f"{{{_C}}}ser"):
        name = series.findtext("c:tx/c:strRef/c:strCache/c:pt/c:v", "", _NS)
        for properties in (series, *series.iterfind("c:dPt", _NS)):
            fill, line = properties.find("c:spPr/a:solidFill", _NS), properties.find("c:spPr/a:ln/a:solidFill", _NS)
            if fill is not None:
                outline = "" if line is None else resolve_color(line, colors)
                yield Mark(f"`{name}`" if name else "a column", where, resolve_color(fill, colors), outline, ground)
