"""styles.xml of a finished document -> how a run looks in its paragraph and cell.

A property is looked up in the run, its style, the paragraph's style, the table's style, then in the document's defaults
(ECMA-376-1, 17.7.2). Values beside the names of theme colours are those of the theme: the writer puts them there.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from generator.readback.finish.contents import TextLook
from generator.write.word.template.styles import Styles
from generator.write.word.xml.elements import attribute, find, find_all, parse_measure, qn, val_of

_OFF = ("0", "false", "off")
_TRANSPARENT = ("", "auto", "nil", "clear")


class Cell(Struct, frozen=True):
    """What decides how text in a cell looks: its own fill ("" for none), the id of the table's style, and its parts."""

    fill: str
    style: str
    parts: tuple[str, ...]
    outer: "Cell | None"


class PageStyles(Struct, frozen=True, dict=True):
    """The styles, and the colour of the page."""

    styles: Styles
    page: str
    _looks: dict[object, dict[object, TextLook | None]] = {}  # by paragraph and cell, then by run

    def looks(self, paragraph: Any, runs: Iterable[Any], cell: Cell | None) -> Iterator[TextLook | None]:
        """Yield how runs with these properties look, None for those that are hidden. Equal ones are read once."""
        looks = self._looks.setdefault((_key(paragraph), cell), {})
        for run in runs:
            key = _key(run)
            if key not in looks:
                looks[key] = self._read(paragraph, run, cell)
            yield looks[key]

    def _read(self, paragraph: Any, run: Any, cell: Cell | None) -> TextLook | None:
        run_styles = self._lineage("character", val_of(run, "w:rStyle"))
        paragraph_styles = self._lineage("paragraph", val_of(paragraph, "w:pStyle"))
        cells = [*self._of_cell(cell)]
        around = [*run_styles, *paragraph_styles, *(each for each in cells if not isinstance(each, str))]
        around += find_all(self.styles.root, "w:docDefaults/w:rPrDefault")
        chain = [run, *(find(item, "w:rPr") for item in around)]
        if _is_on(chain, "w:vanish"):
            return None
        grounds = [run, *(find(item, "w:rPr") for item in run_styles)]
        grounds += [paragraph, *(find(item, "w:pPr") for item in paragraph_styles)]
        fills = [*map(_fill, grounds), *(fill for item in cells for fill in _cell_fills(item)), self.page]
        color = _first(chain, "w:color", "w:val")
        return TextLook(
            "" if color in _TRANSPARENT else color.upper(),
            next(filter(None, fills)).upper(),
            parse_measure(_first(chain, "w:sz", "w:val"), 20) / 2,
            _is_on(chain, "w:b"),
            _first(chain, "w:lang", "w:val"),
        )

    def _of_cell(self, cell: Cell | None) -> Iterator[Any]:
        """Yield the fills of cells, and the parts of table styles and the styles that hold for them, inmost first."""
        while cell:
            yield cell.fill
            lineage = self._lineage("table", cell.style)
            for part in cell.parts:
                for item in lineage:
                    yield from (each for each in find_all(item, "w:tblStylePr") if attribute(each, "w:type") == part)
            yield from lineage
            cell = cell.outer

    def _lineage(self, kind: str, id_: str) -> Sequence[Any]:
        """Return the elements of a style by its id, and of those that it is based on; of none, the default's."""
        style = self._by_id.get((kind, id_)) or self.styles.defaults.get(kind)
        return style.lineage if style else ()

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Any]:
        return {(style.kind, style.id): style for style in self.styles.by_name.values()}


def read_cell(cell: Any) -> Cell | None:
    """Return what decides how text in a `w:tc` looks."""
    if cell is None:
        return None
    row, table = cell.getparent(), next(cell.iterancestors(qn("w:tbl")))
    properties = find(table, "w:tblPr")
    parts = _list_parts(find(properties, "w:tblLook"), row, cell)
    outer = read_cell(next(table.iterancestors(qn("w:tc")), None))
    return Cell(_fill(find(cell, "w:tcPr")), val_of(properties, "w:tblStyle"), parts, outer)


def _fill(properties: Any) -> str:
    fill = "" if properties is None else attribute(find(properties, "w:shd"), "w:fill")
    return "" if fill in _TRANSPARENT else fill


def _cell_fills(item: Any) -> Iterator[str]:
    """Yield the fill of a cell, or those that a table style, or a part of one, gives to cells."""
    if isinstance(item, str):
        yield item
    else:
        yield from (_fill(find(item, "w:tcPr")), _fill(find(item, "w:tblPr")))


def _list_parts(look: Any, row: Any, cell: Any) -> tuple[str, ...]:
    """Return the parts of a table style that hold for a cell, the strongest first (ECMA-376-1, 17.7.6)."""
    firsts = {"firstRow": row, "firstColumn": cell}
    names = {"firstRow": "firstRow", "firstColumn": "firstCol"}
    held = [
        names[name]
        for name, item in firsts.items()
        if next(item.itersiblings(item.tag, preceding=True), None) is None
        and attribute(look, f"w:{name}") in ("1", "true", "on")
    ]
    return (*held, "wholeTable")


def _first(chain: Sequence[Any], path: str, name: str) -> str:
    items = (find(each, path) for each in chain if each is not None)
    return next((value for item in items if (value := attribute(item, name))), "")


def _is_on(chain: Sequence[Any], path: str) -> bool:
    items = (find(each, path) for each in chain if each is not None)
    item = next((item for item in items if item is not None), None)
    return item is not None and attribute(item, "w:val", "1") not in _OFF


def _key(properties: Any) -> object:
    """Return what two elements of equal properties share: the names and values in them."""
    if properties is None:
        return None
    return tuple((each.tag, *each.attrib.values()) for each in properties.iter())
