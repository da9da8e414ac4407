"""The form of a figure -> a `Timeline` or `Columns`, checked against the events that it draws."""

from collections.abc import Collection

from msgspec import Struct

from generator.errors import Place, Problem, suggest
from generator.model.dataset import Event
from generator.model.figure import Columns, Figure, Lane, Row, Stack, Timeline
from generator.model.selection import Selection, selected, value_of
from generator.model.source import CitedSource
from generator.read.dataset.events import cite
from generator.read.dataset.selections import read_select
from generator.read.form.build import Converters, build, to_text
from generator.read.form.dataset import ColumnsForm, LaneForm, StackForm, TimelineForm
from generator.read.form.field_types import INTEGER_HELP, parse_integer
from generator.read.syntax.nodes import ScalarNode


class EventData(Struct, frozen=True):
    """What figures draw: the events, and the columns of their file."""

    events: tuple[Event, ...]
    columns: Collection[str]


def build_figure(form: TimelineForm | ColumnsForm, data: EventData, problems: list[Problem]) -> Figure:
    """Return the figure of `form`; what does not fit `data` is added to `problems`."""
    converters: Converters = {
        Selection: lambda select: read_select(select, data.columns, problems),
        CitedSource: cite,
        Stack: lambda stack: _build_stack(stack, data, problems),
        Lane: lambda lane: _build_lane(lane, data, converters, problems),
    }
    if form.start and form.end and form.end.last < form.start.first:
        problems.append(Problem(form.place, f"`to` {form.end} is before `from` {form.start}", "swap them"))
    caption = to_text(form.caption or form.title, form.place)
    if isinstance(form, ColumnsForm):
        columns = build(Columns, form, converters, caption=caption)
        _check_value(form.value, columns.select, data, problems)
        return columns
    _check_focus(form, problems)
    return build(Timeline, form, converters, caption=caption, focus=form.focus.start if form.focus else None)


def _check_focus(form: TimelineForm, problems: list[Problem]) -> None:
    focus = form.focus.start if form.focus else None
    if form.focus and focus:
        too_early, too_late = form.start and focus.last < form.start.first, form.end and focus.first > form.end.last
        if too_early or too_late:
            what = f"the focus starts in {focus}, outside the figure"
            problems.append(Problem(form.focus.place, what, "start it within the figure"))


def _build_lane(form: LaneForm, data: EventData, converters: Converters, problems: list[Problem]) -> Lane:
    rows = tuple(
        build(
            Row, row, converters, mark=str(row.mark or form.mark), color=_color(row.color, number, row.place, problems)
        )
        for number, row in enumerate(form.rows, 1)
    )
    lane = build(Lane, form, converters, rows=rows, color=_color(form.color, 1, form.place, problems))
    _check_value(form.value, lane.select, data, problems)
    return lane


def _color(color: int | None, default: int, place: Place, problems: list[Problem]) -> int:
    if color == 0:
        remedy = "colours are numbered from 1, in the chart palette of brand.yaml"
        problems.append(Problem(place, "`0` is not a valid `color`", remedy))
    return color or default


def _build_stack(form: StackForm, data: EventData, problems: list[Problem]) -> Stack:
    if form.by:
        _check_column(form.by, data, problems)
    if form.titles and len(form.titles) != len(form.order):
        what = f"`order` has {len(form.order)} values, but `titles` has {len(form.titles)}"
        problems.append(Problem(form.place, what, "give each value a title"))
    titles = tuple(map(str, form.titles)) or tuple(value.capitalize() for value in form.order)
    return build(Stack, form, {}, titles=titles)


def _check_column(column: ScalarNode, data: EventData, problems: list[Problem]) -> None:
    if column not in data.columns:
        problems.append(Problem(column.place, f"unknown column `{column}`", suggest(column, data.columns, "columns")))


def _check_value(column: ScalarNode, select: Selection, data: EventData, problems: list[Problem]) -> None:
    """Report a column to add up that does not exist, or that is not a whole number in a selected event."""
    if not column:
        return
    _check_column(column, data, problems)
    for event in selected(select, data.events) if column in data.columns else ():
        cell = value_of(event, column)
        try:
            parse_integer(str(cell))
        except ValueError:
            what = f"`{cell}` in `{column}` is not a whole number, but the figure adds up this column"
            remedy = f"{INTEGER_HELP}, or exclude the row in the figure's `select`"
            problems.append(Problem(event.origin, what, remedy))
