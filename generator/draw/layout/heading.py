"""A figure of columns or bars in a small place -> what it is of, in one line above it. Pure."""

from bisect import bisect_right

from generator.draw.dimensions import Dimensions
from generator.draw.picture import ASCENT, Layer, TextLine, TextStyle
from generator.draw.style import TITLE_PT, Style
from generator.model.edition import Edition
from generator.model.figure import Columns, Ranking

_GAP = 4.0  # between what is counted and the period of a column


def draw_heading(figure: Columns | Ranking, dimensions: Dimensions, edition: Edition, style: Style) -> Layer:
    """Return what is counted, for columns with the period that each stands for; nothing in places of other shapes."""
    if not dimensions.heading:
        return Layer()
    baseline = ASCENT * TITLE_PT
    words = _truncate(figure.unit or figure.title.value, dimensions.width, style.title)
    unit = TextLine(words, 0.0, baseline, style.title)
    if not figure.unit or not isinstance(figure, Columns):
        return Layer(texts=(unit,))
    per = TextLine(edition.labels[f"per_{figure.per}"], unit.box.right + _GAP, baseline, style.note)
    return Layer(texts=(unit, per) if per.box.right <= dimensions.width else (unit,))


def _truncate(text: str, width: float, style: TextStyle) -> str:
    """Return `text`, or as much of its beginning as fits into `width` with an ellipsis."""
    if style.width(text) <= width:
        return text
    end = bisect_right(range(1, len(text)), width, key=lambda end: style.width(f"{text[:end].rstrip()}…"))
    return f"{text[:end].rstrip()}…"
