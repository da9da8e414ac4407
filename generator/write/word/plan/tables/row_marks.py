"""The groups and shaded rows of a table, and the colours of a theme -> what is merged, and what is behind each row."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.color.fill import STATUS_COLORS, Fill, choose_fill
from generator.color.theme_color import to_hex
from generator.model.block import Table
from generator.write.word.planned import Shade

_INKS = {"lt1": "background1", "dk1": "text1"}  # slots of a theme -> their names in Word (ECMA-376-1, 17.18.97)
_SHADE, _SHADE_NAME = "lt2", "background2"


class RowMarks(Struct, frozen=True):
    """As in a planned row; the row `continues` if the next one is of the same group."""

    merge: str = ""
    lead: Shade | None = None
    shade: Shade | None = None
    continues: bool = False


def plan_marks(block: Table, colors: Mapping[str, str]) -> Sequence[RowMarks]:
    """Return the marks of each row; `colors` are those of the theme by slot, as six hex digits."""
    if not block.groups:
        shade = _to_shade(choose_fill(_SHADE, ("dk1",), colors), _SHADE_NAME, colors) if block.shaded else None
        return [RowMarks(shade=shade if number in block.shaded else None) for number in range(len(block.rows))]
    marks: list[RowMarks] = []
    for group in block.groups:
        name = STATUS_COLORS.get(group.status, "")
        lead = _to_shade(choose_fill(name, [*_INKS], colors), name, colors) if name else None
        first = "restart" if group.rows > 1 else ""
        marks += [
            RowMarks("continue" if number else first, lead, None, number < group.rows - 1)
            for number in range(group.rows)
        ]
    return marks


def _to_shade(fill: Fill | None, name: str, colors: Mapping[str, str]) -> Shade | None:
    if fill is None:
        return None
    darker = f"{round(255 * (100 + fill.color.lighter) / 100):02X}" if fill.color.lighter else ""
    return Shade(name, to_hex(fill.color, colors), _INKS[fill.ink], colors[fill.ink], darker)
