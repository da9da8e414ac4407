"""A figure as filled in -> `Timeline` or `Columns`, checked against the events that it draws."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.model.dataset import Event
from generator.model.dates import PartialDate
from generator.model.figure import Columns, Figure, Lane, Row, Stack, Timeline
from generator.model.selection import Selection, selected, value_of
from generator.model.text import Text
from generator.read.dataset.events import cited, whole
from generator.read.dataset.selections import selection
from generator.read.form.dataset import ColumnsForm, FigureForm, LaneForm, RowForm, StackForm, TimelineForm
from generator.read.syntax.positions import Typed


class Data(Struct, frozen=True):
    """What figures draw on: the events and their columns."""

    events: tuple[Event, ...]
    columns: Collection[str]


def figure(form: TimelineForm | ColumnsForm, data: Data, found: list[Problem]) -> Figure:
    """Return the figure of `form`; what does not fit `data` is added to `found`."""
    if form.from_ and form.to and form.to.last < form.from_.first:
        found.append(Problem(form.place, f"`to` {form.to} is before `from` {form.from_}", "exchange them"))
    return _timeline(form, data, found) if isinstance(form, TimelineForm) else _columns(form, data, found)


def _timeline(form: TimelineForm, data: Data, found: list[Problem]) -> Timeline:
    title, takeaway, caption, note = _texts(form)
    focus = form.focus.from_ if form.focus else None
    if form.focus and focus and _outside(focus, form):
        found.append(
            Problem(form.focus.place, f"the focus begins outside the figure, in {focus}", "let it begin within")
        )
    lanes = tuple(_lane(lane, data, found) for lane in form.lanes)
    return Timeline(
        id=str(form.id),
        title=title,
        takeaway=takeaway,
        caption=caption,
        note=note,
        start=form.from_,
        end=form.to,
        focus=focus,
        lanes=lanes,
        place=form.place,
        sources=tuple(cited(source) for source in form.sources),
    )


def _outside(when: PartialDate, form: FigureForm) -> bool:
    return bool((form.from_ and when.last < form.from_.first) or (form.to and when.first > form.to.last))


def _columns(form: ColumnsForm, data: Data, found: list[Problem]) -> Columns:
    title, takeaway, caption, note = _texts(form)
    select = selection(form.select, data.columns, found)
    return Columns(
        id=str(form.id),
        title=title,
        takeaway=takeaway,
        caption=caption,
        note=note,
        start=form.from_,
        end=form.to,
        select=select,
        per=str(form.per),
        value=_value(form.value, select, data, found),
        stack=_stack(form.stack, data, found),
        place=form.place,
        sources=tuple(cited(source) for source in form.sources),
        unit=str(form.unit),
        kind=str(form.drawn_as) or "columns",
    )


def _texts(form: FigureForm) -> tuple[Text, Text, Text, Text]:
    title, takeaway, caption, note = (
        Text(str(typed), typed.place) for typed in (form.title, form.takeaway, form.caption or form.title, form.note)
    )
    return title, takeaway, caption, note


def _lane(form: LaneForm, data: Data, found: list[Problem]) -> Lane:
    select = selection(form.select, data.columns, found)
    return Lane(
        id=str(form.id),
        title=str(form.title),
        none=str(form.none),
        select=select,
        rows=tuple(_row(row, number, form, data, found) for number, row in enumerate(form.rows, 1)),
        mark=str(form.mark),
        color=_color(form.color, 1, form.place, found),
        label=str(form.label),
        draw=str(form.draw),
        value=_value(form.value, select, data, found),
        stack=_stack(form.stack, data, found),
    )


def _row(form: RowForm, number: int, lane: LaneForm, data: Data, found: list[Problem]) -> Row:
    color = _color(form.color, number, form.place, found)
    return Row(str(form.title), selection(form.select, data.columns, found), str(form.mark or lane.mark), color)


def _color(color: int | None, otherwise: int, place: Place, found: list[Problem]) -> int:
    if color == 0:
        found.append(Problem(place, "`color: 0` is no colour", "colours count from 1, in the palette of brand.yaml"))
    return color or otherwise


def _value(column: Typed, select: Selection, data: Data, found: list[Problem]) -> str:
    """Return the column to add up, which must hold whole numbers wherever a selected event has something in it."""
    if not column:
        return ""
    if column not in data.columns:
        found.append(Problem(column.place, f"no column `{column}`", suggest(column, data.columns)))
        return ""
    for event in selected(select, data.events):
        cell = value_of(event, column)
        if not _is_whole(cell):
            what = f"`{cell}` in `{column}` is no whole number, and the figure adds it up"
            found.append(
                Problem(event.origin, what, "write it in digits, or leave the row out by the figure's `select`")
            )
    return str(column)


def _is_whole(cell: str | Sequence[str]) -> bool:
    try:
        return isinstance(cell, str) and whole(cell) >= 0
    except ValueError:
        return False


def _stack(form: StackForm | None, data: Data, found: list[Problem]) -> Stack | None:
    if form is None:
        return None
    if form.by and form.by not in data.columns:
        found.append(Problem(form.by.place, f"no column `{form.by}`", suggest(form.by, data.columns)))
    if form.titles and len(form.titles) != len(form.order):
        what = f"`order` names {len(form.order)} values, and `titles` {len(form.titles)}"
        found.append(Problem(form.place, what, "give one title for each value"))
    order = tuple(map(str, form.order))
    return Stack(str(form.by), order, tuple(map(str, form.titles)) or tuple(value.capitalize() for value in order))
