"""Remarks on columns -> their lines beside or above the column; those without room, in rows above all. Pure."""

from collections.abc import Iterator, Sequence

from generator.draw.dates import short_date
from generator.draw.labels.sentence import wrap
from generator.draw.layout.segment_names import rectangle_of
from generator.draw.picture import ASCENT, Box, Layer, TextLine, TextStyle
from generator.draw.scale.counts import Bin
from generator.draw.style import LINE_PT, TEXT_PT, Style
from generator.fonts.beside import place_remark
from generator.model.dates import PartialDate
from generator.model.figure import Remark

_MOST_LINES = 3


def find_bin(when: PartialDate, bins: Sequence[Bin]) -> int | None:
    """Return the number of the bin of a remark: the highest one of its period, the first of these; None outside all."""
    within = [at for at, bin_ in enumerate(bins) if bin_.start <= when.last and when.first <= bin_.end]
    return max(within, key=lambda at: (bins[at].total, -at), default=None)


def lay_out_remarks(
    remarks: Sequence[tuple[Remark, Bin, Box]], occupied: Sequence[Box], room: Box, style: Style
) -> Layer | None:
    """Return the remarks, each beside or above its column, which includes its total; None if one has no room."""
    texts: list[TextLine] = []
    for remark, bin_, column in remarks:
        lines = _place(remark.text.value, column, [*occupied, *(text.box for text in texts)], room, _style(bin_, style))
        if not lines:
            return None
        texts += lines
    return Layer(texts=tuple(texts))


def _place(text: str, column: Box, occupied: Sequence[Box], room: Box, style: TextStyle) -> tuple[TextLine, ...]:
    taken, tried = [rectangle_of(box) for box in occupied], set()
    for lines in _wrappings(text, style):
        width, height = max(map(style.width, lines)), LINE_PT * len(lines)
        if lines in tried:
            continue
        tried.add(lines)
        box = place_remark(rectangle_of(column), width, height, taken, rectangle_of(room))
        if box:
            is_left = box[0] < column.left  # there, the lines end at the column
            return tuple(
                TextLine(line, box[2] - style.width(line) if is_left else box[0], _baseline(box[1], at), style)
                for at, line in enumerate(lines)
            )
    return ()


def _wrappings(text: str, style: TextStyle) -> Iterator[tuple[str, ...]]:
    """Yield `text` in one line, then in more lines of similar length, as long as no word is broken."""
    width = style.width(text)
    for number in range(1, _MOST_LINES + 1):
        lines = wrap(text, width / number + (TEXT_PT if number > 1 else 1), style)
        if " ".join(lines).split() == text.split():  # no word is broken
            yield lines


def list_remarks(
    remarks: Sequence[tuple[Remark, Bin, Box]], top: float, width: float, language: str, style: Style
) -> tuple[Layer, float]:
    """Return the remarks in rows from `top`, each after its date, and the height of all."""
    texts: list[TextLine] = []
    for remark, bin_, _ in remarks:
        own = _style(bin_, style)
        for line in wrap(f"{short_date(remark.at, language)}: {remark.text.value}", width, own):
            texts.append(TextLine(line, 0.0, _baseline(top, len(texts)), own))
    return Layer(texts=tuple(texts)), len(texts) * LINE_PT


def _style(bin_: Bin, style: Style) -> TextStyle:
    return style.accent if bin_.highlighted else style.remark


def _baseline(top: float, line: int) -> float:
    return top + line * LINE_PT + (LINE_PT - TEXT_PT) / 2 + ASCENT * TEXT_PT
