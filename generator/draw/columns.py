"""A columns figure and its edition -> the drawing, and the same numbers for an editable chart."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.draw.alt_text import columns_words
from generator.draw.layout.empty import nothing
from generator.draw.layout.stacks import Stand, boxes, columns, in_rows, legend, totals
from generator.draw.picture import ASCENT, Box, Picture, Stroke, Words, joined
from generator.draw.scale.axis import Panel
from generator.draw.scale.counts import Bin, Kind, binned, kinds
from generator.draw.scale.periods import short_name
from generator.draw.shape import FORMATS
from generator.draw.style import STRIP, TEXT, Style, style_of
from generator.model.dataset import Event
from generator.model.dates import PartialDate, said
from generator.model.drawing import ChartData, Drawing, Series
from generator.model.edition import Edition
from generator.model.figure import Columns
from generator.model.look import Brand
from generator.model.selection import selected

_TOP = 1.5
_NONE = "0"  # over a period without events, so that it is not taken for missing
_LABEL_GAP = 4.0


class Table(Struct, frozen=True):
    """What the columns show: every period in order, empty ones too, and its sums in order of the kinds."""

    bins: tuple[Bin, ...]
    kinds: tuple[Kind, ...]
    start: date
    end: date


def draw_columns(figure: Columns, edition: Edition, brand: Brand) -> Drawing:
    """Return the figure as picture, words and numbers; without any event, one line says so."""
    from generator.draw.render import rendered

    style, table = style_of(brand), table_of(figure, edition)
    picture = plan(table, figure, edition, style)
    alt, description = columns_words(figure, table.bins, table.kinds, table.start, table.end, edition)
    png, svg = rendered(picture, figure.title.value, brand.colors["light1"])
    data = data_of(table, figure.per, figure.unit or figure.title.value, edition)
    return Drawing(figure.id, png, svg, picture.width, picture.height, alt, description, data)


def table_of(figure: Columns, edition: Edition) -> Table:
    """Return the sums of the events that begin in the figure's period."""
    found = selected(figure.select, edition.events)
    dates = [event.date.first for event in found]
    start = figure.start.first if figure.start else min(dates, default=edition.as_of)
    end = figure.end.last if figure.end else edition.as_of
    start = min(start, end)
    inside: Sequence[Event] = [event for event in found if start <= event.date.first <= end]
    of = kinds(inside, figure.stack, edition.labels)
    return Table(binned(inside, start, end, figure.per, figure.value, figure.stack, of), of, start, end)


def data_of(table: Table, per: str, unit: str, edition: Edition) -> ChartData:
    """Return the numbers of the columns; a last period that is not over says so in its category."""
    categories = [short_name(bin_.start, per, edition.language) for bin_ in table.bins]
    if table.bins[-1].end > table.end:
        categories[-1] = edition.labels["partial"].format(period=categories[-1], date=_day(table.end, edition))
    series = [
        Series(kind.name or unit, tuple(bin_.sums[index] for bin_ in table.bins))
        for index, kind in enumerate(table.kinds)
    ]
    kept = tuple(each for each in series if any(each.values)) or tuple(series[:1])
    return ChartData(tuple(categories), kept, unit)


def plan(table: Table, figure: Columns, edition: Edition, style: Style) -> Picture:
    """Return where everything stands."""
    format_ = FORMATS[figure.shape]
    highest = max(bin_.total for bin_ in table.bins)
    if not highest:
        return nothing(table.start, table.end, format_.width, edition, style)
    partial = table.bins[-1].end > table.end
    base = format_.height - (2 if partial else 1) * STRIP - 4
    panel = Panel(0.0, format_.width, table.bins[0].start, table.bins[-1].end)
    plain = _stood(table, panel, _TOP, base, highest, style)
    key = legend(table.kinds, [Box(0.0, _TOP, panel.right, base - 2)], boxes(plain), style)
    if key is None:
        key, rows = in_rows(table.kinds, 4.0, panel.right, _TOP, style)
        plain = _stood(table, panel, _TOP + STRIP * rows + 4, base, highest, style)
    line = Stroke((0.0, base), (panel.right, base), style.axis, 0.7, "axis")
    axis = Picture(0.0, 0.0, strokes=(line,), words=_categories(table, figure, panel, base, edition, style))
    return joined(format_.width, format_.height, [axis, plain, key])


def _stood(table: Table, panel: Panel, top: float, base: float, highest: int, style: Style) -> Picture:
    stand = Stand(panel, table.bins, top, base)
    shapes = columns(stand, table.kinds, highest, style)
    words = totals(stand, shapes, [], stand.room, style)
    if panel.width / len(table.bins) < style.tick.width(_NONE) + _LABEL_GAP:
        return Picture(0.0, 0.0, shapes=shapes, words=words)
    empty = [_under(_NONE, bin_, panel, base - 3, style) for bin_ in table.bins if not bin_.events]
    return Picture(0.0, 0.0, shapes=shapes, words=(*words, *empty))


def _categories(
    table: Table, figure: Columns, panel: Panel, base: float, edition: Edition, style: Style
) -> tuple[Words, ...]:
    """Return the periods under their columns: all, or every second, third … where all would crowd."""
    texts = [short_name(bin_.start, figure.per, edition.language) for bin_ in table.bins]
    widest = max(map(style.tick.width, texts))
    every = next(step for step in range(1, len(texts) + 1) if _roomy(step, widest, panel, texts))
    baseline = base + 3 + ASCENT * TEXT
    words = [
        _under(text, bin_, panel, baseline, style)
        for index, (bin_, text) in enumerate(zip(table.bins, texts, strict=True))
        if (len(texts) - 1 - index) % every == 0
    ]
    if table.bins[-1].end > table.end:
        until = edition.labels["until"].format(date=_day(table.end, edition))
        words.append(_under(until, table.bins[-1], panel, baseline + STRIP, style))
    return tuple(words)


def _roomy(step: int, widest: float, panel: Panel, texts: Sequence[str]) -> bool:
    # the outermost labels are moved inside the frame, by up to half their width
    return (
        step >= len(texts) or panel.width / len(texts) * step >= widest + _LABEL_GAP + (widest if step > 1 else 0) / 2
    )


def _under(text: str, bin_: Bin, panel: Panel, baseline: float, style: Style) -> Words:
    width = style.tick.width(text)
    left = (panel.x(bin_.start) + panel.x(bin_.end, 1.0) - width) / 2
    return Words(text, max(min(left, panel.right - width), 0.0), baseline, style.tick)


def _day(day: date, edition: Edition) -> str:
    return said(PartialDate.of(day), "d MMM", edition.language)
